"""The coordinator's pack: what stands in our own pages, how they are found, and that nothing stops them."""

from __future__ import annotations

import io
from base64 import b64encode
from dataclasses import replace
from datetime import UTC, date, datetime

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from outputs.pack import PackContents, PackDocument, render_pack
from proposals.assessment import assess
from proposals.council import Area, Coordinator, Council, School
from proposals.forms import FORMS
from proposals.reading import OF_SCHOOLS, Answer, FormKind, Method, Reading, ReadingOutcome

TODAY = date(2026, 11, 30)
COUNCIL = Council(
    code="exampleshire",
    name="Exampleshire County Council",
    team="Education Entitlement Team",
    desk_email="forms@example.org",
    team_email="team@example.org",
    coordinators=(Coordinator(code="jm", name="Jo Marsh", email="jo.marsh@example.org"),),
    areas=(Area(code="east", name="East", coordinator="jm"),),
    schools=(School(name="Riverside Academy", area="east", urn="999201"),),
)
WORDS = "We meet every Friday; 9 of 10 lessons are calm since 4 May 2026, and the pupil says so too."
GOOD = {
    "school_name": "Riverside Academy",
    "school_urn": "999201",
    "school_contact_name": "Dominic Achterberg",
    "school_email": "d.achterberg@example.org",
    "school_phone": "01632 960245",
    "pupil_forename": "Kian",
    "pupil_surname": "Bellwether",
    "preferred_name": "Kit",
    "date_of_birth": "4/3/13",
    "year_group": "9",
    "sen_status": "sen_support",
    "provider_name": "The Willows",
    "start_date": "11/01/2027",
    "end_date": "19/03/2027",
    "days_per_week": "4",
    "hours_per_week": "26",
    "reason": WORDS,
    "behaviour_strategy": WORDS,
}


def reading(answers: dict[str, str], kind: FormKind = FormKind.OFF_SITE_DIRECTION, sure: float = 1.0) -> Reading:
    found = (Answer(name, raw, f"page 1, field {name}", Method.ACROFORM, sure) for name, raw in answers.items())
    return Reading(ReadingOutcome.FORM, kind, tuple(found))


def contents(read: Reading, *documents: PackDocument, notes: tuple[str, ...] = ()) -> PackContents:
    return PackContents(
        reference="OSD-7K4M-2",
        council=COUNCIL,
        assessment=assess(read, COUNCIL, TODAY),
        received=datetime(2026, 11, 30, 8, 5, tzinfo=UTC),
        sender="d.achterberg@example.org",
        version=1,
        documents=documents,
        notes=notes,
    )


def every_answer(kind: FormKind, raw: str) -> Reading:
    return reading({question.name: raw for question in FORMS[kind].questions()}, kind)


def opened(pack_contents: PackContents) -> PdfReader:
    return PdfReader(io.BytesIO(render_pack(pack_contents).pdf))


def text_of(pdf: PdfReader) -> str:
    """Everything that is printed, on one line and without the places to break a word."""
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).replace("\u200b", "").split())


def bookmarks(pdf: PdfReader) -> list[str]:
    return [str(item.title) for item in pdf.outline if not isinstance(item, list)]


@pytest.fixture(scope="module")
def pdf() -> PdfReader:
    return opened(contents(reading(GOOD), notes=("Also received in the same e-mail: OSD-9XXX-3.",)))


@pytest.mark.parametrize(
    "said",
    [
        "OSD-7K4M-2",
        "Off-site direction proposal",
        "Education Entitlement Team",
        "Official-Sensitive: contains personal data of a child",
        "Kian Bellwether",
        "Kit",
        "4 March 2013",
        "Year 9",
        "Riverside Academy",
        "Dominic Achterberg",
        "d.achterberg@example.org",
        "Jo Marsh",
        "The Willows",
        "Monday 11 January 2027",
        "about 10 weeks",
        "4 days, 26 hours",
        "Monday 30 November 2026, 08:05",
        "Also received in the same e-mail: OSD-9XXX-3.",
        "Page 1 of",
    ],
)
def test_the_cover_says(pdf: PdfReader, said: str) -> None:
    assert said in " ".join(pdf.pages[0].extract_text().replace("\u200b", "").split())


def test_the_clock_is_the_one_on_the_wall() -> None:
    summer = replace(contents(reading({})), received=datetime(2026, 7, 1, 8, 5, tzinfo=UTC))
    assert "Wednesday 1 July 2026, 09:05" in text_of(opened(summer))


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        replace(contents(reading({})), received=datetime(2026, 7, 1, 8, 5))  # noqa: DTZ001  # what is refused


def test_what_was_written_stands_beside_what_was_understood(pdf: PdfReader) -> None:
    text = text_of(pdf)
    assert "4 March 2013 “4/3/13”" in text
    assert "“sen_support”" not in text
    assert "“Riverside Academy”" not in text


def test_every_finding_stands_in_full_and_every_question_once() -> None:
    made = contents(reading(GOOD))
    text = text_of(opened(made))
    for finding in made.assessment.findings:
        assert finding.because in text
        assert text.count(finding.ask) == 1 or not finding.ask


def test_results_are_said_in_words(pdf: PdfReader) -> None:
    cover = pdf.pages[0].extract_text()
    assert "Met" in cover
    assert "Not met" in cover
    assert "Query" in cover


def test_an_unclear_answer_stands_in_the_school_s_own_words() -> None:
    made = contents(reading({**GOOD, "start_date": "w/c 7th Dec", "date_of_birth": "31/02/2014"}))
    text = text_of(opened(made))
    for problem in made.assessment.problems:
        assert problem.code == "missing" or problem.message in text
    assert "“w/c 7th Dec”" in text
    assert "“31/02/2014”" in text


def test_what_is_missing_is_counted_and_named() -> None:
    made = contents(reading(GOOD))
    missing = [problem for problem in made.assessment.problems if problem.code == "missing"]
    text = text_of(opened(made))
    assert f"Incomplete: {len(made.assessment.problems)} answers are missing or unclear." in text
    form = made.assessment.proposal
    assert all(" ".join(form.question(problem.field).label.split()) in text for problem in missing)


def test_an_answer_read_with_doubt_says_so() -> None:
    doubtful = Reading(
        ReadingOutcome.FORM,
        FormKind.OFF_SITE_DIRECTION,
        (Answer("pupil_surname", "Bellwether", "page 2", Method.OCR, 0.61),),
    )
    assert "page 2; read from a picture, by text recognition, 61% sure" in text_of(opened(contents(doubtful)))


def test_an_answer_that_was_cut_out_of_a_picture_shows_the_cutting() -> None:
    cutting = io.BytesIO()
    Image.new("L", (60, 20), 90).save(cutting, "PNG")
    crop = b64encode(cutting.getvalue()).decode()
    doubtful = Answer("pupil_surname", "Bellwether", "page 2", Method.OCR, 0.61, crop=crop)
    pdf = opened(contents(Reading(ReadingOutcome.FORM, FormKind.OFF_SITE_DIRECTION, (doubtful,))))
    (seen,) = (image.image for page in pdf.pages for image in page.images)
    assert seen is not None
    assert (seen.size, seen.convert("L").getpixel((30, 10))) == ((60, 20), 90)


def test_review_days_come_with_their_weekday() -> None:
    made = contents(reading(GOOD))
    text = text_of(opened(made))
    assert made.assessment.reviews
    assert "Friday 19 March 2027" in text
    assert all(reminder.text in text for reminder in made.assessment.reminders)


def test_bookmarks_title_language_and_tags(pdf: PdfReader) -> None:
    assert bookmarks(pdf) == ["Cover", "Questions to raise", "Findings", "Answers", "Reviews"]
    answers = next(item for item in pdf.outline if isinstance(item, list) and item[0].title == "The school")
    assert [item.title for item in answers] == [part.title for part in FORMS[FormKind.OFF_SITE_DIRECTION].SECTIONS]
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Pack OSD-7K4M-2"
    root = pdf.root_object
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert b"pdfuaid:part" in root["/Metadata"].get_data()


@pytest.mark.parametrize("kind", OF_SCHOOLS)
def test_a_form_with_nothing_in_it_still_makes_a_pack(kind: FormKind) -> None:
    pdf = opened(contents(reading({}, kind)))
    text = text_of(pdf)
    assert FORMS[kind].TITLE in text
    assert "not given" in text
    assert len(pdf.pages) <= 7


@pytest.mark.parametrize("kind", OF_SCHOOLS)
@pytest.mark.parametrize("raw", ["x" * 20_000, "王" * 2_000, "word " * 2_000], ids=["unbroken", "unprintable", "words"])
def test_giant_answers_stay_on_the_page(kind: FormKind, raw: str) -> None:
    form = FORMS[kind]
    names = [question.name for question in form.questions()][:6]
    pdf = opened(contents(reading(dict.fromkeys(names, raw), kind)))
    assert pdf.pages[1].extract_text()
    for page in (pdf.pages[0], pdf.pages[-2]):
        ends: list[float] = []
        page.extract_text(visitor_text=lambda text, _cm, tm, _font, _size: ends.append(tm[4]))  # noqa: B023  # used at once
        assert max(ends) < 595


MARKUP = [
    '#panic("typst")',
    "$x^2$ *bold* _soft_ `raw` = Heading",
    "@ref <label> // comment /* block */ \\u{41}",
    "#import \"/etc/passwd\"; #read(\"pack.typ\")",
    "%PDF (a) Tj << /JS (x) >>",
]  # fmt: skip


@pytest.mark.parametrize("raw", MARKUP)
def test_markup_is_only_text(raw: str) -> None:
    pdf = opened(contents(reading({"pupil_surname": raw, "reason": raw}), notes=(raw,)))
    assert raw.replace(" ", "") in text_of(pdf).replace(" ", "")


def test_scripts_that_the_fonts_lack_are_marked_and_the_pack_says_so() -> None:
    pdf = opened(contents(reading({"pupil_surname": "Żółć محمد 王小明 👩‍👩‍👧", "school_name": "Łódź"})))
    text = text_of(pdf)
    assert "Żółć" in text
    assert "Some characters cannot be printed here" in text
    assert "Some characters" not in text_of(opened(contents(reading({"pupil_surname": "Żółć"}))))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(raw=st.text(max_size=300), sure=st.floats(0, 1))
def test_no_text_stops_a_pack(raw: str, sure: float) -> None:
    names = ("pupil_forename", "pupil_surname", "school_email", "start_date", "reason", "sen_status")
    made = contents(reading(dict.fromkeys(names, raw), sure=sure), notes=(raw,))
    document = PackDocument(raw, "application/zip", raw.encode("utf-8", "replace"), is_form=False)
    assert render_pack(replace(made, documents=(document,))).pdf.startswith(b"%PDF-1.7")


def test_the_same_contents_give_the_same_bytes() -> None:
    made = contents(reading(GOOD))
    assert render_pack(made).pdf == render_pack(made).pdf


def test_what_is_kept_for_the_next_pack_is_nothing_of_this_one() -> None:
    first, second = ({**GOOD, "pupil_surname": name, "reason": f"{WORDS} {name}."} for name in ("Bellwether", "Ottley"))
    before = text_of(opened(contents(reading(first))))
    after = text_of(opened(replace(contents(reading(second)), reference="OSD-9XXX-3")))
    assert "Bellwether" in before
    assert not {word for word in ("Bellwether", "OSD-7K4M-2") if word in after}
    assert "OSD-9XXX-3 · Off-site direction proposal" in after
    assert "Page 2 of" in after


def test_our_own_pages_hold_no_action_but_links_within_the_pack() -> None:
    with pikepdf.open(io.BytesIO(render_pack(contents(reading(GOOD))).pdf)) as pdf:
        for page in pdf.pages:
            for annotation in page.get("/Annots", []):
                assert annotation.Subtype == "/Link"
                assert "/URI" not in annotation.get("/A", {})
        assert not {"/OpenAction", "/AA", "/AcroForm", "/Names"} & set(pdf.Root.keys()) - {"/Names"}

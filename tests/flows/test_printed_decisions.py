"""A decision form that comes back printed or scanned: acted on when it is read whole, else left to a person."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from PIL import Image, ImageDraw
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText, Line

from decision_forms import CANARY, COMMENTS, COORDINATOR, SCHOOL, brings, come, decision, filed, letters
from outputs.blank_word import blank_word
from outputs.letters.looks import UNSURE
from outputs.letters.wording import PersonReason
from printing import by_a_browser, by_writer, flattened, scanned, with_hidden_boxes
from proposals.choices import Ruling
from proposals.reading import Unsure
from register import Outcome
from straight_way import sent, text

LONG = "\n\n".join(f"{number} of the things the canary asks for, in a sentence of its own." for number in range(1, 9))


def annotated(form: bytes, note) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(form)))
    writer.add_annotation(0, note)
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def stamped(form: bytes) -> bytes:
    """With a picture on it, which nobody reads."""
    picture, made, over = BytesIO(), BytesIO(), Image.new("L", (60, 20), 90)
    over.save(picture, "PDF")
    writer = PdfWriter(clone_from=PdfReader(BytesIO(form)))
    writer.pages[0].merge_page(PdfReader(picture).pages[0])
    writer.write(made)
    return made.getvalue()


def receipt(stations) -> str:
    [told] = (each for each in sent(stations) if each["To"] == COORDINATOR and "your decision" in each["Subject"])
    return text(told)


def is_told(stations, reference: str, ruling: str = "supported") -> None:
    case = stations.register.find_case(reference)
    [ruled] = case.rulings
    assert (ruled.ruling, ruled.decided, ruled.decided_by) == (ruling, date(2026, 11, 30), "Jo Fairweather")
    # LibreOffice 7.4 prints a control without its line breaks, and no space in their place.
    assert "".join(ruled.comments.split()) == "".join(COMMENTS.split())
    assert [row.recipient for row in letters(stations, f"decision_{ruling}")] == [SCHOOL]
    said = receipt(stations)
    assert "please look over what we read" in said
    assert "Please name the canary who rings the parents." in " ".join(said.split())


def is_left(stations, reference: str, arrival, *why: Unsure) -> None:
    assert (arrival.outcome, arrival.reason) == (Outcome.FOR_A_PERSON, PersonReason.DECISION_PRINTED)
    assert stations.register.find_case(reference).rulings == ()
    assert not [row for row in stations.register.letters() if row.kind.startswith("decision_s")]
    said = " ".join(receipt(stations).split())
    assert not [each for each in why if UNSURE[each] not in said]


@pytest.mark.parametrize(
    ("printed", "ruling"),
    [(flattened, Ruling.SUPPORTED), (with_hidden_boxes, Ruling.NOT_SUPPORTED), (by_a_browser, Ruling.MORE_INFORMATION)],
)
def test_a_printed_decision_that_is_read_whole_is_acted_on(stations, printed, ruling):
    reference = filed(stations)
    arrival = come(stations, brings(printed(decision(stations, reference, ruling))))
    assert (arrival.outcome, arrival.references) == (Outcome.FILED, (reference,))
    is_told(stations, reference, ruling)
    [ruled] = stations.register.find_case(reference).rulings
    assert ruled.comments == COMMENTS
    letter = next(each for each in sent(stations) if each["To"] == SCHOOL and reference in each["Subject"])
    assert CANARY not in letter["Subject"]


def test_a_word_form_that_was_printed_is_acted_on(stations, tmp_path):
    reference = filed(stations)
    come(stations, brings(by_writer(decision(stations, reference, make=blank_word), tmp_path)))
    is_told(stations, reference)


# A page takes the OCR engine some seconds, and its start as many.
@pytest.mark.timeout(240)
def test_a_scanned_decision_that_is_read_whole_is_acted_on(stations):
    reference = filed(stations)
    arrival = come(stations, brings(scanned(flattened(decision(stations, reference)))))
    assert arrival.outcome is Outcome.FILED
    is_told(stations, reference)


def strikes_out_a_line(pen: ImageDraw.ImageDraw, point: float) -> None:
    pen.line([(x * point, y * point) for x, y in ((56, 432), (110, 427), (180, 432), (262, 428))], fill=20, width=3)


def ticks_another(pen: ImageDraw.ImageDraw, point: float) -> None:
    pen.line([(x * point, y * point) for x, y in ((138, 370), (143, 378), (150, 365))], fill=20, width=3)


@pytest.mark.timeout(240)
@pytest.mark.parametrize(
    ("draw", "why"), [(strikes_out_a_line, Unsure.MARKS), (ticks_another, Unsure.NOT_ONE_TICK)], ids=["struck", "two"]
)
def test_what_somebody_did_to_a_scan_with_a_pen_is_left_to_a_person(stations, draw, why):
    reference = filed(stations)
    arrival = come(stations, brings(scanned(flattened(decision(stations, reference)), draw)))
    is_left(stations, reference, arrival, why)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"ruling": ""}, Unsure.NOT_ONE_TICK),
        ({"comments": LONG}, Unsure.CUT),
        ({"decided_date": ""}, Unsure.MISSING),
        ({"decided_by": ""}, Unsure.MISSING),
    ],
    ids=["no tick", "comments that may be cut", "no date", "no name"],
)
def test_a_printed_decision_of_which_a_part_may_be_missing_is_left_to_a_person(stations, changes, why):
    reference = filed(stations)
    arrival = come(stations, brings(flattened(decision(stations, reference, **changes))))
    is_left(stations, reference, arrival, why)
    assert "This is what we could read" in receipt(stations)


def test_whoever_decided_is_told_what_was_read(stations):
    reference = filed(stations)
    come(stations, brings(flattened(decision(stations, reference, decided_date=""))))
    said = " ".join(receipt(stations).split())
    assert f"Our reference: {reference}" in said
    assert "Decision: Supported" in said
    assert "Comments for the school: Please name the canary who rings the parents. Thank you for the plan." in said


def above_the_boxes(form: bytes) -> bytes:
    return annotated(form, FreeText(text="Only from February, please", rect=(300, 690, 500, 710), font_size="9pt"))


def through_the_comments(form: bytes) -> bytes:
    return annotated(form, Line(p1=(60, 410), p2=(260, 410), rect=(55, 405, 265, 415)))


@pytest.mark.parametrize("over", [above_the_boxes, through_the_comments, stamped])
def test_what_was_put_on_a_printed_form_afterwards_leaves_it_to_a_person(stations, over):
    reference = filed(stations)
    arrival = come(stations, brings(over(flattened(decision(stations, reference)))))
    is_left(stations, reference, arrival, Unsure.MARKS)


def test_a_page_beside_it_may_go_on_with_the_comments(stations):
    reference = filed(stations)
    writer = PdfWriter(clone_from=PdfReader(BytesIO(flattened(decision(stations, reference)))))
    letter = PdfReader(BytesIO(annotated(_empty(), FreeText(text="And ask the canary.", rect=(60, 700, 300, 720)))))
    writer.append(letter)
    made = BytesIO()
    writer.write(made)
    arrival = come(stations, brings(made.getvalue()))
    is_left(stations, reference, arrival, Unsure.MORE_PAGES)


def _empty() -> bytes:
    writer, made = PdfWriter(), BytesIO()
    writer.add_blank_page(595, 842)
    writer.write(made)
    return made.getvalue()


def test_a_printed_decision_that_names_two_cases_is_left_to_a_person(stations):
    reference = filed(stations)
    two = flattened(decision(stations, reference, case_reference="OSD-7K4M-2"))
    arrival = come(stations, brings(two))
    assert (arrival.outcome, arrival.reason) == (Outcome.FOR_A_PERSON, PersonReason.DECISION_UNCLEAR)
    assert stations.register.find_case(reference).rulings == ()


def test_the_same_decision_on_paper_after_it_came_by_its_boxes_is_told_once(stations):
    reference = filed(stations)
    come(stations, brings(decision(stations, reference)))
    arrival = come(stations, brings(flattened(decision(stations, reference)), slug="second"), "second")
    assert arrival.outcome is Outcome.DUPLICATE
    assert len(letters(stations, "decision_supported")) == 1


@pytest.mark.parametrize("sender", [SCHOOL, "someone@elsewhere.example.org"])
def test_nobody_but_the_councils_own_people_decides_on_paper(stations, sender):
    reference = filed(stations)
    arrival = come(stations, brings(flattened(decision(stations, reference)), sender=sender))
    assert (arrival.outcome, arrival.reason) == (Outcome.FOR_A_PERSON, PersonReason.NOT_A_COORDINATOR)
    assert stations.register.find_case(reference).rulings == ()

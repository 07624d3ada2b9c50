"""Forms and files that do not match one to one: several forms in a file, one form over several files."""

from __future__ import annotations

import io
from datetime import timedelta

import pypdf
import pytest
from pypdf import PdfReader

from conftest import MORNING
from desk.cases import write_files
from desk.samples.files import samples
from flows.reading import digest_of
from outputs.letters.wording import PersonReason
from reading_pages import Sheet, printed
from register import Outcome
from straight_way import attachments, brought, deliver, run, sent

PDF = "application/pdf"
PUPILS = (
    Sheet("Mia", "Thornbury", "4 March 2012", "A999400123041"),
    Sheet("Ola", "Quarmby", "9 May 2011", "R999402326013"),
)


def together(*names: str) -> bytes:
    writer, made = pypdf.PdfWriter(), io.BytesIO()
    for name in names:
        writer.append(io.BytesIO(samples()[name].data))
    writer.write(made)
    return made.getvalue()


def packs(stations) -> dict[str, str]:
    """The text of each pack by its case's reference."""
    told = {}
    for letter in sent(stations):
        for name, data in attachments(letter).items():
            if name.endswith(" pack.pdf"):
                text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
                told[name.removesuffix(" pack.pdf")] = text
    return told


def test_each_form_of_a_file_is_a_case_with_a_pack_of_its_own_pages(stations):
    deliver(stations, brought((together("complete.pdf", "pair_first.pdf"), PDF)))
    run(stations, MORNING)
    assert len(stations.register.cases()) == 2
    assert [arrival.outcome for arrival in stations.register.arrivals()] == [Outcome.FILED]
    told = list(packs(stations).values())
    assert len(told) == 2
    assert [("Bellwether" in text, "Marchbanks" in text) for text in told] == [(True, False), (False, True)]


def test_the_same_file_again_is_told_both_references(stations):
    for hour, slug in enumerate(("first", "second")):
        deliver(stations, brought((together("complete.pdf", "pair_first.pdf"), PDF), slug=slug), slug)
        run(stations, MORNING + timedelta(hours=hour))
    assert len(stations.register.cases()) == 2
    again = [letter["Subject"] for letter in sent(stations) if "already" in str(letter["Subject"]).lower()]
    references = {row.reference for row in stations.register.cases()}
    assert len(again) == 2
    assert all(any(reference in subject for subject in again) for reference in references)


def test_a_form_over_two_files_is_one_case_whose_pack_shows_both(stations, tmp_path):
    pages = PUPILS[0].pages()
    deliver(stations, brought(*((printed(page), PDF) for page in pages)))
    run(stations, MORNING)
    [row] = stations.register.cases()
    [text] = packs(stations).values()
    assert "file 1 of 2" in " ".join(text.split())
    assert "Brookfield Academy" in text
    assert "Back to lessons by half term" in text
    case = stations.register.find_case(row.reference)
    assert case is not None
    written = [path.name for path in write_files(stations.register, case, tmp_path / "files")]
    assert written[:2] == ["form as sent 1.pdf", "form as sent 2.pdf"]


@pytest.mark.parametrize("again", [(0, 1), (1, 0)])
def test_a_form_over_two_files_again_is_a_duplicate_in_any_order(stations, again):
    pages = [(printed(page), PDF) for page in PUPILS[0].pages()]
    deliver(stations, brought(*pages, slug="first"), "first")
    run(stations, MORNING)
    deliver(stations, brought(*(pages[place] for place in again), slug="second"), "second")
    run(stations, MORNING + timedelta(hours=1))
    assert len(stations.register.cases()) == 1
    assert [arrival.outcome for arrival in stations.register.arrivals()] == [Outcome.FILED, Outcome.DUPLICATE]


def test_pages_of_two_pupils_go_to_a_person_and_the_school_is_asked_for_one_file_each(stations):
    pages = [page for pupil in PUPILS for page in pupil.pages()]
    deliver(stations, brought(*((printed(page), PDF) for page in pages)))
    run(stations, MORNING)
    [arrival] = stations.register.arrivals()
    assert arrival.reason == PersonReason.LOOSE_PAGES
    answer = next(letter for letter in sent(stations) if letter["To"] == "office@oakfield.example.org")
    body = answer.get_body(("plain",))
    assert body is not None
    assert "one file for each pupil" in " ".join(body.get_content().split())


def test_a_forms_digest_is_the_files_own_where_they_match():
    assert digest_of(["a"], 1) == "a"
    assert len({digest_of(["a"], 1), digest_of(["a"], 2), digest_of(["a", "b"], 1), digest_of(["a", "c"], 1)}) == 4
    assert digest_of(["a", "b"], 1) == digest_of(["b", "a"], 1)

"""After an edit every letter is looked over: what is wrong with it is found and named, in any language."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from flows.profile import load_council
from outputs.letters import LETTERS, LetterError, render
from outputs.letters.checking import LONGEST_SUBJECT, Fault, check_letters, reading_age
from outputs.letters.languages import ROOT, languages
from outputs.letters.samples import samples

TODAY = date(2027, 3, 1)
COUNCIL = load_council(Path(__file__).parents[2] / "councils" / "exampleshire")
WELSH = COUNCIL.model_copy(update={"letters_language": "cy"})
HARD = (
    "Notwithstanding aforementioned considerations, educational establishments contemplating reintegration "
    "arrangements necessitating multidisciplinary collaboration acknowledge responsibilities regarding documentation."
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the letters, to be edited."""
    return Path(shutil.copytree(ROOT, tmp_path / "letters"))


@pytest.fixture
def welsh(root: Path) -> Path:
    """The letters in a second language: the same names in a folder of their own."""
    shutil.copytree(ROOT, root / "cy")
    receipt = root / "cy" / "receipt.md"
    receipt.write_text(receipt.read_text(encoding="utf-8").replace("Yours", "Yn gywir, yours"), encoding="utf-8")
    page = 'our_reference = "Ein cyfeirnod"\npage = "Tudalen"\nof = "o"\n'
    (root / "cy" / "_page.toml").write_text(page, encoding="utf-8")
    return root


def edit(root: Path, name: str, old: str, new: str) -> None:
    path = root / f"{name}.md"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def faults(root: Path, council=COUNCIL) -> set[tuple[str, Fault]]:
    return {(found.letter, found.fault) for found in check_letters(council, root)}


def test_nothing_is_wrong_with_the_letters_as_they_come() -> None:
    assert check_letters(COUNCIL) == ()


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("{{ reference }}** in", "{{ referense }}** in", Fault.CANNOT_BE_WRITTEN),
        ("{% if coordinator %}", "{% if true %}", Fault.CANNOT_BE_WRITTEN),
        ("for: school", "for: nobody", Fault.CANNOT_BE_WRITTEN),
        ("subject: ", "subject: " + "much " * 15, Fault.LONG_SUBJECT),
        ("## What happens next", "[Our guide](https://nowhere)", Fault.BROKEN_LINK),
        ("## What happens next", "[Our guide](http://www.example.org/guide)", Fault.BROKEN_LINK),
        ("## What happens next", "[Write](mailto:desk)", Fault.BROKEN_LINK),
        ("## What happens next", "[Ring us](tel:now)", Fault.BROKEN_LINK),
        ("## What happens next", "#### What happens next", Fault.HEADING_LEFT_OUT),
        ("## What happens next", " ".join([HARD] * 12), Fault.HARD_TO_READ),
    ],
)
def test_what_an_edit_broke_is_found_and_named(root, old, new, fault) -> None:
    edit(root, "acknowledgement_complete", old, new)
    assert faults(root) == {("acknowledgement_complete", fault)}
    says = {found.says for found in check_letters(COUNCIL, root)}
    assert all(each.endswith(".") or "docs/letters.md" in each or "---" in each for each in says), says


def test_good_links_are_left_alone(root) -> None:
    links = "[a](https://www.example.org/a?b=1) [b](mailto:team@example.org) [c](tel:+441632960100)"
    edit(root, "acknowledgement_complete", "## What happens next", links)
    assert check_letters(COUNCIL, root) == ()


def test_a_file_that_no_letter_uses_is_named(root) -> None:
    (root / "review-due.md").write_text("---\nsubject: x\nfor: school\n---\nHello.", encoding="utf-8")
    assert faults(root) == {("review-due", Fault.NEVER_SENT)}


def test_a_missing_letter_is_named(welsh) -> None:
    (welsh / "cy" / "receipt.md").unlink()
    assert faults(welsh) == set()
    assert faults(welsh, WELSH) == {("receipt", Fault.CANNOT_BE_WRITTEN)}
    [found] = check_letters(WELSH, welsh)
    assert "cannot be read" in found.says


def test_a_second_language_has_the_same_letters(welsh) -> None:
    assert languages(welsh) == ("en-GB", "cy")
    assert check_letters(WELSH, welsh) == ()


def test_a_letter_in_another_language_says_so_everywhere(welsh) -> None:
    due = next(each for each in samples() if each.NAME == "review_due")
    letter = render(due, WELSH, TODAY, welsh)
    assert "18 Ionawr 2027" in letter.subject
    assert "Dydd Llun 18 Ionawr 2027" in letter.text.replace("\n", " ")
    assert letter.written_in_words == "1 Mawrth 2027"
    assert '<html lang="cy">' in letter.html
    assert b"cy" in letter.pdf[letter.pdf.index(b"/Lang") :][:20]
    assert letter.page.our_reference == "Ein cyfeirnod"


def test_a_folder_without_the_words_of_a_page_says_what_is_missing(welsh) -> None:
    (welsh / "cy" / "_page.toml").write_text('page = "Tudalen"\n', encoding="utf-8")
    with pytest.raises(LetterError, match=r"templates/letters/cy/_page\.toml: .* three lines"):
        render(samples()[0], WELSH, TODAY, welsh)


@pytest.mark.parametrize("values", samples(), ids=lambda values: values.NAME)
def test_letters_read_easily(values) -> None:
    assert 5 <= reading_age(render(values, COUNCIL, TODAY)) < 12


def test_every_letter_is_looked_at(root) -> None:
    for letter in LETTERS:
        edit(root, letter.NAME, "subject: ", "subject: " + "x" * LONGEST_SUBJECT)
    assert {name for name, _ in faults(root)} == {letter.NAME for letter in LETTERS}

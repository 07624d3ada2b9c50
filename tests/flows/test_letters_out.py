"""Letters on their way out: threads, copies, and what is too large to go along."""

from __future__ import annotations

import io
from dataclasses import replace
from email import message_from_bytes, policy
from shutil import copytree

import pytest
from pypdf import PdfReader

from conftest import MORNING
from desk.cases import write_files
from flows.post import Occasion, Post
from flows.profile import ProfileError, load_council
from flows.settings import COUNCILS
from mailboxes.compose import Attachment
from outputs.letters.samples import samples
from proposals.correspondence import Copies
from straight_way import attachments, deliver, mail, run, sent

SCHOOL, TEAM = "office@oakfield.example.org", "education.entitlement@exampleshire.example.org"
HEAD = "head@oakfield.example.org"
DESK = "offsite@exampleshire.example.org"
PACK_COVER = next(values for values in samples() if values.NAME == "pack_cover")
NO_FORM = next(values for values in samples() if values.NAME == "no_form")


def with_copies(stations, *copies: tuple[str, tuple[str, ...]]):
    made = tuple(Copies(letter=letter, to=to) for letter, to in copies)
    return replace(stations, council=stations.council.model_copy(update={"copies": made}))


def with_limit(council, megabytes: float):
    setting = council.correspondence.model_copy(update={"largest_letter_mb": megabytes})
    return council.model_copy(update={"correspondence": setting})


def file(name: str, kilobytes: int) -> Attachment:
    return Attachment(name, "application/pdf", b"%PDF-1.7\n" + name.encode() * (kilobytes * 1000 // len(name)))


@pytest.mark.parametrize(
    ("sender", "to", "copies"),
    [
        (SCHOOL, ("team",), (TEAM,)),
        (HEAD, ("school",), (SCHOOL,)),
        (SCHOOL, ("school",), ()),
        (HEAD, ("team", "school", "adviser@exampleshire.example.org", TEAM),
         (TEAM, SCHOOL, "adviser@exampleshire.example.org")),
        (HEAD, (), ()),
    ],
    ids=["the team", "the school's office", "never twice", "several", "nobody"],
)  # fmt: skip
def test_the_profile_says_who_gets_a_copy(stations, sender, to, copies):
    desk = with_copies(stations, ("acknowledgement_complete", to))
    deliver(desk, mail("complete.pdf", now=MORNING, sender=sender))
    run(desk, MORNING)
    answer, pack = sent(desk)
    assert [str(each) for each in answer["Cc"].addresses] == list(copies) if copies else answer["Cc"] is None
    assert pack["Cc"] is None
    assert desk.register.letters()[0].copies == copies


def test_copies_are_handed_to_the_mail_server_with_the_letter(stations):
    class Recording(type(stations.mailbox)):
        def send(self, raw, sender, recipients):
            handed.append((sender, tuple(recipients)))

    handed: list[tuple[str, tuple[str, ...]]] = []
    mailbox = Recording(stations.settings.mail_folder)
    desk = replace(with_copies(stations, ("acknowledgement_complete", ("team",))), mailbox=mailbox)
    deliver(desk, mail("complete.pdf", now=MORNING))
    run(desk, MORNING)
    assert handed[0] == (DESK, (SCHOOL, TEAM))


def test_a_trusts_domain_names_no_school(stations):
    trust = {"email_domain": "trust.example.org"}
    schools = tuple(school.model_copy(update=trust) for school in stations.council.schools)
    council = stations.council.model_copy(update={"schools": schools, "copies": (Copies(letter="x", to=("school",)),)})
    assert council.copies_of("x", "a@trust.example.org") == ()


def test_a_letter_answers_threads_and_is_answered_at_the_desk(stations):
    deliver(stations, mail("complete.pdf", now=MORNING, slug="form", headers=(("References", "<a@b.example.org>"),)))
    run(stations, MORNING)
    answer, pack = sent(stations)
    assert answer["In-Reply-To"] == "<form@oakfield.example.org>"
    assert answer["References"].split() == ["<a@b.example.org>", "<form@oakfield.example.org>"]
    assert answer["Reply-To"] == pack["Reply-To"] == DESK
    assert pack["In-Reply-To"] is None
    assert answer["Message-ID"] != pack["Message-ID"]


def written(council, values, *enclosed: Attachment, is_case: bool = True):
    occasion = Occasion("OSD-7K4M-2" if is_case else "0123456789", "v1", is_case=is_case)
    return Post(council, MORNING).letter(values, SCHOOL, occasion, attachments=enclosed)


def parsed(raw: bytes):
    return message_from_bytes(raw, policy=policy.default)


def test_a_letter_that_is_too_large_goes_without_its_largest_enclosures_and_says_so(council):
    enclosed = (file("small.pdf", 50), file("larger.pdf", 600), file("small too.pdf", 60), file("large.pdf", 400))
    dispatch = written(with_limit(council, 0.5), PACK_COVER, *enclosed)
    letter = parsed(dispatch.raw)
    assert len(dispatch.raw) <= 500_000
    assert list(attachments(letter))[1:] == ["small.pdf", "small too.pdf"]
    said = " ".join(letter.get_body(("plain",)).get_content().split())
    assert "too large to send: larger.pdf, large.pdf. It is kept with us in the register under OSD-7K4M-2." in said
    assert "larger.pdf, large.pdf" in letter.get_body(("html",)).get_content()
    formal = next(iter(attachments(letter).values()))
    printed = "".join(page.extract_text() for page in PdfReader(io.BytesIO(formal)).pages)
    assert "larger.pdf, large.pdf" in " ".join(printed.split())
    whole = attachments(parsed(dispatch.whole))
    assert {each.name: each.data for each in enclosed}.items() <= whole.items()
    assert parsed(dispatch.whole)["Message-ID"] == letter["Message-ID"] == dispatch.message_id


def test_a_letter_within_the_limit_goes_whole(council):
    dispatch = written(council, PACK_COVER, file("pack.pdf", 600))
    assert dispatch.whole is None
    assert "pack.pdf" in attachments(parsed(dispatch.raw))
    assert "Not enclosed" not in parsed(dispatch.raw).get_body(("plain",)).get_content()


def test_of_a_letter_about_no_case_it_is_said_where_the_file_lies(council):
    dispatch = written(with_limit(council, 0.2), NO_FORM, file("message.eml", 900), is_case=False)
    said = " ".join(parsed(dispatch.raw).get_body(("plain",)).get_content().split())
    assert "message.eml. It is kept in our mailbox." in said


def test_what_was_too_large_is_written_out_with_the_case(stations, tmp_path):
    desk = replace(stations, council=with_limit(stations.council, 0.1))
    deliver(desk, mail("complete.pdf", now=MORNING))
    run(desk, MORNING)
    [row] = desk.register.cases()
    pack = f"{row.reference} pack.pdf"
    assert pack not in attachments(sent(desk)[1])
    write_files(desk.register, desk.register.find_case(row.reference), tmp_path / "files")
    assert any(path.name.endswith(pack) for path in (tmp_path / "files").iterdir())


@pytest.mark.parametrize(
    ("added", "said"),
    [
        ('[[copies]]\nletter = "nonsense"\nto = ["team"]\n', "there is no letter 'nonsense'. Choose one of"),
        ('[[copies]]\nletter = "pack_cover"\nto = ["school"]\n', "for the council alone"),
        ('[[copies]]\nletter = "no_form"\nto = ["teem"]\n', "'teem' is neither"),
        ('[[copies]]\nletter = "no_form"\nto = ["zoë@example.org"]\n', "mail cannot be sent to 'zoë@example.org'"),
    ],
)
def test_a_wrong_copy_is_named_with_its_remedy(tmp_path, added, said):
    folder = copytree(COUNCILS / "exampleshire", tmp_path / "ours")
    with (folder / "profile.toml").open("a", encoding="utf-8") as profile:
        profile.write(added)
    with pytest.raises(ProfileError, match=said):
        load_council(folder)

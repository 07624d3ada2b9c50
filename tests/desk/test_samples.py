"""The demo's mailbox: each e-mail reads back as what it was meant to be."""

from __future__ import annotations

from datetime import UTC, date, datetime
from email.utils import parseaddr

import pytest

from desk.samples.files import samples
from desk.samples.mails import build_mailbox, mails, write
from desk.samples.programs import Program
from mailboxes.automatic import Automatic
from mailboxes.maildir import MaildirMailbox
from mailboxes.message import Document, read_submission

MONDAY = date(2026, 11, 30)
ALL = tuple(mails())
CAME = datetime(2026, 11, 30, 7, tzinfo=UTC)


@pytest.fixture(scope="module")
def mailbox(tmp_path_factory):
    root = tmp_path_factory.mktemp("demo") / "mail"
    count = build_mailbox(root, MONDAY)
    box = MaildirMailbox(root)
    box.prepare()
    assert count == len(box.pending(100))
    return box


@pytest.fixture(scope="module")
def read(mailbox):
    return {arrival.key: read_submission(mailbox.fetch(arrival.key)) for arrival in mailbox.pending(100)}


@pytest.mark.parametrize("mail", ALL, ids=lambda mail: mail.slug)
def test_a_mail_brings_its_files_and_nothing_else(mail):
    found = read_submission(write(mail, CAME))
    assert found.documents == tuple(Document.of(name, samples()[file].data) for file, name in mail.files)
    assert not found.sealed
    assert not found.beyond_limits


@pytest.mark.parametrize("mail", ALL, ids=lambda mail: mail.slug)
def test_a_mail_says_what_was_written_by_whom(mail):
    found = read_submission(write(mail, CAME))
    assert found.sender
    assert found.sender.email == parseaddr(mail.sender)[1]
    assert found.sender.email.endswith(".example.org")
    assert found.subject == mail.subject
    assert found.text.split() == mail.text.split()
    assert found.sent == CAME
    assert found.message_id == f"<{mail.slug}@{found.sender.email.partition('@')[2]}>"


@pytest.mark.parametrize("mail", ALL, ids=lambda mail: mail.slug)
def test_only_the_away_message_is_automatic(mail):
    found = read_submission(write(mail, CAME))
    away = mail.program is Program.EXCHANGE_AWAY
    assert found.automatic is (Automatic.AUTO_REPLIED if away else None)
    assert found.reply_to == (None if away else parseaddr(mail.sender)[1])


def test_every_kind_of_program_writes():
    assert {mail.program for mail in mails()} == set(Program)


def test_one_message_comes_twice_and_one_form_comes_in_two_messages(read):
    keys = [(each.message_id, each.digest) for each in read.values()]
    assert len(keys) - len(set(keys)) == 1
    forms = [each.sha256 for _, each in {(found.digest, file) for found in read.values() for file in found.documents}]
    assert len(forms) - len(set(forms)) == 1


def test_it_came_between_friday_and_monday_morning(mailbox):
    times = [arrival.received for arrival in mailbox.pending(100)]
    assert min(times) > datetime(2026, 11, 27, 8, tzinfo=UTC)
    assert max(times) < datetime(2026, 11, 30, 8, tzinfo=UTC)


def test_the_mailbox_is_the_same_each_time_and_moves_with_its_monday(tmp_path):
    build_mailbox(tmp_path / "a", MONDAY)
    build_mailbox(tmp_path / "b", MONDAY)
    build_mailbox(tmp_path / "later", date(2027, 11, 29))
    first, again, later = (
        sorted((path.name, path.read_bytes()) for path in (tmp_path / name / "new").iterdir())
        for name in ("a", "b", "later")
    )
    assert first == again
    assert [name for name, _ in first] != [name for name, _ in later]


def test_every_sample_but_the_review_outcome_is_sent():
    sent = {file for mail in mails() for file, _ in mail.files}
    assert sent == set(samples()) - {"review_outcome.pdf"}


def test_one_file_comes_without_a_name():
    assert [mail.slug for mail in mails() if "" in (name for _, name in mail.files)] == ["own-tables"]

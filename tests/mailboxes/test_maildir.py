"""What only a Maildir does: folders other programs understand, flags, and a disk that says no."""

from __future__ import annotations

import mailbox as standard

import pytest

from mailboxes.mailbox import Folder, Transient
from mailboxes.maildir import MaildirMailbox

RAW = b"Message-ID: <one@example.org>\n\nhello\n"


@pytest.fixture
def root(tmp_path):
    return tmp_path / "mail"


@pytest.fixture
def box(root):
    made = MaildirMailbox(root)
    made.prepare()
    return made


def test_the_standard_library_sees_the_same_mail(root, box):
    reader = standard.Maildir(root)
    reader.add(RAW)
    (arrival,) = box.pending(10)
    box.move(arrival.key, Folder.DONE)
    assert set(reader.list_folders()) == {"Filed", "For a person", "Quarantine", "Sent"}
    (filed,) = reader.get_folder("Filed")
    assert filed.as_bytes() == RAW
    assert len(reader) == 0


@pytest.mark.parametrize(("folder", "seen"), [(Folder.DONE, True), (Folder.PERSON, False), (Folder.QUARANTINE, False)])
def test_only_what_is_filed_is_marked_as_read(root, box, folder, seen):
    reader = standard.Maildir(root)
    reader.add(RAW)
    (arrival,) = box.pending(10)
    box.move(arrival.key, folder)
    (moved,) = reader.get_folder(folder)
    assert ("S" in moved.get_flags()) is seen


def test_flags_that_a_person_set_stay(root, box):
    (root / "cur" / "one:2,FR").write_bytes(RAW)
    box.move("one", Folder.PERSON)
    assert [path.name for path in (root / ".For a person" / "cur").iterdir()] == ["one:2,FR"]


def test_a_message_never_replaces_another_of_the_same_name(root, box):
    for body in (b"first", b"second", b"third"):
        (root / "new" / "one").write_bytes(body)
        box.move("one", Folder.DONE)
    filed = sorted(path.read_bytes() for path in (root / ".Filed" / "cur").iterdir())
    assert filed == [b"first", b"second", b"third"]


def test_a_folder_that_somebody_removed_is_made_again(root, box):
    for part in ("cur", "new", "tmp"):
        (root / ".Filed" / part).rmdir()
    (root / ".Filed" / "maildirfolder").unlink()
    (root / ".Filed").rmdir()
    (root / "new" / "one").write_bytes(RAW)
    box.move("one", Folder.DONE)
    assert [path.read_bytes() for path in (root / ".Filed" / "cur").iterdir()] == [RAW]


def test_folders_and_hidden_files_in_the_inbox_are_no_messages(root, box):
    (root / "new" / "folder").mkdir()
    (root / "new" / ".nfs000").write_bytes(b"x")
    (root / "new" / "link").symlink_to("/etc/hostname")
    assert list(box.pending(10)) == []
    assert not box.wait(0)


def test_a_sent_letter_that_was_read_is_not_sent_again(root, box):
    box.send(RAW, "desk@example.org", ["head@example.org"])
    (sent,) = (root / ".Sent" / "cur").iterdir()
    sent.rename(sent.with_name(f"{sent.name}R"))
    box.send(RAW, "desk@example.org", ["head@example.org"])
    assert len(list((root / ".Sent" / "cur").iterdir())) == 1


def test_a_message_id_in_the_body_names_no_letter(root, box):
    for token in ("a", "b"):
        box.send(f"Subject: {token}\n\nMessage-ID: <same@example.org>\n".encode(), "d@example.org", ["h@example.org"])
    assert len(list((root / ".Sent" / "cur").iterdir())) == 2


def test_file_names_of_sent_letters_tell_nothing(root, box):
    box.send(b"Message-ID: <kian-bellwether@example.org>\n\nx", "d@example.org", ["h@example.org"])
    (sent,) = (root / ".Sent" / "cur").iterdir()
    assert "kian" not in sent.name


def test_a_maildir_that_is_not_there_says_what_to_do(root):
    with pytest.raises(Transient, match="offsite doctor"):
        MaildirMailbox(root).pending(1)


def test_a_place_where_no_folder_can_be_made_says_so(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(Transient, match="folder's rights"):
        MaildirMailbox(tmp_path / "file" / "mail").prepare()

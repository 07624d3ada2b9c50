"""Settings come from offsite.toml and OFFSITE_*, and what is wrong with them is said with its remedy."""

from __future__ import annotations

import re
import traceback
from pathlib import Path

import pytest

from flows.settings import Settings, SettingsError

ROOT = Path(__file__).resolve().parents[2]
IMAP = '[mailbox]\nkind = "imap"\nhost = "mail.example.org"\nuser = "offsite"\n'


def dedented(page: str) -> str:
    """A page's text, its lists' examples moved to the margin."""
    return re.sub(r"^ +", "", (ROOT / page).read_text(encoding="utf-8"), flags=re.MULTILINE)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_without_a_file_the_demo_council_and_var_are_used(folder):
    settings = Settings.load()
    assert settings.council_folder.name == "exampleshire"
    assert settings.home == folder / "var"
    assert settings.mail_folder == folder / "var" / "mail"
    assert settings.register_url == f"sqlite:///{folder / 'var' / 'register.db'}"


def test_paths_in_a_file_are_taken_from_its_folder(folder):
    (folder / "desk").mkdir()
    config = folder / "desk" / "offsite.toml"
    config.write_text('home = "data"\nmaildir = "post"\n', encoding="utf-8")
    settings = Settings.load(config)
    assert (settings.home, settings.mail_folder) == (folder / "desk" / "data", folder / "desk" / "post")


def test_the_mailbox_can_be_a_maildir_by_name_or_by_kind(folder):
    (folder / "offsite.toml").write_text('[mailbox]\nkind = "maildir"\nfolder = "post"\n', encoding="utf-8")
    by_kind = Settings.load().mailbox
    (folder / "offsite.toml").write_text('maildir = "post"\n', encoding="utf-8")
    assert Settings.load().mailbox == by_kind
    assert by_kind.name == str(folder / "post")


def test_a_secret_in_the_environment_joins_the_mailbox_in_the_file(folder, monkeypatch):
    (folder / "offsite.toml").write_text(IMAP, encoding="utf-8")
    monkeypatch.setenv("OFFSITE_MAILBOX__PASSWORD", "pass-canary")
    mailbox = Settings.load().mailbox
    assert mailbox.password.get_secret_value() == "pass-canary"
    assert mailbox.name == "imap://offsite@mail.example.org/INBOX"
    assert "canary" not in f"{mailbox!r} {mailbox.name} {mailbox.open()!r}"


def test_a_wrong_setting_is_named_and_its_value_is_not(folder):
    (folder / "offsite.toml").write_text(f"{IMAP}password = ['pass-canary']\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="password") as told:
        Settings.load()
    assert "canary" not in "".join(traceback.format_exception(told.value))


def test_secrets_stand_in_files_beside_the_settings(folder):
    (folder / "desk").mkdir()
    (folder / "desk" / "secret").write_text("pass-word\n", encoding="utf-8")
    (folder / "desk" / "offsite.toml").write_text(
        f"{IMAP}password_file = 'secret'\nca_file = 'ca.pem'\n[mailbox.smtp]\npassword_file = 'other'\n",
        encoding="utf-8",
    )
    mailbox = Settings.load(folder / "desk" / "offsite.toml").mailbox
    assert (mailbox.password_file, mailbox.ca_file) == (folder / "desk" / "secret", folder / "desk" / "ca.pem")
    with pytest.raises(SettingsError, match=r"other.*cannot be read"):
        mailbox.open()
    (folder / "desk" / "other").write_text("word-pass\n", encoding="utf-8")
    assert mailbox.open()


EXAMPLES = [
    text
    for page in ("README.md", "docs/mailboxes.md")
    for text in re.findall(r"```toml\n(.*?)```", dedented(page), re.DOTALL)
    if "[mailbox]" in text
]


@pytest.mark.parametrize("text", EXAMPLES, ids=lambda text: text.split('"')[1])
def test_the_settings_that_the_docs_show_are_settings(folder, text):
    (folder / "offsite.toml").write_text(text, encoding="utf-8")
    assert Settings.load().mailbox.name


def test_the_docs_show_every_kind_of_mailbox():
    shown = " ".join(EXAMPLES)
    assert [kind for kind in ("maildir", "imap", "graph", "exchange") if f'"{kind}"' not in shown] == []


def test_what_only_a_maildir_can_do_is_refused_for_another_mailbox(folder):
    (folder / "offsite.toml").write_text(f"{IMAP}password = 'x'\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="needs a Maildir"):
        _ = Settings.load().mail_folder


def test_the_environment_wins_over_the_file(folder, monkeypatch):
    (folder / "offsite.toml").write_text('council = "exampleshire"\npoll_limit = 5\n', encoding="utf-8")
    monkeypatch.setenv("OFFSITE_COUNCIL", "warwickshire")
    settings = Settings.load()
    assert (settings.council_folder.name, settings.poll_limit) == ("warwickshire", 5)


def test_a_council_can_be_a_folder_of_the_operator(folder):
    (folder / "ours").mkdir()
    (folder / "ours" / "profile.toml").touch()
    (folder / "offsite.toml").write_text('council = "ours"\n', encoding="utf-8")
    assert Settings.load().council_folder == folder / "ours"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("home = ", "cannot be read as TOML"),
        ("poll_limit = 'many'", "poll_limit"),
        ("colour = 'blue'", "colour"),
        ("maildir = 'a'\n[mailbox]\nkind = 'maildir'\nfolder = 'b'", "not both"),
        ("[mailbox]\nfolder = 'b'", "'mailbox'.*'kind'"),
        ("[mailbox]\nkind = 'pigeon'", "'mailbox'.*'maildir', 'imap'"),
        (IMAP, "mailbox.imap.*give one of password"),
        (f"{IMAP}password = 'a'\npassword_file = 'b'", "mailbox.imap.*give one of password"),
        (f"{IMAP}password = 'a'\nsecurity = 'none'", "security.*'tls' or 'starttls'"),
        (f"{IMAP}password = 'a'\npasswort = 'b'", "passwort"),
    ],
)
def test_a_wrong_file_is_named_with_the_setting(folder, text, said):
    (folder / "offsite.toml").write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=said):
        Settings.load()


def test_a_missing_file_that_was_asked_for_is_an_error(folder):
    with pytest.raises(SettingsError, match="no settings file"):
        Settings.load(folder / "nowhere.toml")


def test_an_unknown_council_names_the_known_ones(folder, monkeypatch):
    monkeypatch.setenv("OFFSITE_COUNCIL", "atlantis")
    with pytest.raises(SettingsError, match="exampleshire, warwickshire"):
        _ = Settings.load().council_folder

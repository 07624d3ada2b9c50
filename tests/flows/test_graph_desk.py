"""A desk whose mailbox is in Microsoft 365: its settings, its doctor, and the whole straight way."""

from __future__ import annotations

import traceback
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest
import trustme
from cryptography.x509 import load_pem_x509_certificate

from conftest import MORNING
from desk.doctor import examine
from flows.settings import Settings, SettingsError
from flows.stations import open_stations
from graph_server import CLIENT, MAILBOX, SECRET, TENANT
from mailboxes.mailbox import Folder
from register import DispatchState
from straight_way import attachments, mail, run
from worlds import graph

TABLE = f'[mailbox]\nkind = "graph"\nmailbox = "{MAILBOX}"\ntenant = "{TENANT}"\nclient_id = "{CLIENT}"\n'


@pytest.fixture
def world(request, tmp_path):
    return graph.open_world(request, tmp_path)


@pytest.fixture
def config(world, tmp_path) -> Path:
    """Settings as an administrator writes them, with everything in files beside them."""
    (tmp_path / "app.pem").write_text(
        world.server.encrypted_key("an invented phrase") + world.server.certificate_pem, encoding="utf-8"
    )
    (tmp_path / "phrase").write_text("an invented phrase\n", encoding="utf-8")
    return written(tmp_path, world, "certificate_file = 'app.pem'\npassphrase_file = 'phrase'\n")


def written(folder: Path, world, proof: str) -> Path:
    config = folder / "offsite.toml"
    config.write_text(
        f'home = "desk"\ncouncil = "exampleshire"\n{TABLE}{proof}'
        f"login = '{world.server.origin}'\nservice = '{world.server.origin}/v1.0/'\n"
        f"ca_file = '{world.server.ca_file.name}'\ntimeout_seconds = 5\n",
        encoding="utf-8",
    )
    return config


def looks(config: Path, *, send_test: bool = False) -> dict[str, tuple[str, str]]:
    """What the doctor says of the mailbox: state and remedy by what was looked at."""
    return {
        found.what: (found.state, found.remedy)
        for found in examine(config, date(2026, 11, 25), send_test=send_test)
        if found.what.startswith("Mailbox")
    }


# The straight way


def test_a_form_that_waits_in_microsoft_365_is_filed_there_and_answered_from_there(world, config):
    raw = mail("complete.pdf", now=MORNING)
    world.deliver(raw)
    with open_stations(Settings.load(config)) as stations:
        run(stations, MORNING)
        run(stations, MORNING)
        [case] = stations.register.cases()
        assert {row.state for row in stations.register.letters()} == {DispatchState.SENT}
    assert world.held(Folder.DONE) == [raw]
    letters = [message_from_bytes(sent.mime, policy=policy.default) for sent in world.server.store.delivered]
    assert [letter["To"] for letter in letters] == [
        "office@oakfield.example.org",
        "jo.fairweather@exampleshire.example.org",
    ]
    assert letters[0]["In-Reply-To"] == message_from_bytes(raw)["Message-ID"]
    assert f"{case.reference} pack.pdf" in attachments(letters[1])


def test_a_send_in_doubt_is_shown_to_a_person_and_the_school_has_one_letter(world, config):
    world.deliver(mail("complete.pdf", now=MORNING))
    drafts = ("GET", "/mailFolders/drafts/messages")

    def once():
        world.server.goes_wrong(*drafts, cut="before", times=2)
        world.server.after_send = lambda: None

    world.server.goes_wrong("POST", "/send$", cut="after")
    world.server.after_send = once
    with open_stations(Settings.load(config)) as stations:
        for _ in range(2):
            run(stations, MORNING)
        assert [row.state for row in stations.register.letters()] == [DispatchState.UNKNOWN, DispatchState.SENT]
    assert len(world.sent()) == 2


def test_a_message_that_cannot_be_fetched_is_in_the_ledger_and_the_team_is_told(world, config):
    world.deliver(mail("complete.pdf", now=MORNING))
    world.server.goes_wrong("GET", r"/\$value$", status=500, code="ErrorMimeContentConversionFailed")
    with open_stations(Settings.load(config)) as stations:
        run(stations, MORNING)
        kinds = [row.kind for row in stations.register.letters()]
    assert kinds == ["for_a_person"]
    assert len(world.held(Folder.PERSON)) == 1


# The doctor


def test_the_doctor_finds_a_mailbox_well_step_by_step(world, config):
    world.deliver(mail("complete.pdf", now=MORNING))
    found = looks(config)
    assert list(found) == [
        "Mailbox, certificate",
        "Mailbox, sign-in",
        "Mailbox, inbox",
        "Mailbox, folders",
        "Mailbox, rights",
    ]
    assert not any(remedy for _, remedy in found.values())
    assert found["Mailbox, inbox"][0].startswith("1 waiting")
    assert world.sent() == []
    assert len(world.server.store.within("folder-inbox")) == 1


def test_a_test_letter_goes_round_and_is_filed(world, config):
    found = looks(config, send_test=True)
    assert "came back" in found["Mailbox, test letter"][0]
    (filed,) = world.held(Folder.DONE)
    assert world.sent() == [filed]


def test_a_certificate_that_soon_ends_asks_for_a_new_one(world, config, tmp_path):
    soon = datetime.now(UTC) + timedelta(days=20)
    made = trustme.CA().issue_cert("app.example.org", key_type=trustme.KeyType.RSA, not_after=soon)
    pem = (made.private_key_pem.bytes() + made.cert_chain_pems[0].bytes()).decode()
    world.server.certificate = load_pem_x509_certificate(pem.encode())
    (tmp_path / "app.pem").write_text(pem, encoding="utf-8")
    config.write_text(config.read_text(encoding="utf-8").replace("passphrase_file", "#"), encoding="utf-8")
    state, remedy = looks(config)["Mailbox, certificate"]
    assert f"{soon:%d %B %Y}" in state
    assert "beside the old one" in remedy


def test_the_doctor_warns_of_a_secret_less_than_of_a_permission_over_every_mailbox(world, tmp_path):
    world.server.roles = ["Mail.ReadWrite", "User.Read.All"]
    (tmp_path / "secret").write_text(SECRET, encoding="utf-8")
    found = looks(written(tmp_path, world, "secret_file = 'secret'\n"))
    assert "a certificate is safer" in found["Mailbox, sign-in"][0]
    state, remedy = found["Mailbox, rights"]
    assert state == "Entra gives the app Mail.ReadWrite in every mailbox"
    assert "back in Entra" in remedy


def _outside_the_scope(world):
    world.server.forbidden = True


def _another_certificate(world):
    made = trustme.CA().issue_cert("other.example.org", key_type=trustme.KeyType.RSA)
    world.server.certificate = load_pem_x509_certificate(made.cert_chain_pems[0].bytes())


@pytest.mark.parametrize(
    ("wrong", "last", "remedy"),
    [
        (_another_certificate, "Mailbox, sign-in", "Entra holds the certificate"),
        (_outside_the_scope, "Mailbox, inbox", "New-ManagementRoleAssignment"),
    ],
)
def test_the_doctor_ends_with_the_first_fault_and_its_remedy(world, config, wrong, last, remedy):
    wrong(world)
    found = looks(config)
    assert list(found)[-1] == last
    assert remedy in found[last][1]


# The settings


def test_everything_can_come_from_the_environment(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, value in {
        "KIND": "graph",
        "MAILBOX": "Desk@Example.org",
        "TENANT": "example.org",
        "CLIENT_ID": "c",
        "SECRET": "secret-canary",
    }.items():
        monkeypatch.setenv(f"OFFSITE_MAILBOX__{name}", value)
    mailbox = Settings.load().mailbox
    assert mailbox.name == "graph://example.org/desk@example.org"
    assert "canary" not in f"{mailbox!r} {mailbox.open()!r} {mailbox.name}"


def test_the_name_in_the_ledger_stays_when_the_proof_changes(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    names = set()
    for proof in ("secret = 'a'", "certificate_file = 'a.pem'\nthumbprint = 'AB:CD'", "secret_file = 'b'"):
        (tmp_path / "offsite.toml").write_text(TABLE + proof, encoding="utf-8")
        names.add(Settings.load().mailbox.name)
    assert len(names) == 1


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("", "give one of certificate_file"),
        ("secret = 'a'\nsecret_file = 'b'", "give one of certificate_file"),
        ("secret = ['secret-canary']", "secret"),
        ("secret = 'a'\nservice = 'http://graph.example.org'", "https"),
        ("secret = 'a'\nthumbprint = 'canary'", "thumbprint"),
        ("secret = 'a'\npoll_seconds = 0", "poll_seconds"),
        ("secret = 'a'\ncolour = 'blue'", "colour"),
        ("secret = 'a'\nlogin = 'login.example.org'", "https"),
    ],
)
def test_a_wrong_setting_is_named_and_no_secret_is_repeated(tmp_path, monkeypatch, more, said):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "offsite.toml").write_text(TABLE + more, encoding="utf-8")
    with pytest.raises(SettingsError, match=said) as told:
        Settings.load()
    assert "canary" not in "".join(traceback.format_exception(told.value))


@pytest.mark.parametrize("address", ["two words", "a@b@example.org", "../users", ""])
def test_a_mailbox_is_an_address_or_an_id(tmp_path, monkeypatch, address):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "offsite.toml").write_text(f"{TABLE.replace(MAILBOX, address)}secret = 'a'\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="mailbox"):
        Settings.load()


def test_a_certificate_that_cannot_be_read_names_the_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "offsite.toml").write_text(f"{TABLE}certificate_file = 'nowhere.pem'\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"nowhere\.pem"):
        Settings.load().mailbox.open()

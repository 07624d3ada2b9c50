"""An Exchange Server's mailbox in offsite.toml: what must be said, where secrets stand, and what the doctor says."""

from __future__ import annotations

import traceback

import pytest

from desk.doctor_mail import examine_mailbox
from ews_server import ADDRESS, CLIENT, PASSWORD, SECRET, USER, EwsServer, running
from flows.settings import Settings, SettingsError
from mailboxes.exchange import ExchangeOnline

WHO = f"[mailbox]\nkind = 'exchange'\naddress = '{ADDRESS}'\naccess = 'impersonation'\n"
NTLM = f"{WHO}sign_in = 'ntlm'\nuser = '{USER}'\n"
OAUTH = f"{WHO}sign_in = 'oauth'\n[mailbox.oauth]\ntoken_url = 'https://id.example.org/token'\nscope = 'https://x/.default'\n"
STEPS = ["Mailbox, sign-in", "Mailbox, folders", "Mailbox, inbox", "Mailbox, sending"]


@pytest.fixture
def write(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def written(text):
        (tmp_path / "offsite.toml").write_text(text, encoding="utf-8")
        return tmp_path / "offsite.toml"

    return written


@pytest.fixture
def server(tmp_path):
    with running(EwsServer(), tmp_path) as started:
        yield started


def mailbox_lines(config, *, send_test=False):
    return list(examine_mailbox(Settings.load(config), send_test=send_test))


def test_the_ledger_knows_the_mailbox_by_its_address_alone(write):
    write(f"{NTLM}password = 'pass-canary'\n".replace(ADDRESS, ADDRESS.title()))
    mailbox = Settings.load().mailbox
    assert mailbox.name == f"exchange://{ADDRESS}"
    assert "canary" not in f"{mailbox!r} {mailbox.open()!r}"


@pytest.mark.parametrize("place", ["file", "environment"])
def test_a_password_stands_in_a_file_or_in_the_environment(write, server, tmp_path, monkeypatch, place):
    basic = NTLM.replace("ntlm", "basic") + f"endpoint = '{server.url}'\nca_file = 'council-ca.pem'\n"
    if place == "file":
        (tmp_path / "secret").write_text(f"{PASSWORD}\n", encoding="utf-8")
        basic += "password_file = 'secret'\n"
    else:
        monkeypatch.setenv("OFFSITE_MAILBOX__PASSWORD", PASSWORD)
    write(basic)
    box = Settings.load().mailbox.open()
    box.prepare()
    box.close()


def test_a_client_secret_stands_in_a_file(write, server, tmp_path):
    (tmp_path / "secret").write_text(f"{SECRET}\n", encoding="utf-8")
    oauth = OAUTH.replace("https://id.example.org/token", server.token_url)
    oauth = oauth.replace("sign_in", f"endpoint = '{server.url}'\nca_file = 'council-ca.pem'\nsign_in")
    write(f"{oauth}client_id = '{CLIENT}'\nsecret_file = 'secret'\n")
    box = Settings.load().mailbox.open()
    box.prepare()
    box.close()
    assert server.tokens == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (NTLM, "one of password and password_file"),
        (f"{NTLM}password = 'a'\npassword_file = 'b'\n", "one of password and password_file"),
        (f"{WHO}sign_in = 'basic'\npassword = 'a'\n", "give user"),
        (f"{WHO}sign_in = 'oauth'\n", r"give \[mailbox.oauth\]"),
        (f"{OAUTH}client_id = 'a'\n", "one of secret and secret_file"),
        (f"{NTLM}password = 'a'\n".replace("access = 'impersonation'\n", ""), "access"),
        (f"{NTLM}password = 'a'\n".replace("impersonation", "whatever"), "access"),
        (f"{NTLM}password = 'a'\n".replace(ADDRESS, "offsite"), "address"),
        (f"{NTLM}password = 'a'\nendpoint = 'http://mail.example.org/EWS/Exchange.asmx'\n", "endpoint"),
        (f"{NTLM}password = 'a'\ncolour = 'blue'\n", "colour"),
    ],
)
def test_what_is_missing_or_too_much_is_named_and_no_value_is(write, text, said):
    write(text.replace("'a'", "'pass-canary'"))
    with pytest.raises(SettingsError, match=said) as told:
        Settings.load()
    assert "canary" not in "".join(traceback.format_exception(told.value))


def test_the_doctor_follows_the_connection(write, server):
    basic = NTLM.replace("ntlm", "basic").replace("impersonation", server.access)
    found = mailbox_lines(
        write(f"{basic}password = '{PASSWORD}'\nendpoint = '{server.url}'\nca_file = 'council-ca.pem'\n")
    )
    assert [item.what for item in found] == STEPS
    assert all(item.well for item in found)


def test_a_test_letter_goes_round_and_is_filed(write, server):
    basic = NTLM.replace("ntlm", "basic")
    found = mailbox_lines(
        write(f"{basic}password = '{PASSWORD}'\nendpoint = '{server.url}'\nca_file = 'council-ca.pem'\n"),
        send_test=True,
    )
    assert [item.what for item in found] == [*STEPS, "Mailbox, test letter"]
    assert all(item.well for item in found)
    assert len(server.store.delivered) == len(server.store.inside(server.store.named("Filed"))) == 1


@pytest.mark.parametrize(
    ("setting", "wrong", "said"),
    [
        ("password", "pass-canary", "credentials"),
        ("ca_file", "missing.pem", "ca_file"),
        ("endpoint", "https://localhost:9/EWS/Exchange.asmx", "localhost"),
        ("access", "delegate", "Grant the service account"),
    ],
)
def test_the_doctor_says_what_mends_it(write, server, setting, wrong, said):
    told = {"password": PASSWORD, "endpoint": server.url, "ca_file": "council-ca.pem", "access": "impersonation"}
    told[setting] = wrong
    basic = NTLM.replace("ntlm", "basic").replace("access = 'impersonation'\n", "")
    found = mailbox_lines(write(basic + "".join(f"{name} = '{value}'\n" for name, value in told.items())))
    assert not found[-1].well
    assert said in found[-1].remedy
    assert "canary" not in found[-1].remedy


@pytest.mark.parametrize("host", ["outlook.office365.com", "outlook.office365.us", "partner.outlook.cn"])
def test_exchange_online_is_refused_by_the_doctor_and_when_it_is_opened(write, host):
    config = write(f"{NTLM}password = 'a'\nendpoint = 'https://{host}/EWS/Exchange.asmx'\n")
    (found,) = mailbox_lines(config)
    assert not found.well
    for told in ("1 October 2026", "1 April 2027", 'kind = "graph"'):
        assert told in found.remedy
    with pytest.raises(ExchangeOnline):
        Settings.load(config).mailbox.open()

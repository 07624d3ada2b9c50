"""Sending: what the server answers, where the line is cut, and that nobody's address gets into an error."""

from __future__ import annotations

import logging
import re
from dataclasses import replace

import pytest

from cutting import Cut, When, proxy
from mail_servers import HOST, PASSWORD, Authority, Relay
from mailboxes.mailbox import AuthFailed, Rejected, SendUnknown, Transient, Unsuitable, Untrusted
from mailboxes.server import Login, Security, Server
from mailboxes.smtp import SmtpAccount, SmtpSender

SENDER = "desk@exampleshire.example.org"
HEAD = "head-canary@oakfield.example.org"
OFFICE = "office-canary@oakfield.example.org"
LETTER = b"Message-ID: <letter@exampleshire.example.org>\r\nSubject: OSD-7K4M-2\r\n\r\nhello\r\n"


@pytest.fixture
def account(relay, authority) -> SmtpAccount:
    return SmtpAccount(Server(HOST, relay.tls, Security.TLS, authority.ca_file, timeout=5), verdict_seconds=1)


@pytest.fixture
def sender(account):
    made = SmtpSender(account)
    yield made
    made.close()


def at(account: SmtpAccount, port: int, security: Security = Security.TLS) -> SmtpAccount:
    return replace(account, server=replace(account.server, port=port, security=security))


@pytest.mark.parametrize("security", Security)
@pytest.mark.parametrize("password", [PASSWORD, "wrong"])
def test_the_desk_logs_in_over_an_encrypted_connection_alone(authority, account, security, password, caplog):
    guarded = Relay(authority, user="desk")
    guarded.start()
    port = guarded.tls if security is Security.TLS else guarded.starttls
    made = SmtpSender(replace(at(account, port, security), login=Login("desk", password)))
    try:
        if password == PASSWORD:
            made.send(LETTER, SENDER, [HEAD])
            assert guarded.sent() == [LETTER]
            assert made.check() == f"{HOST}:{port}, as desk"
        else:
            with caplog.at_level(logging.DEBUG), pytest.raises(AuthFailed, match="settings"):
                made.send(LETTER, SENDER, [HEAD])
            assert guarded.sent() == []
    finally:
        made.close()
        guarded.stop()


def test_a_server_without_starttls_is_refused(relay, account):
    with pytest.raises(Unsuitable, match="STARTTLS"):
        SmtpSender(at(account, relay.plain, Security.STARTTLS)).send(LETTER, SENDER, [HEAD])
    assert relay.sent() == []


def test_a_server_without_a_login_is_named_when_one_is_set(relay, account):
    open_to_all = replace(at(account, relay.plain, Security.STARTTLS), login=Login("desk", PASSWORD))
    with pytest.raises(Unsuitable):
        SmtpSender(open_to_all).send(LETTER, SENDER, [HEAD])


@pytest.mark.parametrize("security", Security)
def test_a_stranger_is_told_nothing(relay, account, security, tmp_path):
    stranger = Authority(tmp_path)
    stranger.certificate()
    port = relay.tls if security is Security.TLS else relay.starttls
    server = Server(HOST, port, security, stranger.ca_file, timeout=5)
    with pytest.raises(Untrusted):
        SmtpSender(replace(account, server=server)).send(LETTER, SENDER, [HEAD])


@pytest.mark.parametrize("step", ["MAIL", HEAD, OFFICE, "DATA"])
@pytest.mark.parametrize(("answer", "error"), [("451 later", Transient), ("550 5.7.1 never", Rejected)])
def test_a_refusal_at_any_step_sends_to_nobody_and_names_nobody(relay, sender, caplog, step, answer, error):
    relay.handler.answers[step] = f"{answer}, not for {HEAD} {OFFICE}"
    with caplog.at_level(logging.DEBUG, "mailboxes"), pytest.raises(error) as told:
        sender.send(LETTER, SENDER, [HEAD, OFFICE])
    assert "canary" not in f"{told.value!s} {told.value!r}"
    assert told.value.__suppress_context__ or told.value.__context__ is None
    relay.handler.answers.clear()
    sender.send(LETTER, SENDER, [HEAD, OFFICE])
    assert relay.sent() == [LETTER], "the connection is still good"


def test_one_refused_for_good_outweighs_one_refused_for_now(relay, sender):
    relay.handler.answers |= {HEAD: "451 later", OFFICE: "550 never"}
    with pytest.raises(Rejected):
        sender.send(LETTER, SENDER, [HEAD, OFFICE])


@pytest.mark.parametrize("address", ["a@b.example.org>\r\nRCPT TO:<c@d.example.org", "a\n@b.example.org"])
def test_an_address_cannot_bring_a_command(relay, sender, address):
    with pytest.raises(Rejected):
        sender.send(LETTER, SENDER, [address])
    assert relay.sent() == []


@pytest.mark.parametrize(
    ("raw", "arrives"),
    [
        (b"A: b\r\n\r\n.\r\n..\r\n.dots\r\n", b"A: b\r\n\r\n.\r\n..\r\n.dots\r\n"),
        (b"A: b\n\n.\nbare\n", b"A: b\r\n\r\n.\r\nbare\r\n"),
        (b"A: b\r\n\r\nno end", b"A: b\r\n\r\nno end\r\n"),
        (b"A: b\r\n\r\nblank lines\r\n\r\n\r\n", b"A: b\r\n\r\nblank lines\r\n\r\n\r\n"),
        (b"A: b\r\n\r\n8 bit \xc3\xa9\r\n", b"A: b\r\n\r\n8 bit \xc3\xa9\r\n"),
    ],
    ids=["dots", "bare line feeds", "no line end", "blank lines", "8 bit"],
)
def test_every_letter_arrives_as_it_is(relay, sender, raw, arrives):
    sender.send(raw, SENDER, [HEAD])
    assert relay.sent() == [arrives]


STEPS = {
    "EHLO": rb"(?i)^ehlo ",
    "MAIL": rb"(?i)^mail ",
    "RCPT": rb"(?i)^rcpt ",
    "DATA": rb"(?i)^data\r\n",
    "the text": rb"^Message-ID",
    "the end": rb"^\.\r\n",
}


@pytest.mark.parametrize("when", When)
@pytest.mark.parametrize("step", STEPS)
def test_wherever_the_line_is_cut_the_letter_s_fate_is_told_as_far_as_it_is_known(
    relay, account, authority, step, when
):
    with proxy(relay.tls, authority) as between:
        between.cut = Cut(re.compile(STEPS[step]), when, times=9, passed=2)
        made = SmtpSender(at(replace(account, server=replace(account.server, timeout=1)), between.port))
        # A short text is on its way before the line is seen to be cut.
        with pytest.raises(SendUnknown if step.startswith("the ") else Transient):
            made.send(LETTER, SENDER, [HEAD])
        assert between.cut.happened
        has_it = step == "the end" and when in {When.AFTER, When.PARTLY}
        assert relay.sent() == ([LETTER] if has_it else [])
        made.close()


def test_a_text_that_cannot_all_be_handed_over_did_not_go(relay, account, authority):
    with proxy(relay.tls, authority) as between:
        between.cut = Cut(re.compile(STEPS["the text"]), When.BEFORE)
        made = SmtpSender(at(account, between.port))
        with pytest.raises(Transient):
            made.send(LETTER + b"long\r\n" * 2_000_000, SENDER, [HEAD])
        assert relay.sent() == []
        made.close()


@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA"])
@pytest.mark.parametrize("when", [When.BEFORE, When.AFTER])
def test_a_kept_connection_that_is_gone_is_made_anew_and_the_letter_goes_once(relay, account, authority, step, when):
    with proxy(relay.tls, authority) as between:
        made = SmtpSender(at(account, between.port))
        made.check()
        between.cut = Cut(re.compile(STEPS[step]), when)
        made.send(LETTER, SENDER, [HEAD])
        assert between.cut.happened == 1
        assert relay.sent() == [LETTER]
        made.close()


def test_a_server_that_said_goodbye_meanwhile_is_called_again(relay, sender):
    sender.check()
    relay.handler.answers["MAIL"] = "421 4.4.2 idle for too long"
    with pytest.raises(Transient):
        sender.send(LETTER, SENDER, [HEAD])
    relay.handler.answers.clear()
    sender.send(LETTER, SENDER, [HEAD])
    assert relay.sent() == [LETTER]


def test_a_server_that_is_not_there_is_named(account):
    with pytest.raises(Transient, match=rf"{HOST}:1 cannot be reached"):
        SmtpSender(at(account, 1)).send(LETTER, SENDER, [HEAD])

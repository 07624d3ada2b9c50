"""Sends letters through SMTP, and knows at every step whether the server has them."""

from __future__ import annotations

import re
import smtplib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TypeVar

from mailboxes.mailbox import AuthFailed, MailboxError, Rejected, SendUnknown, Transient, Unsuitable
from mailboxes.server import Cut, Login, Security, Server, reaching

_LINE_END = re.compile(rb"\r\n|\r|\n")
_FIRST_DOT = re.compile(rb"(?m)^\.")
_NOT_IN_AN_ADDRESS = re.compile(r"[\x00-\x20<>\x7f]")
"""What could end an address and begin a command; smtplib would quietly send to what is left without it."""
_END_OF_DATA = b".\r\n"
_TAKEN, _READY_FOR_DATA, _GOODBYE, _BAD_ADDRESS = 250, 354, 421, 553
_NO_ANSWER = -1
"""As smtplib says of an answer that is none."""
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class SmtpAccount:
    """Where letters go out; a relay that knows the desk by its network needs no login."""

    server: Server
    login: Login | None = None
    verdict_seconds: float = 300.0
    """How long the server may think about a whole letter before its fate counts as unknown (RFC 5321, 4.5.3.2.6)."""


class SmtpSender:
    """One connection that letters go out on; it is made when it is first needed, and anew when it is gone."""

    def __init__(self, account: SmtpAccount) -> None:
        self._account = account
        self._smtp: smtplib.SMTP | None = None

    def send(self, raw: bytes, sender: str, recipients: Sequence[str]) -> None:
        """Hand a letter over, to all recipients or to none.

        Raises Rejected when the server refuses it for good, Transient when it does not have it and may take it
        later, SendUnknown when the whole letter was handed over and no answer came. No error names an address.
        """
        if not recipients:
            raise Rejected("A letter without a recipient cannot be sent.")
        self._on(lambda smtp: self._envelope(smtp, raw, sender, recipients))
        self._hand_over(raw)

    def check(self) -> str:
        """Connect and log in; say how. Raises MailboxError."""
        self.close()
        self._on(lambda smtp: smtp.noop())
        login = self._account.login
        return f"{self._account.server}, {'as ' + login.user if login else 'without a login'}"

    def close(self) -> None:
        """End the connection."""
        smtp, self._smtp = self._smtp, None
        if smtp is not None:
            with suppress(smtplib.SMTPException, OSError):
                smtp.quit()

    def _on(self, act: Callable[[smtplib.SMTP], _T]) -> _T:
        """Do what can be done again; a connection that was kept and is gone by now is made anew."""
        if self._smtp is not None:
            with suppress(Cut):
                return self._once(act)
        return self._once(act)

    def _once(self, act: Callable[[smtplib.SMTP], _T]) -> _T:
        try:
            with _told(self._account.server):
                if self._smtp is None:
                    self._smtp = _connect(self._account)
                return act(self._smtp)
        except Cut:
            self._drop()
            raise

    def _drop(self) -> None:
        smtp, self._smtp = self._smtp, None
        if smtp is not None:
            smtp.close()

    def _envelope(self, smtp: smtplib.SMTP, raw: bytes, sender: str, recipients: Sequence[str]) -> None:
        """Say from whom and to whom; when one recipient is refused nobody gets the letter."""
        code = _asked(smtp, raw, sender, recipients)
        if code == _GOODBYE:
            raise Cut(f"{self._account.server} ended the connection ({code}).")
        if code != _READY_FOR_DATA:
            try:
                smtp.rset()
            except (smtplib.SMTPException, OSError):
                self._drop()
            raise _verdict(code)

    def _hand_over(self, raw: bytes) -> None:
        """Hand over the letter, then its last line: before that line no server may deliver it (RFC 5321, 4.1.1.4)."""
        smtp, server = self._smtp, self._account.server
        if smtp is None or smtp.sock is None:
            raise Cut(f"{server} ended the connection.")
        try:
            with _told(server):
                smtp.send(_in_lines(raw))
        except MailboxError:
            self._drop()
            raise
        try:
            with _told(server):
                smtp.sock.settimeout(self._account.verdict_seconds)
                smtp.send(_END_OF_DATA)
                code, _ = smtp.getreply()
                smtp.sock.settimeout(server.timeout)
        except MailboxError:
            self._drop()
            code = _NO_ANSWER
        if code < 400 and code != _TAKEN:
            raise SendUnknown(f"{server} was given a whole letter and did not say whether it took it.")
        if code != _TAKEN:
            raise _verdict(code)


def _asked(smtp: smtplib.SMTP, raw: bytes, sender: str, recipients: Sequence[str]) -> int:
    """Name sender and recipients and ask to hand the letter over; return 354, or the refusal that counts."""
    if any(_NOT_IN_AN_ADDRESS.search(address) for address in (sender, *recipients)):
        return _BAD_ADDRESS
    try:
        code, _ = smtp.mail(sender, _options(smtp, raw, (sender, *recipients)))
        if code != _TAKEN:
            return code
        codes = [smtp.rcpt(recipient)[0] for recipient in recipients]
    except smtplib.SMTPNotSupportedError:
        # An address with letters that this server does not know.
        return _BAD_ADDRESS
    refused = [code for code in codes if code not in {_TAKEN, 251}]
    return max(refused) if refused else smtp.docmd("DATA")[0]


def _in_lines(raw: bytes) -> bytes:
    """The letter as DATA wants it: lines end in CRLF, a dot at a line's start is doubled (RFC 5321, 4.5.2)."""
    lines = _LINE_END.sub(b"\r\n", raw)
    return _FIRST_DOT.sub(b"..", lines if lines.endswith(b"\r\n") else lines + b"\r\n")


def _connect(account: SmtpAccount) -> smtplib.SMTP:
    server, context = account.server, account.server.tls()
    if server.security is Security.TLS:
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=server.timeout, context=context)
    else:
        smtp = smtplib.SMTP(server.host, server.port, timeout=server.timeout)
    try:
        smtp.ehlo_or_helo_if_needed()
        if server.security is Security.STARTTLS:
            _start_tls(smtp, server)
        if account.login:
            _log_in(smtp, account.login, server)
    except BaseException:
        smtp.close()
        raise
    return smtp


def _start_tls(smtp: smtplib.SMTP, server: Server) -> None:
    if not smtp.has_extn("starttls"):
        raise Unsuitable(f"{server} does not offer STARTTLS, and the desk sends nothing in the clear.")
    code, _ = smtp.starttls(context=server.tls())
    if code != 220:
        raise Transient(f"{server} cannot start TLS just now ({code}).")
    smtp.ehlo()


def _log_in(smtp: smtplib.SMTP, login: Login, server: Server) -> None:
    try:
        if login.token is None:
            smtp.login(login.user, login.password)
        else:
            told = login.xoauth2()
            # A second challenge is the server's reason for refusing: it wants an empty answer.
            smtp.auth("XOAUTH2", lambda challenge=None: told if challenge is None else "")
    except smtplib.SMTPAuthenticationError as error:
        if error.smtp_code < 500:
            raise Transient(f"{server} cannot check the login just now ({error.smtp_code}).") from None
        raise AuthFailed(f"{server} refuses the login of {login.user} ({error.smtp_code}).") from None
    except smtplib.SMTPNotSupportedError:
        raise Unsuitable(f"{server} takes no login; if it relays without one, set login = false for it.") from None
    except UnicodeEncodeError:
        raise AuthFailed(f"The password for {server} has letters beyond ASCII, which it cannot be sent.") from None


def _options(smtp: smtplib.SMTP, raw: bytes, addresses: Sequence[str]) -> list[str]:
    options = []
    if smtp.has_extn("size"):
        options.append(f"SIZE={len(raw)}")
    if smtp.has_extn("8bitmime") and not raw.isascii():
        options.append("BODY=8BITMIME")
    if not all(address.isascii() for address in addresses):
        options.append("SMTPUTF8")
    return options


def _verdict(code: int) -> Transient | Rejected:
    """What a refusal means: 4xx passes, 5xx does not (RFC 5321, 4.2.1). Its text may name an address."""
    if code < 500:
        return Transient(f"The server does not take the letter just now ({code}).")
    return Rejected(f"The server refuses the letter ({code}).")


@contextmanager
def _told(server: Server) -> Iterator[None]:
    """Translate what smtplib raises."""
    with reaching(server):
        try:
            yield
        except smtplib.SMTPConnectError as error:
            raise Cut(f"{server} takes no connection just now ({error.smtp_code}).") from None
        except smtplib.SMTPServerDisconnected:
            raise Cut(f"{server} ended the connection.") from None
        except smtplib.SMTPResponseException as error:
            raise Transient(f"{server} refused a command ({error.smtp_code}).") from None
        except smtplib.SMTPException as error:
            raise Transient(f"{server} answered with a fault ({type(error).__name__}).") from None

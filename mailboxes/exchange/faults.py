"""From what exchangelib raises to the errors of a mailbox: one table. The server's own words are never passed on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from exchangelib.errors import EWSError, RedirectError
from oauthlib.oauth2 import OAuth2Error
from spnego.exceptions import SpnegoError

from mailboxes.exchange.online import refuse_online
from mailboxes.mailbox import AuthFailed, Gone, MailboxError, Rejected, Transient, Unsuitable, Untrusted

_NO_SENSE = (ValueError, LookupError, TypeError, AttributeError)
"""What the library trips over in an answer that is not as it should be."""
LIBRARY_ERRORS = (EWSError, OAuth2Error, SpnegoError, OSError, *_NO_SENSE)
"""All that a call may end in: EWS's answers, the token service's, NTLM's, the network's (requests' are OSError)."""

_NO_RIGHT = "may not use this mailbox. Grant the service account the right that `access` names."
_NO_IMPERSONATION = "does not let the service account act for this mailbox: ApplicationImpersonation, or its scope."
_GONE = (Gone, "The message is no longer in the inbox.")

_TABLE: dict[str, tuple[type[MailboxError], str]] = {
    "ErrorItemNotFound": _GONE,
    "ErrorInvalidId": _GONE,
    "ErrorInvalidIdEmpty": _GONE,
    "ErrorInvalidIdMalformed": _GONE,
    "ErrorInvalidIdMalformedEwsLegacyIdFormat": _GONE,
    "ErrorInvalidIdMonikerTooLong": _GONE,
    "ErrorInvalidIdXml": _GONE,
    "UnauthorizedError": (AuthFailed, "{host} refuses the service account's name or password."),
    "ErrorAccountDisabled": (AuthFailed, "{host} says that the account is disabled."),
    "ErrorNonExistentMailbox": (AuthFailed, "{host} knows no mailbox at the account's address."),
    "ErrorMailboxConfiguration": (AuthFailed, "{host} knows no mailbox at the account's address."),
    "ErrorMailboxLogonFailed": (AuthFailed, "The account at {host} " + _NO_RIGHT),
    "ErrorAccessDenied": (AuthFailed, "The account at {host} " + _NO_RIGHT),
    "ErrorFolderNotFound": (AuthFailed, "The mailbox at {host} shows no inbox: the account " + _NO_RIGHT),
    "ErrorCreateItemAccessDenied": (AuthFailed, "The account at {host} " + _NO_RIGHT),
    "ErrorCreateSubfolderAccessDenied": (AuthFailed, "The account at {host} " + _NO_RIGHT),
    "ErrorImpersonateUserDenied": (AuthFailed, "{host} " + _NO_IMPERSONATION),
    "ErrorImpersonationDenied": (AuthFailed, "{host} " + _NO_IMPERSONATION),
    "ErrorImpersonationFailed": (AuthFailed, "{host} " + _NO_IMPERSONATION),
    "ErrorInvalidExchangeImpersonationHeaderData": (AuthFailed, "{host} " + _NO_IMPERSONATION),
    "ErrorSendAsDenied": (AuthFailed, "{host} does not let the account send as the desk's address. Grant Send As."),
    "TemporarilyUnavailableError": (Transient, "The token service for {host} is busy."),
    "ServerError": (Transient, "The token service for {host} has a fault of its own."),
    "MissingTokenError": (Transient, "The token service for {host} answered without a token."),
    "OAuth2Error": (AuthFailed, "The token service for {host} refuses the client's id, secret or scope."),
    "ErrorInvalidRecipients": (Rejected, "{host} refuses the recipient."),
    "ErrorMailRecipientNotFound": (Rejected, "{host} does not know the recipient."),
    "ErrorMissingRecipients": (Rejected, "{host} sees no recipient in the letter."),
    "ErrorMessageSizeExceeded": (Rejected, "The letter is larger than {host} sends."),
    "ErrorAttachmentSizeLimitExceeded": (Rejected, "The letter is larger than {host} sends."),
    "ErrorMimeContentInvalid": (Rejected, "{host} cannot read the letter."),
    "ErrorMimeContentInvalidBase64String": (Rejected, "{host} cannot read the letter."),
    "MalformedResponseError": (Transient, "{host} answers with something that is not Exchange, such as a login page."),
    "SOAPError": (Transient, "{host} answers with something that is not Exchange, such as a login page."),
    "AutoDiscoverError": (Unsuitable, "Autodiscover gives no endpoint for {host}. Set `endpoint` in [mailbox]."),
}
"""By the name of the library's exception, or of one it derives from; what is not here may pass."""


@contextmanager
def translated(host: str) -> Iterator[None]:
    """Turn whatever the library raises within into a MailboxError that names `host` and nothing else.

    Without a cause: the library's texts quote addresses, and whole answers of a server.
    """
    try:
        yield
    except LIBRARY_ERRORS as error:
        raise translation(error, host) from None


def translation(error: Exception, host: str) -> MailboxError:
    """Return what `error` means for a mailbox."""
    if isinstance(error, RedirectError):
        return _redirected(error, host)
    if "CERTIFICATE_VERIFY_FAILED" in str(error):
        return Untrusted(f"The certificate of {host} is not trusted.")
    for kind in type(error).__mro__:
        if kind.__name__ in _TABLE:
            meaning, sentence = _TABLE[kind.__name__]
            return meaning(sentence.format(host=host))
    if isinstance(error, _NO_SENSE) and not isinstance(error, OSError):
        return Transient(f"{host} answers with something that makes no sense ({type(error).__name__}).")
    return Transient(f"{host} cannot be used now ({type(error).__name__}).")


def _redirected(error: RedirectError, host: str) -> MailboxError:
    try:
        refuse_online(str(error.url))
    except Unsuitable as refused:
        return refused
    return Unsuitable(f"{host} sends the desk to another server. Set `endpoint` in [mailbox] to that one.")

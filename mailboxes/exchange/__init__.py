"""An Exchange Server's mailbox (on premises) over EWS; one in Microsoft 365 is refused."""

from mailboxes.exchange.account import Access, ExchangeAccount, SignIn
from mailboxes.exchange.mailbox import ExchangeMailbox
from mailboxes.exchange.online import ExchangeOnline

__all__ = ["Access", "ExchangeAccount", "ExchangeMailbox", "ExchangeOnline", "SignIn"]

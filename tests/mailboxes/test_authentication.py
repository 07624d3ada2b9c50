"""What the council's own mail server says of a sender, and what a sender may try to say in its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailboxes.authentication import NAMELESS, dmarc
from mailboxes.message import read_submission

OWN = "mx.exampleshire.example.org"
M365_FAIL = (
    "spf=fail (sender IP is 192.0.2.1) smtp.mailfrom=oakfield.example.org; dkim=none (message not signed) "
    "header.d=none;dmarc=fail action=oreject header.from=oakfield.example.org;compauth=fail reason=000"
)
M365_PASS = M365_FAIL.replace("dmarc=fail", "dmarc=pass")


def said(*values: str, server: str = OWN) -> str:
    head = "".join(f"Authentication-Results: {value}\n" for value in values)
    return dmarc(read_submission(f"{head}From: a@oakfield.example.org\n\nHi".encode()).authentications, server)


@pytest.mark.parametrize(
    ("values", "server", "result"),
    [
        ((f"{OWN};{' dkim=fail header.d=a.example.org;' * 300} dmarc=fail",), OWN, "fail"),
        ((f"{OWN}; spf=pass smtp.mailfrom=a; dmarc=pass header.from=a",), OWN, "pass"),
        ((f"{OWN.upper()} 1; dkim=fail;\n dmarc = Fail (p=reject) header.from=a",), OWN, "fail"),
        ((f"{OWN}; none",), OWN, ""),
        ((f"{OWN}; spf=pass", ), OWN, ""),
        ((), OWN, ""),
        (("other.example.org; dmarc=fail",), OWN, ""),
        (("relay.example.org; dmarc=pass", f"{OWN}; dmarc=fail"), OWN, "fail"),
        ((f"{OWN}; dmarc=fail", f"{OWN}; dmarc=pass"), OWN, "fail"),
        ((f"{OWN}; dmarc=pass", f"{OWN}; dmarc=fail"), OWN, "pass"),
        ((M365_FAIL,), NAMELESS, "fail"),
        ((M365_PASS,), "Microsoft365", "pass"),
        ((M365_FAIL, "dkim=none (message not signed) header.d=none;dmarc=none action=none"), NAMELESS, "fail"),
        ((f"{OWN}; dmarc=pass", M365_FAIL), NAMELESS, ""),
        ((M365_FAIL,), OWN, ""),
        ((f'{OWN}; spf=fail smtp.mailfrom="a; dmarc=pass"@b; dmarc=fail',), OWN, "fail"),
        ((f'{OWN}; spf=fail reason="; dmarc=pass"; dmarc=none',), OWN, "none"),
        ((f"{OWN}; spf=fail (a; dmarc=pass (b)); dmarc=none",), OWN, "none"),
        ((f'{OWN}; spf=fail smtp.mailfrom="; dmarc=fail',), OWN, "fail"),
        ((f"{OWN}; spf=fail smtp.mailfrom=(; dmarc=fail",), OWN, "fail"),
    ],
    ids=["behind many signatures", "passed", "failed, folded", "nothing checked", "no DMARC", "no header",
         "a server nobody named", "below a relay's", "a forged one below", "the uppermost counts", "Exchange Online",
         "its word in any case", "a sender's own below Exchange's", "a named one above Exchange's",
         "nameless is not named", "in quotes", "in a reason", "in a comment", "an open quote hides nothing",
         "an open comment hides nothing"],
)  # fmt: skip
def test_the_result_of_the_servers_own_check(values, server, result):
    assert said(*values, server=server) == result


@given(st.lists(st.text('spfdmarc=il;()" \t\\.x1', max_size=60), max_size=4))
def test_no_header_raises(values):
    assert isinstance(said(*values), str)


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "text", ["(" * 20_000, '"' * 20_000, '"\\' * 9_000, '\\"' * 9_000, "; dmarc" * 3_000, "()" * 9_000]
)
def test_a_long_header_takes_no_time(text):
    assert isinstance(said(text, text, text), str)

"""What only an Exchange Server does: rights, ways to sign in, its own certificate, discovery, items without MIME."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from ews_server import ADDRESS, CLIENT, CUT, PASSWORD, SECRET, USER, EwsServer, Fault, busy, code, running, unavailable
from mailboxes.exchange import Access, ExchangeMailbox, ExchangeOnline, SignIn
from mailboxes.mailbox import AuthFailed, Folder, Gone, MailboxError, Transient, Unsuitable, Untrusted
from mailboxes.message import read_submission
from worlds.exchange import account

RAW = b"Message-ID: <one@oakfield.example.org>\r\nSubject: one\r\n\r\nhello\r\n"


@pytest.fixture
def server(tmp_path):
    with running(EwsServer(), tmp_path) as started:
        yield started


@pytest.fixture
def opened(server):
    """Opens mailboxes on the server, and closes them."""
    boxes = []

    def make(**other):
        boxes.append(ExchangeMailbox(account(server, **other)))
        return boxes[-1]

    yield make
    for box in boxes:
        box.close()


def oauth(server, **other):
    told = {"client_id": CLIENT, "client_secret": SECRET, "token_url": server.token_url, "scope": "https://x/.default"}
    return {"sign_in": SignIn.OAUTH, "username": "", "password": "", **told, **other}


def test_only_what_the_desk_needs_is_asked_of_a_list(server, opened):
    server.store.put("inbox", RAW)
    opened().pending(10)
    assert server.fields["FindItem"] == {"item:Size", "item:DateTimeReceived"}


def test_a_message_is_fetched_in_one_call(server, opened):
    server.store.put("inbox", RAW)
    box = opened()
    (arrival,) = box.pending(10)
    server.asked.clear()
    box.fetch(arrival.key)
    assert server.asked == ["GetItem"]


def test_long_lists_come_in_pages(server, opened):
    for _ in range(230):
        server.store.put("inbox", RAW)
    assert len(opened().pending(220)) == 220


def test_nothing_is_asked_for_when_nothing_is_wanted(server, opened):
    assert list(opened().pending(0)) == []
    assert server.asked == []


def test_old_mail_that_a_full_list_left_out_is_no_news(server, opened):
    for _ in range(3):
        server.store.put("inbox", RAW)
    box = opened()
    box.pending(2)
    assert not box.wait(0.3)
    server.store.put("inbox", RAW)
    assert box.wait(0.3)


def test_an_item_without_a_time_came_when_it_was_first_seen(server, opened):
    server.store.put("inbox", RAW).received = None
    before = time.time()
    (arrival,) = opened().pending(10)
    assert before <= arrival.received.timestamp() <= time.time()


@pytest.mark.parametrize(("has", "asks"), [("impersonation", Access.DELEGATE), ("delegate", Access.IMPERSONATION)])
def test_the_access_is_the_one_that_the_account_names(server, opened, has, asks):
    server.access = has
    with pytest.raises(AuthFailed, match=r"Grant the service account|ApplicationImpersonation"):
        opened(access=asks).prepare()
    opened(access=Access(has)).prepare()


def test_a_wrong_password_is_told_at_once_and_asked_once(server, opened):
    with pytest.raises(AuthFailed, match="localhost refuses"):
        opened(password="wrong").prepare()
    assert server.asked == []


def test_another_mailbox_than_the_service_account_may_use_is_refused(opened):
    with pytest.raises(AuthFailed):
        opened(address="head@exampleshire.example.org", access=Access.DELEGATE).prepare()


def test_folders_are_made_beside_the_inbox_once_and_found_whatever_their_case(server, opened):
    store = server.store
    store.make_folder(store.folder("msgfolderroot"), "FILED")
    opened().prepare()
    opened().prepare()
    assert [folder.name for folder in store.children(store.folder("msgfolderroot"))][-3:] == [
        "FILED",
        "For a person",
        "Quarantine",
    ]


def test_a_folder_that_another_session_has_just_made_is_used(server, opened):
    made = Fault("ErrorFolderExists", meanwhile=lambda store: store.make_folder(store.folder("msgfolderroot"), "Filed"))
    server.fail("CreateFolder", made)
    server.store.put("inbox", RAW)
    box = opened()
    box.prepare()
    (arrival,) = box.pending(10)
    box.move(arrival.key, Folder.DONE)
    assert len(server.store.inside(server.store.named("Filed"))) == 1


def test_a_folder_that_a_person_deleted_is_made_again(server, opened):
    server.store.put("inbox", RAW)
    box = opened()
    box.prepare()
    server.store.drop_folder(Folder.DONE)
    (arrival,) = box.pending(10)
    box.move(arrival.key, Folder.DONE)
    assert [item.raw for item in server.store.inside(server.store.named(Folder.DONE))] == [RAW]


@pytest.mark.parametrize(("folder", "read"), [(Folder.DONE, True), (Folder.PERSON, False), (Folder.QUARANTINE, False)])
def test_only_what_is_filed_is_marked_as_read(server, opened, folder, read):
    server.store.put("inbox", RAW)
    box = opened()
    (arrival,) = box.pending(10)
    box.move(arrival.key, folder)
    (item,) = server.store.inside(server.store.named(folder))
    assert item.read is read


@pytest.mark.parametrize("fault", [CUT, code("ErrorAccessDenied"), busy(60_000)])
def test_a_message_that_could_not_be_marked_has_moved_all_the_same(server, opened, fault):
    server.store.put("inbox", RAW)
    box = opened()
    (arrival,) = box.pending(10)
    server.fail("UpdateItem", fault)
    box.move(arrival.key, Folder.DONE)
    assert len(server.store.inside(server.store.named(Folder.DONE))) == 1
    assert list(box.pending(10)) == []


def test_a_large_message_comes_and_goes_whole(server, opened):
    """Above ten megabytes XML parsers have limits of their own."""
    head = f"From: {ADDRESS}\r\nTo: head@oakfield.example.org\r\n".encode()
    large = head + RAW + (b"y" * 76 + b"\r\n") * (12 * 1024 * 1024 // 78)
    server.store.put("inbox", large)
    box = opened(timeout=60.0)
    (arrival,) = box.pending(10)
    assert box.fetch(arrival.key) == large
    box.send(large, ADDRESS, ["head@oakfield.example.org"])
    assert server.store.delivered == [large]


def test_the_councils_own_authority_must_be_named(opened):
    with pytest.raises(Untrusted, match="ca_file"):
        opened(ca_file=None).prepare()


def test_a_file_that_is_no_authority_is_named(opened, tmp_path):
    with pytest.raises(Untrusted, match=r"missing\.pem"):
        opened(ca_file=tmp_path / "missing.pem").prepare()


def test_a_password_goes_through_https_alone(server, opened):
    with pytest.raises(Untrusted, match="https"):
        opened(endpoint=server.url.replace("https", "http")).prepare()
    assert server.asked == []


@pytest.fixture
def domain(server, tmp_path, monkeypatch):
    """The one account that the server's NTLM knows."""
    users = tmp_path / "users"
    users.write_text(f"{USER.replace(chr(92), ':')}:{PASSWORD}\n", encoding="utf-8")
    monkeypatch.setenv("NTLM_USER_FILE", str(users))
    server.ntlm = True


@pytest.mark.usefixtures("domain")
def test_ntlm_signs_in_each_connection(server, opened):
    server.store.put("inbox", RAW)
    box = opened(sign_in=SignIn.NTLM)
    box.prepare()
    assert len(box.pending(10)) == 1


@pytest.mark.usefixtures("domain")
def test_ntlm_with_a_wrong_password_is_a_refusal(opened):
    with pytest.raises(AuthFailed):
        opened(sign_in=SignIn.NTLM, password="wrong").prepare()


@pytest.mark.usefixtures("domain")
def test_basic_where_the_server_wants_ntlm_is_a_refusal(opened):
    with pytest.raises(AuthFailed):
        opened().prepare()


def test_client_credentials_sign_in_with_one_token(server, opened):
    server.store.put("inbox", RAW)
    box = opened(**oauth(server))
    box.prepare()
    assert len(box.pending(10)) == 1
    assert server.tokens == 1


def test_a_token_that_ran_out_is_replaced(server, opened):
    server.token_seconds = 1
    box = opened(**oauth(server))
    box.prepare()
    # The library counts in whole seconds.
    time.sleep(2.1)
    assert list(box.pending(10)) == []
    assert server.tokens > 1


def test_a_token_service_whose_tokens_have_run_out_is_not_asked_for_ever(server, opened):
    server.token_seconds = -5
    with pytest.raises(Transient, match="without a token"):
        opened(**oauth(server)).prepare()


def test_a_wrong_client_secret_is_a_refusal(server, opened):
    with pytest.raises(AuthFailed, match="token service"):
        opened(**oauth(server, client_secret="wrong")).prepare()


def test_after_the_token_service_was_away_the_same_mailbox_works(server, opened):
    box = opened(**oauth(server))
    box.prepare()
    server.tokens += 1
    server.fail("Token", unavailable(1), unavailable(1))
    for _ in range(2):
        with pytest.raises(MailboxError):
            box.pending(10)
    box.pending(10)


def test_without_an_endpoint_it_is_asked_for(server, opened):
    server.store.put("inbox", RAW)
    box = opened(endpoint="", autodiscover=server.autodiscover_url)
    assert len(box.pending(10)) == 1
    assert server.asked[0] == "Autodiscover"


def test_autodiscover_with_a_wrong_password_asks_no_further(server, opened):
    with pytest.raises(AuthFailed):
        opened(endpoint="", autodiscover=server.autodiscover_url, password="wrong").prepare()


@pytest.mark.parametrize(
    "elsewhere",
    ["https://autodiscover-s.outlook.com/autodiscover/autodiscover.svc", "offsite@exampleshire.mail.onmicrosoft.com"],
)
def test_autodiscover_that_leads_to_the_cloud_is_refused(server, opened, elsewhere):
    server.redirect = elsewhere
    with pytest.raises(ExchangeOnline, match="graph"):
        opened(endpoint="", autodiscover=server.autodiscover_url).prepare()


def test_autodiscover_leads_no_password_to_another_host(server, opened):
    server.redirect = "https://elsewhere.example.org/autodiscover/autodiscover.svc"
    with pytest.raises(Unsuitable, match="Set `endpoint`"):
        opened(endpoint="", autodiscover=server.autodiscover_url).prepare()


@pytest.mark.parametrize(
    "host",
    [
        "outlook.office365.com",
        "OUTLOOK.Office365.COM",
        "outlook.office.com",
        "outlook.office365.us",
        "outlook-dod.office365.us",
        "webmail.apps.mil",
        "partner.outlook.cn",
        "autodiscover-s.outlook.com",
    ],
)
def test_exchange_online_is_refused_before_anything_is_sent(server, host):
    with pytest.raises(ExchangeOnline) as refused:
        ExchangeMailbox(account(server, endpoint=f"https://{host}/EWS/Exchange.asmx"))
    for told in ("1 October 2026", "1 April 2027", 'kind = "graph"', host.lower()):
        assert told in str(refused.value)


@pytest.mark.parametrize("host", ["mail.exampleshire.example.org", "office365.com.example.org", "notoutlook.com"])
def test_other_servers_are_not_taken_for_the_cloud(server, host):
    ExchangeMailbox(account(server, endpoint=f"https://{host}/EWS/Exchange.asmx"))


def test_an_address_of_the_cloud_is_refused_too(server):
    with pytest.raises(ExchangeOnline):
        ExchangeMailbox(account(server, endpoint="", address="offsite@exampleshire.onmicrosoft.com"))


@pytest.mark.parametrize("again", [(), ("ErrorItemCorrupt",)])
def test_what_the_server_cannot_write_as_mime_goes_to_a_person(server, opened, again):
    """The line goes on: the stand-in has no form, and comes from nobody: no school is told that one is missing."""
    server.store.put("inbox", RAW)
    box = opened()
    (arrival,) = box.pending(10)
    server.fail("GetItem", *map(code, ("ErrorMimeContentConversionFailed", *again)))
    submission = read_submission(box.fetch(arrival.key))
    assert submission.documents == ()
    assert (submission.sender, submission.automatic) == (None, None)
    assert ("head@oakfield.example.org" in submission.text) is not bool(again)
    assert (submission.message_id == "<one@oakfield.example.org>") is not bool(again)


def test_what_is_too_large_is_not_even_fetched(server, opened):
    server.store.put("inbox", RAW * 3)
    server.store.put("inbox", RAW)
    box = opened(max_bytes=len(RAW))
    large, small = box.pending(10)
    assert b"too large" in box.fetch(large.key)
    assert "item:MimeContent" not in server.fields["GetItem"]
    assert box.fetch(small.key) == RAW


def test_two_unreadable_items_are_not_taken_for_one(server, opened):
    for _ in range(2):
        server.store.put("inbox", RAW)
    box = opened()
    server.fail("GetItem", *map(code, ["ErrorCorruptData"] * 4))
    first, second = (read_submission(box.fetch(arrival.key)) for arrival in box.pending(10))
    assert first.message_id != second.message_id


def test_an_unreadable_item_that_has_gone_is_gone(server, opened):
    server.store.put("inbox", RAW)
    box = opened()
    (arrival,) = box.pending(10)
    server.fail("GetItem", code("ErrorCorruptData"), code("ErrorItemNotFound"))
    with pytest.raises(Gone):
        box.fetch(arrival.key)


def test_the_doctor_sees_how_mail_comes_and_goes(server, opened):
    server.store.put("inbox", RAW)
    looks = list(opened().examine())
    assert [look.what for look in looks] == ["Sign-in", "Folders", "Inbox", "Sending"]
    assert "Exchange" in looks[0].state
    assert ADDRESS in looks[0].state
    assert looks[2].state == "1 waiting"
    assert not any(look.remedy for look in looks)


def test_the_doctor_ends_with_the_first_fault(opened):
    (look,) = opened(password="wrong").examine()
    assert (look.what, look.state) == ("Sign-in", "auth failed")
    assert "credentials" in look.remedy


def test_secrets_are_not_shown(server):
    shown = repr(account(server, **oauth(server, password=PASSWORD)))
    assert PASSWORD not in shown
    assert SECRET not in shown


def test_a_closed_mailbox_opens_again_by_itself(server, opened):
    box = opened()
    box.prepare()
    box.close()
    assert list(box.pending(10)) == []


def test_nothing_of_a_closed_mailbox_stays_in_the_library(opened):
    from exchangelib.protocol import CachingProtocol

    box = opened()
    box.prepare()
    box.close()
    # There is no public view of it; it would hold the password.
    assert CachingProtocol._protocol_cache == {}


def test_the_library_is_loaded_only_when_a_mailbox_is_opened():
    told = "import sys, mailboxes.exchange; print('exchangelib' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert ran.stdout == "False\n"


def test_a_dead_server_is_named_and_nothing_else(server):
    box = ExchangeMailbox(account(server, endpoint="https://localhost:9/EWS/Exchange.asmx"))
    with pytest.raises(Transient) as fault:
        box.prepare()
    assert "localhost" in str(fault.value)
    assert "Exchange.asmx" not in str(fault.value)

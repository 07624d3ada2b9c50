"""Who is answered, how much an answer says, and what is never answered at all."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, timedelta

import pytest
from pypdf import PdfReader

from conftest import MORNING
from desk.samples.files import samples, with_reference
from desk.samples.mails import Mail, attach, begin, finish
from flows.remind import remind
from mailboxes import message
from proposals.correspondence import Answer
from register import Outcome
from straight_way import attachments, deliver, mail, run, sent, text

TEAM = "education.entitlement@exampleshire.example.org"
NORTH = "jo.fairweather@exampleshire.example.org"
STRANGER = "somebody@elsewhere.example.org"
CANARIES = ("Bellwether", "Kian", "K.B.", "Oakfield", "OSD-", "N999402", "OSD form KB", "Secret subject")
SEALED = (
    "Content-Type: application/pkcs7-mime; smime-type={}; name=smime.p7m\nContent-Transfer-Encoding: base64\n\nMA=="
)


def letters(stations):
    return [(row.kind, row.recipient) for row in stations.register.letters()]


def with_profile(stations, **changes):
    """The same desk with another correspondence in its profile."""
    setting = stations.council.correspondence.model_copy(update=changes)
    return replace(stations, council=stations.council.model_copy(update={"correspondence": setting}))


def everything(letter) -> str:
    """All that a recipient can read: headers, text, HTML, the formal letter."""
    parts = [part.get_content() for part in letter.walk() if part.get_content_maintype() == "text"]
    pages = [PdfReader(io.BytesIO(data)).pages[0].extract_text() for data in attachments(letter).values()]
    return "\n".join([*map(str, letter.values()), *attachments(letter), *parts, *pages])


def from_stranger(*files: str, **more) -> bytes:
    return mail(*files, now=MORNING, sender=f"Kian Bellwether <{STRANGER}>", **more)


@pytest.mark.parametrize(
    ("files", "outcome", "reason"),
    [
        (("complete.pdf",), Outcome.FILED, "unknown_sender"),
        (("incomplete.pdf",), Outcome.FILED, "unknown_sender"),
        (("pair_first.pdf", "pair_second.docx"), Outcome.FILED, "unknown_sender"),
        (("locked.pdf",), Outcome.FOR_A_PERSON, "unreadable"),
        (("complete.pdf", "locked.pdf"), Outcome.FILED, "unknown_sender"),
        ((), Outcome.FOR_A_PERSON, "no_form"),
    ],
)
def test_a_stranger_has_one_receipt_that_repeats_nothing(stations, files, outcome, reason):
    raw = from_stranger(*files).replace(b"Subject: Off-site direction", b"Subject: Secret subject")
    deliver(stations, raw)
    run(stations, MORNING)
    [arrival] = stations.register.arrivals()
    assert (arrival.outcome, arrival.reason) == (outcome, reason)
    [(place, kind)] = [(place, kind) for place, (kind, to) in enumerate(letters(stations)) if to == STRANGER]
    assert kind == "receipt"
    told = everything(sent(stations)[place])
    assert "We have received your email" in told
    assert not [canary for canary in CANARIES if canary in told]
    [why] = [text(sent(stations)[place]) for place, (_, to) in enumerate(letters(stations)) if to == TEAM]
    assert "not one the council knows" in why
    assert "We have told the sender that a person will look at it" in why


def test_a_strangers_form_is_flagged_in_its_pack_and_to_its_coordinator(stations):
    deliver(stations, from_stranger("incomplete.docx"))
    run(stations, MORNING)
    place = next(place for place, (kind, _) in enumerate(letters(stations)) if kind == "pack_cover")
    cover = sent(stations)[place]
    assert "Before you rely on it: The address it came from is not one the council knows" in text(cover)
    assert "We have not asked the school" in text(cover)
    pack = next(data for name, data in attachments(cover).items() if name.endswith("pack.pdf"))
    assert "is not one the council knows" in " ".join(PdfReader(io.BytesIO(pack)).pages[0].extract_text().split())


def test_a_form_that_a_stranger_sends_again_is_not_told_its_reference(stations):
    deliver(stations, mail("complete.pdf", now=MORNING, slug="first"), "first")
    run(stations, MORNING)
    deliver(stations, from_stranger("complete.pdf", slug="second"), "second")
    run(stations, MORNING)
    assert [kind for kind, to in letters(stations) if to == STRANGER] == ["receipt"]


@pytest.mark.parametrize(
    ("sender", "reply_to", "known", "answer"),
    [
        ("office@oakfield.example.org", "", (), "acknowledgement_complete"),
        ("Head@OAKFIELD.example.org", "", (), "acknowledgement_complete"),
        ("head@oakfield.example.org.evil.example.org", "", (), "receipt"),
        ("head@notoakfield.example.org", "", (), "receipt"),
        ("office@oakfield.example.org", STRANGER, (), "receipt"),
        (STRANGER, "office@oakfield.example.org", (), "receipt"),
        ("office@oakfield.example.org", "head@riverside.example.org", (), "acknowledgement_complete"),
        (NORTH, "", (), "acknowledgement_complete"),
        ("a@trust.example.org", "", ("trust.example.org",), "acknowledgement_complete"),
        ("a@north.trust.example.org", "", ("trust.example.org",), "receipt"),
        ("a@north.trust.example.org", "", ("*.trust.example.org",), "acknowledgement_complete"),
        ("a@trust.example.org", "", ("*.trust.example.org",), "receipt"),
        (STRANGER, "", (STRANGER,), "acknowledgement_complete"),
        ("other@elsewhere.example.org", "", (STRANGER,), "receipt"),
    ],
)
def test_who_is_known(stations, sender, reply_to, known, answer):
    desk = with_profile(stations, known=known)
    headers = (("Reply-To", reply_to),) if reply_to else ()
    deliver(desk, mail("complete.pdf", now=MORNING, sender=sender, headers=headers))
    run(desk, MORNING)
    [kind] = [kind for kind, to in letters(desk) if to == (reply_to or sender) and kind != "pack_cover"]
    assert kind == answer


def test_a_council_may_answer_anybody(stations):
    desk = with_profile(stations, answer=Answer.ANYBODY)
    deliver(desk, from_stranger("complete.pdf"))
    run(desk, MORNING)
    assert letters(desk) == [("acknowledgement_complete", STRANGER), ("pack_cover", NORTH)]


def test_a_scanner_that_nobody_knows_is_flagged_and_not_answered(stations):
    deliver(stations, from_stranger("complete.pdf", headers=(("Auto-Submitted", "auto-generated"),)))
    run(stations, MORNING)
    assert letters(stations) == [("pack_cover", NORTH), ("for_a_person", TEAM)]
    assert "We have not replied to the sender" in text(sent(stations)[-1])


def outcome_from(sender: str, reference: str) -> bytes:
    sample = Mail("outcome", 0, sender, "Review", "Attached.")
    made = begin(sample, MORNING)
    attach(made, with_reference(samples()["review_outcome.pdf"].data, reference), "outcome.pdf", inline=False)
    return finish(made, sample)


def test_a_strangers_review_outcome_is_not_recorded(stations):
    deliver(stations, mail("complete.pdf", now=MORNING), "form")
    run(stations, MORNING)
    [row] = stations.register.cases()
    deliver(stations, outcome_from(STRANGER, row.reference), "outcome")
    run(stations, MORNING)
    case = stations.register.find_case(row.reference)
    assert [review.held for review in case.reviews] == [None] * len(case.reviews)
    assert stations.register.arrivals()[-1].reason == "unknown_sender"
    assert letters(stations)[-2:] == [("receipt", STRANGER), ("for_a_person", TEAM)]


def test_reviews_of_a_strangers_case_are_not_told_to_the_stranger_until_the_council_knows_them(stations):
    deliver(stations, from_stranger("complete.pdf"))
    run(stations, MORNING)
    day = date(2027, 1, 26)
    at = MORNING + (day - MORNING.date())
    told = len(letters(stations))
    remind(stations, day, at)
    assert [each for each in letters(stations)[told:] if each[0] == "review_due"] == [("review_due", NORTH)]
    [due] = (each for each in sent(stations)[told:] if "review" in each["Subject"])
    assert "We have not sent this letter to" in text(due)
    later = date(2027, 3, 15)
    assert remind(with_profile(stations, known=("elsewhere.example.org",)), later, MORNING + (later - MORNING.date()))
    assert ("review_due", STRANGER) in letters(stations)


# ---- forged senders

OWN = "mx.exampleshire.example.org"
FORGED = (("Authentication-Results", f"{OWN}; dmarc=fail header.from=oakfield.example.org"),)
FORGED_365 = (("Authentication-Results", "spf=fail smtp.mailfrom=x;dmarc=fail action=none header.from=x"),)


@pytest.mark.parametrize(("authserv_id", "headers"), [(OWN, FORGED), ("microsoft365", FORGED_365)])
@pytest.mark.parametrize("files", [("complete.pdf",), ()])
def test_forged_mail_goes_to_a_person_unread_and_unanswered(stations, authserv_id, headers, files):
    desk = with_profile(stations, authserv_id=authserv_id)
    deliver(desk, mail(*files, now=MORNING, headers=headers))
    run(desk, MORNING)
    [arrival] = desk.register.arrivals()
    assert (arrival.outcome, arrival.reason) == (Outcome.FOR_A_PERSON, "unproven_sender")
    assert letters(desk) == [("for_a_person", TEAM)]
    assert desk.register.cases() == ()
    assert "may be forged" in text(sent(desk)[0])
    assert "message.eml" in attachments(sent(desk)[0])


@pytest.mark.parametrize(
    ("authserv_id", "headers"),
    [
        ("", FORGED),
        (OWN, ()),
        (OWN, (("Authentication-Results", f"{OWN}; dmarc=pass"),)),
        (OWN, (("Authentication-Results", f"{OWN}; dmarc=temperror"),)),
        (OWN, FORGED_365),
        ("mx.other.example.org", FORGED),
    ],
    ids=["not read", "no header", "passed", "not finished", "of no named server", "of another server"],
)
def test_mail_that_is_not_found_forged_is_answered(stations, authserv_id, headers):
    desk = with_profile(stations, authserv_id=authserv_id)
    deliver(desk, mail("complete.pdf", now=MORNING, headers=headers))
    run(desk, MORNING)
    assert letters(desk)[0][0] == "acknowledgement_complete"


def test_a_mark_of_a_machine_does_not_hide_a_forged_form(stations):
    desk = with_profile(stations, authserv_id=OWN)
    deliver(desk, mail("complete.pdf", now=MORNING, headers=(*FORGED, ("List-Id", "<heads.example.org>"))), "form")
    deliver(desk, mail(now=MORNING, slug="away", headers=(*FORGED, ("Auto-Submitted", "auto-replied"))), "away")
    run(desk, MORNING)
    assert sorted(row.reason for row in desk.register.arrivals()) == ["automatic", "unproven_sender"]
    assert desk.register.cases() == ()


# ---- too much mail


def test_an_address_is_answered_so_often_a_day_and_the_team_is_told_once(stations):
    desk = with_profile(stations, answers_a_day=2)
    for number in range(5):
        deliver(desk, mail(now=MORNING, slug=f"m{number}"), f"m{number}")
        run(desk, MORNING + timedelta(minutes=number))
    school = "office@oakfield.example.org"
    assert [kind for kind, to in letters(desk) if to == school] == ["no_form", "no_form"]
    assert [row.reason for row in desk.register.arrivals()] == ["no_form", "no_form", *["answer_limit"] * 3]
    assert [kind for kind, to in letters(desk) if to == TEAM] == ["for_a_person"] * 3
    assert "answered as often as our settings allow" in text(sent(desk)[-1])
    run(desk, MORNING)
    deliver(desk, mail(now=MORNING, slug="next"), "next")
    run(desk, MORNING + timedelta(hours=25))
    assert [kind for kind, to in letters(desk) if to == school] == ["no_form"] * 3


def test_a_form_above_the_limit_is_filed_and_packed_all_the_same(stations):
    desk = with_profile(stations, answers_a_day=1)
    for number, file in enumerate(("managed_move.pdf", "complete.pdf")):
        deliver(desk, mail(file, now=MORNING, slug=f"m{number}"), f"m{number}")
        run(desk, MORNING + timedelta(minutes=number))
    assert len(desk.register.cases()) == 2
    assert [kind for kind, _ in letters(desk)] == [
        "acknowledgement_complete", "pack_cover", "receiving_school", "pack_cover", "for_a_person",
    ]  # fmt: skip
    assert [(row.outcome, row.reason) for row in desk.register.arrivals()] == [
        (Outcome.FILED, ""), (Outcome.FILED, "answer_limit"),
    ]  # fmt: skip


def test_a_strangers_receipts_count_too(stations):
    desk = with_profile(stations, answers_a_day=2)
    for number in range(4):
        deliver(desk, from_stranger(slug=f"m{number}"), f"m{number}")
        run(desk, MORNING + timedelta(minutes=number))
    assert [kind for kind, to in letters(desk) if to == STRANGER] == ["receipt"] * 2


# ---- mail that cannot be opened


@pytest.mark.parametrize("kind", ["enveloped-data", "signed-data"])
def test_sealed_mail_has_a_reason_and_an_answer_of_its_own(stations, kind):
    head = "From: office@oakfield.example.org\nMessage-ID: <s@oakfield.example.org>\nMIME-Version: 1.0\n"
    deliver(stations, (head + SEALED.format(kind)).encode())
    run(stations, MORNING)
    [arrival] = stations.register.arrivals()
    assert (arrival.outcome, arrival.reason) == (Outcome.FOR_A_PERSON, "sealed")
    assert letters(stations) == [("unopened", "office@oakfield.example.org"), ("for_a_person", TEAM)]
    answer, notice = sent(stations)
    assert "encryption and signing turned off" in text(answer)
    assert "only a person’s own mail program can open it" in text(notice)


def test_mail_beyond_the_limits_has_a_reason_and_an_answer_of_its_own(stations, monkeypatch):
    monkeypatch.setattr(message, "MAX_BYTES", 1000)
    deliver(stations, mail("complete.pdf", now=MORNING))
    run(stations, MORNING)
    assert stations.register.arrivals()[0].reason == "beyond_limits"
    assert [kind for kind, _ in letters(stations)] == ["unopened", "for_a_person"]
    assert "too large" in text(sent(stations)[0])
    assert "too large" in text(sent(stations)[1])

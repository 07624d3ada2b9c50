"""The balance after the storm: what was delivered against what is in the register, the mailbox and the letters out.

Everything is named by the message's number or Message-ID of the soak's own making; nothing of what is written in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from rich.console import Console
from rich.table import Table
from sqlalchemy import select

from bench.soak.mix import EXPECTED, PAIRS, REFUSED, Kind, Planned
from bench.soak.posts import FOLDERS, INBOX, Post
from bench.soak.readers import outliving
from bench.soak.rows import rows
from bench.soak.storm import Log
from bench.soak.worker import REVIEWS_ON, Ground
from mailboxes.mailbox import Folder
from mailboxes.message import identify
from register import DispatchState, Outcome, Register
from register.ledger import MAX_ATTEMPTS
from register.tables import dispatches, events, reviews, versions

_FOLDERS: Mapping[Outcome, str] = {
    Outcome.FILED: Folder.DONE,
    Outcome.DUPLICATE: Folder.DONE,
    Outcome.FOR_A_PERSON: Folder.PERSON,
    Outcome.QUARANTINED: Folder.QUARANTINE,
}
_DONE = (DispatchState.SENT, DispatchState.UNKNOWN, DispatchState.REFUSED)


@dataclass(frozen=True, slots=True)
class Came:
    """One arrival as the register has it."""

    message_id: str
    submission: str
    outcome: Outcome | None


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter as the register has it."""

    message_id: str
    kind: str
    occasion: str
    recipient: str
    about: str
    state: DispatchState


@dataclass(slots=True)
class Balance:
    """What was found; `differences` is empty when everything balances."""

    differences: list[str] = field(default_factory=list)
    lines: list[tuple[str, str]] = field(default_factory=list)
    """What was counted, for people."""
    kinds: list[tuple[str, int, Counter[str], str]] = field(default_factory=list)

    def same(self, what: str, one: object, other: object) -> None:
        """Note that two counts are the same, or that they differ."""
        if one != other:
            self.differences.append(f"{what}: {one} against {other}")

    def none(self, what: str, found: Sequence[object] | Mapping[str, int]) -> None:
        """Note that nothing was found of what should not be."""
        if found:
            named = ", ".join(map(str, list(found)[:5]))
            self.differences.append(f"{what}: {len(found)} ({named})")


def strike(register: Register, post: Post, ground: Ground, log: Log) -> Balance:
    """Compare everything with everything."""
    balance = Balance()
    came, letters, happened = _came(register), letters_of(register), _happened(register)
    worn = {
        name for name, told in happened.items() if told["claim_returned"] >= MAX_ATTEMPTS and not told["attempt_failed"]
    }
    _arrivals(balance, came, log)
    _outcomes(balance, came, worn, log)
    _cases(balance, register, came)
    written(balance, letters, post)
    _answers(balance, register, letters)
    _reviews(balance, register, letters, log)
    _folders(balance, came, post)
    _worked(balance, ground, happened, log)
    invariants(balance, register, ground.now() + timedelta(hours=log.rounds))
    return balance


def _came(register: Register) -> list[Came]:
    ids = {row.submission: identify(register.raw(row.submission)).message_id for row in register.arrivals()}
    return [Came(ids[row.submission], row.submission, row.outcome) for row in register.arrivals()]


def letters_of(register: Register) -> list[Letter]:
    """Return every letter that the register has written."""
    about = {
        row.id: row for row in rows(register, select(dispatches.c.id, dispatches.c.message_id, dispatches.c.about))
    }
    return [
        Letter(about[row.id].message_id, row.kind, row.occasion, row.recipient, about[row.id].about, row.state)
        for row in register.letters()
    ]


def _happened(register: Register) -> dict[str, Counter[str]]:
    """What happened to each message, by its number."""
    told: dict[str, Counter[str]] = {}
    for row in rows(register, select(events.c.submission, events.c.what, events.c.detail)):
        counts = told.setdefault(row.submission or "", Counter())
        counts[row.what] += 1
        counts["sender died"] += row.detail.endswith("sender_died")
    return told


def _arrivals(balance: Balance, came: list[Came], log: Log) -> None:
    balance.lines.append(("messages delivered, and arrivals", f"{len(log.delivered)}, {len(came)}"))
    balance.same("messages delivered, and arrivals", len(log.delivered), len(came))
    delivered = Counter(each.message_id for each in log.delivered)
    arrived = Counter(each.message_id for each in came)
    balance.none("delivered and not arrived", delivered - arrived)
    balance.none("arrived and not delivered", arrived - delivered)
    balance.none("without an outcome", [each.message_id for each in came if each.outcome is None])


def _outcomes(balance: Balance, came: list[Came], worn: set[str], log: Log) -> None:
    """Each message against its kind. One whose worker was killed at every attempt is quarantined, as it should be."""
    became: dict[str, list[Came]] = {}
    for each in came:
        became.setdefault(each.message_id, []).append(each)
    worn_out = 0
    for kind, expected in EXPECTED.items():
        if not any(planned.kind is kind for planned in log.delivered):
            continue
        counts: Counter[str] = Counter()
        groups: dict[int, list[Planned]] = {}
        for planned in log.delivered:
            if planned.kind is kind:
                groups.setdefault(planned.number, []).append(planned)
        for group in groups.values():
            found = {each for planned in group for each in became.get(planned.message_id, ())}
            outcomes = Counter(
                each.outcome.value if each.outcome else "none"
                for message_id in {planned.message_id for planned in group}
                for each in became.get(message_id, ())
            )
            counts += outcomes
            tired = {each.submission for each in found if each.outcome is Outcome.QUARANTINED} & worn
            worn_out += len(tired) if expected.outcome is not Outcome.QUARANTINED else 0
            allowed = _allowed(kind, len(group))
            if outcomes not in allowed and not (expected.outcome is not Outcome.QUARANTINED and tired):
                balance.differences.append(f"{group[0].slug}: {_said(outcomes)} instead of {_said(allowed[0])}")
        delivered = sum(len(group) for group in groups.values())
        wanted = sum((_allowed(kind, len(group))[0] for group in groups.values()), Counter())
        balance.kinds.append((kind.value, delivered, counts, _said(wanted)))
    balance.lines.append(("messages whose workers were killed at all three attempts", f"{worn_out}"))


def _allowed(kind: Kind, delivered: int) -> list[Counter[str]]:
    expected = EXPECTED[kind]
    outcomes = Counter({expected.outcome.value: delivered})
    if kind in PAIRS:
        outcomes = Counter({Outcome.FILED.value: 1, Outcome.DUPLICATE.value: delivered - 1})
    return [outcomes]


def _said(outcomes: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in sorted(outcomes.items()) if count)


def _cases(balance: Balance, register: Register, came: list[Came]) -> None:
    kinds = {Planned(kind, 0).slug.rpartition("-")[0]: kind for kind in Kind}
    forms = found_reviews = 0
    for each in {each for each in came if each.outcome is Outcome.FILED}:
        kind = kinds[each.message_id.strip("<").partition("@")[0].removesuffix("-again").rpartition("-")[0]]
        forms += EXPECTED[kind].cases
        found_reviews += kind is Kind.REVIEW
    stored = Counter(row.kind for row in rows(register, select(versions.c.kind)))
    cases = register.cases()
    balance.lines.append(("forms filed, and cases", f"{forms}, {len(cases)}"))
    balance.same("forms filed, and cases", forms, len(cases))
    balance.same("forms filed, and their versions", forms, sum(stored.values()) - stored["review_outcome"])
    balance.same("review outcomes filed, and their versions", found_reviews, stored["review_outcome"])


def written(balance: Balance, letters: list[Letter], post: Post) -> None:
    """Note how the letters of the register compare with those that came out."""
    states = Counter(letter.state for letter in letters)
    out = post.letters()
    done = sum(states[state] for state in _DONE)
    balance.lines.append(
        (
            "letters written = sent + unknown + refused",
            f"{len(letters)} = {' + '.join(str(states[state]) for state in _DONE)}",
        )
    )
    balance.same("letters written, and sent + unknown + refused", len(letters), done)
    by_id = {letter.message_id: letter for letter in letters}
    balance.none("letters that came out twice", {name: count for name, count in out.items() if count > 1})
    balance.none("letters that came out and are not in the register", [name for name in out if name not in by_id])
    sent = {name for name, letter in by_id.items() if letter.state is DispatchState.SENT}
    unknown = {name for name, letter in by_id.items() if letter.state is DispatchState.UNKNOWN}
    balance.none("letters sent that did not come out", sorted(sent - out.keys()))
    balance.none("letters that came out and are neither sent nor unknown", sorted(out.keys() - sent - unknown))
    balance.lines.append(
        (
            "letters that came out = sent + unknown ones that went",
            f"{len(out)} = {len(sent)} + {len(unknown & out.keys())}",
        )
    )
    refused = [letter for letter in letters if letter.state is DispatchState.REFUSED]
    balance.none(
        "letters refused that nobody refused", [each.message_id for each in refused if each.recipient != REFUSED]
    )
    if post.refuses:
        taken = [each for each in letters if each.recipient == REFUSED and each.state is DispatchState.SENT]
        balance.none("letters sent that were refused", [each.message_id for each in taken])


def _answers(balance: Balance, register: Register, letters: list[Letter]) -> None:
    """Every case has one pack, and its school one answer: a stranger's has a receipt, which is about no case."""
    packs = Counter(each.about for each in letters if each.kind == "pack_cover" and each.occasion == "v1")
    answers = Counter(each.about for each in letters if each.kind.startswith("acknowledgement"))
    receipts = sum(each.kind == "receipt" for each in letters)
    references = {row.reference for row in register.cases()}
    balance.none("cases without one pack", sorted(name for name in references if packs[name] != 1))
    balance.none("packs of no case", sorted(packs.keys() - references))
    balance.same("cases, and acknowledgements + receipts", len(references), sum(answers.values()) + receipts)
    balance.none("cases with two acknowledgements", {name: count for name, count in answers.items() if count > 1})


def _reviews(balance: Balance, register: Register, letters: list[Letter], log: Log) -> None:
    """The schedule of the reviews fired in every worker; each review was written about once to each."""
    written = Counter((each.about, each.occasion, each.recipient) for each in letters if each.kind == "review_due")
    due = rows(register, select(reviews.c.reference).where(reviews.c.due <= REVIEWS_ON))
    balance.lines.append(("letters of reviews that are due", f"{len(written)}"))
    if due:
        balance.same("reviews are written about", True, bool(written))
    balance.none("review letters written twice", [key[:2] for key, count in written.items() if count > 1])


def _folders(balance: Balance, came: list[Came], post: Post) -> None:
    """Each message lies in the folder of its outcome. What a mail server copied when it was ended is told apart."""
    wanted: dict[str, Counter[str]] = {folder: Counter() for folder in FOLDERS}
    for each in came:
        wanted[_FOLDERS[each.outcome] if each.outcome else INBOX][each.message_id] += 1
    copies = 0
    for folder in FOLDERS:
        held = post.held(folder)
        balance.none(f"missing in folder {folder}", wanted[folder] - held)
        balance.none(f"in folder {folder} and of another outcome", held.keys() - wanted[folder].keys())
        copies += sum((held - wanted[folder]).values())
        balance.lines.append((f"in folder {folder}", f"{sum(held.values())}"))
    balance.lines.append(("copies that a mail server left when it was ended", f"{copies}"))


def _worked(balance: Balance, ground: Ground, happened: dict[str, Counter[str]], log: Log) -> None:
    total = sum(happened.values(), Counter())
    faults = Counter(ground.faults.read_text(encoding="ascii").splitlines() if ground.faults.exists() else ())
    balance.lines += [
        ("workers killed, and killed by a message", f"{log.kills}, {log.deaths}"),
        ("servers restarted", f"{log.restarts}"),
        (
            "claims returned, attempts failed, senders that died",
            ", ".join(str(total[what]) for what in ("claim_returned", "attempt_failed", "sender died")),
        ),
        (
            "faults of a server that a worker met",
            f"{sum(n for line, n in faults.items() if line.startswith('passing'))}",
        ),
        ("rounds to work off what was left", f"{log.rounds}"),
    ]
    if log.runs:
        held = ", ".join(f"{what}: {count}" for what, count in sorted(log.held.items()))
        balance.lines.append(("what they held that were killed", held))
        said = ", ".join(f"{count} {state.lower()}" for state, count in sorted(log.runs.items()))
        balance.lines.append(("flow runs of Prefect", said))
        balance.lines.append(("of them ended late: the server died with what was to be told of them", f"{log.lost}"))
        balance.same("flow runs that have no end", 0, log.endless)
    balance.lines.append(("readers of workers that were killed", f"{len(log.readers)}"))
    balance.same("readers left behind by workers that were killed", 0, outliving(log.readers))
    balance.none("errors that no server's fault explains", [line for line in faults if not line.startswith("passing")])


def invariants(balance: Balance, register: Register, now: datetime) -> None:
    """Note what `offsite verify` finds."""
    found = register.verify(now)
    balance.lines.append(("checks of `offsite verify`", f"{len(found)}"))
    balance.none("checks of `offsite verify` that fail", [each.id for each in found if each.violations])


def show(balance: Balance, out: Console) -> None:
    """Print the balance."""
    table = Table("kind of message", "delivered", "became", "expected")
    for kind, delivered, became, expected in balance.kinds:
        table.add_row(kind, str(delivered), _said(became), expected)
    out.print(table)
    counted = Table("counted", "")
    for what, count in balance.lines:
        counted.add_row(what, count)
    out.print(counted)
    for each in balance.differences:
        out.print(f"DIFFERENCE  {each}")
    if not balance.differences:
        out.print("Everything balances.")

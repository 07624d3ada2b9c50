"""Two councils served by one installation in one process: nothing of one is in a file, table or letter of the other."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
import yaml
from pypdf import PdfReader
from sqlalchemy import create_engine
from sqlalchemy import text as sql
from typer.testing import CliRunner

from canary import told_by
from conftest import MORNING
from desk.cli import app
from desk.deployments import PREFECT_FILE
from desk.exits import Exit
from flows.collect import collect
from flows.settings import Settings
from flows.stations import Stations, open_stations
from proposals.assessment import Assessment
from proposals.pupil import marks
from register import KeyStore, Register, RegisterCode, RegisterError, beside
from straight_way import attachments, deliver, mail, run, sent
from two_councils import write_councils

OURS = "Oakfield Office <office@oakfield.example.org>"
THEIRS = "Oakfield Office <office@oakfield.north.example.org>"
# The sample forms are Exampleshire's own and name it: what tells of its desk is what stands on no form.
OF_EXAMPLESHIRE = ("Market Square", "education.entitlement@exampleshire", "canary-of-exampleshire")
OF_NORTHSHIRE = ("northshire", "Northshire", "Moor Street", "canary-of-northshire", "north.example.org")


@pytest.fixture
def configs(tmp_path: Path) -> dict[str, Path]:
    return write_councils(tmp_path)


@pytest.fixture
def both(configs) -> Iterator[tuple[Stations, Stations]]:
    """The desks of both councils, open at once in this process."""
    with ExitStack() as opened:
        one, other = (opened.enter_context(open_stations(Settings.load(config))) for config in configs.values())
        yield one, other


@pytest.fixture(scope="module")
def served(tmp_path_factory) -> Iterator[tuple[tuple[Stations, Stations], str]]:
    """Both desks after the form of one pupil reached each, by schools of one name, in turn; and what was logged."""
    logged = io.StringIO()
    handler = logging.StreamHandler(logged)
    logging.getLogger().addHandler(handler)
    with ExitStack() as opened:
        opened.callback(logging.getLogger().removeHandler, handler)
        configs = write_councils(tmp_path_factory.mktemp("installation"))
        one, other = (opened.enter_context(open_stations(Settings.load(config))) for config in configs.values())
        take_in(one, "complete.pdf")
        take_in(other, "complete.pdf")
        take_in(one, "incomplete.docx")
        yield (one, other), logged.getvalue()


def take_in(desk: Stations, file: str) -> None:
    """One form from the council's own Oakfield, as far as the sent letters."""
    code = desk.council.code
    slug = f"canary-of-{code}-{file}"
    sender = {"exampleshire": OURS, "northshire": THEIRS}[code]
    deliver(desk, mail(file, now=MORNING, sender=sender, slug=slug), slug)
    run(desk, MORNING)


def legible(letter) -> str:
    """All that a recipient can read: headers, text, HTML, every page and value of what is enclosed."""
    parts = [str(part.get_content()) for part in letter.walk() if part.get_content_maintype() == "text"]
    pages = []
    for name, data in attachments(letter).items():
        if name.endswith(".pdf"):
            pages += [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]
    return "\n".join([*map(str, letter.values()), *parts, *pages])


def test_each_council_answers_in_its_own_name_and_knows_nothing_of_the_other(served):
    both, _ = served
    for desk, foreign in zip(both, (OF_NORTHSHIRE, OF_EXAMPLESHIRE), strict=True):
        letters = [legible(letter) for letter in sent(desk)]
        assert len(letters) >= 2
        for letter in letters:
            assert desk.council.name in letter
            assert not [word for word in foreign if word in letter]


def test_the_same_pupils_earlier_case_is_not_found_across(served):
    both, _ = served
    found = []
    for desk in both:
        [first, *_] = desk.register.cases()
        case = desk.register.find_case(first.reference)
        pupil = marks(Assessment.model_validate_json(case.assessment).proposal)
        found.append({row.reference for row in desk.register.earlier_cases(pupil)})
    mine, theirs = found
    assert mine
    assert theirs
    assert not mine & theirs
    for desk, foreign in zip(both, (theirs, mine), strict=True):
        assert all(desk.register.find_case(reference) is None for reference in foreign)


def test_nothing_of_one_council_is_in_a_file_a_table_or_a_log_of_the_other(served):
    (one, other), logged = served
    for desk, foreign in ((one, OF_NORTHSHIRE), (other, OF_EXAMPLESHIRE)):
        kept = [file for file in desk.settings.home.rglob("*") if file.is_file()]
        assert len(kept) > 4
        assert not told_by(kept, foreign)
        references = [row.reference for row in (other if desk is one else one).register.cases()]
        assert not told_by(kept, references)
    assert not [word for word in ("Bellwether", "canary", "@", *references) if word in logged]


def test_the_key_of_one_opens_nothing_of_the_other(served):
    both, _ = served
    one, other = both
    url = one.settings.register_url
    wrong = Register.open(url, KeyStore.open(beside(url), other.settings.vault.source(other.settings.home)))
    with pytest.raises(RegisterError) as caught:
        wrong.migrate()
    wrong.close()
    assert caught.value.code is RegisterCode.KEY_WRONG
    # Nor with the other's whole key store.
    store = KeyStore.open(beside(other.settings.register_url), other.settings.vault.source(other.settings.home))
    wrong = Register.open(url, store)
    with pytest.raises(RegisterError) as caught:
        wrong.migrate()
    wrong.close()
    assert caught.value.code is RegisterCode.ALTERED


def test_a_form_in_the_wrong_councils_mailbox_is_answered_by_its_rules_and_never_forwarded(both):
    one, other = both
    deliver(one, mail("complete.pdf", now=MORNING, sender=THEIRS))
    run(one, MORNING)
    run(other, MORNING)
    # Exampleshire does not know this school's address: its own team is told, and the sender has a bare receipt.
    recipients = {row.recipient for row in one.register.letters()}
    assert recipients <= {"office@oakfield.north.example.org", *one.council.own_addresses}
    [receipt] = [letter for letter in sent(one) if "oakfield.north" in str(letter["To"])]
    assert not [word for word in ("Bellwether", "Kian", "OSD-") if word in legible(receipt)]
    assert other.register.status(MORNING).arrivals == 0
    assert not other.register.letters()


@pytest.mark.parametrize("gone", ["register", "mailbox", "profile", "key"])
def test_what_one_council_lacks_stops_no_other(configs, both, gone):
    home = both[0].settings.home
    for desk in both:
        desk.register.close()
    if gone == "register":
        for file in home.glob("register.db*"):
            file.unlink()
        (home / "register.db").mkdir()
    elif gone == "mailbox":
        (home / "mail").rename(home / "mail-away")
        (home / "mail").write_text("no folder", encoding="utf-8")
    elif gone == "profile":
        (configs["exampleshire"].parent / "profiles" / "exampleshire" / "profile.toml").unlink()
    else:
        (home / "desk.key").unlink()
    with pytest.raises(Exception), open_stations(Settings.load(configs["exampleshire"])):  # noqa: B017, PT011  # each its own
        pass
    with open_stations(Settings.load(configs["northshire"])) as other:
        deliver(other, mail(now=MORNING, sender=THEIRS))
        run(other, MORNING)
        status = other.register.status(MORNING)
        assert (status.arrivals, status.for_a_person, status.waiting) == (1, 1, 0)
        assert status.sent


def offsite(*words: str | Path):
    return CliRunner().invoke(app, [str(word) for word in words])


def rows(desk: Stations) -> dict[str, int]:
    """How many rows each table of a register and its key store has, destroyed keys left out."""
    counts = {}
    for url, tables in (
        (desk.settings.register_url, ("submissions", "cases", "versions", "dispatches", "outgoing", "events")),
        (beside(desk.settings.register_url), ("keys WHERE wrapped IS NOT NULL", "traces")),
    ):
        engine = create_engine(url)
        with engine.connect() as connection:
            for table in tables:
                counts[table] = connection.execute(sql(f"SELECT count(*) FROM {table}")).scalar_one()  # noqa: S608  # of the list above
        engine.dispose()
    return counts


def test_to_erase_export_verify_back_up_and_restore_concern_one_council_alone(both, configs, tmp_path):
    one, other = both
    for desk in both:
        take_in(desk, "complete.pdf")
    before, [mine, *_], [theirs, *_] = rows(other), one.register.cases(), other.register.cases()
    ours, backup = configs["exampleshire"], tmp_path / "backup.db"
    assert offsite("backup", backup, "-c", ours).exit_code == Exit.OK
    assert not told_by([backup], OF_NORTHSHIRE)
    assert offsite("export", mine.reference, "--into", tmp_path / "export", "-c", ours).exit_code == Exit.OK
    exported = [file for file in (tmp_path / "export").rglob("*") if file.is_file()]
    assert exported
    assert not told_by(exported, OF_NORTHSHIRE)
    for words in (("export", "--into", str(tmp_path / "none")), ("erase", "--why", "asked", "--yes")):
        done = offsite(words[0], theirs.reference, *words[1:], "-c", ours)
        assert done.exit_code == Exit.NOT_FOUND
    assert offsite("erase", mine.reference, "--why", "asked", "--yes", "-c", ours).exit_code == Exit.OK
    assert one.register.find_case(mine.reference).erased
    assert offsite("verify", "-c", ours).exit_code == Exit.OK
    assert offsite("verify", "-c", configs["northshire"]).exit_code == Exit.OK
    assert rows(other) == before
    # A backup of one is no register of the other, whatever is given up.
    one.register.close()
    other.register.close()
    for more in ((), ("--keys-lost",)):
        done = offsite("restore", backup, "--replace", *more, "-c", configs["northshire"])
        assert done.exit_code != Exit.OK
    assert rows(other) == before


def test_the_list_of_councils_ends_as_the_worst_of_them_and_names_nobody(both, configs, tmp_path):
    for desk in both:
        deliver(desk, mail("complete.pdf", now=MORNING))
        collect(desk, MORNING)
    done = offsite("councils", "list", tmp_path, "--json")
    told = {each["council"]: each for each in json.loads(done.stdout)}
    assert set(told) == set(configs)
    assert done.exit_code == max(each["exit"] for each in told.values())
    well = dict.fromkeys(told, told["northshire"]["exit"])
    both[0].register.close()
    (both[0].settings.home / "desk.key").unlink()
    done = offsite("councils", "list", tmp_path, "--json")
    told = {each["council"]: each for each in json.loads(done.stdout)}
    assert done.exit_code == told["exampleshire"]["exit"] == Exit.UNAVAILABLE
    assert told["exampleshire"]["health"]["reasons"][0]["code"] == "key_lost"
    assert told["northshire"]["exit"] == well["northshire"]
    assert "Bellwether" not in done.stdout
    configs["exampleshire"].write_text("council = [", encoding="utf-8")
    done = offsite("councils", "list", tmp_path)
    assert done.exit_code == Exit.SETTINGS
    assert "northshire" in done.stdout


def test_what_two_councils_share_is_listed_at_both(configs, tmp_path):
    with configs["northshire"].open("a", encoding="utf-8") as file:
        file.write('[vault]\nkey_file = "homes/exampleshire/desk.key"\n')
    done = offsite("councils", "list", tmp_path)
    assert done.exit_code == Exit.SETTINGS
    assert done.stdout.count("shared_desk_key: with") == 2
    assert offsite("councils", "deployments", tmp_path).exit_code != Exit.OK
    assert not (tmp_path / "homes").exists()


def test_the_numbers_for_prometheus_tell_the_councils_apart(both, configs):
    for code, config in configs.items():
        done = offsite("metrics", "-c", config)
        lines = [line for line in done.stdout.splitlines() if line.startswith("offsite_")]
        assert lines
        assert all(f'council="{code}"' in line for line in lines)


def test_a_folder_without_a_council_says_so(tmp_path):
    done = offsite("councils", "list", tmp_path)
    assert "names a `council`" in str(done.exception)


def test_each_council_has_every_deployment_with_a_work_queue_of_its_own(configs, tmp_path):
    made = tmp_path / "prefect.yaml"
    assert offsite("councils", "deployments", tmp_path, "--to", made).exit_code == Exit.OK
    known = {each["name"] for each in yaml.safe_load(PREFECT_FILE.read_text(encoding="utf-8"))["deployments"]}
    told = yaml.safe_load(made.read_text(encoding="utf-8"))["deployments"]
    assert {each["name"] for each in told} == {f"{name}-{code}" for name in known for code in configs}
    for each in told:
        [code] = each["tags"]
        assert each["name"].endswith(f"-{code}")
        assert each["parameters"] == {"config": str(configs[code])}
        assert each["work_pool"] == {"name": "offsite", "work_queue_name": f"offsite-{code}"}
        assert each["concurrency_limit"]["collision_strategy"] == "CANCEL_NEW"

"""What people type: each command's output and how it ends."""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfWriter

from desk.doctor import examine
from desk.exits import Exit
from desk.samples.files import FOLDER

OFFSITE = Path(sys.executable).with_name("offsite")
FORMS = FOLDER / "forms"
ROOT = Path(__file__).resolve().parents[2]
LONG_AGO = "2026-11-30"


def offsite(*words: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([OFFSITE, *map(str, words)], cwd=cwd, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("file", "outcome", "code"),
    [
        ("complete.pdf", "complete", Exit.OK),
        ("incomplete.docx", "incomplete", Exit.OK),
        ("risk_assessment.pdf", "not_a_form", Exit.NOT_A_FORM),
        ("locked.pdf", "unreadable", Exit.UNREADABLE),
    ],
)
def test_check_prints_its_contract_and_ends_by_the_outcome(tmp_path, file, outcome, code):
    done = offsite("check", FORMS / file, "--json", "--on", LONG_AGO, cwd=tmp_path)
    told = json.loads(done.stdout)
    assert (told["outcome"], done.returncode) == (outcome, code)
    assert set(told) == {"form", "outcome", "reason", "fields", "problems", "findings", "routing", "reviews"}
    assert (told["form"] is None) == (code is not Exit.OK)
    assert (told["reason"] is None) == (code is Exit.OK)


def test_check_gives_canonical_values_with_where_they_stood(tmp_path):
    told = json.loads(offsite("check", FORMS / "complete.pdf", "--json", "--on", LONG_AGO, cwd=tmp_path).stdout)
    birth = told["fields"]["date_of_birth"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", birth["value"])
    assert (birth["method"], birth["confidence"]) == ("acroform", 1.0)
    assert birth["where"].startswith("page ")
    assert told["fields"]["looked_after"]["value"] is False
    assert told["fields"]["sen_status"]["value"] == "sen_support"
    assert told["routing"] == {"area": "north", "coordinator": "Jo Fairweather"}
    assert len(told["findings"]) == 15
    assert all(set(each) == {"point", "result", "because", "evidence"} for each in told["findings"])


def test_check_says_that_a_file_holds_more_forms_than_the_one_it_shows(tmp_path):
    writer = PdfWriter()
    for file in ("complete.pdf", "pair_first.pdf"):
        writer.append(FORMS / file)
    writer.write(tmp_path / "two.pdf")
    done = offsite("check", "two.pdf", "--json", "--on", LONG_AGO, cwd=tmp_path)
    told = json.loads(done.stdout)
    assert (told["outcome"], done.returncode) == ("complete", Exit.OK)
    assert [(each["field"], each["code"]) for each in told["problems"]] == [("", "more_forms")]


def test_an_answer_that_cannot_be_used_keeps_what_was_written(tmp_path):
    told = json.loads(offsite("check", FORMS / "incomplete.pdf", "--json", "--on", LONG_AGO, cwd=tmp_path).stdout)
    assert told["fields"]["start_date"]["value"] is None
    assert told["fields"]["start_date"]["raw"]
    assert {"field": "start_date", "code": "not_a_date"}.items() <= next(
        each for each in told["problems"] if each["field"] == "start_date"
    ).items()


def test_check_speaks_to_people_too(tmp_path):
    done = offsite("check", FORMS / "incomplete.docx", "--on", LONG_AGO, cwd=tmp_path)
    assert "An incomplete off site direction." in done.stdout
    assert "Daniel Okafor" in done.stdout


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("check", "nowhere.pdf"), Exit.NOT_FOUND, "Check the name"),
        (("check", "."), Exit.NOT_FOUND, "folder"),
        (("check", "x.pdf", "--on", "tomorrow"), Exit.USAGE, "--on"),
        (("case", "OSD-7K4M-2"), Exit.NOT_FOUND, "offsite cases"),
        (("case", "nonsense"), Exit.NOT_FOUND, "offsite cases"),
        (("status", "--config", "nowhere.toml"), Exit.SETTINGS, "settings file"),
        (("nonsense",), Exit.USAGE, "No such command"),
    ],
)
def test_every_error_says_what_to_do(tmp_path, words, code, said):
    done = offsite(*words, cwd=tmp_path)
    assert done.returncode == code
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_forms_are_written_as_pdf_and_word(tmp_path):
    done = offsite("forms", "--into", "blank", cwd=tmp_path)
    assert done.returncode == Exit.OK
    written = sorted(path.name for path in (tmp_path / "blank").iterdir())
    assert written == sorted(
        f"{name}.{ending}"
        for name in ("off-site-direction", "managed-move", "review-outcome", "coordinator-decision")
        for ending in ("pdf", "docx")
    )


def test_a_blank_form_is_read_as_blank(tmp_path):
    offsite("forms", "--into", "blank", cwd=tmp_path)
    for path in (tmp_path / "blank").iterdir():
        told = json.loads(offsite("check", path, "--json", cwd=tmp_path).stdout)
        assert (told["outcome"], told["reason"]) == ("unreadable", "blank_form")


def test_a_new_desk_has_no_cases_and_an_even_status(tmp_path):
    assert "no cases yet" in offsite("cases", cwd=tmp_path).stdout
    told = json.loads(offsite("status", "--json", cwd=tmp_path).stdout)
    assert (told["arrivals"], told["waiting"], told["queued"]) == (0, 0, 0)


def test_doctor_finds_a_new_desk_well_and_names_what_is_not(tmp_path):
    assert offsite("doctor", cwd=tmp_path).returncode == Exit.OK
    (tmp_path / "offsite.toml").write_text('council = "warwickshire"\n', encoding="utf-8")
    done = offsite("doctor", cwd=tmp_path)
    assert done.returncode == Exit.ATTENTION
    assert "school_years" in done.stdout


def test_the_docs_list_every_exit_code_and_command():
    told = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    for code in Exit:
        assert f"| {code.value} | {code.name} |" in told
    help_text = offsite("--help", cwd=ROOT).stdout
    commands = re.findall(r"^  ([a-z]+)  ", help_text.partition("Commands:")[2], re.MULTILINE)
    assert {"demo", "intake", "check", "case", "doctor"} <= set(commands)
    for command in commands:
        assert f"`offsite {command}" in told


def test_help_does_not_wait_for_heavy_libraries():
    loaded = subprocess.run(
        [sys.executable, "-c", "import desk.cli, sys; print(*sys.modules)"], capture_output=True, text=True, check=True
    ).stdout.split()
    assert not {"prefect", "pydantic", "pypdf", "docx", "typst", "sqlalchemy", "rich"} & set(loaded)


def test_letters_are_listed_previewed_and_checked(tmp_path):
    listed = json.loads(offsite("letters", "list", "--json", cwd=tmp_path).stdout)
    assert {"name", "for", "says", "file"} == set(listed[0])
    name = listed[0]["name"]
    done = offsite("letters", "preview", name, "--into", "here", cwd=tmp_path)
    assert done.returncode == Exit.OK
    assert {path.name for path in (tmp_path / "here").iterdir()} == {
        f"{name}.{e}" for e in ("pdf", "docx", "html", "txt")
    }
    assert offsite("letters", "check", "--json", cwd=tmp_path).stdout == "[]\n"
    assert "can be sent" in offsite("letters", "check", cwd=tmp_path).stdout


def test_a_letter_that_is_not_there_is_said_to_be(tmp_path):
    done = offsite("letters", "preview", "nonsense", cwd=tmp_path)
    assert done.returncode == Exit.NOT_FOUND
    assert "offsite letters list" in done.stderr


def test_a_language_without_letters_is_refused_with_the_remedy(tmp_path):
    profile = (ROOT / "councils" / "exampleshire" / "profile.toml").read_text(encoding="utf-8")
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours" / "profile.toml").write_text(f'letters_language = "cy"\n{profile}', encoding="utf-8")
    (tmp_path / "offsite.toml").write_text(f'council = "{tmp_path / "ours"}"\n', encoding="utf-8")
    done = offsite("letters", "check", cwd=tmp_path)
    assert done.returncode == Exit.SETTINGS
    assert "templates/letters/cy" in done.stderr


def test_verify_looks_at_a_new_desk_and_finds_what_somebody_damaged(tmp_path):
    done = offsite("verify", cwd=tmp_path)
    assert (done.returncode, "checks hold" in done.stdout) == (Exit.OK, True)
    with sqlite3.connect(tmp_path / "var" / "register.db") as register:
        register.execute("INSERT INTO reviews (reference, due) VALUES ('OSD-7K4M-2', '2027-01-12')")
    register.close()
    told = offsite("verify", "--json", cwd=tmp_path)
    checks = {each["id"]: each for each in json.loads(told.stdout)["checks"]}
    assert (told.returncode, json.loads(told.stdout)["sound"]) == (Exit.FAILED, False)
    assert (checks["review_has_case"]["violations"], checks["review_has_case"]["examples"]) == (1, ["1"])
    assert "docs/operate.md" in offsite("verify", cwd=tmp_path).stdout


def test_a_quick_verify_says_what_it_leaves_out(tmp_path):
    done = offsite("verify", "--quick", cwd=tmp_path)
    assert done.returncode == Exit.OK
    assert "was not opened (--quick)" in " ".join(done.stdout.split())
    assert "contents_open" not in done.stdout


REGISTER_URL = 'database_url = "postgresql+psycopg://desk@127.0.0.1:1/offsite"'
KEYS_URL = '[vault]\nkeys_url = "postgresql+psycopg://keys@127.0.0.1:1/'


@pytest.mark.parametrize(
    ("lines", "well"),
    [
        ((), True),
        ((REGISTER_URL,), False),
        ((REGISTER_URL, f'{KEYS_URL}offsite"'), False),
        ((REGISTER_URL, f'{KEYS_URL}offsite_keys"'), True),
    ],
)
def test_the_doctor_warns_of_keys_in_the_registers_own_database(tmp_path, lines, well):
    config = tmp_path / "offsite.toml"
    config.write_text("\n".join(('home = "desk"', 'council = "exampleshire"', *lines)), encoding="utf-8")
    found = next(item for item in examine(config, date(2026, 11, 30)) if item.what == "Key store")
    assert found.well is well
    assert ("keys_url" in found.remedy) is not well

"""Term dates that run out are told a term ahead: by the doctor, the daily flow and the pack."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import date, timedelta

import pytest

from conftest import MORNING
from desk.doctor import examine
from desk.foretelling import foretell_reviews
from flows.remind import remind
from proposals.council import SchoolYear
from proposals.term_dates import TERM, running_out, term_dates_end, unsure
from straight_way import attachments, deliver, mail, run, sent, without_decisions

LAST = date(2028, 7, 20)
"""The last term date of exampleshire."""
DAY = timedelta(days=1)


def ending(council, last: date):
    """The profile as it was when nobody knew the school years after `last`."""
    return council.model_copy(update={"school_years": tuple(y for y in council.school_years if y.last <= last)})


def test_the_profile_that_comes_with_the_desk_says_when_its_term_dates_run_out(council):
    assert term_dates_end(council) == LAST


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2026, 12, 1), ""),
        (LAST - TERM, ""),
        (LAST - TERM + DAY, "only to 20 July 2028: reviews after that"),
        (LAST, "only to 20 July 2028: reviews after that"),
        (LAST + DAY, "only to 20 July 2028: since then"),
    ],
)
def test_it_is_said_a_term_ahead_and_not_a_day_earlier(council, today, said):
    found = running_out(council, today)
    assert said in found
    assert bool(found) == bool(said)


def test_a_profile_without_school_years_or_holidays_is_named(council):
    assert "no school years" in running_out(council.model_copy(update={"school_years": ()}), date(2026, 12, 1))
    known = tuple(each for each in council.closures if each.first < date(2027, 9, 1))
    bare = council.model_copy(update={"closures": known})
    assert "no holidays in the school year from 1 September 2027" in running_out(bare, date(2026, 12, 1))


def test_a_school_year_that_is_over_needs_no_holidays(council):
    years = (SchoolYear(first=date(2020, 9, 1), last=date(2021, 7, 20)), *council.school_years)
    assert running_out(council.model_copy(update={"school_years": years}), date(2026, 12, 1)) == ""


def test_days_in_no_school_year_are_unsure(council):
    days = (date(2027, 2, 9), LAST, date(2028, 9, 4))
    assert unsure(days, council) == days[2:]
    assert unsure(days, council.model_copy(update={"school_years": ()})) == days


@pytest.mark.parametrize(("days", "well"), [(0, True), (1, False)])
def test_the_doctor_warns_and_says_what_mends_it(settings, tmp_path, days, well):
    assert settings.council_folder.is_dir()
    today = LAST - TERM + days * DAY
    [found] = [each for each in examine(tmp_path / "offsite.toml", today) if each.what == "Calendar"]
    assert found.well is well
    assert "20 July 2028" in found.state
    assert ("[[school_years]]" in found.remedy) is not well


def test_the_flow_says_so_each_day_and_writes_all_the_same(stations, caplog):
    deliver(stations, mail("complete.pdf", now=MORNING))
    run(stations, MORNING)
    stations = without_decisions(stations)
    short = replace(stations, council=ending(stations.council, date(2026, 7, 21)))
    due = date(2027, 1, 26)
    with caplog.at_level(logging.WARNING, logger="flows.remind"):
        assert remind(short, due, MORNING + (due - MORNING.date())) == 2
    [said] = [each.getMessage() for each in caplog.records if each.name == "flows.remind"]
    assert "only to 21 July 2026" in said
    assert "offsite doctor" in said
    caplog.clear()
    assert remind(stations, due, MORNING + (due - MORNING.date())) == 0
    assert not [each for each in caplog.records if each.name == "flows.remind"]


def test_looking_ahead_past_the_term_dates_says_so(settings, stations, capsys):
    foretell_reviews(settings, LAST + DAY, as_json=False)
    assert "only to 20 July 2028" in capsys.readouterr().out
    foretell_reviews(settings, date(2027, 1, 26), as_json=False)
    assert "term dates" not in capsys.readouterr().out


@pytest.mark.parametrize(("last", "named"), [(date(2026, 7, 21), True), (LAST, False)])
def test_the_pack_names_the_reviews_that_nobody_can_be_sure_of(stations, last, named):
    short = replace(stations, council=ending(stations.council, last))
    deliver(short, mail("complete.pdf", now=MORNING))
    run(short, MORNING)
    told = pack_text(short)
    assert ("gives no term dates for 9 February 2027" in told) is named


def pack_text(stations) -> str:
    from io import BytesIO

    from pypdf import PdfReader

    files = {name: data for letter in sent(stations) for name, data in attachments(letter).items()}
    [pack] = [data for name, data in files.items() if name.endswith(" pack.pdf")]
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pack)).pages)

"""Every hostile message ends with a named outcome within bounds, and the good one behind it is filed.

`make hostile` does the same for each by itself, those among them that are stopped by their limits, and measures.
"""

from __future__ import annotations

import pytest

from conftest import MORNING
from hostile_cases import TO_THE_LIMIT, cases
from register import Outcome
from straight_way import deliver, mail, run

GROUPS = sorted({case.group for case in cases()})
ENDED = {Outcome.FILED, Outcome.FOR_A_PERSON, Outcome.DUPLICATE}


@pytest.mark.timeout(900)
@pytest.mark.parametrize("group", GROUPS)
def test_each_message_of_a_group_ends_and_the_next_is_filed(stations, group):
    told = {}
    for case in cases():
        if case.group == group and case.name not in TO_THE_LIMIT:
            raw = case.make(stations.council)
            told[raw] = case.name
            deliver(stations, raw, f"a-{len(told):04}")
    good = mail("complete.pdf", now=MORNING, slug="good")
    deliver(stations, good, "z")
    run(stations, MORNING)
    arrivals = stations.register.arrivals()
    # What differs in the names of its files alone is the same message again.
    rows = {stations.register.raw(row.submission): row for row in arrivals}
    assert rows[good].outcome is Outcome.FILED
    assert {told.get(raw, "good"): row.outcome for raw, row in rows.items() if row.outcome not in ENDED} == {}
    assert len(arrivals) == len(told) + 1
    assert {row.outcome for row in arrivals} <= ENDED
    assert not list(stations.settings.home.parent.rglob("EVIL*")), "nothing that a file asks for is done"

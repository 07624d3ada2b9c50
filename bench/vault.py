"""What sealing costs for one form: its message, its version and its letters, and the keys that are kept for them."""

from __future__ import annotations

import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

from bench import backlog
from bench.row import Row
from bench.timing import timed
from flows.settings import Settings
from flows.stations import open_stations
from flows.work import work_through
from register import DeskKey, GivenKeys, KeyStore
from register.sealing import DataKey, Place

RUNS = 50
_PLACE = Place("messages", "raw", "one")


def rows() -> Iterator[Row]:
    """Yield a row for sealing and opening, and one for the keys."""
    contents = _one_form()
    key = DataKey.new(uuid.uuid4().hex)
    sealed = [key.seal(_PLACE, content) for content in contents]
    size = sum(map(len, contents)) / 1024
    yield Row(
        f"seal one form’s message, version, letters ({size:.0f} KB)",
        timed(lambda: [key.seal(_PLACE, content) for content in contents], RUNS),
    )
    yield Row("open them again", timed(lambda: [key.open(_PLACE, each) for each in sealed], RUNS))
    with tempfile.TemporaryDirectory() as folder:
        store = KeyStore.open(f"sqlite:///{Path(folder) / 'keys.db'}", GivenKeys((DeskKey.new().text,)))
        store.prepare(sealed=False)
        yield Row(
            "make and keep its two keys",
            timed(lambda: store.make({uuid.uuid4().hex: "case", uuid.uuid4().hex: "submission"}, {}), RUNS),
        )
        store.close()


def _one_form() -> list[bytes]:
    """What the register holds of one form that was filed and answered."""
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "offsite.toml"
        config.write_text('home = "."\n', encoding="utf-8")
        settings = Settings.load(config)
        with open_stations(settings) as stations:
            (settings.mail_folder / "new" / "one").write_bytes(backlog.message(0))
            backlog.collect(stations, backlog.NOW)
            work_through(stations, backlog.NOW)
            register = stations.register
            [row] = register.cases()
            case = register.find_case(row.reference)
            assert case is not None
            letters = [register.letter(each.id) for each in register.letters()]
            return [register.raw(case.submission), case.assessment.encode(), *letters]

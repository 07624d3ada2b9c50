"""The crash matrix: a process is killed at every boundary of every step, and nothing is lost or done twice.

Of every kind of message the boundaries are those that the kinds before it do not have; `make crash-matrix` takes all
of them. Where several leave the same on the disk, byte for byte, one death stands for them.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from crash_kinds import KINDS
from crash_life import STEPS, Crossing
from crash_matrix import Folder, Survey, deaths, each_left, first_seen, survey, warm
from mailboxes.mailbox import Mailbox
from register import Register
from warm_process import Warm

FLOWS = Path(__file__).resolve().parents[2] / "flows"
BY_A_PERSON = {"unlock.py"}
"""Not a step of a flow: a person types it, and sees how it ended."""

pytestmark = pytest.mark.timeout(1800)


@pytest.fixture(scope="module")
def parent(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warm]:
    with warm(tmp_path_factory.mktemp("warm") / "up") as ready:
        yield ready


@pytest.fixture(scope="module")
def lives(parent: Warm, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Survey]:
    return {
        kind: survey(parent, kind, Folder(tmp_path_factory.mktemp(kind.replace(" ", "_")) / "place")) for kind in KINDS
    }


def test_every_step_has_its_boundaries_and_every_question_of_the_flows_is_among_them(lives: dict[str, Survey]) -> None:
    crossed = set().union(*(life.crossed for life in lives.values()))
    assert {step for step, _ in crossed} == set(STEPS)
    boundaries = {boundary for _, boundary in crossed}
    assert {f"register {name}" for name in asked_of("register")} <= boundaries
    assert {f"mailbox {name}" for name in asked_of("mailbox")} <= boundaries
    for step in STEPS:
        assert (step, f"step {step} done") in crossed


def asked_of(station: str) -> set[str]:
    """What the flows call of a station: `register.NAME(…)`, `stations.register.NAME(…)`."""
    known = {"register": Register, "mailbox": Mailbox}[station]
    asked = set()
    for file in FLOWS.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and file.name not in BY_A_PERSON:
                of = node.value
                name = of.id if isinstance(of, ast.Name) else of.attr if isinstance(of, ast.Attribute) else ""
                asked |= {node.attr} if name == station else set()
    return asked.intersection(dir(known))


@pytest.mark.parametrize("kind", KINDS)
def test_a_death_anywhere_loses_nothing_and_does_nothing_twice(
    parent: Warm, lives: dict[str, Survey], kind: str
) -> None:
    life, another = lives[kind], each_left()
    here = first_seen(lives.values())[kind]
    wanted = [each for each in life.crossings if (each.step, each.boundary) in here]
    happened = list(deaths(parent, life, lambda each: each in wanted and another(each)))
    assert len(happened) == len({each.left for each in wanted})
    assert {str(death): death.faults for death in happened if death.faults} == {}


class Server:
    """A desk on PostgreSQL."""

    def __init__(self, folder: Path, server: str, name: str) -> None:
        self._files, self._name = Folder(folder), name
        self.folder = self._files.folder
        self._server = create_engine(server, isolation_level="AUTOCOMMIT")
        self.url = make_url(server).set(database=name).render_as_string(hide_password=False)

    def keep(self, name: str) -> None:
        self._files.keep(name)
        self._copy(self._name, f"{self._name}_{name}")

    def put_back(self, name: str) -> None:
        self._files.put_back(name)
        self._copy(f"{self._name}_{name}", self._name)

    def _copy(self, whence: str, to: str) -> None:
        with self._server.connect() as connection:
            connection.execute(text(f"DROP DATABASE IF EXISTS {to} WITH (FORCE)"))
            connection.execute(text(f"CREATE DATABASE {to} TEMPLATE {whence}"))

    def close(self, names: int) -> None:
        with self._server.connect() as connection:
            for number in range(names):
                connection.execute(text(f"DROP DATABASE IF EXISTS {self._name}_{number} WITH (FORCE)"))
        self._server.dispose()


def test_a_death_loses_nothing_on_postgresql(parent: Warm, postgresql_url: str, tmp_path: Path) -> None:
    """A smaller table: where a form is written down, filed and answered, at the end of every transaction."""
    url = make_url(postgresql_url)
    place = Server(tmp_path / "place", url.set(database="postgres").render_as_string(False), str(url.database))
    life = survey(parent, "complete form", place)
    tried: set[tuple[str, str]] = set()

    def wanted(each: Crossing) -> bool:
        first = (each.step, each.boundary) not in tried
        tried.add((each.step, each.boundary))
        return first and (each.boundary.endswith(": commit") or each.boundary.startswith("mailbox send"))

    happened = list(deaths(parent, life, wanted))
    place.close(len(life.steps))
    assert len(happened) > 15
    assert {str(death): death.faults for death in happened if death.faults} == {}

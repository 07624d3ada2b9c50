"""What deploy/ says fits together, and fits what Prefect does: nothing here is built or started."""

from __future__ import annotations

import asyncio
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from prefect.server.concurrency.lease_storage.filesystem import ConcurrencyLeaseStorage
from prefect.settings import PREFECT_HOME, temporary_settings

ROOT = Path(__file__).resolve().parents[1]
DEPLOY = ROOT / "deploy"
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
SERVICES: dict[str, Any] = COMPOSE["services"]
UNIT = (DEPLOY / "systemd" / "offsite-prefect.service").read_text(encoding="utf-8")


def secrets() -> Iterator[tuple[str, str]]:
    """Each service with a file of secrets that it is given."""
    for name, service in SERVICES.items():
        for file in service.get("env_file", []):
            yield name, file


def test_the_lock_that_is_removed_before_a_start_is_the_one_prefect_would_wait_for(tmp_path: Path) -> None:
    """A server that was killed leaves it, and names in it a process whose number the next one may have."""

    async def held() -> list[Path]:
        async with ConcurrencyLeaseStorage()._lock_expiration_index():
            return [path.relative_to(tmp_path) for path in tmp_path.rglob("*.lock")]

    with temporary_settings({PREFECT_HOME: tmp_path}):
        [lock] = asyncio.run(held())
    # PREFECT_HOME of the image, and of the unit.
    assert f'rm -f "$$PREFECT_HOME/{lock}"' in SERVICES["prefect"]["command"][-1]
    assert f"ExecStartPre=-/usr/bin/rm -f /var/lib/offsite-prefect/{lock}\n" in UNIT
    assert "PREFECT_HOME=/var/lib/offsite-prefect " in UNIT


def test_each_container_is_told_its_own_secrets_alone() -> None:
    assert sorted(secrets()) == [("database", "database.env"), ("prefect", "prefect.env"), ("worker", "desk.env")]


@pytest.mark.parametrize("file", [file for _, file in secrets()])
def test_a_file_of_secrets_is_neither_committed_nor_copied_into_the_image(file: str) -> None:
    ignored = subprocess.run(["git", "check-ignore", "--quiet", f"deploy/{file}"], cwd=ROOT, check=False)
    assert ignored.returncode == 0
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert {"deploy", "**/*.env", "var", "**/*.key"} <= set(lines)


def test_what_a_service_names_is_there() -> None:
    for service in SERVICES.values():
        for volume in service.get("volumes", []):
            source = volume.partition(":")[0]
            # The council's profile is the operator's to put there.
            assert source in {"./council", *COMPOSE["volumes"]} or (DEPLOY / source).is_file()
        assert set(service.get("depends_on", {})) <= set(SERVICES)
        if "build" in service:
            assert (DEPLOY / service["build"]["context"] / service["build"]["dockerfile"]).is_file()
            assert service["read_only"]

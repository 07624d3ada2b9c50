"""prefect.yaml is what an operator deploys: a real server takes it, and a real worker runs it."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from prefect.settings import PREFECT_API_URL, temporary_settings

from conftest import MORNING
from desk.samples.mails import build_mailbox
from flows.lost_runs import end_lost_runs
from flows.settings import Settings
from two_councils import write_councils

ROOT = Path(__file__).resolve().parents[2]
FINAL = {"COMPLETED", "FAILED", "CRASHED", "CANCELLED"}
UNKNOWN = {"state": {"type": "UNKNOWN"}}
PREFECT = Path(sys.executable).with_name("prefect")
OFFSITE = Path(sys.executable).with_name("offsite")


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What the server, the worker and the command line share: one Prefect, one desk, both in a new folder."""
    folder = tmp_path_factory.mktemp("operator")
    return os.environ | {
        "PREFECT_HOME": str(folder / "prefect"),
        "PREFECT_API_URL": f"http://127.0.0.1:{free_port()}/api",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        # A scheduled run that came first would cancel the one that is watched here.
        "PREFECT_SERVER_SERVICES_SCHEDULER_ENABLED": "false",
        # Late after a second: the patience with late runs is the automation's.
        "PREFECT_SERVER_SERVICES_LATE_RUNS_AFTER_SECONDS": "1",
        "OFFSITE_HOME": str(folder / "desk"),
        "OFFSITE_COUNCIL": "exampleshire",
    }


@pytest.fixture(scope="module")
def server(environment: dict[str, str]) -> Iterator[str]:
    url = environment["PREFECT_API_URL"]
    port = url.removesuffix("/api").rpartition(":")[2]
    with subprocess.Popen(
        [PREFECT, "server", "start", "--host", "127.0.0.1", "--port", port, "--no-ui"],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as running:
        try:
            wait_for(lambda: get(f"{url}/health") is True, "the server's health")
            yield url
        finally:
            running.terminate()


@pytest.fixture(scope="module")
def deployed(server: str, environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """The deployments of prefect.yaml, made in a copy of what an operator checks out."""
    prefect(environment, "work-pool", "create", "offsite", "--type", "process")
    prefect(environment, "--no-prompt", "deploy", "--all")
    return server


def prefect(environment: dict[str, str], *words: str) -> str:
    done = subprocess.run([PREFECT, *words], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def get(url: str, body: dict[str, object] | None = None, method: str | None = None):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"Content-Type": "application/json"}, method=method)  # noqa: S310  # loopback
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310  # as above
            return json.loads(answer.read() or "null")
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return None


def told(url: str, body: dict[str, object] | None = None):
    """As `get`, asked again until there is an answer: a busy server may be short of time, or of its database."""
    ends = time.monotonic() + 60
    while (answer := get(url, body)) is None:
        assert time.monotonic() < ends, f"no answer from {url}"
        time.sleep(0.5)
    return answer


def begin(deployed: str, deployment: str) -> str:
    """A run of a deployment, one however often the server is asked; returns its number."""
    found = told(f"{deployed}/deployments/name/{deployment}/{deployment}")["id"]
    return told(f"{deployed}/deployments/{found}/create_flow_run", {"idempotency_key": uuid4().hex})["id"]


def wait_for(true, what: str, seconds: float = 120) -> None:
    ends = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < ends, f"waited {seconds} s for {what}"
        time.sleep(0.5)


def test_every_deployment_is_scheduled_in_london_and_runs_alone(deployed):
    found = {each["name"]: each for each in told(f"{deployed}/deployments/filter", {})}
    assert set(found) == {"intake", "dispatch", "work", "reviews", "digest", "retention", "alert"}
    for each in found.values():
        if each["name"] == "alert":
            assert not each["schedules"], "the automations start it"
        else:
            assert each["schedules"][0]["schedule"]["timezone"] == "Europe/London"
        assert each["concurrency_options"]["collision_strategy"] == "CANCEL_NEW"
        assert each["parameters"] == {}
    # Only several machines have a use for it.
    assert [name for name, each in found.items() if each["schedules"] and not each["schedules"][0]["active"]] == [
        "work"
    ]


def test_automations_are_made_once_and_a_crashed_run_starts_the_alert(deployed, environment):
    def automations() -> list[dict]:
        return sorted(told(f"{deployed}/automations/filter", {}), key=lambda each: each["name"])

    assert offsite(environment, "--dry-run").count("would be made") == 3
    assert automations() == []
    assert offsite(environment).count(": made") == 3
    made = automations()
    assert offsite(environment).count(": as it was") == 3
    assert automations() == made
    alert = told(f"{deployed}/deployments/name/alert/alert")["id"]
    assert [each["actions"][0].get("deployment_id") for each in made] == [alert, alert, None]

    run = begin(deployed, "intake")

    def alerts() -> list[dict]:
        return get(f"{deployed}/flow_runs/filter", {"deployments": {"id": {"any_": [alert]}}}) or []

    assert alerts() == []
    told(f"{deployed}/flow_runs/{run}/set_state", {"state": {"type": "CRASHED", "name": "Crashed"}, "force": True})
    wait_for(alerts, "the alert's run")
    assert [each["parameters"] for each in alerts()] == [{"trouble": "crashed"}]
    # No worker is here to run it, and the next test's should not.
    for each in alerts():
        told(f"{deployed}/flow_runs/{each['id']}/set_state", {"state": {"type": "CANCELLED"}, "force": True})


def test_a_run_whose_end_nobody_told_of_is_ended_after_its_time_and_gives_its_place_back(deployed, environment):
    """As after a server that was ended with the events of a run in it: no automation would hear of that run."""
    offsite(environment)
    alert = told(f"{deployed}/deployments/name/alert/alert")["id"]

    def alerts() -> list[dict]:
        wanted = {
            "deployments": {"id": {"any_": [alert]}},
            "flow_runs": {"state": {"type": {"not_any_": ["CANCELLED"]}}},
        }
        return get(f"{deployed}/flow_runs/filter", wanted) or []

    def place() -> int:
        return told(f"{deployed}/deployments/name/intake/intake")["global_concurrency_limit"]["active_slots"]

    def begun(deployment: str, *states: str) -> str:
        run = begin(deployed, deployment)
        for state in states:
            told(f"{deployed}/flow_runs/{run}/set_state", {"state": {"type": state, "name": state.capitalize()}})
        return run

    def state(run: str) -> str:
        return told(f"{deployed}/flow_runs/{run}")["state"]["type"]

    lost, waiting = begun("intake", "PENDING", "RUNNING"), begun("work")
    assert place() == 1
    with temporary_settings({PREFECT_API_URL: deployed}):
        assert end_lost_runs() == 0
        assert (state(lost), place()) == ("RUNNING", 1)
        assert end_lost_runs(timedelta(0)) == 1
    # One that waits for a worker is not lost.
    assert (state(lost), state(waiting), place()) == ("CRASHED", "SCHEDULED", 0)
    wait_for(alerts, "the alert's run")
    # No worker is here to run them, and the next test's should not.
    for run in (waiting, *(each["id"] for each in alerts())):
        told(f"{deployed}/flow_runs/{run}/set_state", {"state": {"type": "CANCELLED"}, "force": True})


def offsite(environment: dict[str, str], *words: str) -> str:
    done = subprocess.run(
        [OFFSITE, "automations", "apply", *words],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.timeout(400)
def test_a_worker_runs_the_intake_and_prefect_learns_nothing_of_a_pupil(deployed, environment):
    settings = Settings(home=Path(environment["OFFSITE_HOME"]))
    build_mailbox(settings.mail_folder, MORNING.date())
    run = begin(deployed, "intake")
    with subprocess.Popen(
        [PREFECT, "worker", "start", "--pool", "offsite", "--type", "process", "--limit", "1"],
        env=environment,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as worker:
        try:
            wait_for(lambda: (get(f"{deployed}/flow_runs/{run}") or UNKNOWN)["state"]["type"] in FINAL, "the run", 300)
        finally:
            worker.terminate()
            try:
                worker.wait(60)
            except subprocess.TimeoutExpired:
                # It has nothing left to do; that it will not go is no matter of ours.
                worker.kill()
    state = told(f"{deployed}/flow_runs/{run}")["state"]
    assert state["type"] == "COMPLETED", state["message"]
    register = settings.open_register()
    status = register.status(MORNING)
    register.close()
    assert (status.arrivals, status.filed, status.waiting, status.sent) == (15, 10, 0, 30)
    kept = b"".join(path.read_bytes() for path in Path(environment["PREFECT_HOME"]).rglob("*") if path.is_file())
    for canary in (b"Bellwether", b"Sundgren", b"Ravensworth", b"OSD form KB", b"@oakfield"):
        assert canary not in kept


def test_each_council_has_its_deployments_its_work_queue_and_its_automations(server, environment, tmp_path):
    """Last in this file: it adds to what the other tests count."""
    configs = write_councils(tmp_path)
    made = tmp_path / "prefect.yaml"
    command = [OFFSITE, "councils", "deployments", tmp_path, "--to", made]
    # One home and one council for all of them, as this environment has them, are refused.
    refused = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert "shared_" in refused.stderr
    assert not made.exists()
    environment = {name: value for name, value in environment.items() if not name.startswith("OFFSITE_")}
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    prefect(environment, "work-pool", "create", "offsite", "--type", "process", "--overwrite")
    prefect(environment, "--no-prompt", "deploy", "--all", "--prefect-file", str(made))
    every = told(f"{server}/deployments/filter", {})
    for code, config in configs.items():
        ours = {each["name"]: each for each in every if code in each["tags"]}
        assert set(ours) == {
            f"{name}-{code}" for name in ("intake", "dispatch", "work", "reviews", "digest", "retention", "alert")
        }
        for each in ours.values():
            assert each["parameters"] == {"config": str(config)}
            assert each["work_queue_name"] == f"offsite-{code}"
            assert each["concurrency_options"]["collision_strategy"] == "CANCEL_NEW"
            assert each["path"] == str(ROOT) or str(ROOT) in json.dumps(each["pull_steps"])
    assert offsite(environment, "--councils", str(tmp_path)).count(": made") == 4

    [intake] = [each["id"] for each in every if each["name"] == "intake-northshire"]
    run = told(f"{server}/deployments/{intake}/create_flow_run", {"idempotency_key": uuid4().hex})["id"]
    told(f"{server}/flow_runs/{run}/set_state", {"state": {"type": "CRASHED", "name": "Crashed"}, "force": True})
    alerts = {each["name"]: each["id"] for each in every if each["name"].startswith("alert-")}

    def runs(code: str) -> list[dict]:
        wanted = {"deployments": {"id": {"any_": [alerts[f"alert-{code}"]]}}}
        return get(f"{server}/flow_runs/filter", wanted) or []

    wait_for(lambda: runs("northshire"), "the alert's run")
    [alert] = runs("northshire")
    assert alert["parameters"] == {"config": str(configs["northshire"]), "trouble": "crashed"}
    assert alert["work_queue_name"] == "offsite-northshire"
    assert runs("exampleshire") == []


def test_a_late_run_starts_the_alert_and_a_silent_one_is_marked_as_crashed(deployed, environment):
    """The last here: patience is cut to the shortest that the server takes, which a run on a worker would try."""
    offsite(environment)
    for each in told(f"{deployed}/automations/filter", {}):
        if each["trigger"]["posture"] == "Proactive":
            body = {name: each[name] for name in ("name", "description", "enabled", "actions")}
            body["trigger"] = each["trigger"] | {"within": 10}
            get(f"{deployed}/automations/{each['id']}", body, method="PUT")
    alert = told(f"{deployed}/deployments/name/alert/alert")["id"]
    # Of two kinds: the second of one kind would be cancelled.
    silent, _late = begin(deployed, "dispatch"), begin(deployed, "retention")
    told(f"{deployed}/flow_runs/{silent}/set_state", {"state": {"type": "PENDING", "name": "Pending"}})

    def troubles() -> set[str]:
        alerts = {
            "deployments": {"id": {"any_": [alert]}},
            "flow_runs": {"state": {"type": {"not_any_": ["CANCELLED"]}}},
        }
        return {each["parameters"]["trouble"] for each in told(f"{deployed}/flow_runs/filter", alerts)}

    wait_for(lambda: told(f"{deployed}/flow_runs/{silent}")["state"]["type"] == "CRASHED", "the silent run's end")
    wait_for(lambda: "crashed" in troubles(), "the alert of the silent run")
    wait_for(lambda: "late" in troubles(), "the alert of the late run")

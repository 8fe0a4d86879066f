"""Schedules on a Prefect server: `copydesk deploy` and `copydesk serve`, both from one prefect.yaml.

Deployed are work pools and queues (a queue is a dataset's: one run at a time), the deployments themselves, and an
automation for runs whose machine died. A flow run of Prefect sends a heartbeat; when kill -9 ends it and its worker,
nobody is left to say so, and the server would show it as running for ever. The automation marks it as crashed when
three heartbeats have failed to come; the schedule's next run goes on where it was.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from flows.checking import check_deployments
from tasks.errors import CopydeskError, UsageError

HEARTBEAT_SECONDS = 30
"""The shortest that Prefect knows; prefect.yaml says it to workers, whose runs' environment comes from there."""
HEARTBEAT = {"PREFECT_FLOWS_HEARTBEAT_FREQUENCY": str(HEARTBEAT_SECONDS)}
WATCHED = "copydesk"
"""Runs with this tag are watched by the automation: it is they that are told to send heartbeats so often."""
_CRASHED = "copydesk: mark runs without heartbeat as crashed"


@dataclass(frozen=True, slots=True)
class Schedules:
    """A prefect.yaml."""

    path: Path
    deployments: tuple[dict[str, Any], ...]

    def queues(self) -> Iterator[tuple[str, str]]:
        """Each work pool and queue that is named, once."""
        pools = [deployment.get("work_pool") or {} for deployment in self.deployments]
        yield from dict.fromkeys(
            (pool["name"], pool.get("work_queue_name") or "default") for pool in pools if "name" in pool
        )


def read_schedules(path: str) -> Schedules:
    """The deployments of a prefect.yaml. Raises UsageError."""
    import yaml

    try:
        found = yaml.safe_load(Path(path).read_bytes())
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}); --file names the prefect.yaml to use") from error
    except yaml.YAMLError as error:
        raise UsageError(f"{path}: {' '.join(str(error).split())}") from error
    deployments = found.get("deployments") if isinstance(found, dict) else None
    if not isinstance(deployments, list) or not all(
        isinstance(one, dict) and one.get("name") and one.get("entrypoint") for one in deployments
    ):
        raise UsageError(f"{path}: needs a list of deployments, each with a name and an entrypoint")
    return Schedules(Path(path).resolve(), tuple(deployments))


@dataclass(frozen=True, slots=True)
class Deployed:
    """What was put on the server: the deployments' names, and the schedules removed that the file has no more, by name."""

    names: tuple[str, ...]
    removed: dict[str, int]


def deploy(schedules: Schedules) -> Deployed:
    """Put everything on the server, in place of what is there of the same names.

    Raises UsageError where a deployment is wrong, CopydeskError with Prefect's words where it refuses one.
    """
    from prefect.client.orchestration import get_client

    names = check_deployments(schedules.path, schedules.deployments)
    with get_client(sync_client=True) as client:
        _make_queues(client, schedules)
        _make_automation(client)
    command = [sys.executable, "-m", "prefect", "--no-prompt", "deploy", "--all", "--prefect-file", str(schedules.path)]
    # What a deployment's paths are relative to is the folder in which this runs.
    folder = schedules.path.parent
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, "PWD": str(folder), "COLUMNS": "1000"}, stdin=subprocess.DEVNULL,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if why := refusal(done.returncode, done.stdout, done.stderr):
        raise CopydeskError(f"{schedules.path}: Prefect refuses it: {why}")
    removed: dict[str, int] = {}
    with get_client(sync_client=True) as client:
        for name, deployment in zip(names, schedules.deployments, strict=True):
            if count := _remove_schedules(client, name, deployment.get("schedules") or []):
                removed[deployment["name"]] = count
    return Deployed(tuple(deployment["name"] for deployment in schedules.deployments), removed)


def _remove_schedules(client: Any, name: str, schedules: list[dict[str, Any]]) -> int:
    """Remove the schedules that a deployment has on the server, and no longer in the file: Prefect leaves all of them where
    the file has none, and those with a slug where it has none of that slug. Returns how many they were.
    """
    slugs = {schedule.get("slug") for schedule in schedules}
    if any("{{" in str(slug) for slug in slugs):  # only Prefect knows
        return 0
    deployment = client.read_deployment_by_name(name)
    stale = [one for one in deployment.schedules if not schedules or (one.slug and one.slug not in slugs)]
    for one in stale:
        client.delete_deployment_schedule(deployment.id, one.id)
    return len(stale)


# Lines that say where to read on, what else to do, and what is done.
_HINTS = re.compile(
    r"[╭│╰]|For (?:more|further|valid) |You can |To (?:schedule|execute) |View Deployment|An entrypoint must|Skipping |\$? ?prefect "
)
_RAISED = re.compile(r"(?:\w+\.)+[A-Z]\w+: (.+?)(?: - For more information.*)?$")
_INVALID = re.compile(r"Invalid fields in deployments:\s+((?:•.*\s+)+)")
_LONGEST = 400


def refusal(code: int, out: str, err: str) -> str:
    """Why Prefect has not deployed all, in a line of its output; nothing where it has."""
    if found := _INVALID.search(out):  # such ones it passes over, and ends well if there are others
        return f"invalid fields: {' '.join(found[1].replace('•', '').split())}"
    if not code:
        return ""
    lines = [" ".join(line.split()) for line in (err if err.strip() else out).splitlines()]
    raised = [found[1] for line in lines if (found := _RAISED.match(line))]
    said = raised or [line for line in lines if line and not _HINTS.match(line)]
    return textwrap.shorten(said[-1], _LONGEST, placeholder=" …") if said else f"it ends with code {code}"


def _make_queues(client: Any, schedules: Schedules) -> None:
    from prefect.client.schemas.actions import WorkPoolCreate
    from prefect.exceptions import ObjectAlreadyExists
    from prefect.workers.process import ProcessWorker

    template = ProcessWorker.get_default_base_job_template()
    for pool, queue in schedules.queues():
        with suppress(ObjectAlreadyExists):  # one that is there may be of another type: it serves as well
            client.create_work_pool(WorkPoolCreate(name=pool, type="process", base_job_template=template))
        try:
            client.create_work_queue(queue, concurrency_limit=1, work_pool_name=pool)
        except ObjectAlreadyExists:
            known = client.read_work_queue_by_name(queue, work_pool_name=pool)
            client.update_work_queue(known.id, concurrency_limit=1)


def _make_automation(client: Any) -> None:
    from prefect.client.schemas.objects import StateType
    from prefect.events import EventTrigger, Posture, ResourceSpecification
    from prefect.events.actions import ChangeFlowRunState
    from prefect.events.schemas.automations import AutomationCore

    ends = ("Completed", "Failed", "Cancelled", "Crashed", "AwaitingRetry")
    automation = AutomationCore(
        name=_CRASHED,
        description="A run whose process and worker were killed sends no heartbeat and says no word more.",
        trigger=EventTrigger(
            after={"prefect.flow-run.heartbeat"},
            expect={"prefect.flow-run.heartbeat", *(f"prefect.flow-run.{end}" for end in ends)},
            match=ResourceSpecification({"prefect.resource.id": "prefect.flow-run.*"}),
            match_related=ResourceSpecification(
                {"prefect.resource.role": "tag", "prefect.resource.id": f"prefect.tag.{WATCHED}"}
            ),
            for_each={"prefect.resource.id"},
            posture=Posture.Proactive,
            threshold=1,
            within=timedelta(seconds=3 * HEARTBEAT_SECONDS),
        ),
        actions=[
            ChangeFlowRunState(
                state=StateType.CRASHED,
                message="No heartbeat for 90 seconds: the process was killed. The next run goes on where it was.",
            )
        ],
    )
    known = client.read_automations_by_name(_CRASHED)
    if known:
        client.update_automation(known[0].id, automation)
    else:
        client.create_automation(automation)


def serve(schedules: Schedules) -> None:
    """Serve all deployments from this process, one run at a time, until it is stopped. Raises UsageError where one is wrong."""
    check_deployments(schedules.path, schedules.deployments)
    os.environ |= HEARTBEAT
    os.chdir(schedules.path.parent)
    from prefect import serve as serve_all
    from prefect.client.orchestration import get_client
    from prefect.flows import load_flow_from_entrypoint
    from prefect.types.entrypoint import EntrypointType

    with get_client(sync_client=True) as client:
        _make_automation(client)
    served: list[Any] = [
        load_flow_from_entrypoint(one["entrypoint"]).to_deployment(
            one["name"],
            schedules=[_schedule(**schedule) for schedule in one.get("schedules") or ()],
            parameters=one.get("parameters"),
            description=one.get("description"),
            tags=one.get("tags"),
            entrypoint_type=EntrypointType.MODULE_PATH,
        )
        for one in schedules.deployments
    ]
    serve_all(*served, limit=1)


def _schedule(**values: Any) -> Any:
    from prefect.schedules import Schedule

    if isinstance(values.get("interval"), int | float):
        values["interval"] = timedelta(seconds=values["interval"])
    return Schedule(**values)

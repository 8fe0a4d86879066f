"""What is wrong with the deployments of a prefect.yaml, told in one line before Prefect is asked: it takes some mistakes, so
that each run fails, and tells others as a traceback.

What Prefect puts in for "{{ ... }}" when it deploys, nobody knows before; that is passed over.
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import chdir, contextmanager
from pathlib import Path
from typing import Any

from flows.logs import first_mistake
from flows.parameters import check_address
from tasks.errors import UsageError


def check_deployments(path: Path, deployments: tuple[dict[str, Any], ...]) -> list[str]:
    """The deployments' names as Prefect's server has them, "clean-articles/nightly". Raises UsageError where a key, an
    entrypoint, a schedule or a parameter is wrong. Imports the flows, as Prefect does, from the folder of the file.
    """
    if (folder := str(path.parent)) not in sys.path:
        sys.path.insert(0, folder)
    names: list[str] = []
    with chdir(folder):
        for deployment in deployments:
            try:
                name = f"{_check(deployment)}/{deployment['name']}"
                if name in names:
                    raise _Wrong("is there twice, and only the last would count; give each a name of its own")
            except _Wrong as wrong:
                raise UsageError(f"{path}: deployment {deployment['name']!r}: {wrong}") from None
            names.append(name)
    return names


class _Wrong(Exception):
    """What, and the way out."""


def _check(deployment: Mapping[str, Any]) -> str:
    """The name of its flow."""
    _check_keys("", deployment, KEYS)
    flow = _flow(str(deployment["entrypoint"]))
    schedules = deployment.get("schedules") or []
    if not isinstance(schedules, list) or not all(isinstance(one, dict) for one in schedules):
        raise _Wrong("schedules: has to be a list, each with cron, interval or rrule")
    for schedule in schedules:
        _check_schedule(schedule)
    _check_pool(deployment.get("work_pool") or {})
    if isinstance(limit := deployment.get("concurrency_limit"), dict):
        _check_keys("concurrency_limit: ", limit, LIMIT_KEYS)
    own = _parameters(deployment)
    for given in [own | _parameters(schedule) for schedule in schedules] or [own]:
        _check_parameters(flow, given, bool(schedules))
    return str(flow.name)


# What Prefect knows, of which it passes over the rest. Its `schedule`, deprecated, is left out.
KEYS = (
    "name", "description", "version", "version_type", "tags", "flow_name", "entrypoint", "parameters",
    "enforce_parameter_schema", "schedules", "paused", "concurrency_limit", "work_pool", "triggers", "sla", "build", "push",
    "pull",
)  # fmt: skip
POOL_KEYS = ("name", "work_queue_name", "job_variables")
LIMIT_KEYS = ("limit", "collision_strategy", "grace_period_seconds")
_BESIDE = ("active", "parameters", "slug", "replaces")  # what a schedule of any kind has, too


def _check_keys(where: str, given: Mapping[str, Any], known: Iterable[str]) -> None:
    if unknown := given.keys() - set(known):
        raise _Wrong(f"{where}there is no {min(map(str, unknown))!r}; there are: {', '.join(known)}")


def _flow(entrypoint: str) -> Any:
    from prefect.flows import load_flow_from_entrypoint

    try:
        return load_flow_from_entrypoint(entrypoint)
    except Exception as error:  # it runs the module, which may raise anything
        cause = error.__cause__ or error
        why = " ".join(str(cause).split()) or type(cause).__name__
        raise _Wrong(
            f"entrypoint: {entrypoint} is no flow that can be imported ({why.rstrip('.')}); name one as module.function, or file.py:function"
        ) from None


def _check_schedule(schedule: Mapping[str, Any]) -> None:
    from prefect.client.schemas.schedules import CronSchedule, IntervalSchedule, RRuleSchedule
    from pydantic import ValidationError

    kinds: dict[str, Any] = {"cron": CronSchedule, "interval": IntervalSchedule, "rrule": RRuleSchedule}
    kind = next((kind for name, kind in kinds.items() if schedule.get(name)), None)
    if kind is None:
        raise _Wrong(f"schedules: {dict(schedule)} needs cron, interval or rrule")
    _check_keys("schedules: ", schedule, (*kind.model_fields, *_BESIDE))
    given = {name: schedule[name] for name in kind.model_fields if schedule.get(name) is not None}
    if any(isinstance(value, str) and "{" in value for value in given.values()):  # a template, or a rule as JSON
        return
    try:
        kind(**given)
    except ValidationError as error:
        first = error.errors()[0]
        name = next((str(part) for part in first["loc"]), "timezone")
        why = " ".join(first["msg"].removeprefix("Value error, ").split())
        raise _Wrong(f"schedules: {name} {given.get(name)!r}: {why}") from None


def _check_pool(pool: Any) -> None:
    if not isinstance(pool, dict):
        raise _Wrong(f"work_pool: {pool!r} is no mapping; write name: {pool}")
    _check_keys("work_pool: ", pool, POOL_KEYS)
    for name in filter(None, (pool.get("name"), pool.get("work_queue_name"))):
        if not isinstance(name, str) or re.search("[/%&><]", name):
            raise _Wrong(f"work_pool: {name!r} is no name; write one without / % & > <")


def _parameters(of: Mapping[str, Any]) -> dict[str, Any]:
    found = of.get("parameters") or {}
    if not isinstance(found, dict):
        raise _Wrong(f"parameters: {found!r} is no mapping of names to values")
    return found


def _check_parameters(flow: Any, given: Mapping[str, Any], scheduled: bool) -> None:
    from prefect.exceptions import ParameterTypeError
    from prefect.utilities.callables import parameter_schema
    from prefect.utilities.schema_tools import ValidationError, validate

    schema = parameter_schema(flow).model_dump_for_openapi()
    names = schema["properties"]
    _check_keys("parameters: ", given, names)
    missing = [name for name in schema.get("required", ()) if name not in given]
    if missing and scheduled:
        raise _Wrong(f"parameters: {missing[0]!r} is missing, and a schedule has nobody to ask for it")
    known = {name: value for name, value in given.items() if "{{" not in str(value)}
    try:
        if not missing and known.keys() == given.keys():
            with _silent():
                valid = flow.validate_parameters(known)
            if {"address", "runner"} <= valid.keys():
                check_address(valid["address"], valid["runner"])
        # The server looks at the form alone: there a path is no list of paths.
        validate(known, schema, raise_on_error=True, ignore_required=True)
    except (ParameterTypeError, ValidationError, UsageError) as error:
        raise _Wrong(f"parameters: {first_mistake(str(error))}") from None


@contextmanager
def _silent() -> Iterator[None]:
    """Without Prefect's log of what is wrong, which is told here."""
    log = logging.getLogger("prefect.flows")
    before, log.disabled = log.disabled, True
    try:
        yield
    finally:
        log.disabled = before

"""Whether all is well: the site, for monitors, and each service, by one or two cheap calls with the owner's keys."""

from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple, TypedDict

from django.db import DatabaseError
from django.db.models import Max
from django.utils.translation import gettext as _

from enrichment.engine import clock
from enrichment.engine.rate_limit import limiter_of
from enrichment.models import ACTIVE_STATES, EnrichmentRun, WorkerHeartbeat
from enrichment.phases.registry import SERVICES
from enrichment.providers.errors import ProviderError, Refused
from enrichment.providers.http import Limiter, Unlimited
from enrichment.reasons import sentence
from enrichment.reports.snapshot import worker_alive

UNSEEN_SECONDS = 30.0  # a supervisor gives a sign of life every five seconds; a busy database delays it

PROMETHEUS_TYPE = "text/plain; version=0.0.4; charset=utf-8"
GAUGES = {
    "queue_depth": "Tasks that wait for a worker.",
    "heartbeat_age": "Seconds since somebody was last seen at the run under way.",
    "worker_age": "Seconds since a worker last answered.",
    "worker_alive": "Whether no work has waited for a worker too long.",
    "active_runs": "Runs under way.",
    "overdue": "Schedules whose time has passed without a start.",
}


class Work(TypedDict):
    """`active_run` is the run under way, of whatever kind, the oldest of several, and `active_runs` all of them.
    `heartbeat_age` is in seconds since somebody was last seen at `active_run`; None without one. `worker_age`: since a
    cluster last answered its supervisor; None where none ever did. `workers`: the supervised ones by their host, with
    the seconds since each one's last sign of life. `worker_alive` is False when due work has waited for a worker too
    long.
    """

    active_run: int | None
    active_runs: list[int]
    heartbeat_age: float | None
    worker_age: float | None
    worker_alive: bool
    workers: list[tuple[str, float | None]]


def work() -> Work:
    now = clock.now()
    runs = list(EnrichmentRun.objects.filter(state__in=ACTIVE_STATES).order_by("pk"))
    seen = WorkerHeartbeat.objects.order_by("-beat_at").values_list("host", "beat_at")
    answered = WorkerHeartbeat.objects.aggregate(latest=Max("answered_at"))["latest"]
    return {
        "active_run": runs[0].pk if runs else None,
        "active_runs": [run.pk for run in runs],
        "heartbeat_age": _seconds(now, runs[0].heartbeat_at if runs else None),
        "worker_age": _seconds(now, answered),
        "worker_alive": all(worker_alive(run, now) for run in runs),
        "workers": [(host, _seconds(now, beat_at)) for host, beat_at in seen],
    }


def lacks_worker(
    *,
    worker_alive: bool,
    workers: list[tuple[str, float | None]],
    queue_depth: int | None,
    overdue: list[Any],
    **_: Any,
) -> bool:
    """Whether work waits and nobody is there to do it: at once when no worker gives a sign of life."""
    somebody = any(age is not None and age < UNSEEN_SECONDS for _host, age in workers)
    return not worker_alive or (not somebody and bool(queue_depth or overdue))


def _seconds(now: datetime, moment: datetime | None) -> float | None:
    return round((now - moment).total_seconds(), 1) if moment else None


def as_prometheus(found: dict[str, Any]) -> str:
    """What `/healthz` tells as gauges, in Prometheus' text form (its exposition format, version 0.0.4); what is unknown
    is left out.
    """
    gauges = [_gauge("up", "Whether AIME can work: 0 where /healthz answers 503.", found["status"] == "ok")]
    for name, meaning in GAUGES.items():
        if (value := found.get(name)) is not None:
            gauges.append(_gauge(name, meaning, len(value) if isinstance(value, list) else value))
    if workers := found.get("workers"):
        gauges.append(_head("worker_seen_age", "Seconds since each worker's last sign of life."))
        newest = {host: age for host, age in reversed(workers) if age is not None}  # two on one host: the livelier
        for host, age in newest.items():
            quoted = host.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
            gauges.append(f'aime_worker_seen_age{{host="{quoted}"}} {age:g}\n')
    return "".join(gauges)


def _gauge(name: str, meaning: str, value: float) -> str:
    return f"{_head(name, meaning)}aime_{name} {float(value):g}\n"


def _head(name: str, meaning: str) -> str:
    return f"# HELP aime_{name} {meaning}\n# TYPE aime_{name} gauge\n"


class CheckState(StrEnum):
    WORKS = "works"
    NOT_SET = "not_set"  # nothing is configured: the service is not wanted
    INCOMPLETE = "incomplete"
    REFUSED = "refused"
    FAILED = "failed"  # no answer that says anything about the key


class Check(NamedTuple):
    """`sentence` is for people; `setting` names what to change. No part of a key is in any of them."""

    service: str
    label: str
    state: CheckState
    sentence: str
    code: str = ""
    setting: str = ""

    @property
    def works(self) -> bool:
        return self.state == CheckState.WORKS


def check(name: str) -> Check:
    """Of one service, by its name in `SERVICES`. Raises nothing."""
    service = SERVICES[name]
    missing = service.missing_settings()
    if missing:
        state = CheckState.INCOMPLETE if service.is_begun else CheckState.NOT_SET
        words = sentence("not_configured", setting=missing[0], service=service.label)
        return Check(name, service.label, state, words, "not_configured", missing[0])
    try:
        limiter: Limiter = limiter_of(service)
    except DatabaseError:
        limiter = Unlimited()  # before the first migration there is no pace to share
    try:
        service.check(limiter)
    except ProviderError as error:
        setting = error.setting if isinstance(error, Refused) else ""
        advised = service.own_address if error.code == "connection" else setting
        words = sentence(error.code, setting=advised, service=service.label)
        state = CheckState.REFUSED if setting else CheckState.FAILED
        return Check(name, service.label, state, words, error.code, setting)
    words = _("%(service)s works.") % {"service": service.label}
    return Check(name, service.label, CheckState.WORKS, words)


def check_all() -> list[Check]:
    return [check(name) for name, service in SERVICES.items() if service.is_wanted]

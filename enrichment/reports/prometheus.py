"""The site's health in Prometheus' text form (its exposition format, version 0.0.4)."""

from typing import Any

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
GAUGES = {
    "queue_depth": "Tasks that wait for a worker.",
    "heartbeat_age": "Seconds since somebody was last seen at the run under way.",
    "worker_age": "Seconds since a worker last answered.",
    "worker_alive": "Whether no work has waited for a worker too long.",
    "active_runs": "Runs under way.",
    "overdue": "Schedules whose time has passed without a start.",
}


def text(found: dict[str, Any]) -> str:
    """What `/healthz` tells, as gauges; what is unknown is left out."""
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

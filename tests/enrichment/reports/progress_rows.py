"""Runs as they stand half-way, without an engine that brings them there."""

from datetime import timedelta
from typing import Any

from django.db import connection
from django.utils import timezone

from enrichment.models import EnrichmentRun, RunItem, RunPhase, State, Trigger


def queries(number: int) -> int:
    """`number`, and the glance at the clock of a database server."""
    return number + (connection.vendor == "postgresql")


def ago(seconds: float) -> Any:
    return timezone.now() - timedelta(seconds=seconds)


def ahead(seconds: float) -> Any:
    return timezone.now() + timedelta(seconds=seconds)


def make_run(state: str = State.RUNNING, **fields: Any) -> EnrichmentRun:
    return EnrichmentRun.objects.create(**{"state": state, "trigger": Trigger.API, "started_at": ago(600), **fields})


def add_phase(run: EnrichmentRun, name: Any = "descriptions", **fields: Any) -> RunPhase:
    return RunPhase.objects.create(run=run, name=name, **{"position": run.phases.count(), "prepared": True, **fields})


def add_item(phase: RunPhase, label: str = "Moon Safari", **fields: Any) -> RunItem:
    """A finished item; with `outcome=""` a pending one."""
    fields = {"outcome": "enriched", "finished_at": ago(10), "work_key": f"{label}-{phase.items.count()}", **fields}
    if not fields["outcome"]:
        fields["finished_at"] = None
    return RunItem.objects.create(run=phase.run, phase=phase, label=label, **fields)


def add_items(phase: RunPhase, number: int, **fields: Any) -> None:
    fields = {"outcome": "enriched", "finished_at": ago(10), **fields}
    RunItem.objects.bulk_create(
        RunItem(run=phase.run, phase=phase, label=f"Album {each}", work_key=f"work:{each}", **fields)
        for each in range(number)
    )

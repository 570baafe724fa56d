"""`manage.py qguarded`: the cluster as the supervisor starts it."""

import gc
from typing import Any

from django.core.management.base import CommandParser

from collection.commands import PlainCommand
from enrichment.jobs import queue
from enrichment.jobs.supervision import membership
from enrichment.jobs.supervision.cluster import SteadyCluster
from enrichment.processes.child import guard_forks


class Command(PlainCommand):
    help = "Used by `worker`: runs a django-q2 cluster none of whose processes outlives its parent."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--heartbeat", type=int, required=True, help="primary key of the supervisor's row")

    def handle(self, *args: Any, heartbeat: int, verbosity: int, **options: Any) -> None:
        membership.join(heartbeat)
        guard_forks()
        if verbosity < 2:
            queue.quieten()
        gc.freeze()  # what is loaded stays shared with the cluster's own processes
        SteadyCluster().start()

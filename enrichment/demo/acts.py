"""The demo's acts, in the order they are played. Each is a function of how to say something."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.management import call_command
from django.utils.translation import gettext as _

from enrichment import jobs
from enrichment.console import foreground, report
from enrichment.engine.request import RunRequest
from enrichment.jobs.queue import quieten
from enrichment.models import EnrichmentRun, Kind, Outcome, RunItem, Trigger
from enrichment.processes import Child
from enrichment.reports.run_report import report_of, source_summary

LONGEST_RUN_SECONDS = 90.0
LOOK_SECONDS = 0.25

Say = Callable[[str], None]
Act = Callable[[Say], None]


def synchronise(say: Say) -> None:
    say(_("A sample collection: synchronised with Discogs, with original years and tracklists"))
    watch(jobs.launch(RunRequest(kind=Kind.DISCOGS), Trigger.COMMAND), say)


def listen(say: Say) -> None:
    say(_("What was heard on Last.fm; albums that are not in the collection come from there"))
    watch(jobs.launch(RunRequest(kind=Kind.LASTFM), Trigger.COMMAND), say)


def enrich(say: Say) -> None:
    say(_("Descriptions and photos, through the background queue (the stand-in fails now and then, on purpose)"))
    watch(jobs.launch(RunRequest(), Trigger.COMMAND), say)


def retry_failed(say: Say) -> None:
    run = EnrichmentRun.objects.latest("pk")
    if run.items.filter(outcome=Outcome.FAILED).exists():
        say(_("Once more, for what failed"))
        watch(jobs.retry(run, Trigger.COMMAND), say)


def refresh(say: Say) -> None:
    say(_("Refreshed from the caches, without a call"))
    call_command("refresh", yes=True)


def verify(say: Say) -> None:
    say(_("What the collection has now"))
    call_command("verify_enrichment")


# Played while the background worker runs. A further act is one more name here.
WORKED: tuple[Act, ...] = (synchronise, listen, enrich, retry_failed, refresh)


def play(say: Say) -> bool:
    """Play every act; whether each item of every run has an outcome."""
    quieten()
    call_command("migrate", verbosity=0)
    with background_worker():
        for act in WORKED:
            act(say)
    verify(say)
    return not RunItem.objects.filter(outcome=Outcome.PENDING).exists()


@contextmanager
def background_worker() -> Iterator[None]:
    worker = Child("manage", "worker", "--verbosity=0").start()
    try:
        yield
    finally:
        worker.stop(settings.AIME_STOP_GRACE_SECONDS)


def watch(run: EnrichmentRun, say: Say) -> None:
    """Show the run until it is over, then its report."""
    ends = time.monotonic() + LONGEST_RUN_SECONDS
    with foreground.shown(run, print, live=sys.stderr.isatty()) as display:
        while run.is_active and time.monotonic() < ends:
            display.look()
            time.sleep(LOOK_SECONDS)
            run.refresh_from_db()
    for line in report.brought_lines(run, source_summary(run)) if run.kind != Kind.ENRICHMENT else ():
        print(line)
    for line in report.lines(report_of(run)):
        if "--resume" not in line:  # the next act does that
            print(line)

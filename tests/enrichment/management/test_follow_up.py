"""Whoever ends a run, what was promised of it comes: the mail, and the run at the time that a service named."""

from datetime import timedelta

import pytest
from django.core.mail import EmailMessage
from django.utils import timezone
from django_q.models import Schedule

from enrichment.engine import lifecycle
from enrichment.jobs import slices
from enrichment.jobs.queue import START_MISSING
from enrichment.models import EnrichmentRun, MailWhen, Preferences, State, Trigger
from enrichment.phases.results import Record
from enrichment.sandbox import Sandbox
from tests.builders import make_album
from tests.enrichment.management.shell import Shell
from tests.enrichment.running import enrich, start

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def wants_mail() -> None:
    Preferences(mail_when=MailWhen.ALWAYS, mail_to="owner@example.com").save()


def test_a_run_in_a_terminal_is_mailed_at_its_end(
    shell: Shell, sandbox: Sandbox, mailoutbox: list[EmailMessage]
) -> None:
    make_album("Moon Safari", "AIR")
    shell("enrich")
    assert len(mailoutbox) == 1


def test_what_a_long_limit_left_in_a_terminal_is_started_at_that_time(shell: Shell, sandbox: Sandbox) -> None:
    make_album("Moon Safari", "AIR")
    sandbox.faults.set(["rate_limited:spotify:retry_after=7200"])
    shell("enrich", "--only", "artist_images")
    run = EnrichmentRun.objects.get()
    assert run.state == State.STOPPED
    assert Schedule.objects.get(func=START_MISSING).next_run == run.phases.get().resume_at


def test_a_run_cancelled_while_nobody_works_at_it_is_mailed(sandbox: Sandbox, mailoutbox: list[EmailMessage]) -> None:
    make_album("Moon Safari", "AIR")
    lifecycle.cancel(start())
    slices.sweep()
    slices.sweep()
    assert len(mailoutbox) == 1


def test_a_run_that_the_sweep_closes_is_mailed(sandbox: Sandbox, mailoutbox: list[EmailMessage]) -> None:
    make_album("Moon Safari", "AIR")
    run = enrich()
    long_ago = timezone.now() - timedelta(hours=1)
    EnrichmentRun.objects.filter(pk=run.pk).update(state=State.RUNNING, heartbeat_at=long_ago, finished_at=None)
    slices.sweep()
    run.refresh_from_db()
    assert run.state == State.COMPLETED
    assert len(mailoutbox) == 1


def test_what_ended_days_ago_and_what_asked_no_service_is_not_mailed(
    sandbox: Sandbox, mailoutbox: list[EmailMessage]
) -> None:
    make_album("Moon Safari", "AIR")
    run = enrich()
    EnrichmentRun.objects.filter(pk=run.pk).update(finished_at=timezone.now() - timedelta(days=3))
    Record(Trigger.COMMAND, ["descriptions"], "refresh").open()
    slices.sweep()
    assert not mailoutbox

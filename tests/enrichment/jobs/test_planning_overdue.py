"""What should have started and has not is said, with the reason where it is known."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_q.models import Schedule

from enrichment.jobs.planning import overdue
from enrichment.jobs.schedules import start_due
from enrichment.models import Preferences, WorkerHeartbeat
from tests.enrichment.admin.people import visitor

pytestmark = pytest.mark.django_db(transaction=True)
NO_WORKER = "No worker is active: start `uv run manage.py serve`, or `uv run manage.py worker`."
CLOCK = "The clock was set back: the worker was last seen in the future."
SET_ASIDE = "It could not be read and was set aside: save the preferences again."


def late_night(minutes: float = 60, **fields: object) -> None:
    Preferences(night_enabled=True).save()
    passed = {"next_run": timezone.now() - timedelta(minutes=minutes), **fields}
    assert Schedule.objects.filter(name="night").update(**passed) == 1


def worker_seen(seconds_ago: float) -> None:
    WorkerHeartbeat.objects.create(host="here", pid=1)
    WorkerHeartbeat.objects.update(beat_at=timezone.now() - timedelta(seconds=seconds_ago))


@pytest.mark.parametrize(
    ("prepare", "why"),
    [
        (lambda: None, NO_WORKER),
        (lambda: worker_seen(3600), NO_WORKER),
        (lambda: worker_seen(-3600), CLOCK),
        (lambda: worker_seen(1), ""),
    ],
)
def test_the_reason_is_named_where_it_is_known(prepare: Callable[[], None], why: str) -> None:
    late_night()
    prepare()
    (found,) = overdue()
    assert found.why == why
    assert found.since < timezone.now() - timedelta(minutes=59)


def test_one_that_could_not_be_read_is_named_as_such() -> None:
    late_night(args="(")
    start_due()
    (found,) = overdue()
    assert found.why == SET_ASIDE


def test_what_is_to_come_has_just_come_or_was_started_is_not_overdue() -> None:
    assert overdue() == []
    Preferences(night_enabled=True).save()
    assert overdue() == []
    late_night(minutes=1)
    assert overdue() == []
    late_night()
    start_due()
    assert overdue() == []


def test_the_page_the_command_and_the_monitor_say_it(client: Client, capsys: pytest.CaptureFixture[str]) -> None:
    late_night()
    keeper = visitor("enrichment.view_enrichmentrun")
    page = keeper.get(reverse("admin:enrichment_settings_changelist")).content.decode()
    assert "and has not." in page
    assert "manage.py worker" in page
    call_command("schedule", "night")
    told = capsys.readouterr().out
    assert "overdue since" in told
    assert NO_WORKER in told
    (late,) = keeper.get("/healthz").json()["overdue"]
    assert late["why"] == NO_WORKER
    assert "overdue" not in client.get("/healthz").json(), "a stranger only learns that the site answers"

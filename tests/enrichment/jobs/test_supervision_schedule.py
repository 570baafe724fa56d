"""The sweep is scheduled without anybody asking for it, so that a bare `manage.py qcluster` works, too."""

import pytest
from django.core.management import call_command
from django_q.models import Schedule

from enrichment.jobs.planning import ensure_sweep
from enrichment.jobs.queue import SWEEP

pytestmark = pytest.mark.django_db


def test_migrating_schedules_the_sweep() -> None:
    Schedule.objects.all().delete()
    call_command("migrate", verbosity=0)
    assert list(Schedule.objects.values_list("func", "schedule_type", "minutes", "repeats")) == [(SWEEP, "I", 1, -1)]


def test_it_is_scheduled_once() -> None:
    ensure_sweep()
    ensure_sweep()
    assert Schedule.objects.filter(func=SWEEP).count() == 1

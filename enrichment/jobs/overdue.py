"""What should have started by itself and has not."""

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from collection.commands import typed
from enrichment.jobs.tasks import START, START_MISSING
from enrichment.models import Job, WorkerHeartbeat

PATIENCE = timedelta(minutes=2)  # the scheduler looks twice a minute; a busy worker takes its time
SEEN = timedelta(seconds=30)


class Overdue(NamedTuple):
    """`why` is a sentence, empty where nothing is known."""

    name: str
    since: datetime
    why: str


def overdue() -> list[Overdue]:
    """The owner's schedules, and starts that a run left, whose time has passed."""
    from django_q.models import Schedule

    now, found = timezone.now(), []
    ours = Schedule.objects.filter(func__in=(START, START_MISSING))
    for row in ours.filter(next_run__lt=now - PATIENCE).order_by("next_run"):
        # A start that has come has no repeats left, and is planned anew within seconds; one that was set aside is not.
        if row.repeats != 0 or not row.task:
            name = Job(row.name).label if row.name in Job.values else row.name
            found.append(Overdue(str(name), row.next_run, _why(row, now)))
    return found


def _why(row: Any, now: datetime) -> str:
    seen = WorkerHeartbeat.objects.order_by("-beat_at").values_list("beat_at", flat=True).first()
    if row.repeats == 0:
        return _("It could not be read and was set aside: save the preferences again.")
    if seen and seen > now + SEEN:
        return _("The clock was set back: the worker was last seen in the future.")
    if not seen or seen < now - SEEN:
        commands = {"serve": typed("serve"), "worker": typed("worker")}
        return _("No worker is active: start `%(serve)s`, or `%(worker)s`.") % commands
    return ""

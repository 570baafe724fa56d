"""The schedules as lines for people."""

from collections.abc import Iterator, Sequence

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from enrichment.jobs.schedules import next_start
from enrichment.models import Job, Preferences
from enrichment.services.scheduling import is_on, last_start

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MOMENT = "%Y-%m-%d %H:%M"


def schedule_lines(preferences: Preferences, jobs: Sequence[str]) -> Iterator[str]:
    for job in jobs:
        yield f"{job}: {_plan(preferences, job) if is_on(job, preferences) else _('off')}"
        if following := next_start(job):
            yield "  " + _("next: %(time)s") % {"time": localtime(following).strftime(MOMENT)}
        if last := last_start(job):
            values = {"time": localtime(last.at).strftime(MOMENT), "result": last.get_result_display()}
            yield "  " + _("last: %(time)s, %(result)s") % values


def _plan(preferences: Preferences, job: str) -> str:
    if job == Job.LASTFM:
        return _("every %(hours)d hours") % {"hours": preferences.lastfm_every_hours}
    moment, days = getattr(preferences, f"{job}_time"), getattr(preferences, f"{job}_days")
    named = ",".join(DAYS[day] for day in days) if len(days) < 7 else _("every day")
    return ", ".join([f"{moment:%H:%M} {named}", *(_caps(preferences) if job == Job.NIGHT else ())])


def _caps(preferences: Preferences) -> Iterator[str]:
    if preferences.night_max_items:
        yield _("at most %(count)d albums") % {"count": preferences.night_max_items}
    if preferences.night_max_tokens:
        yield _("at most %(count)d tokens") % {"count": preferences.night_max_tokens}

"""The schedules as lines for people."""

from collections.abc import Iterator, Sequence

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enrichment.console.words import named
from enrichment.engine.scheduling import is_on, last_start
from enrichment.jobs.overdue import overdue
from enrichment.jobs.planning import next_start
from enrichment.models import Job, Preferences

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MOMENT = "%Y-%m-%d %H:%M"


def schedule_lines(preferences: Preferences, jobs: Sequence[str]) -> Iterator[str]:
    for job in jobs:
        yield named(job, _plan(preferences, job) if is_on(job, preferences) else _("off"))
        if following := next_start(job, preferences):
            yield "  " + _("next: %(time)s") % {"time": localtime(following).strftime(MOMENT)}
        for late in (late for late in overdue() if late.name == str(Job(job).label)):
            told = {"time": localtime(late.since).strftime(MOMENT), "why": late.why}
            yield "  " + (_("overdue since %(time)s. %(why)s") % told).rstrip()
        if last := last_start(job):
            values = {"time": localtime(last.at).strftime(MOMENT), "result": last.get_result_display()}
            yield "  " + _("last: %(time)s, %(result)s") % values


def _plan(preferences: Preferences, job: str) -> str:
    if job == Job.LASTFM:
        hours = preferences.lastfm_every_hours
        return ngettext("every %(hours)d hour", "every %(hours)d hours", hours) % {"hours": hours}
    moment, days = getattr(preferences, f"{job}_time"), getattr(preferences, f"{job}_days")
    on_days = ",".join(DAYS[day] for day in days) if len(days) < 7 else _("every day")
    words = [f"{moment:%H:%M} {on_days}"]
    if job == Job.NIGHT and (items := preferences.night_max_items):
        words.append(ngettext("at most %(count)d album", "at most %(count)d albums", items) % {"count": items})
    if job == Job.NIGHT and (tokens := preferences.night_max_tokens):
        pieces = ngettext("at most %(count)d word piece", "at most %(count)d word pieces", tokens)
        words.append(pieces % {"count": tokens})
    return ", ".join(words)

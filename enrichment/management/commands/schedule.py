"""`manage.py schedule`: what starts by itself, and when."""

from argparse import ArgumentTypeError
from collections.abc import Iterator, Sequence
from datetime import time
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError, CommandParser
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collection.commands import PlainCommand
from enrichment.console import report
from enrichment.console.enrich_command import whole_number
from enrichment.console.report import named
from enrichment.jobs.planning import is_on, last_start, next_start, overdue
from enrichment.models import Job, Preferences

FIELDS = {
    Job.NIGHT: ("time", "days", "max_items", "max_tokens"),
    Job.DISCOGS: ("time", "days"),
    Job.LASTFM: ("every_hours",),
}
NO_LIMIT = 0

WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAYS = [day[:3] for day in WEEK]
MOMENT = "%Y-%m-%d %H:%M"


class Command(PlainCommand):
    help = (
        "Shows the schedules, or changes one: night (enrichment of what is missing), discogs, lastfm. All are off "
        "until switched on; they need the background worker. Times are in the site's time zone."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("job", nargs="?", choices=Job.values, help="which schedule; all are shown without it")
        switch = parser.add_mutually_exclusive_group()
        switch.add_argument("--on", action="store_const", const=True, dest="enabled", help="switch it on")
        switch.add_argument("--off", action="store_const", const=False, dest="enabled", help="switch it off")
        switch.add_argument("--show", action="store_true", help="only show it")
        parser.add_argument("--time", type=clock, metavar="HH:MM", help="night, discogs: when it starts")
        parser.add_argument("--days", type=week_days, metavar="mon,tue", help="night, discogs: on which days, or all")
        parser.add_argument("--max-items", type=limit, metavar="N", help="night: albums at most, or none")
        parser.add_argument("--max-tokens", type=limit, metavar="N", help="night: tokens at most, or none")
        parser.add_argument("--every-hours", type=whole_number, metavar="N", help="lastfm: from 1 to 24")

    def handle(self, *args: Any, **options: Any) -> None:
        preferences, job = Preferences.load(), options["job"]
        names = ("enabled", "time", "days", "max_items", "max_tokens", "every_hours")
        changes = {name: options[name] for name in names if options[name] is not None}
        if changes and (not job or options["show"]):
            raise CommandError(_("Say which schedule to change: night, discogs or lastfm."), returncode=report.USAGE)
        for name, value in changes.items():
            if name not in (*FIELDS[Job(job)], "enabled"):
                option = "--" + name.replace("_", "-")
                words = _("%(option)s does not go with %(job)s.") % {"option": option, "job": job}
                raise CommandError(words, returncode=report.USAGE)
            setattr(preferences, f"{job}_{name}", None if value == NO_LIMIT and name.startswith("max_") else value)
        if changes:
            try:
                preferences.full_clean()
            except ValidationError as error:
                words = "; ".join(f"{name}: {' '.join(messages)}" for name, messages in error.message_dict.items())
                raise CommandError(words, returncode=report.USAGE) from None
            preferences.save()
        for line in schedule_lines(preferences, [job] if job else Job.values):
            self.stdout.write(line)


def clock(text: str) -> time:
    try:
        hour, minute = text.split(":")
        return time(int(hour), int(minute))
    except ValueError:
        raise ArgumentTypeError(_("a time looks like 02:00")) from None


def week_days(text: str) -> list[int]:
    if text.strip().lower() == "all":
        return list(range(7))
    names = [part.strip().lower() for part in text.split(",") if part.strip()]
    meant = [[day for day in WEEK if len(name) >= 3 and day.startswith(name)] for name in names]
    if not all(meant) or not names:
        raise ArgumentTypeError(_("days look like mon,tue: %(names)s, or all") % {"names": ", ".join(DAYS)})
    return sorted({WEEK.index(day) for (day,) in meant})


def limit(text: str) -> int:
    return NO_LIMIT if text.strip().lower() == "none" else whole_number(text)


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

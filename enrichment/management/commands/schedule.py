"""`manage.py schedule`: what starts by itself, and when."""

from argparse import ArgumentTypeError
from datetime import time
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from collection.management.plain import PlainCommand
from enrichment.console import statuses
from enrichment.console.enrich_options import whole_number
from enrichment.console.schedule_lines import DAYS, schedule_lines
from enrichment.models import Job, Preferences

FIELDS = {
    Job.NIGHT: ("time", "days", "max_items", "max_tokens"),
    Job.DISCOGS: ("time", "days"),
    Job.LASTFM: ("every_hours",),
}
NO_LIMIT = 0


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
            raise CommandError(_("Say which schedule to change: night, discogs or lastfm."), returncode=statuses.USAGE)
        for name, value in changes.items():
            if name not in (*FIELDS[Job(job)], "enabled"):
                option = "--" + name.replace("_", "-")
                words = _("%(option)s does not go with %(job)s.") % {"option": option, "job": job}
                raise CommandError(words, returncode=statuses.USAGE)
            setattr(preferences, f"{job}_{name}", None if value == NO_LIMIT and name.startswith("max_") else value)
        if changes:
            try:
                preferences.full_clean()
            except ValidationError as error:
                words = "; ".join(f"{name}: {' '.join(messages)}" for name, messages in error.message_dict.items())
                raise CommandError(words, returncode=statuses.USAGE) from None
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
    names = [part.strip().lower()[:3] for part in text.split(",") if part.strip()]
    if not names or not set(names) <= set(DAYS):
        raise ArgumentTypeError(_("days look like mon,tue: %(names)s, or all") % {"names": ", ".join(DAYS)})
    return sorted({DAYS.index(name) for name in names})


def limit(text: str) -> int:
    return NO_LIMIT if text.strip().lower() == "none" else whole_number(text)

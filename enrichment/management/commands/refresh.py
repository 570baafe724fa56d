"""`manage.py refresh`: the JSON caches, hand-edited files included, back onto the collection."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from collection.management.plain import PlainCommand
from enrichment.console import refresh_lines
from enrichment.engine.import_earlier import UnusableFolderError, import_earlier
from enrichment.engine.refresh import refresh
from enrichment.models import Trigger

USAGE, INTERRUPTED = 2, 130


class Command(PlainCommand):
    help = (
        "Puts the texts and photos of the JSON caches back onto the collection, hand-edited files included: shows what "
        "would change, asks, and never writes over a locked value. No call is made."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only show what would change")
        parser.add_argument("--yes", action="store_true", help="do it without asking")
        parser.add_argument(
            "--import",
            type=Path,
            metavar="FOLDER",
            dest="folder",
            help="take over the earlier version's euria_descriptions.json and artist_images.json, at once: texts that "
            "pass the gate fill what is empty, photos become candidates to review",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["folder"] is None:
                self._refresh(options)
                return
            # At once: it only fills what is empty, proposes photos to a person, and can be undone.
            report = import_earlier(options["folder"], Trigger.COMMAND, apply=not options["dry_run"])
            self.stdout.write("\n".join(refresh_lines.import_lines(report)))
            if report.run_id:
                self.stdout.write(_("Recorded as run %(number)s.") % {"number": report.run_id})
        except UnusableFolderError as error:
            raise CommandError(str(error), returncode=USAGE) from None
        except KeyboardInterrupt:
            raise CommandError(_("Interrupted."), returncode=INTERRUPTED) from None

    def _refresh(self, options: dict[str, Any]) -> None:
        say = self.stdout.write
        found = refresh(Trigger.COMMAND, apply=False, on_change=lambda change: say(refresh_lines.change_line(change)))
        say(refresh_lines.refresh_summary(found))
        if not found.changes or options["dry_run"]:
            return
        if not options["yes"] and not sys.stdin.isatty():
            say(_("Nothing was changed: repeat it with --yes to do this."))
            return
        if options["yes"] or input(_("Do this? [y/N] ")).strip().lower() in {"y", "yes", "o", "oui"}:
            done = refresh(Trigger.COMMAND, apply=True)
            say(refresh_lines.refresh_done(done))
            say(_("Recorded as run %(number)s.") % {"number": done.run_id})

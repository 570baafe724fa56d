"""`manage.py refresh`: the JSON caches, hand-edited files included, back onto the collection."""

import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from collection.commands import PlainCommand
from enrichment.console.report import INTERRUPTED, USAGE, named, printable
from enrichment.engine.refresh import import_earlier, refresh
from enrichment.models import Trigger
from enrichment.phases.earlier import ImportReport, UnusableFolderError
from enrichment.phases.registry import phase_name
from enrichment.phases.results import FILL, LOCKED, REFUSED, REPLACE, Change
from enrichment.reasons import sentence


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
            self.stdout.write("\n".join(import_lines(report)))
            if report.run_id:
                self.stdout.write(_("Recorded as run %(number)s.") % {"number": report.run_id})
        except UnusableFolderError as error:
            raise CommandError(str(error), returncode=USAGE) from None
        except KeyboardInterrupt:
            raise CommandError(_("Interrupted."), returncode=INTERRUPTED) from None

    def _refresh(self, options: dict[str, Any]) -> None:
        say = self.stdout.write
        found = refresh(Trigger.COMMAND, apply=False, on_change=lambda change: say(change_line(change)))
        say(_("%(filled)d to fill, %(replaced)d to replace, %(locked)d locked, %(refused)d refused.") % vars(found))
        if not found.changes or options["dry_run"]:
            return
        if not options["yes"] and not sys.stdin.isatty():
            say(_("Nothing was changed: repeat it with --yes to do this."))
            return
        if options["yes"] or input(_("Do this? [y/N] ")).strip().lower() in {"y", "yes", "o", "oui"}:
            done = refresh(Trigger.COMMAND, apply=True)
            say(_("%(filled)d filled, %(replaced)d replaced, %(locked)d locked, %(refused)d refused.") % vars(done))
            say(_("Recorded as run %(number)s.") % {"number": done.run_id})


def change_line(change: Change) -> str:
    words = {
        FILL: _("to fill"),
        REPLACE: _("to replace"),
        LOCKED: _("locked, left alone"),
        REFUSED: _("refused"),
    }
    faults = " ".join(sentence(line.partition(":")[0]) for line in change.detail.splitlines())
    what = named(printable(change.label), " · ".join(filter(None, (words[change.kind], faults))))
    return named(phase_name(change.phase), what)


def import_lines(report: ImportReport) -> Iterator[str]:
    refusals = defaultdict(list)
    for refusal in report.refusals:
        refusals[refusal.reason].append(refusal)
    for reason in sorted(refusals):
        yield f"{len(refusals[reason])} × {sentence(reason)}"
        for refusal in refusals[reason]:
            others = [line.partition(":")[0] for line in refusal.detail.splitlines()][1:]
            yield "    " + " · ".join([printable(refusal.key), *map(sentence, dict.fromkeys(others))])
    yield _("%(texts)d texts taken over, %(photos)d photos to review, %(kept)d not needed, %(refused)d refused.") % {
        "texts": report.texts,
        "photos": report.photos,
        "kept": report.kept,
        "refused": len(report.refusals),
    }

"""`manage.py quickstart`: from an empty folder to an enriched collection, step by step."""

import sys
from typing import Any

from django.core.management import call_command
from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from collection.commands import PlainCommand, typed
from enrichment.console import report
from enrichment.console.guided_setup import Conversation, GuidedSetup, check_lines, check_status
from enrichment.reports.health import check_all


class Command(PlainCommand):
    help = (
        "Shows for each service whether its key really works, then offers to write .env, a trial on five albums, the "
        "full run and the night. With --check it only shows. Exit status of --check: 0 all that is configured works, "
        "1 a service did not answer, 3 a setting is missing or refused."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="only check; ask nothing, write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["check"]:
            checks = check_all()
            for line in check_lines(checks):
                self.stdout.write(line)
            if status := check_status(checks):
                raise SystemExit(status)
            return
        if not sys.stdin.isatty():
            raise CommandError(
                _("quickstart asks questions and needs a terminal; without one: %(command)s")
                % {"command": typed("quickstart --check")},
                returncode=report.USAGE,
            )

        call_command("migrate", verbosity=0, interactive=False)  # a fresh clone has no database yet
        try:
            GuidedSetup(Conversation(self.stdout.write)).go(check_all())
        except (EOFError, KeyboardInterrupt):
            raise CommandError(_("Interrupted; what was done is kept."), returncode=report.INTERRUPTED) from None

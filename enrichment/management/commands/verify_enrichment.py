"""`manage.py verify_enrichment`: what is filled, and what is suspect."""

import json
from argparse import ArgumentTypeError
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from collection.management.plain import PlainCommand
from enrichment.console import verify_lines
from enrichment.reports.verify import verify

UNDER = 1
INTERRUPTED = 130


class Command(PlainCommand):
    help = (
        "Shows how much of the collection is filled and what looks wrong. It changes nothing. Exit status: 0; 1 when "
        "the descriptions or the photos are filled less than --fail-under; 2 usage."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print one JSON object")
        parser.add_argument("--fail-under", type=percentage, metavar="PERCENT", help="from 0 to 100")
        parser.add_argument("--check-urls", action="store_true", help="ask whether each picture is still there")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            found = verify(check_urls=options["check_urls"])
        except KeyboardInterrupt:
            raise CommandError(_("Interrupted."), returncode=INTERRUPTED) from None
        if options["json"]:
            self.stdout.write(json.dumps(verify_lines.as_dict(found), ensure_ascii=False))
        else:
            self.stdout.write("\n".join(verify_lines.lines(found, everything=options["verbosity"] > 1)))
        least = options["fail_under"]
        if least is not None and found.is_under(least):
            self.stderr.write(_("Descriptions or photos are filled less than %(least)g %%.") % {"least": least})
            raise SystemExit(UNDER)


def percentage(text: str) -> float:
    try:
        number = float(text.strip().removesuffix("%"))
    except ValueError:
        number = -1.0
    if 0 <= number <= 100:
        return number
    raise ArgumentTypeError(_("it must be a number from 0 to 100"))

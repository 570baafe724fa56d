"""`manage.py evaluate_texts FILE [--json]`: what is wrong with a file of texts."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from enrichment.evaluation.texts import TextReport, evaluate, load_texts


class Command(BaseCommand):
    help = 'Apply the quality gate to the texts of a JSON file {"data": {key: text}} and count the faults.'
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the JSON file")
        parser.add_argument("--json", action="store_true", help="print one JSON object of counts")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            report = evaluate(load_texts(file))
        except ValueError as error:
            raise CommandError(str(error), returncode=2) from error
        self.stdout.write(json.dumps(report.as_dict()) if options["json"] else _table(report))


def _table(report: TextReport) -> str:
    rows = [(_("Fault"), _("Texts"), _("For example"))]
    rows += [(row.name, str(row.count), row.example) for row in report.rows if row.count]
    wide, narrow = (max(len(row[column]) for row in rows) for column in (0, 1))
    summary = _("%(texts)d texts, %(faultless)d without a fault.") % {
        "texts": report.texts,
        "faultless": report.faultless,
    }
    lines = [f"{name:<{wide}}  {count:>{narrow}}  {example}".rstrip() for name, count, example in rows]
    return "\n".join([*lines, "", summary])

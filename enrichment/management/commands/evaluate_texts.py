"""`manage.py evaluate_texts FILE [--json] [--verdicts OUT]`: what is wrong with a file of texts."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from collection.commands import PlainCommand
from enrichment.evaluation.texts import (
    Outcome,
    UnusableFile,
    evaluate,
    is_labelled,
    judged,
    load_json,
    per_kind,
    read_labelled,
    texts_in,
    write_json,
)

USAGE = 2


class Command(PlainCommand):
    help = (
        'Apply the quality gate to the texts of a JSON file {"data": {key: text}} and count the faults; or to labelled '
        'answers {"facts": {…}, "texts": […]}, judged as a run judges them, with what was right for each kind. '
        "Exit status: 0 when the file was judged, whatever came of it; 2 for a bad file."
    )
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the JSON file")
        parser.add_argument("--json", action="store_true", help="print one JSON object of counts")
        parser.add_argument(
            "--verdicts",
            type=Path,
            metavar="OUT.json",
            help="of labelled answers: write {id: {accepted, text, faults}} there",
        )

    def handle(self, *args: Any, file: Path, verdicts: Path | None, **options: Any) -> None:
        try:
            content = load_json(file)
            if isinstance(content, dict) and is_labelled(content):
                self._labelled(judged(read_labelled(content)), verdicts, as_json=options["json"])
                return
            if verdicts:
                raise UnusableFile(_("--verdicts needs labelled answers, and %(file)s holds none.") % {"file": file})
            report = evaluate(texts_in(content, file))
        except UnusableFile as error:
            raise CommandError(str(error), returncode=USAGE) from error
        if options["json"]:
            self.stdout.write(json.dumps(report.as_dict()))
            return
        table = [(_("Fault"), _("Texts"), _("For example"))]
        table += [(row.name, str(row.count), row.example) for row in report.rows if row.count]
        wide, narrow = (max(len(line[column]) for line in table) for column in (0, 1))
        for name, count, example in table:
            self.stdout.write(f"{name:<{wide}}  {count:>{narrow}}  {example}".rstrip())
        words = _("%(texts)d texts, %(faultless)d without a fault.")
        self.stdout.write("\n" + words % {"texts": report.texts, "faultless": report.faultless})

    def _labelled(self, outcomes: list[Outcome], verdicts: Path | None, *, as_json: bool) -> None:
        if verdicts:
            write_json(verdicts, {outcome.text.id: outcome.published() for outcome in outcomes})
        rows = per_kind(outcomes)
        if as_json:
            counts = {f"{row.label}: {row.kind}": {"texts": row.texts, "right": row.right} for row in rows}
            self.stdout.write(json.dumps(counts, ensure_ascii=False))
            return
        wide = max((len(row.kind) for row in rows), default=0)
        for row in rows:
            failing = ", ".join(row.failing)
            self.stdout.write(f"{row.label:<4}  {row.kind:<{wide}}  {row.right}/{row.texts}  {failing}".rstrip())
        right, texts = sum(row.right for row in rows), sum(row.texts for row in rows)
        self.stdout.write("\n" + _("%(right)d of %(texts)d judged rightly.") % {"right": right, "texts": texts})

"""Measure the artist matching on a file of labelled cases."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from collection.commands import PlainCommand
from enrichment.evaluation.matching import evaluate, load_cases, score
from enrichment.evaluation.texts import UnusableFile, write_json

USAGE = 2


class Command(PlainCommand):
    help = (
        "Match the artists of a file of labelled cases as a run would, without any call, and print precision, recall "
        "and the cases answered wrongly. Exit status: 0 when the cases were answered, rightly or not; 2 for a bad file."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help=_("JSON file of labelled cases"))
        parser.add_argument("--predictions", type=Path, metavar="OUT.json", help=_("write {case id: id or null} there"))
        parser.add_argument(
            "--offers", type=Path, metavar="OUT.json", help=_("write {case id: [ids put before a person]} there")
        )

    def handle(self, *args: Any, file: Path, predictions: Path | None, offers: Path | None, **options: Any) -> None:
        try:
            results = evaluate(load_cases(file))
            if predictions:
                write_json(predictions, {result.case.id: result.given for result in results})
            if offers:
                write_json(offers, {result.case.id: result.offered for result in results if result.offered})
        except UnusableFile as error:
            raise CommandError(str(error), returncode=USAGE) from error

        total = score(results)
        failing = [result for result in results if not result.is_right]
        self.stdout.write(_("cases      %(n)d (%(failing)d failing)") % {"n": total.cases, "failing": len(failing)})
        self.stdout.write(_("photos     %(due)d due, %(given)d given, %(right)d right") % vars(total))
        self.stdout.write(_("precision  %s") % _percent(total.precision))
        self.stdout.write(_("recall     %s") % _percent(total.recall))
        self.stdout.write(_("offered    %s with those put before a person") % _percent(total.reached))
        calls = _("n/a") if total.calls_a_case is None else f"{total.calls_a_case:.2f}"
        self.stdout.write(_("calls      %s an artist") % calls)
        for result in failing:
            case = result.case
            line = _("%(id)s  %(query)r  expected %(expected)s, got %(given)s (%(reason)s)  why: %(why)s") % {
                "id": case.id,
                "query": case.query_name,
                "expected": case.expected or "-",
                "given": result.given or "-",
                "reason": result.answer.reason,
                "why": case.why or "-",
            }
            self.stdout.write(line)


def _percent(share: float | None) -> str:
    return _("n/a") if share is None else f"{100 * share:.1f} %"

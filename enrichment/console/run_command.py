"""What the commands that work at a run have in common: it is worked here or in the background, Ctrl-C is obeyed, and
what came of it is told in lines for people or as one JSON object, and by the exit status.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from collection.commands import PlainCommand, typed
from enrichment import jobs
from enrichment.console import report
from enrichment.console.foreground import Foreground, Interruption
from enrichment.engine import runs
from enrichment.engine.request import AlreadyActive, RunRefused, RunRequest
from enrichment.models import EnrichmentRun, PhaseState, Trigger
from enrichment.phases.registry import service_label
from enrichment.reasons import sentence
from enrichment.reports.run_report import RunReport, report_of, source_summary


class RunCommand(PlainCommand):
    """A subclass does its work in `do`, with `options`."""

    requires_system_checks = ["env_file"]

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--background", action="store_true", help="leave the work to the background worker")
        parser.add_argument("--json", action="store_true", help="print one JSON object at the end, and nothing else")

    def handle(self, *args: Any, **options: Any) -> None:
        self.options = options
        try:
            with Interruption() as self.interruption:
                self.do()
        except RunRefused as refusal:
            run, message = refusal.run if isinstance(refusal, AlreadyActive) else None, str(refusal)
            if self.options["json"]:
                self.show({"state": "refused", "error": message, "run_id": run.pk if run else None}, [])
            if run and runs.is_stale(run):
                message += " " + _("Nobody is working at it; go on with: %(command)s") % {
                    "command": typed("enrich --resume")
                }
            raise CommandError(message, returncode=report.of_refusal(refusal)) from None
        except KeyboardInterrupt:
            raise CommandError(self.interrupted(), returncode=report.INTERRUPTED) from None

    def do(self) -> None:
        raise NotImplementedError

    def interrupted(self) -> str:
        """What is said after Ctrl-C."""
        return _("Interrupted. Go on with: %(command)s") % {"command": typed("enrich --resume")}

    def work(self, run: EnrichmentRun) -> None:
        """Work at the run until it is over, and tell what came of it."""
        live = self.stderr.isatty() and self.options["verbosity"] > 0
        Foreground(self.interruption, self.stderr.write, live=live, verbosity=self.options["verbosity"]).work(run)
        found = report_of(run)
        self.tell(found)
        if status := report.exit_status(found):
            raise SystemExit(status)

    def tell(self, found: RunReport) -> None:
        self.show(found.as_dict(), report.lines(found))

    def tell_stopped(self, run: EnrichmentRun) -> None:
        """Beside the report, which a program may be reading."""
        for row in run.phases.filter(state=PhaseState.STOPPED):
            self.stderr.write(sentence(row.reason, setting=row.setting, service=service_label(row.name, row.reason)))

    def enqueued(self, run: EnrichmentRun) -> None:
        words = [report.waits_for_a_worker(run)]
        self.show({"run_id": run.pk, "state": run.state, "background": True}, words)

    def show(self, document: Mapping[str, Any], lines: Iterable[str]) -> None:
        self.stdout.write(json.dumps(document, ensure_ascii=False) if self.options["json"] else "\n".join(lines))


class SourceCommand(RunCommand):
    """A subclass says which run it is by `request`. A run that was left behind is taken up again."""

    def request(self) -> RunRequest:
        raise NotImplementedError

    def do(self) -> None:
        request = self.request()
        runs.require_settings(request.phases)
        active = runs.active_run(request.kind)
        if active and runs.is_stale(active):
            self.work(active)
        elif active:
            raise AlreadyActive(active)
        elif not runs.has_work(request):
            self.show({"state": "completed", "run_id": None}, [_("Nothing is missing.")])
        elif self.options["background"]:
            self.enqueued(jobs.launch(request, Trigger.COMMAND))
        else:
            self.work(runs.create_run(request, Trigger.COMMAND))

    def interrupted(self) -> str:
        return _("Interrupted. Start it again: what was read is kept.")

    def tell(self, found: RunReport) -> None:
        brought = source_summary(found.run)
        self.show({**found.as_dict(), **brought}, [*report.brought_lines(found.run, brought), *report.lines(found)])
        self.tell_stopped(found.run)

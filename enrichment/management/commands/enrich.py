"""`manage.py enrich`: descriptions and photos for what is missing them, worked in the command's own process."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from collection.commands import PlainCommand, typed
from collection.models import Album
from enrichment import jobs
from enrichment.console import enrich_command, report
from enrichment.console.foreground import Foreground, Interruption
from enrichment.console.report import (
    INTERRUPTED,
    NOT_CONFIGURED,
    SOME_FAILED,
    exit_status,
    of_refusal,
    waits_for_a_worker,
)
from enrichment.engine import runs
from enrichment.engine.enrich import nothing_to_do, try_prompt
from enrichment.engine.request import AlreadyActive, RunRefused, RunRequest
from enrichment.models import EnrichmentRun, Outcome, PhaseState, Trigger
from enrichment.phases.registry import service_label
from enrichment.providers.errors import ProviderError, Refused
from enrichment.reasons import sentence
from enrichment.reports.estimate import estimate, missing_facts, offer_line
from enrichment.reports.run_report import report_of


class Command(PlainCommand):
    help = (
        "Fills what is missing: descriptions by Euria, photos of artists from Spotify. It may be repeated at any time. "
        "Exit status: 0 all done, also where a service without keys was left out; 1 something failed or was left; "
        "2 usage; 3 nothing could be done for want of a working key; 4 a run is already active; 130 interrupted."
    )
    requires_system_checks = ["env_file"]

    def add_arguments(self, parser: CommandParser) -> None:
        enrich_command.add_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        self.options = options
        try:
            with Interruption() as self.interruption:
                self._do()
        except RunRefused as refusal:
            run = refusal.run if isinstance(refusal, AlreadyActive) else None
            message = str(refusal)
            if run and runs.is_stale(run):
                resume = {"command": typed("enrich --resume")}
                message += " " + _("Nobody is working at it; go on with: %(command)s") % resume
            if options["json"]:
                self._show({"state": "refused", "error": str(refusal), "run_id": run.pk if run else None}, [])
            raise CommandError(message, returncode=of_refusal(refusal)) from None
        except KeyboardInterrupt:
            raise CommandError(
                _("Interrupted. Go on with: %(command)s") % {"command": typed("enrich --resume")},
                returncode=INTERRUPTED,
            ) from None

    def _do(self) -> None:
        options = self.options
        if options["background"]:
            jobs.check_queue()
        if options["resume"] is not None or options["retry_failed"] is not None:
            enrich_command.check_resuming(options)
            self._go_on()
            return
        request = enrich_command.request_from(options)
        if request is None:
            self._show({**_nothing(), "to_change": 0}, [_("Every text is in this language, or locked.")])
        elif options["show_text"]:
            self._hint(request)
            album = Album.objects.with_credits().get(pk=request.albums[0] if request.albums else 0)
            try:
                trial = try_prompt(album, request.language_code)
            except ProviderError as error:
                setting = error.setting if isinstance(error, Refused) else ""
                status = NOT_CONFIGURED if setting else SOME_FAILED
                raise CommandError(sentence(error.code, setting=setting, service="Euria"), returncode=status) from None
            self._show(enrich_command.trial_json(trial), enrich_command.trial_lines(trial))
        elif options["dry_run"]:
            self._hint(request)
            found = estimate(request, look_at_caches=True)
            shown = enrich_command.estimate_lines(found, request.language_code, examples=options["verbosity"] > 1)
            self._show({"dry_run": True, **found.as_dict()}, shown)
        else:
            self._start(request)

    def _start(self, request: RunRequest) -> None:
        runs.require_settings(request.phases)
        if active := runs.active_run(request.kind):
            raise AlreadyActive(active)
        if not runs.has_work(request):
            self._show(_nothing(), [_("Nothing to enrich.")])
            return
        self._hint(request)
        takes_long = request.force and request.is_whole_collection
        if self.options["verbosity"] and not takes_long:
            self.stderr.write(offer_line(estimate(request), request.language_code))
        if self.options["background"]:
            self._enqueued(jobs.launch(request, Trigger.COMMAND))
        else:
            self._work(runs.create_run(request, Trigger.COMMAND))

    def _hint(self, request: RunRequest) -> None:
        for line in missing_facts(request) if self.options["verbosity"] else ():
            self.stderr.write(line)

    def _go_on(self) -> None:
        """Adopt the active run that its workers left, or make a new run of what a finished one left."""
        number, background = self.options["resume"], self.options["background"]
        retry = number is None
        if retry:
            number = self.options["retry_failed"]
            run = runs.run_numbered(number) if number else runs.latest_with([Outcome.FAILED])
        else:
            run = runs.run_numbered(number) if number else runs.run_to_resume()
        if run.is_active and not retry and runs.is_stale(run):
            if background:
                jobs.enqueue_slice(run.pk)
                self._enqueued(run)
            else:
                self._work(run)
            return
        run.refresh_from_db()
        if background:
            self._enqueued((jobs.retry if retry else jobs.resume)(run, Trigger.COMMAND))
        else:
            self._work((runs.retry_failed if retry else runs.resume)(run, Trigger.COMMAND))

    def _work(self, run: EnrichmentRun) -> None:
        for row in run.phases.filter(state=PhaseState.STOPPED):
            self.stderr.write(sentence(row.reason, setting=row.setting, service=service_label(row.name, row.reason)))
        live = self.stderr.isatty() and self.options["verbosity"] > 0
        Foreground(self.interruption, self.stderr.write, live=live, verbosity=self.options["verbosity"]).work(run)
        found = report_of(run)
        self._show(found.as_dict(), report.lines(found))
        if status := exit_status(found):
            raise SystemExit(status)

    def _enqueued(self, run: EnrichmentRun) -> None:
        self._show({"run_id": run.pk, "state": run.state, "background": True}, [waits_for_a_worker(run)])

    def _show(self, document: Mapping[str, Any], lines: Iterable[str]) -> None:
        self.stdout.write(json.dumps(document, ensure_ascii=False) if self.options["json"] else "\n".join(lines))


def _nothing() -> dict[str, Any]:
    stats = nothing_to_do()
    empty: dict[str, Any] = {"counts": {}, "phases": [], "failures": [], "reviews": []}
    return {**stats, "start_time": stats["start_time"].isoformat(), **empty}

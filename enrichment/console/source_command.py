"""What `sync_discogs` and `track_lastfm` have in common: one run of a source, here or in the background, and what it
brought, as lines for people.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collection.commands import PlainCommand, typed
from collection.importing.report import left_out_words
from enrichment import jobs
from enrichment.console import report
from enrichment.console.foreground import Foreground, Interruption
from enrichment.console.report import and_more, printable, waits_for_a_worker
from enrichment.engine import runs
from enrichment.engine.request import AlreadyActive, RunRefused, RunRequest
from enrichment.engine.runs import is_stale
from enrichment.models import EnrichmentRun, Kind, PhaseState, Trigger
from enrichment.phases.registry import service_label
from enrichment.reasons import sentence
from enrichment.reports.run_report import SourceSummary, report_of, source_summary


class SourceCommand(PlainCommand):
    """A subclass says which run it is by `request`."""

    requires_system_checks = ["env_file"]

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--background", action="store_true", help="leave the work to the background worker")
        parser.add_argument("--json", action="store_true", help="print one JSON object at the end, and nothing else")

    def request(self, options: Mapping[str, Any]) -> RunRequest:
        raise NotImplementedError

    def handle(self, *args: Any, **options: Any) -> None:
        self.options = options
        try:
            with Interruption() as self.interruption:
                request = self.request(options)
                runs.require_settings(request.phases)
                active = runs.active_run(request.kind)
                if active and is_stale(active):
                    self._work(active)
                elif active:
                    raise AlreadyActive(active)
                elif not runs.has_work(request):
                    self._show({"state": "completed", "run_id": None}, [_("Nothing is missing.")])
                elif options["background"]:
                    run = jobs.launch(request, Trigger.COMMAND)
                    self._show({"run_id": run.pk, "state": run.state, "background": True}, [waits_for_a_worker(run)])
                else:
                    self._work(runs.create_run(request, Trigger.COMMAND))
        except RunRefused as refusal:
            if self.options["json"]:
                run_id = refusal.run.pk if isinstance(refusal, AlreadyActive) else None
                self._show({"state": "refused", "error": str(refusal), "run_id": run_id}, [])
            raise CommandError(str(refusal), returncode=report.of_refusal(refusal)) from None
        except KeyboardInterrupt:
            raise CommandError(
                _("Interrupted. Start it again: what was read is kept."), returncode=report.INTERRUPTED
            ) from None

    def _work(self, run: EnrichmentRun) -> None:
        live = self.stderr.isatty() and self.options["verbosity"] > 0
        Foreground(self.interruption, self.stderr.write, live=live, verbosity=self.options["verbosity"]).work(run)
        found, brought = report_of(run), source_summary(run)
        self._show({**found.as_dict(), **brought}, [*brought_lines(run, brought), *report.lines(found)])
        for row in run.phases.filter(state=PhaseState.STOPPED):
            self.stderr.write(sentence(row.reason, setting=row.setting, service=service_label(row.name, row.reason)))
        if status := report.exit_status(found):
            raise SystemExit(status)

    def _show(self, document: Mapping[str, Any], lines: Iterable[str]) -> None:
        self.stdout.write(json.dumps(document, ensure_ascii=False) if self.options["json"] else "\n".join(lines))


def brought_lines(run: EnrichmentRun, brought: SourceSummary) -> Iterator[str]:
    if run.kind == Kind.LASTFM:
        tracks = brought["tracks"]
        yield ngettext("%(count)d new track.", "%(count)d new tracks.", tracks) % {"count": tracks}
        if brought["listened_count"]:
            yield _("Albums heard that were not in the collection:")
            yield from _named(brought["listened"], brought["listened_count"])
        return
    if run.options.get("only") != "facts":
        yield _("Albums: %(created)d new, %(updated)d changed, %(unchanged)d as they were.") % brought
        if brought["left_out"]:
            yield left_out_words(brought["left_out"])
    yield ngettext("Facts of %(count)d album were read.", "Facts of %(count)d albums were read.", brought["facts"]) % {
        "count": brought["facts"]
    }
    if brought["seems_gone"]:
        yield _(
            "%(count)d albums seem to be gone from Discogs, or the collection is another user's; nothing was marked. "
            "If they are gone: %(command)s"
        ) % {"count": brought["seems_gone"], "command": typed("sync_discogs --yes")}
    if brought["removed_count"]:
        yield _("No longer in the collection at Discogs, marked and not deleted:")
        yield from _named(brought["removed"], brought["removed_count"])


def _named(labels: Sequence[str], count: int) -> Iterator[str]:
    yield from (f"      {printable(label)}" for label in labels)
    if count > len(labels):
        yield f"      {and_more(count - len(labels))}"

"""`manage.py enrich`: descriptions and photos for what is missing them, worked in the command's own process."""

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from collection.models import Album
from enrichment import jobs
from enrichment.console import enrich_command
from enrichment.console.enrich_command import EnrichmentCommand, nothing
from enrichment.console.report import NOT_CONFIGURED, SOME_FAILED
from enrichment.engine import runs
from enrichment.engine.enrich import try_prompt
from enrichment.models import Outcome, Trigger
from enrichment.providers.errors import ProviderError, Refused
from enrichment.reasons import sentence
from enrichment.reports.estimate import estimate


class Command(EnrichmentCommand):
    help = (
        "Fills what is missing: descriptions by Euria, photos of artists from Spotify. It may be repeated at any time. "
        "Exit status: 0 all done, also where a service without keys was left out; 1 something failed or was left; "
        "2 usage; 3 nothing could be done for want of a working key; 4 a run is already active; 130 interrupted."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        enrich_command.add_arguments(parser)
        super().add_arguments(parser)

    def do(self) -> None:
        options = self.options
        if options["background"]:
            jobs.check_queue()
        if options["resume"] is not None or options["retry_failed"] is not None:
            enrich_command.check_resuming(options)
            self._go_on()
            return
        request = enrich_command.request_from(options)
        if request is None:
            self.show({**nothing(), "to_change": 0}, [_("Every text is in this language, or locked.")])
        elif options["show_text"]:
            self.hint(request)
            album = Album.objects.with_credits().get(pk=request.albums[0] if request.albums else 0)
            try:
                trial = try_prompt(album, request.language_code)
            except ProviderError as error:
                setting = error.setting if isinstance(error, Refused) else ""
                status = NOT_CONFIGURED if setting else SOME_FAILED
                raise CommandError(sentence(error.code, setting=setting, service="Euria"), returncode=status) from None
            self.show(enrich_command.trial_json(trial), enrich_command.trial_lines(trial))
        elif options["dry_run"]:
            self.hint(request)
            found = estimate(request, look_at_caches=True)
            shown = enrich_command.estimate_lines(found, request.language_code, examples=options["verbosity"] > 1)
            self.show({"dry_run": True, **found.as_dict()}, shown)
        else:
            self.start(request)

    def _go_on(self) -> None:
        """Adopt the active run that its workers left, or make a new run of what a finished one left."""
        background, retry = self.options["background"], self.options["resume"] is None
        if number := self.options["retry_failed" if retry else "resume"]:
            run = runs.run_numbered(number)
        else:
            run = runs.latest_with([Outcome.FAILED]) if retry else runs.run_to_resume()
        run.refresh_from_db()
        if retry:
            run = (jobs.retry if background else runs.retry_failed)(run, Trigger.COMMAND)
        elif not (run.is_active and runs.is_stale(run)):
            run = (jobs.resume if background else runs.resume)(run, Trigger.COMMAND)
        elif background:
            jobs.enqueue_slice(run.pk)
        (self.enqueued if background else self.work)(run)

"""Starting a run from a page, and saying what came of it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from enrichment.engine.request import AlreadyActive, RunRefused, RunRequest
from enrichment.jobs import launch
from enrichment.models import ACTIVE_STATES, EnrichmentRun, Kind

START = "enrichment.add_enrichmentrun"
CHANGE = "enrichment.change_enrichmentrun"
VIEW = "enrichment.view_enrichmentrun"


def run_page(run: EnrichmentRun) -> str:
    return reverse("admin:enrichment_enrichmentrun_change", args=[run.pk])


def start_run(request: HttpRequest, options: RunRequest, trigger: str) -> EnrichmentRun | None:
    """Launch a run in the name of who asks; None where it was refused. Either way the next page says so."""
    return start_with(request, lambda: launch(options, trigger, request.user))


def start_with(request: HttpRequest, start: Callable[[], EnrichmentRun]) -> EnrichmentRun | None:
    """As `start_run`, for any way to start a run."""
    try:
        run = start()
    except AlreadyActive as refusal:
        messages.warning(request, _linked(refusal.run, str(refusal)))
    except RunRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _linked(run, _("Run %(number)s has been started.") % {"number": run.pk}))
        # Texts are made from what Discogs tells: an enrichment beside a synchronisation is worth a word.
        other = {Kind.ENRICHMENT.value: Kind.DISCOGS, Kind.DISCOGS.value: Kind.ENRICHMENT}.get(run.kind, "")
        if beside := EnrichmentRun.objects.filter(kind=other, state__in=ACTIVE_STATES).first():
            words = _("Run %(number)s is under way beside it: texts are written from the facts that are there by then.")
            messages.warning(request, _linked(beside, words % {"number": beside.pk}))
        return run
    return None


def _linked(run: EnrichmentRun, text: str) -> SafeString:
    return format_html('<a href="{}">{}</a>', run_page(run), text)

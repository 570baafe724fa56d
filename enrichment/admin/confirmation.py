"""The page between asking for a run and the run: it counts what will be done, and starts on consent."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from collection.models import Album
from enrichment.admin.pages import chosen_language, duration_range, language_field, start_run
from enrichment.engine.ready_made import facts_request, lacking_facts
from enrichment.engine.request import RunRefused, RunRequest
from enrichment.models import Trigger
from enrichment.phases.registry import phase_label
from enrichment.phases.selection import locks
from enrichment.phases.services import Words
from enrichment.providers.texts.prompts import PROMPT_VERSION
from enrichment.reports.estimate import PlannedPhase, estimate, offer_line

# Beyond, counting would read thousands of cache files while a person waits.
COUNTED_BEFOREHAND = 1000
FACTS_FIRST = "facts_first"
COUNT_AGAIN = "count_again"


class Offer(NamedTuple):
    """What an action would start on the selected rows; `force` replaces what is there and asks for a tick."""

    action: str
    title: Words
    explanation: Words
    only: str = ""
    force: bool = False

    def request(self, model: type[Any], pks: Sequence[int], language: str) -> RunRequest:
        if model is Album:
            return RunRequest(albums=pks, only=self.only, force=self.force, language=language)
        return RunRequest(artists=pks, force=self.force)


class CountedPhase(NamedTuple):
    """A phase of the run in words: its name, and how many items would end how."""

    label: str
    planned: PlannedPhase


def offer_run(
    page: "admin.ModelAdmin[Any]", request: HttpRequest, queryset: QuerySet[Any], offer: Offer
) -> HttpResponse:
    """Show what a run on `queryset` would do; start it where the person has confirmed."""
    # One query for the keys, however many; the page's own prefetches and order are not needed.
    pks = list(queryset.prefetch_related(None).order_by("pk").values_list("pk", flat=True))
    here = request.get_full_path()
    try:
        options = offer.request(page.model, pks, chosen_language(request))
    except RunRefused as refusal:
        messages.error(request, str(refusal))
        return HttpResponseRedirect(here)
    if FACTS_FIRST in request.POST:
        start_run(request, facts_request(options.albums), Trigger.ACTION)
        return HttpResponseRedirect(here)
    if has_consent(request, options):
        start_run(request, options, Trigger.ACTION)
        return HttpResponseRedirect(here)
    about_albums = page.model is Album
    context = {
        **page.admin_site.each_context(request),
        "title": offer.title,
        "opts": page.opts,
        "explanation": offer.explanation,
        "selected": len(pks),
        "fields": selection_fields(request),
        "locked": queryset.filter(locks("ai_description" if about_albums else "photo")).count(),
        "overwritten": (
            queryset.exclude(ai_description="").exclude(locks("ai_description")).count()
            if offer.force and about_albums
            else 0
        ),
        "back": here,
        "send_to": here,
        **counted(options, len(pks)),
    }
    return ask(request, options, context)


def ask(request: HttpRequest, options: RunRequest, context: dict[str, Any]) -> HttpResponse:
    """The page itself."""
    more = {
        "language": language_field(request, options),
        "asks_to_replace": options.force,
        "tick_missing": "confirmed" in request.POST and COUNT_AGAIN not in request.POST,
        "facts_missing": lacking_facts(options),
    }
    return TemplateResponse(request, "enrichment/admin/confirm.html", {**context, **more})


def has_consent(request: HttpRequest, options: RunRequest) -> bool:
    """Replacing what is there takes a tick of its own; who wants another language counted has not consented yet."""
    return (
        "confirmed" in request.POST
        and COUNT_AGAIN not in request.POST
        and (not options.force or "overwrite" in request.POST)
    )


def counted(options: RunRequest, subjects: int) -> dict[str, Any]:
    """What a run would do and take, for a template; only its prompt version where `subjects` are too many."""
    if subjects > COUNTED_BEFOREHAND:
        too_many = _("not counted beforehand, the selection is too large for that")
        return {"offer": "", "phases": [], "time": too_many, "prompt_version": PROMPT_VERSION}
    judged = estimate(options, look_at_caches=True)
    return {
        "offer": offer_line(judged),
        "phases": [CountedPhase(phase_label(phase.name), phase) for phase in judged.phases],
        "tokens": number_format(judged.tokens, force_grouping=True) if judged.tokens else "",
        "time": duration_range(judged.seconds_low, judged.seconds_high),
        "prompt_version": PROMPT_VERSION,
    }


def selection_fields(request: HttpRequest) -> list[tuple[str, str]]:
    """The hidden fields that repeat a selection: one key stands for "all pages", never a thousand hidden ones."""
    ticked = request.POST.getlist(ACTION_CHECKBOX_NAME)
    across = request.POST.get("select_across") == "1"
    return [
        ("action", request.POST.get("action", "")),
        ("select_across", "1" if across else "0"),
        *((ACTION_CHECKBOX_NAME, pk) for pk in (ticked[:1] if across else ticked)),
    ]

"""The page between an action on a selection and the run: it counts what will be done, and starts on consent."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise

from collection.models import Album
from enrichment.admin.launching import start_run
from enrichment.admin.wording import duration_range
from enrichment.models import Trigger
from enrichment.phases.selection import locks
from enrichment.providers.texts.prompts import PROMPT_VERSION
from enrichment.services.estimate import Estimate, estimate
from enrichment.services.plan import PlannedPhase
from enrichment.services.progress.messages import phase_label
from enrichment.services.refusals import RunRefused
from enrichment.services.requests import RunRequest

# Beyond, counting would read thousands of cache files while a person waits.
COUNTED_BEFOREHAND = 1000


@dataclass(frozen=True)
class Offer:
    """What an action would start on the selected rows; `force` replaces what is there and asks for a tick."""

    action: str
    title: StrOrPromise
    explanation: StrOrPromise
    only: str = ""
    force: bool = False

    def request(self, model: type[Any], pks: Sequence[int]) -> RunRequest:
        if model is Album:
            return RunRequest(albums=pks, only=self.only, force=self.force)
        return RunRequest(artists=pks, force=self.force)


@dataclass(frozen=True)
class CountedPhase:
    """A phase of the run in words: its name, and how many items would end how."""

    label: str
    planned: PlannedPhase


def offer_run(
    page: "admin.ModelAdmin[Any]", request: HttpRequest, queryset: QuerySet[Any], offer: Offer
) -> HttpResponse:
    """Show what a run on `queryset` would do; start it where the person has confirmed."""
    # One query for the keys, however many; the page's own prefetches and order are not needed.
    pks = list(queryset.prefetch_related(None).order_by("pk").values_list("pk", flat=True))
    try:
        options = offer.request(page.model, pks)
    except RunRefused as refusal:
        messages.error(request, str(refusal))
        return HttpResponseRedirect(request.get_full_path())
    if "confirmed" in request.POST and (not offer.force or "replace" in request.POST):
        start_run(request, options, Trigger.ACTION)
        return HttpResponseRedirect(request.get_full_path())
    return TemplateResponse(request, "enrichment/admin/confirm.html", _context(page, request, queryset, offer, options))


def _context(
    page: "admin.ModelAdmin[Any]", request: HttpRequest, queryset: QuerySet[Any], offer: Offer, options: RunRequest
) -> dict[str, Any]:
    selected = len(options.albums or options.artists or ())
    judged = estimate(options) if selected <= COUNTED_BEFOREHAND else None
    return {
        **page.admin_site.each_context(request),
        "title": offer.title,
        "opts": page.opts,
        "offer": offer,
        "selected": selected,
        "selection": selection_fields(request),
        "estimate": judged,
        "phases": [CountedPhase(phase_label(phase.name), phase) for phase in judged.phases] if judged else [],
        "time": _time(judged),
        "locked": queryset.filter(locks(_locked_field(page.model))).count(),
        "overwritten": _overwritten(queryset) if offer.force and page.model is Album else 0,
        "prompt_version": PROMPT_VERSION,
        "tick_missing": "confirmed" in request.POST,
        "back": request.get_full_path(),
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


def _locked_field(model: type[Any]) -> str:
    return "ai_description" if model is Album else "photo"


def _overwritten(queryset: QuerySet[Any]) -> int:
    return queryset.exclude(ai_description="").exclude(locks("ai_description")).count()


def _time(judged: Estimate | None) -> str:
    if judged is None:
        return _("not counted beforehand, the selection is too large for that")
    return duration_range(judged.seconds_low, judged.seconds_high)

"""Applying the JSON caches again, after a look at what that would change."""

from typing import Any, NamedTuple

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enrichment.engine.refresh import FILL, LOCKED, REFUSED, REPLACE, Change, refresh
from enrichment.models import EnrichmentRun, Trigger
from enrichment.reasons import sentence

SHOWN = 50


class ShownChange(NamedTuple):
    label: str
    words: str


def preview(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """What would change; nothing is written."""
    changes: list[Change] = []
    report = refresh(Trigger.BUTTON, apply=False, on_change=changes.append)
    kinds = {
        FILL: _("is filled"),
        REPLACE: _("is replaced"),
        LOCKED: _("is locked and left alone"),
        REFUSED: _("is refused"),
    }
    shown = []
    for change in changes[:SHOWN]:
        codes = [line.partition(":")[0].strip() for line in change.detail.splitlines()]
        words = " ".join([f"{kinds[change.kind]}.", *(sentence(code) for code in codes if code)])
        shown.append(ShownChange(change.label, words))
    more = {"title": _("Apply the JSON caches again"), "report": report, "changes": shown}
    return TemplateResponse(request, "enrichment/admin/settings/refresh.html", {**context, **more})


def apply(request: HttpRequest) -> HttpResponse:
    report = refresh(Trigger.BUTTON, apply=True, user=request.user)
    words = ngettext("%(number)d value was applied.", "%(number)d values were applied.", report.changes)
    messages.success(request, words % {"number": report.changes})
    if report.run_id and EnrichmentRun.objects.filter(pk=report.run_id).exists():
        return HttpResponseRedirect(reverse("admin:enrichment_enrichmentrun_change", args=[report.run_id]))
    return HttpResponseRedirect(reverse("admin:enrichment_settings_changelist"))

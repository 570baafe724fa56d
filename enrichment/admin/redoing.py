"""Doing over what is there, after a look at what that takes: texts in another language, published texts that today's
rules would refuse, values from the JSON caches.
"""

from dataclasses import dataclass
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enrichment.admin.confirmation import FACTS_FIRST, ask, counted, has_consent
from enrichment.admin.pages import chosen_language, start_run
from enrichment.admin.settings_forms import locked_texts
from enrichment.engine.ready_made import change_of_language, check_texts, count_albums_without_facts, facts_request
from enrichment.engine.refresh import refresh
from enrichment.engine.request import RunRequest
from enrichment.models import EnrichmentRun, Trigger
from enrichment.phases.descriptions.phase import Descriptions
from enrichment.phases.results import FILL, LOCKED, REFUSED, REPLACE, Change
from enrichment.providers.texts.languages import LANGUAGES
from enrichment.reasons import sentence

SHOWN = 50


def language_page(request: HttpRequest, context: dict[str, Any]) -> HttpResponse | None:
    """The page that counts; None where a run was started."""
    asked = chosen_language(request)
    language = asked if asked in LANGUAGES else RunRequest().language_code
    options = change_of_language(language)
    if options and FACTS_FIRST in request.POST:
        start_run(request, facts_request(options.albums), Trigger.BUTTON)
        return None
    if options and has_consent(request, options):
        start_run(request, options, Trigger.BUTTON)
        return None
    others = len(options.albums or ()) if options else 0
    shown = options or RunRequest(only=Descriptions.name, language=language)
    more = {
        "title": _("Change the language of the texts"),
        "explanation": _(
            "Texts in other languages are replaced by new ones in this language; each can be taken back on the run's "
            "page. What is locked stays, and what was written in this language before comes from the cache."
        ),
        "selected": others,
        "locked": locked_texts(),
        "back": reverse("admin:enrichment_settings_changelist"),
        "send_to": request.path,
        "nothing": not others,
        **(counted(options, others) if options else {}),
    }
    return ask(request, shown, {**context, **more})


@dataclass(frozen=True)
class Again:
    """What asking again in one language would take: the texts, the line with the price, the albums without facts."""

    code: str
    native: str
    count: int
    offer: str
    facts_missing: int


def texts_page(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """The list. Nothing is asked of any service."""
    found = check_texts(SHOWN)
    shown = [
        (doubtful.album, [(sentence(each.code), each.detail) for each in doubtful.faults]) for doubtful in found.first
    ]
    again = []
    for code in (code for code in LANGUAGES if code in found.albums):
        albums, options = found.albums[code], found.request(code)
        offer = counted(options, len(albums))["offer"] if options else ""
        without_facts = count_albums_without_facts(albums)
        again.append(Again(code, LANGUAGES[code].native, len(albums), offer, without_facts))
    count = sum(each.count for each in again)
    more = {"title": _("Check the texts"), "found": found, "shown": shown, "count": count, "again": again}
    return TemplateResponse(request, "enrichment/admin/settings/texts.html", {**context, **more})


def ask_about_texts(request: HttpRequest) -> None:
    found = check_texts()
    options = found.request(request.POST.get("language", ""))
    if options is None:
        messages.info(request, found.why_none)
    elif FACTS_FIRST in request.POST:
        start_run(request, facts_request(options.albums), Trigger.BUTTON)
    else:
        start_run(request, options, Trigger.BUTTON)


class ShownChange(NamedTuple):
    label: str
    words: str


def preview_refresh(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
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


def apply_refresh(request: HttpRequest) -> HttpResponse:
    report = refresh(Trigger.BUTTON, apply=True, user=request.user)
    words = ngettext("%(number)d value was applied.", "%(number)d values were applied.", report.changes)
    messages.success(request, words % {"number": report.changes})
    if report.run_id and EnrichmentRun.objects.filter(pk=report.run_id).exists():
        return HttpResponseRedirect(reverse("admin:enrichment_enrichmentrun_change", args=[report.run_id]))
    return HttpResponseRedirect(reverse("admin:enrichment_settings_changelist"))

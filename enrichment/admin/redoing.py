"""Doing over what is there, after a look at what that takes: texts in another language, published texts that today's
rules would refuse, values from the JSON caches.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enrichment.admin.confirmation import ask, counted, has_consent, wanted_first
from enrichment.admin.pages import AnyPage, chosen_language, run_page, show, start_run
from enrichment.admin.settings_forms import locked_texts
from enrichment.engine.ready_made import change_of_language, check_texts, count_albums_without_facts
from enrichment.engine.refresh import refresh
from enrichment.engine.request import RunRequest
from enrichment.models import EnrichmentRun, Trigger
from enrichment.phases.descriptions.phase import Descriptions
from enrichment.phases.results import FILL, LOCKED, REFUSED, REPLACE, Change
from enrichment.providers.texts.languages import LANGUAGES
from enrichment.reasons import sentence

SHOWN = 50


def language_page(page: AnyPage, request: HttpRequest) -> HttpResponse | None:
    """The page that counts; None where a run was started."""
    asked = chosen_language(request)
    language = asked if asked in LANGUAGES else RunRequest().language_code
    options = change_of_language(language)
    if options and has_consent(request, options):
        start_run(request, wanted_first(request, options), Trigger.BUTTON)
        return None
    others = len(options.albums or ()) if options else 0
    shown = options or RunRequest(only=Descriptions.name, language=language)
    context = {
        "explanation": _(
            "Texts in other languages are replaced by new ones in this language; each can be taken back on the run's "
            "page. What is locked stays, and what was written in this language before comes from the cache."
        ),
        "selected": others,
        "locked": locked_texts(),
        "back": reverse("admin:enrichment_settings_changelist"),
        "nothing": not others,
        **(counted(options, others) if options else {}),
    }
    return ask(page, request, shown, _("Change the language of the texts"), context)


def texts_page(page: AnyPage, request: HttpRequest) -> HttpResponse:
    """The list, and for each language what asking again would take. Nothing is asked of any service."""
    found = check_texts(SHOWN)
    shown = [(each.album, [(sentence(fault.code), fault.detail) for fault in each.faults]) for each in found.first]
    again: list[dict[str, Any]] = []
    for code in (code for code in LANGUAGES if code in found.albums):
        albums, options = found.albums[code], found.request(code)
        each = {
            "code": code,
            "native": LANGUAGES[code].native,
            "number": len(albums),
            "offer": counted(options, len(albums))["offer"] if options else "",
            "facts_missing": count_albums_without_facts(albums),
        }
        again.append(each)
    context = {"found": found, "shown": shown, "count": sum(each["number"] for each in again), "again": again}
    return show(page, request, "settings/texts", _("Check the texts"), context)


def ask_about_texts(request: HttpRequest) -> None:
    found = check_texts()
    options = found.request(request.POST.get("language", ""))
    if options is None:
        messages.info(request, found.why_none)
    else:
        start_run(request, wanted_first(request, options), Trigger.BUTTON)


def preview_refresh(page: AnyPage, request: HttpRequest) -> HttpResponse:
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
        shown.append((change.label, words))
    title = _("Apply the JSON caches again")
    return show(page, request, "settings/refresh", title, {"report": report, "changes": shown})


def apply_refresh(request: HttpRequest) -> HttpResponse:
    report = refresh(Trigger.BUTTON, apply=True, user=request.user)
    words = ngettext("%(number)d value was applied.", "%(number)d values were applied.", report.changes)
    messages.success(request, words % {"number": report.changes})
    run = EnrichmentRun.objects.filter(pk=report.run_id or 0).first()
    return HttpResponseRedirect(run_page(run) if run else reverse("admin:enrichment_settings_changelist"))

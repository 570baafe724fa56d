"""Published texts that today's rules would refuse: a list of them, and for each language one act that asks again."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from enrichment.admin.confirmation import FACTS_FIRST, counted
from enrichment.admin.pages import start_run
from enrichment.engine import ready_made
from enrichment.engine.ready_made import check_texts
from enrichment.models import Trigger
from enrichment.providers.texts.languages import LANGUAGES
from enrichment.reasons import sentence

SHOWN = 50


@dataclass(frozen=True)
class Again:
    """What asking again in one language would take: the texts, the line with the price, the albums without facts."""

    code: str
    native: str
    count: int
    offer: str
    facts_missing: int


def page(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """The list. Nothing is asked of any service."""
    found = check_texts(SHOWN)
    shown = [
        (doubtful.album, [(sentence(each.code), each.detail) for each in doubtful.faults]) for doubtful in found.first
    ]
    again = []
    for code in (code for code in LANGUAGES if code in found.albums):
        albums, options = found.albums[code], found.request(code)
        offer = counted(options, len(albums))["offer"] if options else ""
        without_facts = ready_made.count_albums_without_facts(albums)
        again.append(Again(code, LANGUAGES[code].native, len(albums), offer, without_facts))
    count = sum(each.count for each in again)
    more = {"title": _("Check the texts"), "found": found, "shown": shown, "count": count, "again": again}
    return TemplateResponse(request, "enrichment/admin/settings/texts.html", {**context, **more})


def ask_again(request: HttpRequest) -> None:
    found = check_texts()
    options = found.request(request.POST.get("language", ""))
    if options is None:
        messages.info(request, found.why_none)
    elif FACTS_FIRST in request.POST:
        start_run(request, ready_made.facts_request(options.albums), Trigger.BUTTON)
    else:
        start_run(request, options, Trigger.BUTTON)

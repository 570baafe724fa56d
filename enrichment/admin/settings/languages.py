"""Changing the language of the texts that are there: what it would take, and the run."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from enrichment.admin.confirmation import FACTS_FIRST, ask, counted, has_consent
from enrichment.admin.pages import chosen_language, start_run
from enrichment.admin.settings.start import locked
from enrichment.engine import ready_made
from enrichment.engine.ready_made import changing
from enrichment.engine.request import RunRequest
from enrichment.models import Trigger
from enrichment.phases.descriptions.phase import Descriptions
from enrichment.providers.texts.languages import LANGUAGES


def page(request: HttpRequest, context: dict[str, Any]) -> HttpResponse | None:
    """The page that counts; None where a run was started."""
    asked = chosen_language(request)
    language = asked if asked in LANGUAGES else RunRequest().language_code
    options = changing(language)
    if options and FACTS_FIRST in request.POST:
        start_run(request, ready_made.facts_request(options.albums), Trigger.BUTTON)
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
        "locked": locked(),
        "back": reverse("admin:enrichment_settings_changelist"),
        "send_to": request.path,
        "nothing": not others,
        **(counted(options, others) if options else {}),
    }
    return ask(request, shown, {**context, **more})

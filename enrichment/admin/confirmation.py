"""The page between asking for a run and the run: it counts what will be done, and starts on consent."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from enrichment.admin.pages import AnyPage, duration_range, language_field, show
from enrichment.engine.ready_made import facts_request, lacking_facts
from enrichment.engine.request import RunRequest
from enrichment.phases.registry import phase_label
from enrichment.phases.services import Words
from enrichment.providers.texts.prompts import PROMPT_VERSION
from enrichment.reports.estimate import estimate, offer_line

# Beyond, counting would read thousands of cache files while a person waits.
COUNTED_BEFOREHAND = 1000
FACTS_FIRST = "facts_first"
COUNT_AGAIN = "count_again"


def ask(
    page: AnyPage, request: HttpRequest, options: RunRequest, title: Words, context: dict[str, Any]
) -> HttpResponse:
    """The page itself."""
    more = {
        "send_to": request.get_full_path(),
        "language": language_field(request, options),
        "asks_to_replace": options.force,
        "tick_missing": "confirmed" in request.POST and COUNT_AGAIN not in request.POST,
        "facts_missing": lacking_facts(options),
    }
    return show(page, request, "confirm", title, {**more, **context})


def has_consent(request: HttpRequest, options: RunRequest) -> bool:
    """Replacing what is there takes a tick of its own; who wants another language counted has not consented yet. To
    fetch facts first needs none.
    """
    return FACTS_FIRST in request.POST or (
        "confirmed" in request.POST
        and COUNT_AGAIN not in request.POST
        and (not options.force or "overwrite" in request.POST)
    )


def wanted_first(request: HttpRequest, options: RunRequest) -> RunRequest:
    """The run for the facts of the same albums where that button was pressed, else the run itself."""
    return facts_request(options.albums) if FACTS_FIRST in request.POST else options


def counted(options: RunRequest, subjects: int) -> dict[str, Any]:
    """What a run would do and take, for a template; only its prompt version where `subjects` are too many."""
    if subjects > COUNTED_BEFOREHAND:
        too_many = _("not counted beforehand, the selection is too large for that")
        return {"offer": "", "phases": [], "time": too_many, "prompt_version": PROMPT_VERSION}
    judged = estimate(options, look_at_caches=True)
    return {
        "offer": offer_line(judged),
        "phases": [(phase_label(phase.name), phase) for phase in judged.phases],
        "tokens": number_format(judged.tokens, force_grouping=True) if judged.tokens else "",
        "time": duration_range(judged.seconds_low, judged.seconds_high),
        "prompt_version": PROMPT_VERSION,
    }

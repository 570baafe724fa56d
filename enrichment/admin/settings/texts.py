"""Published texts that today's rules would refuse: a list of them, and one act that asks again for all."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from enrichment.admin.launching import start_run
from enrichment.engine.text_check import check_texts
from enrichment.models import Trigger
from enrichment.reasons import sentence

SHOWN = 50


def page(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """The list. Nothing is asked of any service."""
    found = check_texts(SHOWN)
    shown = [
        (doubtful.album, [(sentence(each.code), each.detail) for each in doubtful.faults]) for doubtful in found.first
    ]
    more = {"title": _("Check the texts"), "found": found, "shown": shown, "count": len(found.albums)}
    return TemplateResponse(request, "enrichment/admin/settings/texts.html", {**context, **more})


def ask_again(request: HttpRequest) -> None:
    if options := check_texts().request:
        start_run(request, options, Trigger.BUTTON)
    else:
        messages.info(request, _("Every text passes today's rules, or is locked."))

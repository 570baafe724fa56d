"""Taking back the last text that was written for each of the selected albums."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from collection.models import Album
from enrichment.admin.confirmation import selection_fields
from enrichment.admin.runs.acts import tell_undone
from enrichment.admin.runs.rest import RestForm
from enrichment.engine.undo import last_texts, outlook, undo_items


def offer_undo(page: "admin.ModelAdmin[Any]", request: HttpRequest, queryset: QuerySet[Album]) -> HttpResponse:
    """Say what would come back; take it back where the person has confirmed."""
    items, here = last_texts(queryset), request.get_full_path()
    form = RestForm(request.POST if "confirmed" in request.POST else None)
    if "confirmed" in request.POST and (form.is_valid() or "again" not in request.POST):
        rest = form.rest() if form.is_valid() else None
        tell_undone(request, undo_items(list(items.values_list("pk", flat=True)), rest))
        return HttpResponseRedirect(here)
    context = {
        **page.admin_site.each_context(request),
        "title": _("Take back the last enrichment"),
        "opts": page.opts,
        "selected": queryset.count(),
        "took_back": outlook(items),
        "fields": [*selection_fields(request), ("confirmed", "1")],
        "back": here,
        "rest_form": form,
    }
    return TemplateResponse(request, "enrichment/admin/albums_undo.html", context)

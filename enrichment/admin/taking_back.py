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
from enrichment.engine.undo import last_texts, outlook, undo_items


def offer_undo(page: "admin.ModelAdmin[Any]", request: HttpRequest, queryset: QuerySet[Album]) -> HttpResponse:
    """Say what would come back; take it back where the person has confirmed."""
    items, here = last_texts(queryset), request.get_full_path()
    if "confirmed" in request.POST:
        tell_undone(request, undo_items(list(items.values_list("pk", flat=True))))
        return HttpResponseRedirect(here)
    context = {
        **page.admin_site.each_context(request),
        "title": _("Take back the last enrichment"),
        "opts": page.opts,
        "selected": queryset.count(),
        "took_back": outlook(items),
        "fields": [*selection_fields(request), ("confirmed", "1")],
        "back": here,
    }
    return TemplateResponse(request, "enrichment/admin/albums_undo.html", context)

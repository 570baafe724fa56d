"""The albums' admin with what enrichment adds to it."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Case, CharField, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from collection.admin import AlbumAdmin
from collection.admin.filters import AlbumPhotosFilter, NamedChoicesFilter, NamedValuesFilter, OwnedFilter
from collection.models import Album
from collection.models.sql import Written
from enrichment.admin.confirmation import Offer, offer_run, selection_fields
from enrichment.admin.importing import ImportPage
from enrichment.admin.lists import (
    LastRunFilter,
    LockActions,
    LockFilter,
    PromptVersionFilter,
    SupportFilter,
    TextFilter,
)
from enrichment.admin.one import EnrichOne, TryPage
from enrichment.admin.pages import CHANGE, START, state_word
from enrichment.admin.run_acts import RestForm, tell_undone
from enrichment.admin.states import MISSING, PRESENT, REVIEW, TEXT_STATES, albums_to_review
from enrichment.engine.request import RunRequest
from enrichment.engine.undo import last_texts, outlook, undo_items
from enrichment.phases.artist_images.phase import ArtistImages
from enrichment.phases.descriptions.phase import Descriptions
from enrichment.phases.discogs.facts import forget

MISSING_ONLY = Offer(
    "enrich_missing",
    _("Enrich what is missing"),
    _("Descriptions and artist photos that are already there stay as they are."),
)
PHOTOS = Offer(
    "find_photos",
    _("Look for the artists' photos"),
    _("Photos that are already there stay as they are."),
    only=ArtistImages.name,
)
REGENERATE = Offer(
    "regenerate",
    _("Write the descriptions anew"),
    _("The descriptions are replaced by new ones, save those that are locked."),
    only=Descriptions.name,
    force=True,
)

TEXT_IS = Case(
    When(ai_description__gt="", then=Value(PRESENT)),
    When(pk__in=Written(albums_to_review), then=Value(REVIEW)),
    default=Value(MISSING),
    output_field=CharField(),
)

admin.site.unregister(Album)


@admin.register(Album)
class EnrichedAlbumAdmin(ImportPage, TryPage, EnrichOne, LockActions, AlbumAdmin):
    change_list_template = "enrichment/admin/albums.html"
    change_form_template = "enrichment/admin/album.html"
    actions = ["enrich_missing", "find_photos", "regenerate", "take_back", "lock_rows", "unlock_rows"]
    list_display = ["cover", "title", "credited_artists", "years", "carrier", "text_state", "source", "lock_state"]
    list_filter = [
        *(
            TextFilter,
            AlbumPhotosFilter,
            LockFilter,
            ("source", NamedChoicesFilter),
            OwnedFilter,
            SupportFilter,
            ("folder", NamedValuesFilter),
        ),
        *(PromptVersionFilter, LastRunFilter),
    ]
    search_help_text = ""  # type: ignore[assignment]  # described by a help text alone, the field would count as having no label
    locked_field = "ai_description"

    class Media:
        css = {"all": ["enrichment/admin.css"]}

    def rows(self, shown: QuerySet[Any]) -> QuerySet[Any]:
        """The state of a text stands here, for nothing that counts albums needs it."""
        rows: QuerySet[Any] = super().rows(shown)
        return rows.annotate(text_is=TEXT_IS)  # type: ignore[no-any-return]

    @admin.display(description=_("description"), ordering=TEXT_IS)
    def text_state(self, album: Any) -> SafeString:
        return state_word(album.text_is, str(TEXT_STATES[album.text_is]))

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if change and forget(obj, form.changed_data):
            messages.info(
                request, gettext("What Discogs told of another number is gone: synchronise to fetch the facts.")
            )

    def run_about(self, subject: Album, language: str) -> RunRequest:
        """Who presses the button on a text's own page wants it in the language that stands there."""
        return RunRequest(albums=[subject.pk], language=language, other_languages=True)

    def has_enrich_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(START)

    @admin.action(description=_("🤖 Enrich what is missing (Euria + Spotify)"), permissions=["enrich"])
    def enrich_missing(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse:
        return offer_run(self, request, queryset, MISSING_ONLY)

    @admin.action(description=_("Look for the artists' photos…"), permissions=["enrich"])
    def find_photos(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse:
        return offer_run(self, request, queryset, PHOTOS)

    @admin.action(description=_("Write the descriptions anew…"), permissions=["enrich"])
    def regenerate(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse:
        return offer_run(self, request, queryset, REGENERATE)

    def has_undo_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(CHANGE)

    @admin.action(description=_("Take back the last enrichment…"), permissions=["undo"])
    def take_back(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse:
        return offer_undo(self, request, queryset)


def offer_undo(page: "admin.ModelAdmin[Any]", request: HttpRequest, queryset: QuerySet[Album]) -> HttpResponse:
    """Say which texts would come back, the last that was written for each album; take it back on consent."""
    items, here = last_texts(queryset), request.get_full_path()
    form = RestForm(request.POST if "confirmed" in request.POST else None)
    if "confirmed" in request.POST and (form.is_valid() or "again" not in request.POST):
        rest = form.rest() if form.is_valid() else None
        tell_undone(request, undo_items(list(items.values_list("pk", flat=True)), rest))
        return HttpResponseRedirect(here)
    context = {
        **page.admin_site.each_context(request),
        "title": gettext("Take back the last enrichment"),
        "opts": page.opts,
        "selected": queryset.count(),
        "took_back": outlook(items),
        "fields": [*selection_fields(request), ("confirmed", "1")],
        "back": here,
        "rest_form": form,
    }
    return TemplateResponse(request, "enrichment/admin/albums_undo.html", context)

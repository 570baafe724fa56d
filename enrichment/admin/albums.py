"""The albums' admin with what enrichment adds to it."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from collection.admin import AlbumAdmin
from collection.models import Album
from enrichment.admin.confirmation import Offer, offer_run
from enrichment.admin.launching import START

MISSING = Offer(
    "enrich_missing",
    _("Enrich what is missing"),
    _("Descriptions and artist photos that are already there stay as they are."),
)
PHOTOS = Offer(
    "find_photos",
    _("Look for the artists' photos"),
    _("Photos that are already there stay as they are."),
    only="artist_images",
)
REGENERATE = Offer(
    "regenerate",
    _("Write the descriptions anew"),
    _("The descriptions are replaced by new ones, save those that are locked."),
    only="descriptions",
    force=True,
)

admin.site.unregister(Album)


@admin.register(Album)
class EnrichedAlbumAdmin(AlbumAdmin):
    actions = ["enrich_missing", "find_photos", "regenerate"]

    def has_enrich_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(START)

    @admin.action(description=_("🤖 Enrich what is missing (Euria + Spotify)"), permissions=["enrich"])
    def enrich_missing(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse:
        return offer_run(self, request, queryset, MISSING)

    @admin.action(description=_("Look for the artists' photos…"), permissions=["enrich"])
    def find_photos(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse:
        return offer_run(self, request, queryset, PHOTOS)

    @admin.action(description=_("Write the descriptions anew…"), permissions=["enrich"])
    def regenerate(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse:
        return offer_run(self, request, queryset, REGENERATE)

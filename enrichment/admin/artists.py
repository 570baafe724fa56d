"""The artists' admin with what enrichment adds to it."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from collection.admin import ArtistAdmin
from collection.admin.filters import NamedChoicesFilter
from collection.models import Artist
from enrichment.admin.confirmation import Offer, offer_run
from enrichment.admin.filters import ArtistLastRunFilter, PhotoFilter, PhotoLockFilter
from enrichment.admin.launching import START
from enrichment.admin.locks import LockActions
from enrichment.admin.one import EnrichOne
from enrichment.admin.photo_picker import PhotoPicker
from enrichment.engine.request import RunRequest

PHOTOS = Offer("find_photos", _("Look for missing photos"), _("Photos that are already there stay as they are."))

admin.site.unregister(Artist)


@admin.register(Artist)
class EnrichedArtistAdmin(PhotoPicker, EnrichOne, LockActions, ArtistAdmin):
    change_form_template = "enrichment/admin/artist.html"
    actions = ["find_photos", "lock_rows", "unlock_rows"]
    list_filter = [PhotoFilter, ("photo_answer", NamedChoicesFilter), PhotoLockFilter, ArtistLastRunFilter]
    locked_field = "photo"

    class Media:
        css = {"all": ["enrichment/admin.css"]}

    def run_about(self, subject: Artist, language: str) -> RunRequest:
        """Offered while there is no photo: who presses it wants the service asked, however lately it was."""
        return RunRequest(artists=[subject.pk], force=subject.photo is None)

    def has_enrich_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(START)

    @admin.action(description=_("🤖 Look for missing photos (Spotify)"), permissions=["enrich"])
    def find_photos(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse:
        return offer_run(self, request, queryset, PHOTOS)

"""Artists in the admin, with the photo that their owner may choose."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from collection.admin.bases import ArtistModelAdmin, LightRows, LockOnEdit, Notices
from collection.admin.filters import ArtistPhotoFilter, NamedChoicesFilter
from collection.correcting import ArtistForm
from collection.models import Artist
from collection.models.image import MANUAL
from collection.pictures import sources_of_artists, thumbnail
from collection.searching.asking import matching_artists


@admin.register(Artist)
class ArtistAdmin(LightRows, Notices, LockOnEdit, ArtistModelAdmin):
    form = ArtistForm
    page = "collection:artist"
    list_display = ["picture", "name", "album_count", "photo_origin", "photo_answer", "lock_state"]
    list_display_links = ["name"]
    in_rows = ("name", "spotify_id", "discogs_artist_id", "photo_answer", "locked_fields")
    list_filter = [ArtistPhotoFilter, ("photo_answer", NamedChoicesFilter)]
    search_fields = ["name"]  # that there is a search at all; `get_search_results` says where
    readonly_fields = ["picture", "photo_origin"]
    fieldsets = [
        (None, {"fields": ["name", "discogs_artist_id", "spotify_id"]}),
        (_("Photo"), {"fields": ["picture", "photo_origin", "photo_file", "photo_url", "photo_answer"]}),
        (_("Locks"), {"fields": ["locked"]}),
    ]

    class Media:
        css = {"all": ["collection/admin.css"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Artist]:
        counted = Artist.objects.annotate(number_of_albums=Count("albums", distinct=True))
        return counted.prefetch_related("images").order_by("key", "pk")  # counting drops the model's own order

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Artist], search_term: str
    ) -> tuple[QuerySet[Artist], bool]:
        return (queryset.filter(matching_artists(search_term)) if search_term.strip() else queryset), False

    @admin.display(description=_("photo"))
    def picture(self, artist: Artist) -> SafeString:
        photo = artist.photo if artist.pk else None
        return thumbnail(photo.address if photo else "", artist.name)

    @admin.display(description=_("photo from"))
    def photo_origin(self, artist: Artist) -> SafeString | str:
        """Where the photo comes from; Spotify's photos carry its name and a link to the artist there."""
        photo = artist.photo if artist.pk else None
        if photo is None or photo.source == MANUAL:
            return str(_("you")) if photo else "–"
        return render_to_string("collection/photo_source.html", {"artist": artist})

    def sources(self, rows: Iterable[Artist]) -> set[str]:
        return sources_of_artists(rows)

    @admin.display(description=_("albums"), ordering="number_of_albums")
    def album_count(self, artist: Any) -> int:
        return int(artist.number_of_albums)

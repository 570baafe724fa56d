"""Artists in the admin, with the photo that their owner may choose; and all pictures, to look at and to delete: a photo
is given on its artist's page, where it also locks.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from collection.admin.bases import ArtistModelAdmin, FoundByWords, ImageModelAdmin, LightRows, LockOnEdit, Notices
from collection.admin.filters import ArtistPhotoFilter, ImageWordsFilter, NamedChoicesFilter
from collection.correcting import ArtistForm
from collection.models import Album, Artist, Image
from collection.models.image import MANUAL
from collection.pictures import IMAGE_WORDS, sources_of_artists, thumbnail
from collection.searching.asking import ALBUM, matching_albums, matching_artists


@admin.register(Artist)
class ArtistAdmin(LightRows, FoundByWords, Notices, LockOnEdit, ArtistModelAdmin):
    form = ArtistForm
    page = "collection:artist"
    list_display = ["picture", "name", "album_count", "photo_origin", "photo_answer", "lock_state"]
    list_display_links = ["name"]
    in_rows = ("name", "spotify_id", "discogs_artist_id", "photo_answer", "locked_fields")
    list_filter = [ArtistPhotoFilter, ("photo_answer", NamedChoicesFilter)]
    readonly_fields = ["picture", "photo_origin"]
    fieldsets = [
        (None, {"fields": ["name", "discogs_artist_id", "spotify_id"]}),
        (_("Photo"), {"fields": ["picture", "photo_origin", "photo_file", "photo_url", "photo_answer"]}),
        (_("Locks"), {"fields": ["locked"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Artist]:
        counted = Artist.objects.annotate(number_of_albums=Count("albums", distinct=True))
        return counted.prefetch_related("images").order_by("key", "pk")  # counting drops the model's own order

    def matching(self, text: str) -> Q:
        return matching_artists(text)

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


@admin.register(Image)
class ImageAdmin(FoundByWords, Notices, ImageModelAdmin):
    list_display = ["picture", "owner", "type_words", "origin", "fetched_at"]
    list_display_links = ["owner"]
    list_filter = [("image_type", ImageWordsFilter), ("source", ImageWordsFilter)]
    fields = ["picture", "owner", "type_words", "origin", "url", "fetched_at"]
    readonly_fields = ["picture", "owner", "type_words", "origin"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Image]:
        return Image.objects.select_related("artist", "album")

    def matching(self, text: str) -> Q:
        artists = Artist.objects.filter(matching_artists(text)).order_by()
        albums = Album.objects.filter(matching_albums(text, ALBUM)).order_by()
        return Q(artist__in=artists) | Q(album__in=albums)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Image | None = None) -> bool:
        return False

    @admin.display(description=_("picture"))
    def picture(self, image: Image) -> SafeString:
        return thumbnail(image.address, self.owner(image))

    @admin.display(description=_("of"))
    def owner(self, image: Image) -> str:
        return str(image.artist or image.album)

    @admin.display(description=_("type"), ordering="image_type")
    def type_words(self, image: Image) -> str:
        return str(IMAGE_WORDS.get(image.image_type, image.image_type))

    @admin.display(description=_("source"), ordering="source")
    def origin(self, image: Image) -> SafeString | str:
        """Spotify's pictures carry its name and a link to the artist or the album there."""
        if image.source == MANUAL:
            return str(_("you"))
        context = {"image": image, "url": image.spotify_url, "name": self.owner(image)}
        return render_to_string("collection/image_source.html", context)

    def sources(self, rows: Iterable[Image]) -> set[str]:
        return {image.source for image in rows}

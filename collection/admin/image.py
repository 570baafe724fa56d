"""Pictures in the admin: to look at and to delete. A photo is given on its artist's page, where it also locks."""

from collections.abc import Iterable

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from collection.admin.bases import ImageModelAdmin, Notices
from collection.admin.filters import ImageWordsFilter
from collection.models import Album, Artist, Image
from collection.models.image import MANUAL
from collection.pictures import IMAGE_WORDS, thumbnail
from collection.searching.asking import ALBUM, matching_albums, matching_artists


@admin.register(Image)
class ImageAdmin(Notices, ImageModelAdmin):
    list_display = ["picture", "owner", "type_words", "origin", "fetched_at"]
    list_display_links = ["owner"]
    list_filter = [("image_type", ImageWordsFilter), ("source", ImageWordsFilter)]
    search_fields = ["artist__name"]  # that there is a search at all; `get_search_results` says where
    fields = ["picture", "owner", "type_words", "origin", "url", "fetched_at"]
    readonly_fields = ["picture", "owner", "type_words", "origin"]

    class Media:
        css = {"all": ["collection/admin.css"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Image]:
        return Image.objects.select_related("artist", "album")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Image], search_term: str
    ) -> tuple[QuerySet[Image], bool]:
        if not search_term.strip():
            return queryset, False
        artists = Artist.objects.filter(matching_artists(search_term)).order_by()
        albums = Album.objects.filter(matching_albums(search_term, ALBUM)).order_by()
        return queryset.filter(Q(artist__in=artists) | Q(album__in=albums)), False

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

"""Pictures in the admin: to look at and to delete. A photo is given on its artist's page, where it also locks."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from collection.admin.generics import ImageModelAdmin
from collection.admin.thumbnails import thumbnail
from collection.models import Image


@admin.register(Image)
class ImageAdmin(ImageModelAdmin):
    list_display = ["picture", "owner", "image_type", "source", "fetched_at"]
    list_display_links = ["owner"]
    list_filter = ["image_type", "source"]
    search_fields = ["artist__name", "artist__key", "album__title"]
    fields = ["picture", "owner", "image_type", "source", "url", "fetched_at"]
    readonly_fields = ["picture", "owner"]

    class Media:
        css = {"all": ["collection/admin.css"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Image]:
        return Image.objects.select_related("artist", "album")

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

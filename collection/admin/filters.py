"""Filters of the lists, in words: what is missing, what is there."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib import admin
from django.db.models import Exists, Model, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from collection.models import AlbumArtist, AlbumQuerySet, Artist, ArtistQuerySet
from collection.sources import IMAGE_WORDS


class MissingFilter(admin.SimpleListFilter):
    """ "Missing" or "present" of something that each subclass knows to ask for."""

    def lookups(self, request: HttpRequest, model_admin: "admin.ModelAdmin[Any]") -> Iterable[tuple[str, Any]]:
        return [("missing", _("missing")), ("present", _("present"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        wanted = {"missing": self.missing, "present": self.present}.get(self.value() or "")
        return wanted(queryset) if wanted else queryset

    def missing(self, queryset: Any) -> QuerySet[Model]:
        raise NotImplementedError

    def present(self, queryset: Any) -> QuerySet[Model]:
        raise NotImplementedError


class ImageWordsFilter(admin.AllValuesFieldListFilter):
    """What there is of an image's types and sources, in words."""

    def choices(self, changelist: Any) -> Iterator[Any]:
        for choice in super().choices(changelist):
            yield {**choice, "display": IMAGE_WORDS.get(str(choice["display"]), choice["display"])}


class NamedValuesFilter(admin.AllValuesFieldListFilter):
    """What there is of a text; an empty one has a name, too, for a link needs one."""

    def choices(self, changelist: Any) -> Iterator[Any]:
        for choice in super().choices(changelist):
            yield {**choice, "display": choice["display"] or _("none")}


class OwnedFilter(admin.SimpleListFilter):
    """What is owned, and what was only heard."""

    title = _("owned")
    parameter_name = "owned"

    def lookups(self, request: HttpRequest, model_admin: "admin.ModelAdmin[Any]") -> Iterable[tuple[str, Any]]:
        return [("yes", _("owned")), ("heard", _("heard, not owned"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet[Any]:
        wanted = {"yes": queryset.owned, "heard": queryset.heard_only}.get(self.value() or "")
        found: QuerySet[Any] = wanted() if wanted else queryset
        return found


class DescriptionFilter(MissingFilter):
    title = _("description")
    parameter_name = "description"

    def missing(self, queryset: AlbumQuerySet) -> QuerySet[Any]:
        return queryset.without_description()

    def present(self, queryset: AlbumQuerySet) -> QuerySet[Any]:
        return queryset.described()


class ArtistPhotoFilter(MissingFilter):
    """Missing where nobody has said "no photo" and there could be one."""

    title = _("photo")
    parameter_name = "photo"

    def missing(self, queryset: ArtistQuerySet) -> QuerySet[Any]:
        return queryset.without_photo()

    def present(self, queryset: ArtistQuerySet) -> QuerySet[Any]:
        return queryset.with_photo()


class AlbumPhotosFilter(MissingFilter):
    """Albums by whether a photo of any of their artists is missing."""

    title = _("artist photo")
    parameter_name = "photo"

    def missing(self, queryset: AlbumQuerySet) -> QuerySet[Any]:
        return queryset.filter(_missing_photo())

    def present(self, queryset: AlbumQuerySet) -> QuerySet[Any]:
        return queryset.filter(~_missing_photo())


def _missing_photo() -> Exists:
    faceless = Artist.objects.without_photo()
    return Exists(AlbumArtist.objects.filter(album=OuterRef("pk"), artist__in=faceless))

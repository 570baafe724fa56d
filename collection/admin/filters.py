"""Filters of the lists, in words: what is missing, what is there."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from collection.admin.bases import CountedTogether
from collection.models import Artist
from collection.models.album import HEARD_ONLY
from collection.models.sql import Written
from collection.pictures import IMAGE_WORDS


class ConditionFilter(CountedTogether, admin.SimpleListFilter):
    """Each of its choices is a condition on the rows."""

    @property
    def whole(self) -> Q | None:
        """The rows that its choices divide among them, if they do: what the last one counts is then what is left."""
        return None

    def condition(self, value: str) -> Q:
        raise NotImplementedError

    def is_choice(self, value: str) -> bool:
        return value in dict(self.lookup_choices)

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        value = self.value() or ""
        return queryset.filter(self.condition(value)) if self.is_choice(value) else queryset

    def get_facet_counts(self, pk_attname: str, filtered_qs: QuerySet[Any]) -> dict[str, Count]:
        values = [value for value, _label in self.lookup_choices][: None if self.whole is None else -1]
        asked = {f"{place}__c": self.condition(value) for place, value in enumerate(values)}
        if self.whole is not None:
            asked["whole"] = self.whole
        return {name: Count(pk_attname, filter=condition or None) for name, condition in asked.items()}

    def get_facet_queryset(self, changelist: Any) -> dict[str, int]:
        counts: dict[str, int] = super().get_facet_queryset(changelist)
        if (whole := counts.pop("whole", None)) is not None:
            counts[f"{len(counts)}__c"] = whole - sum(counts.values())
        return counts


class MissingFilter(ConditionFilter):
    """ "Missing" or "present" of something that each subclass knows to ask for."""

    whole: Q | None = Q()

    def lookups(self, request: HttpRequest, model_admin: "admin.ModelAdmin[Any]") -> Iterable[tuple[str, Any]]:
        return [("missing", _("missing")), ("present", _("present"))]

    def condition(self, value: str) -> Q:
        return self.missing() if value == "missing" else self.present()

    def missing(self) -> Q:
        raise NotImplementedError

    def present(self) -> Q:
        return ~self.missing()


class ImageWordsFilter(admin.AllValuesFieldListFilter):
    """What there is of an image's types and sources, in words."""

    def choices(self, changelist: Any) -> Iterator[Any]:
        for choice in super().choices(changelist):
            yield {**choice, "display": IMAGE_WORDS.get(str(choice["display"]), choice["display"])}


class NamedValuesFilter(CountedTogether, admin.AllValuesFieldListFilter):
    """What there is of a text; an empty one has a name, too, for a link needs one."""

    def choices(self, changelist: Any) -> Iterator[Any]:
        for choice in super().choices(changelist):
            yield {**choice, "display": choice["display"] or _("none")}


class NamedChoicesFilter(CountedTogether, admin.ChoicesFieldListFilter):
    """What a text may be."""


class OwnedFilter(ConditionFilter):
    """What is owned, and what was only heard."""

    title = _("owned")
    parameter_name = "owned"
    whole = Q()

    def lookups(self, request: HttpRequest, model_admin: "admin.ModelAdmin[Any]") -> Iterable[tuple[str, Any]]:
        return [("yes", _("owned")), ("heard", _("heard, not owned"))]

    def condition(self, value: str) -> Q:
        return HEARD_ONLY if value == "heard" else ~HEARD_ONLY


class DescriptionFilter(MissingFilter):
    title = _("description")
    parameter_name = "description"

    def missing(self) -> Q:
        return Q(ai_description="")


class ArtistPhotoFilter(MissingFilter):
    """Missing where nobody has said "no photo" and there could be one."""

    title = _("photo")
    parameter_name = "photo"
    whole = None

    def missing(self) -> Q:
        return Q(pk__in=Artist.objects.without_photo().values("pk"))

    def present(self) -> Q:
        return Q(pk__in=Artist.objects.with_photo().values("pk"))


class AlbumPhotosFilter(MissingFilter):
    """Albums by whether a photo of any of their artists is missing. Asked once, not for each album."""

    title = _("artist photo")
    parameter_name = "photo"

    def missing(self) -> Q:
        return Q(pk__in=_WITHOUT_PHOTO)


_WITHOUT_PHOTO = Written(lambda: Artist.objects.credits_without_photo().values("album"))

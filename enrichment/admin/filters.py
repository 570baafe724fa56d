"""Filters of the lists, in the words of their columns."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from collection.models import Album
from enrichment.admin.states import PHOTO_STATES, TEXT_STATES, albums_by_text, artists_by_photo
from enrichment.models import EnrichmentRun, Kind
from enrichment.phases.selection import locks

RUNS_OFFERED = 5


class TextFilter(admin.SimpleListFilter):
    title = _("description")
    parameter_name = "description"

    def lookups(self, request: HttpRequest, model_admin: "admin.ModelAdmin[Any]") -> Iterable[tuple[str, Any]]:
        return list(TEXT_STATES.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        state = self.value()
        return queryset.filter(pk__in=albums_by_text(state).values("pk")) if state in TEXT_STATES else queryset


class PhotoFilter(admin.SimpleListFilter):
    title = _("photo")
    parameter_name = "photo"

    def lookups(self, request: HttpRequest, model_admin: "admin.ModelAdmin[Any]") -> Iterable[tuple[str, Any]]:
        return list(PHOTO_STATES.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        state = self.value()
        return queryset.filter(pk__in=artists_by_photo(state).values("pk")) if state in PHOTO_STATES else queryset


class SupportFilter(admin.SimpleListFilter):
    """By carrier; a nameless one would be a link without words."""

    title = _("format")
    parameter_name = "support"

    def lookups(self, request: HttpRequest, model_admin: "admin.ModelAdmin[Any]") -> Iterable[tuple[str, Any]]:
        carriers = Album.objects.exclude(support="").order_by("support").values_list("support", flat=True).distinct()
        return [(carrier, carrier) for carrier in carriers]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(support=self.value()) if self.value() else queryset


class PromptVersionFilter(admin.SimpleListFilter):
    title = _("version of the instructions to the model")
    parameter_name = "prompt"

    def lookups(self, request: HttpRequest, model_admin: "admin.ModelAdmin[Any]") -> Iterable[tuple[str, Any]]:
        column = "description_prompt_version"
        versions = Album.objects.exclude(**{column: ""}).order_by(column).values_list(column, flat=True).distinct()
        return [(version, version) for version in versions]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(description_prompt_version=self.value()) if self.value() else queryset


class LastRunFilter(admin.SimpleListFilter):
    """What one of the last runs wrote."""

    title = _("written by run")
    parameter_name = "run"

    def lookups(self, request: HttpRequest, model_admin: "admin.ModelAdmin[Any]") -> Iterable[tuple[str, Any]]:
        runs = EnrichmentRun.objects.filter(kind=Kind.ENRICHMENT)[:RUNS_OFFERED]
        return [(str(run.pk), str(run)) for run in runs]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        number = self.value() or ""
        if not (number.isascii() and number.isdigit() and len(number) < 16):
            return queryset
        return queryset.filter(self.written_by(int(number))).distinct()

    def written_by(self, run: int) -> Q:
        return Q(description_run_id=run)


class ArtistLastRunFilter(LastRunFilter):
    def written_by(self, run: int) -> Q:
        return Q(images__run_id=run)


class LockFilter(admin.SimpleListFilter):
    """By whether the text may be written automatically."""

    title = _("description locked")
    parameter_name = "locked"
    field = "ai_description"

    def lookups(self, request: HttpRequest, model_admin: "admin.ModelAdmin[Any]") -> Iterable[tuple[str, Any]]:
        return [("yes", _("locked")), ("no", _("not locked"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "yes":
            return queryset.filter(locks(self.field))
        return queryset.exclude(locks(self.field)) if self.value() == "no" else queryset


class PhotoLockFilter(LockFilter):
    title = _("photo locked")
    field = "photo"

"""Filters of the lists, in the words of their columns."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from collection.admin.filters import ConditionFilter
from collection.models import Album, Image
from collection.models.album import support_label
from enrichment.admin.states import PHOTO_STATES, TEXT_STATES, albums_by_text, albums_in_text_states, artists_by_photo
from enrichment.models import EnrichmentRun, Kind
from enrichment.phases.selection import locks

RUNS_OFFERED = 5


class TextFilter(ConditionFilter):
    title = _("description")
    parameter_name = "description"

    def lookups(self, request: HttpRequest, model_admin: "admin.ModelAdmin[Any]") -> Iterable[tuple[str, Any]]:
        return list(TEXT_STATES.items())

    def condition(self, value: str) -> Q:
        return albums_by_text(value)

    def whole(self) -> Q:
        return albums_in_text_states()


class PhotoFilter(ConditionFilter):
    title = _("photo")
    parameter_name = "photo"

    def lookups(self, request: HttpRequest, model_admin: "admin.ModelAdmin[Any]") -> Iterable[tuple[str, Any]]:
        return list(PHOTO_STATES.items())

    def condition(self, value: str) -> Q:
        return Q(pk__in=artists_by_photo(value).values("pk"))


class SupportFilter(ConditionFilter):
    """By carrier; a nameless one would be a link without words."""

    title = _("format")
    parameter_name = "support"

    def lookups(self, request: HttpRequest, model_admin: "admin.ModelAdmin[Any]") -> Iterable[tuple[str, Any]]:
        carriers = Album.objects.exclude(support="").order_by("support").values_list("support", flat=True).distinct()
        return [(carrier, support_label(carrier)) for carrier in carriers]

    def is_choice(self, value: str) -> bool:
        return bool(value)

    def condition(self, value: str) -> Q:
        return Q(support=value)


class PromptVersionFilter(ConditionFilter):
    title = _("version of the instructions to the model")
    parameter_name = "prompt"

    def lookups(self, request: HttpRequest, model_admin: "admin.ModelAdmin[Any]") -> Iterable[tuple[str, Any]]:
        column = "description_prompt_version"
        versions = Album.objects.exclude(**{column: ""}).order_by(column).values_list(column, flat=True).distinct()
        return [(version, version) for version in versions]

    def is_choice(self, value: str) -> bool:
        return bool(value)

    def condition(self, value: str) -> Q:
        return Q(description_prompt_version=value)


class LastRunFilter(ConditionFilter):
    """What one of the last runs wrote."""

    title = _("written by run")
    parameter_name = "run"

    def lookups(self, request: HttpRequest, model_admin: "admin.ModelAdmin[Any]") -> Iterable[tuple[str, Any]]:
        runs = EnrichmentRun.objects.filter(kind=Kind.ENRICHMENT)[:RUNS_OFFERED]
        return [(str(run.pk), str(run)) for run in runs]

    def is_choice(self, value: str) -> bool:
        return value.isascii() and value.isdigit() and len(value) < 16

    def condition(self, value: str) -> Q:
        return Q(description_run_id=int(value))


class ArtistLastRunFilter(LastRunFilter):
    def condition(self, value: str) -> Q:
        return Q(pk__in=Image.objects.filter(run_id=int(value), artist__isnull=False).values("artist"))


class LockFilter(ConditionFilter):
    """By whether the text may be written automatically."""

    title = _("description locked")
    parameter_name = "locked"
    field = "ai_description"

    def lookups(self, request: HttpRequest, model_admin: "admin.ModelAdmin[Any]") -> Iterable[tuple[str, Any]]:
        return [("yes", _("locked")), ("no", _("not locked"))]

    def condition(self, value: str) -> Q:
        return locks(self.field) if value == "yes" else ~locks(self.field)

    def whole(self) -> Q:
        return Q()


class PhotoLockFilter(LockFilter):
    title = _("photo locked")
    field = "photo"

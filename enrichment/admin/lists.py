"""What the lists of albums and artists have more than Django's own: filters in the words of their columns, and locking
of a selection.
"""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from collection.admin.filters import ConditionFilter
from collection.models import Album, Image
from collection.models.album import support_label
from collection.models.decided import Lockable
from enrichment.admin.states import PHOTO_STATES, TEXT_STATES, albums_by_text, albums_in_text_states, artists_by_photo
from enrichment.models import EnrichmentRun, Kind
from enrichment.phases.selection import locks

RUNS_OFFERED = 5
CHUNK = 500

L = TypeVar("L", bound=Lockable)


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


class LockActions:
    """Locking and unlocking a selection, for a ModelAdmin of a Lockable: `locked_field` is what its actions lock."""

    locked_field: str

    @admin.action(description=_("Lock against automatic changes"), permissions=["change"])
    def lock_rows(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        number = lock(queryset.prefetch_related(None), [self.locked_field])
        _tell(request, ngettext("%(number)d was locked.", "%(number)d were locked.", number), number)

    @admin.action(description=_("Unlock"), permissions=["change"])
    def unlock_rows(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        number = unlock(queryset.prefetch_related(None), [self.locked_field])
        _tell(request, ngettext("%(number)d was unlocked.", "%(number)d were unlocked.", number), number)


def _tell(request: HttpRequest, words: str, number: int) -> None:
    messages.success(request, words % {"number": number})


def lock(rows: QuerySet[L], fields: Iterable[str]) -> int:
    """Lock `fields` on `rows`: nothing automatic writes them from now on. Returns how many rows were not locked so
    already. ValueError for an unknown field.
    """
    return _change(rows, fields, locked=True)


def unlock(rows: QuerySet[L], fields: Iterable[str]) -> int:
    """Unlock `fields` on `rows`; returns how many rows were locked. ValueError for an unknown field."""
    return _change(rows, fields, locked=False)


def _change(rows: QuerySet[L], fields: Iterable[str], *, locked: bool) -> int:
    wanted = frozenset(fields)
    if unknown := wanted.difference(rows.model.lockable):
        raise ValueError(f"{sorted(unknown)} cannot be locked")
    pks = list(rows.order_by("pk").values_list("pk", flat=True).distinct())
    number = 0
    for start in range(0, len(pks), CHUNK):
        with transaction.atomic():  # under the rows' locks, so that what a person locks meanwhile is not lost
            changed = []
            for row in rows.model._default_manager.select_for_update().filter(pk__in=pks[start : start + CHUNK]):
                before = list(row.locked_fields)
                row.lock(wanted) if locked else row.unlock(wanted)
                if row.locked_fields != before:
                    changed.append(row)
            rows.model._default_manager.bulk_update(changed, ["locked_fields"])
        number += len(changed)
    return number

"""Locking and unlocking a selection of albums or artists."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from enrichment import locking


class LockActions:
    """For a ModelAdmin of a Lockable: `locked_field` is what its actions lock."""

    locked_field: str

    @admin.action(description=_("Lock against automatic changes"), permissions=["change"])
    def lock_rows(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        number = locking.lock(queryset.prefetch_related(None), [self.locked_field])
        _tell(request, ngettext("%(number)d was locked.", "%(number)d were locked.", number), number)

    @admin.action(description=_("Unlock"), permissions=["change"])
    def unlock_rows(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        number = locking.unlock(queryset.prefetch_related(None), [self.locked_field])
        _tell(request, ngettext("%(number)d was unlocked.", "%(number)d were unlocked.", number), number)


def _tell(request: HttpRequest, words: str, number: int) -> None:
    messages.success(request, words % {"number": number})

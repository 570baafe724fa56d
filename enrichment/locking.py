"""Locking and unlocking many rows at once: nothing automatic writes a locked field."""

from collections.abc import Iterable
from typing import TypeVar

from django.db import transaction
from django.db.models import QuerySet

from collection.models.decided import Lockable

L = TypeVar("L", bound=Lockable)
CHUNK = 500


def lock(rows: QuerySet[L], fields: Iterable[str]) -> int:
    """Lock `fields` on `rows`; returns how many rows were not locked so already. ValueError for an unknown field."""
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

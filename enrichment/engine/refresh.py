"""Putting the JSON caches, hand-edited files included, back onto the collection. Nothing is asked of any service."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Model, QuerySet

from collection.models import Album, Artist
from enrichment.engine.request import RunRequest
from enrichment.phases.artist_images.refresh import refresh_photos
from enrichment.phases.changes import FILL, LOCKED, REFUSED, REPLACE, Change, OnChange, RefreshReport
from enrichment.phases.descriptions.refresh import refresh_texts
from enrichment.phases.recorded import Record

__all__ = ["FILL", "LOCKED", "REFUSED", "REPLACE", "Change", "RefreshReport", "refresh"]

CHUNK = 100
M = TypeVar("M", bound=Model)


def refresh(trigger: str, *, apply: bool, user: Any = None, on_change: OnChange = lambda change: None) -> RefreshReport:
    """Compare every album and artist with its cache file, and, with `apply`, write what differs: a chunk at a time,
    never over a locked value. What is written is recorded as a run, so that it can be undone.
    """
    record = Record(trigger, {"source": "refresh"}, user) if apply else None
    report, language = RefreshReport(), RunRequest().language_code

    def note(change: Change) -> None:
        report.count(change)
        on_change(change)

    _in_chunks(Album.objects.with_credits(), apply, lambda rows: _each(refresh_texts(rows, language, record), note))
    _in_chunks(Artist.objects.real(), apply, lambda rows: _each(refresh_photos(rows, record), note))
    report.run_id = record.run.pk if record and record.run else None
    return report


def _in_chunks(rows: QuerySet[M], apply: bool, work: Callable[[Sequence[M]], None]) -> None:
    """Each chunk is one transaction under its rows' locks where it is written; looking takes no lock."""
    cursor: int | None = 0
    while cursor is not None:
        guard: AbstractContextManager[Any] = transaction.atomic() if apply else nullcontext()
        with guard:
            chosen = rows.select_for_update() if apply else rows
            chunk = list(chosen.filter(pk__gt=cursor).order_by("pk")[:CHUNK])
            work(chunk)
        cursor = chunk[-1].pk if len(chunk) == CHUNK else None


def _each(changes: Iterable[Change], note: OnChange) -> None:
    for change in changes:
        note(change)

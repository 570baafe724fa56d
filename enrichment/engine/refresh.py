"""Putting the JSON caches, hand-edited files included, back onto the collection; and taking over what the earlier
version left in its two cache files, without trusting any of it. Nothing is asked of any service.
"""

from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

from django.db import transaction

from enrichment.engine.request import RunRequest
from enrichment.models import Kind
from enrichment.phases.earlier import ImportReport, import_photos, import_texts, read_folder
from enrichment.phases.registry import PHASES, phases_of
from enrichment.phases.results import OnChange, Record, RefreshReport

CHUNK = 100


def refresh(trigger: str, *, apply: bool, user: Any = None, on_change: OnChange = lambda change: None) -> RefreshReport:
    """Compare what each phase fills with its cache files, and, with `apply`, write what differs: a chunk at a time,
    never over a locked value. What is written is recorded as a run, so that it can be undone.
    """
    record = Record(trigger, phases_of(Kind.ENRICHMENT), "refresh", user) if apply else None
    report, language = RefreshReport(), RunRequest().language_code
    for phase in (PHASES[name] for name in phases_of(Kind.ENRICHMENT)):
        rows = phase.refreshed()
        cursor = None if rows is None else 0
        while rows is not None and cursor is not None:
            # Each chunk is one transaction under its rows' locks where it is written; looking takes no lock.
            guard: AbstractContextManager[Any] = transaction.atomic() if apply else nullcontext()
            with guard:
                chosen = rows.select_for_update() if apply else rows
                chunk = list(chosen.filter(pk__gt=cursor).order_by("pk")[:CHUNK])
                for change in phase.refresh(chunk, language, record):
                    report.count(change)
                    on_change(change)
            cursor = chunk[-1].pk if len(chunk) == CHUNK else None
    report.run_id = record.run.pk if record and record.run else None
    return report


def import_earlier(folder: Path, trigger: str, user: Any = None, *, apply: bool = True) -> ImportReport:
    """Import `euria_descriptions.json` and `artist_images.json` of `folder`.

    Texts pass the gate with the facts of their album and fill only what is empty; photos become candidates to review.
    It may be repeated. Without `apply` nothing is written and the report tells what would be.
    Raises `UnusableFolderError`.
    """
    texts, photos = read_folder(folder)
    record = Record(trigger, phases_of(Kind.ENRICHMENT), "import", user) if apply else None
    report = ImportReport()
    import_texts(texts, RunRequest().language_code, record, report)
    import_photos(photos, record, report)
    report.run_id = record.run.pk if record and record.run else None
    return report

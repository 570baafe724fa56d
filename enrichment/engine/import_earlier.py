"""Taking over what the earlier version left in its two cache files, without trusting any of it."""

from pathlib import Path
from typing import Any

from enrichment.engine.request import RunRequest
from enrichment.models import Kind
from enrichment.phases.artist_images.import_earlier import import_photos
from enrichment.phases.descriptions.import_earlier import import_texts
from enrichment.phases.earlier import ImportReport, Refusal, UnusableFolderError, read_folder
from enrichment.phases.recorded import Record
from enrichment.phases.registry import phases_of

__all__ = ["ImportReport", "Refusal", "UnusableFolderError", "import_earlier"]


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

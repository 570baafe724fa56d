"""Where a text or a photo came from, and how to write and read it as one value."""

from datetime import datetime
from typing import Any

from collection.models import Album
from enrichment.phases.descriptions.text import DescriptionText

DESCRIPTION_FIELDS = [
    "ai_description",
    "description_provider",
    "description_model",
    "description_language",
    "description_prompt_version",
    "description_at",
    "description_run_id",
]


def describe(album: Album, written: DescriptionText, *, run_id: int, now: datetime) -> None:
    """Put the text and its provenance on the album; the caller saves `DESCRIPTION_FIELDS`."""
    album.ai_description = written.text
    album.description_provider = written.provider
    album.description_model = written.model
    album.description_language = written.language
    album.description_prompt_version = written.prompt_version
    album.description_at = now
    album.description_run_id = run_id


def description_of(album: Album) -> dict[str, Any]:
    """The text with its provenance, as JSON keeps it."""
    values = {name: getattr(album, name) for name in DESCRIPTION_FIELDS}
    written_at = album.description_at
    return {**values, "description_at": written_at.isoformat() if written_at else None}


def restore_description(album: Album, value: dict[str, Any]) -> None:
    """The inverse of `description_of`; the caller saves `DESCRIPTION_FIELDS`."""
    for name in DESCRIPTION_FIELDS:
        setattr(album, name, value[name])
    written_at = value["description_at"]
    album.description_at = datetime.fromisoformat(written_at) if written_at else None

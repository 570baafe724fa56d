"""Where a text or a photo came from, and how to write and read it as one value."""

from datetime import datetime
from typing import TypedDict

from collection.models import Album
from enrichment.phases.descriptions.text import DescriptionText


class DescriptionFields(TypedDict):
    """A text and its provenance, by the columns of an album, as JSON keeps them; the moment is in ISO 8601."""

    ai_description: str
    description_provider: str
    description_model: str
    description_language: str
    description_prompt_version: str
    description_at: str | None
    description_run_id: int | None


DESCRIPTION_FIELDS = list(DescriptionFields.__annotations__)


def describe(album: Album, written: DescriptionText, *, run_id: int, now: datetime) -> None:
    """Put the text and its provenance on the album; the caller saves `DESCRIPTION_FIELDS`."""
    album.ai_description = written.text
    album.description_provider = written.provider
    album.description_model = written.model
    album.description_language = written.language
    album.description_prompt_version = written.prompt_version
    album.description_at = now
    album.description_run_id = run_id


def description_of(album: Album) -> DescriptionFields:
    """The text with its provenance, as JSON keeps it."""
    return {
        "ai_description": album.ai_description,
        "description_provider": album.description_provider,
        "description_model": album.description_model,
        "description_language": album.description_language,
        "description_prompt_version": album.description_prompt_version,
        "description_at": album.description_at.isoformat() if album.description_at else None,
        "description_run_id": album.description_run_id,
    }


def restore_description(album: Album, value: DescriptionFields) -> None:
    """The inverse of `description_of`; the caller saves `DESCRIPTION_FIELDS`."""
    for name, kept in value.items():
        setattr(album, name, kept)
    written_at = value["description_at"]
    album.description_at = datetime.fromisoformat(written_at) if written_at else None

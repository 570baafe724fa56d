"""Reading of one page of a collection."""

from enrichment.providers.discogs.parse import read_release
from enrichment.providers.discogs.types import CollectionPage, ReleaseFacts
from enrichment.providers.shapes import as_int, as_object, as_objects, as_text


def read_page(answer: dict[str, object]) -> CollectionPage:
    """`next_url` as the service wrote it; it may lead anywhere."""
    pagination = as_object(answer.get("pagination"))
    rows = as_objects(answer.get("releases"))
    items = tuple(item for item in map(_read_row, rows) if item)
    return CollectionPage(
        items=items,
        page=as_int(pagination.get("page")) or 1,
        pages=as_int(pagination.get("pages")) or 1,
        total=as_int(pagination.get("items")) or len(items),
        next_url=as_text(as_object(pagination.get("urls")).get("next")),
        unreadable=len(rows) - len(items),
    )


def _read_row(row: dict[str, object]) -> ReleaseFacts | None:
    rating = as_int(row.get("rating"))
    notes = ((as_int(note.get("field_id")), as_text(note.get("value"))) for note in as_objects(row.get("notes")))
    return read_release(
        {"id": row.get("id"), **as_object(row.get("basic_information"))},
        instance_id=as_int(row.get("instance_id")),
        date_added=as_text(row.get("date_added")),
        folder_id=as_int(row.get("folder_id")),
        rating=rating if rating and 1 <= rating <= 5 else None,
        notes=tuple((number, text) for number, text in notes if number and text),
    )


def read_names(answer: object, listed: str) -> dict[int, str]:
    """The names of folders or of the fields for notes, by their numbers."""
    named = ((as_int(item.get("id")), as_text(item.get("name"))) for item in as_objects(as_object(answer).get(listed)))
    return {number: name for number, name in named if number is not None and name}

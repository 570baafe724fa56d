"""A person says which release or master an album is: what was told of another is forgotten, and asked for again."""

from collections.abc import Iterable

from collection.models import Album

_OF_A_MASTER = ("original_year", "tracklist", "genres", "styles", "image_url")
_OF_A_RELEASE = (*_OF_A_MASTER, "discogs_master_id", "credits", "country", "discogs_url")


def forget(album: Album, changed: Iterable[str]) -> bool:
    """Forget what Discogs told of the number that a person `changed`; whether it had told anything. What is locked
    stays, and all where there is no number to ask by.
    """
    edited = set(changed)
    columns = _OF_A_RELEASE if "discogs_id" in edited else _OF_A_MASTER if "discogs_master_id" in edited else ()
    if not columns or not album.discogs_id or not album.facts_at:
        return False
    gone = {*columns} - edited - {*album.locked_fields}
    for column in Album._meta.concrete_fields:
        if column.name in gone:
            setattr(album, column.name, column.get_default())
    album.facts_at = None
    album.save(update_fields=[*gone, "facts_at"])
    return True

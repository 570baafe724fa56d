"""What AIME exported, taken back: every column of an album and an artist, their pictures, and what was heard.

What is there already stays: only blanks are filled.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model

from collection.importing.owners import NAME_LENGTH
from collection.importing.records import Kept, Stored
from collection.importing.values import identifier, text
from collection.models import Album, Artist, Image, LeftOutFolder, Scrobble
from collection.models.album import OWNERS
from collection.models.artist import KEY_LENGTH
from collection.models.decided import Lockable
from collection.models.image import ARTIST_PHOTO
from collection.shelving import PLACES
from collection.validators import list_of_texts

_TOLD_OTHERWISE = {"discogs_id", "name", "discogs_artist_id", *PLACES}
# Columns whose form the model does not check, for no person fills them in.
_LISTS = {"locked_fields", "name_variations"}
_OF_COPIES = {*OWNERS, "added_at"}
_OF_PHOTO = {"photo_answer", "photo_asked_at", "spotify_id"}
Words = Mapping[str, Any]


def restored(row: Lockable, columns: Words, *, is_new: bool) -> dict[str, Any]:
    """The columns that an export fills. A value that cannot be stored is left out."""
    values: dict[str, Any] = {}
    for name, value in _readable(row, columns):
        present = getattr(row, name)
        is_gap = not present and not row.is_locked(name) and value != present
        if name not in _TOLD_OTHERWISE and (is_new or is_gap):
            values[name] = value
    return values


def _readable(row: Model, told: Words) -> Iterator[tuple[str, Any]]:
    """The columns of `row` that are told, as they can be stored."""
    for one in row._meta.concrete_fields:
        if one.name in told and not one.primary_key and not one.is_relation:
            with suppress(ValidationError, TypeError, ValueError):
                value = one.clean(told[one.name], row)
                if one.name in _LISTS:
                    list_of_texts(value)
                if one.name != "more_copies" or _are_copies(value):
                    yield one.name, value


def _are_copies(value: Any) -> bool:
    """Whether all is said by the names of columns that take it, and each copy's number is one."""
    if not isinstance(value, list) or not all(isinstance(copy, dict) for copy in value):
        return False
    said = ({name: told for name, told in copy.items() if name in _OF_COPIES} for copy in value)
    numbers = (copy.get("instance") for copy in value)
    are_numbers = all(number is None or identifier(number) for number in numbers)
    return are_numbers and all(dict(_readable(Album(), copy)).keys() == copy.keys() for copy in said)


def attach(album: Album, stored: Stored) -> None:
    _add_images(stored.images, album=album)
    _add_plays(stored.plays, album)


def restore(kept: Sequence[Kept]) -> None:
    """Take back the entries of further lists; what is no such entry is passed over."""
    for one in kept:
        if one.list == "left_out_folders" and (name := text(one.entry, NAME_LENGTH)):
            LeftOutFolder.objects.get_or_create(name=name)
        elif one.list == "artists" and isinstance(one.entry, dict):
            _restore_artist(one.entry)
    _add_plays([one.entry for one in kept if one.list == "listening" and isinstance(one.entry, dict)], None)


def _restore_artist(entry: Words) -> None:
    name, number = text(entry.get("name"), KEY_LENGTH), identifier(entry.get("discogs_artist_id"))
    same = {"discogs_artist_id": number} if number else {"discogs_artist_id": None, "key": Artist.key_of(name)}
    artist = Artist.objects.filter(**same).first() or (Artist(name=name, discogs_artist_id=number) if name else None)
    if artist is None:
        return
    # A photo is there, or its owner has decided on one or on none: another would be the wrong face.
    keeps_photo = artist.is_locked("photo") or bool(artist.photo_answer)
    if artist.pk is not None:
        keeps_photo = keeps_photo or artist.images.filter(image_type=ARTIST_PHOTO).exists()
    for column, value in restored(artist, entry, is_new=artist.pk is None).items():
        if not (keeps_photo and column in _OF_PHOTO):
            setattr(artist, column, value)
    artist.save()
    if not keeps_photo:
        _add_images(entry.get("images") or (), artist=artist)


def _add_images(images: Sequence[Words], **owner: Any) -> None:
    for told in images if isinstance(images, list | tuple) else ():
        if not isinstance(told, dict):
            continue
        image = Image(**owner, **dict(_readable(Image(), told)))
        known = Image.objects.filter(image_type=image.image_type, source=image.source, **owner).exists()
        if not known and bool(image.url) != bool(image.file):
            image.save()


def _add_plays(plays: Sequence[Words], album: Album | None) -> None:
    rows = [Scrobble(album=album, **dict(_readable(Scrobble(), told))) for told in plays]
    Scrobble.objects.bulk_create([row for row in rows if row.played_at and row.track_title], ignore_conflicts=True)

"""What the columns of a table mean, as spreadsheets, programs and people name them in the languages that collectors
write in; and which tables are no collection.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from collection.importing import values
from collection.importing.records import UnknownColumnsError, UnusableFileError
from collection.importing.rows import Cells
from collection.importing.values import support_of_text
from collection.naming import folded

# What stands between two names of one column, or before a remark on it: `Artist / Band`, `Year (yyyy)`.
_PARTS = re.compile(r"[/(\[:|]| - ")
MOST_COLUMNS = 1_000
_SHOWN = 20
_OURS = frozenset({"further", "originalyear", "styles", "description", "source"})
_WANTLIST = {"releaseid", "notes"}
_OF_A_COLLECTION = {"collectionfolder", "dateadded", "collectionnotes", "collectionmediacondition"}
_OF_TRACKS = {"trackname", "trackuri", "tracktitle", "trackid", "bitrate", "msplayed", "tracknumber", "track", "song"}


WANTLIST = gettext_lazy("This is a wantlist, not a collection: on Discogs choose Collection > Export.")
INVENTORY = gettext_lazy(
    "This is an inventory of things for sale, not a collection: on Discogs choose Collection > Export."
)
ORDERS = gettext_lazy("This is a list of orders, not a collection: on Discogs choose Collection > Export.")


class Field(StrEnum):
    """What a column may hold. The values are what `--column` takes."""

    TITLE = "title"
    ARTIST = "artist"
    RELEASE_ID = "release_id"
    YEAR = "year"
    FORMAT = "format"
    LABEL = "label"
    CATALOG_NUMBER = "catalog_number"
    GENRE = "genre"
    RATING = "rating"
    FOLDER = "folder"
    ADDED = "added"
    MEDIA_CONDITION = "media_condition"
    SLEEVE_CONDITION = "sleeve_condition"
    NOTES = "notes"
    PURCHASED = "purchased"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    OWNERSHIP = "ownership"


# Those that people and programs name their columns for: `headers.toml` tells how.
NAMES = {
    Field(field): tuple(names)
    for field, names in tomllib.loads((Path(__file__).parent / "headers.toml").read_text("utf-8")).items()
}
MAPPABLE = tuple(NAMES)
# RateYourMusic names an artist in two columns, and lists also what is wished for or only rated.
_RYM = {Field.FIRST_NAME: "firstname", Field.LAST_NAME: "lastname", Field.OWNERSHIP: "ownership"}
_KEYS = {field: tuple(folded(name) for name in names) for field, names in NAMES.items()}
# Nobody says of a wish where it stands, how it looks or when it came.
_OWNED = (Field.FOLDER, Field.ADDED, Field.PURCHASED, Field.MEDIA_CONDITION, Field.SLEEVE_CONDITION)
_OF_OWNERS = _OF_A_COLLECTION.union(*(_KEYS[field] for field in _OWNED))


class Columns:
    """The columns of one table: where each field stands, and the further ones, which are the owner's."""

    def __init__(self, names: Sequence[str], chosen: Mapping[str, str] | None = None) -> None:
        """Raise UnusableFileError for a table that is no collection, or where a `chosen` column is not there."""
        if len(names) > MOST_COLUMNS:
            raise UnusableFileError(
                _("The first row has more than %(most)d columns: this is no list of albums.") % {"most": MOST_COLUMNS}
            )
        self.names = [values.text(name).strip('"') for name in names]
        self.keys = [folded(name) for name in self.names]
        self._width = len(self.names)
        self.may_be_wider = True
        self.is_rym = "rymalbum" in self.keys
        if not chosen and (kind := _foreign(set(self.keys))):
            raise UnusableFileError(kind)
        self.places = self._chosen(chosen) if chosen else self._guessed()
        # What AIME's own table says beyond the owner's words is no word of the owner's.
        self._ours = _OURS if set(self.keys) >= _OURS else frozenset[str]()
        self.source_at = self.keys.index("source") if self._ours else None
        needed = (Field.TITLE, Field.ARTIST, Field.RELEASE_ID)
        self._last = max((self.places[field] for field in needed if field in self.places), default=0)
        named = (Field.ARTIST, Field.FIRST_NAME, Field.LAST_NAME, Field.TITLE)
        self._naming = [self.places[field] for field in named if field in self.places]
        taken = set(self.places.values())
        self.further: list[tuple[str, int]] = []
        for place, (name, key) in enumerate(zip(self.names, self.keys, strict=True)):
            if key and place not in taken and key not in self._ours and not key.startswith("unnamed"):
                # `Collection Price` and R's `Collection.Price` are the owner's field Price.
                is_dotted = re.fullmatch(r"\w+(\.\w+)+", name)
                words = name.replace(".", " ") if is_dotted else name
                self.further.append((re.sub(r"^Collection\s+(?=\S)", "", words), place))

    def naming(self, cells: Cells) -> tuple[str, ...]:
        """The words of a row that say which release it is where no number does, however they are written."""
        words = [cells[place].strip().casefold() for place in self._naming if place < len(cells)]
        place = self.places.get(Field.FORMAT)
        support = support_of_text(cells[place].strip()) if place is not None and place < len(cells) else ""
        return (*words, support)

    @property
    def is_own_sheet(self) -> bool:
        """Whether a person, not a service, chose the columns: what they mean is then a guess."""
        return Field.RELEASE_ID not in self.places and not self.is_rym

    @property
    def are_enough(self) -> bool:
        titled = Field.TITLE in self.places and bool({Field.ARTIST, Field.LAST_NAME} & set(self.places))
        return titled or Field.RELEASE_ID in self.places

    def fit(self, cells: Cells) -> bool:
        """Whether a row is as wide as what is needed of it, and no wider than its header.

        Empty cells beyond it are nothing where most rows have them; else a comma within a cell has moved the row.
        """
        width = len(cells)
        if width <= self._width:
            return self._last < width
        return self.may_be_wider and not "".join(cells[self._width :]).strip()

    def require(self) -> None:
        """Raise UnknownColumnsError unless there is a release id, or both title and artist."""
        if self.are_enough:
            return
        found = ", ".join(filter(None, self.names[:_SHOWN])) or "–"
        wanted = [
            word
            for field, word in ((Field.TITLE, _("the title")), (Field.ARTIST, _("the artist")))
            if field not in self.places
        ]
        raise UnknownColumnsError(
            _(
                "No column of the file is known as %(missing)s; its columns are: %(found)s. "
                "Say which one it is, or give a file with the columns Artist and Title, or release_id."
            )
            % {"missing": _(" and ").join(wanted), "found": found},
            self.names,
        )

    def guess(self) -> dict[str, str]:
        """The column that each field seems to be, for a person to confirm."""
        return {field.value: self.names[place] for field, place in self.places.items() if field in NAMES}

    def _guessed(self) -> dict[Field, int]:
        places: dict[Field, int] = {}
        for field, keys in _KEYS.items():
            found = next((self.keys.index(key) for key in keys if key in self.keys), None)
            if found is not None and found not in places.values():
                places[field] = found
        # A part of a column's name may mean a field, too.
        parts = [(place, {*map(folded, _PARTS.split(name))} - {""}) for place, name in enumerate(self.names)]
        for field, keys in _KEYS.items():
            found = next((place for place, said in parts if len(said) > 1 and not said.isdisjoint(keys)), None)
            if found is not None and field not in places and found not in places.values():
                places[field] = found
        if self.is_rym:
            places |= {field: self.keys.index(key) for field, key in _RYM.items() if key in self.keys}
        return places

    def _chosen(self, chosen: Mapping[str, str]) -> dict[Field, int]:
        """The columns a person named, over the guesses for the others; an empty name means "none of them"."""
        named: dict[Field, int | None] = {}
        for field, name in chosen.items():
            if name in self.names or not name:
                named[Field(field)] = self.names.index(name) if name else None
            elif folded(name) in self.keys:
                named[Field(field)] = self.keys.index(folded(name))
            else:
                raise UnusableFileError(
                    _("The file has no column “%(name)s”; its columns are: %(found)s.")
                    % {"name": name, "found": ", ".join(filter(None, self.names[:_SHOWN]))}
                )
        guessed = {field: place for field, place in self._guessed().items() if place not in named.values()}
        return {field: place for field, place in {**guessed, **named}.items() if place is not None}


def recognised(names: Sequence[str]) -> int:
    """How many of the names of a first row are known."""
    keys = {folded(name) for name in names[:MOST_COLUMNS]}
    return sum(not keys.isdisjoint(known) for known in _KEYS.values())


def _foreign(keys: set[str]) -> str:
    """What a table is that is no collection, in a sentence with the remedy; empty for all others."""
    if keys >= _WANTLIST and keys.isdisjoint(_OF_OWNERS):
        return str(WANTLIST)
    # What sellers hand in at Discogs: numbers of releases with a price each, and no names.
    is_upload = keys >= {"releaseid", "price"} and keys.isdisjoint({"title", "album", "artist", *_OF_A_COLLECTION})
    if "listingid" in keys or is_upload:
        return str(INVENTORY)
    if not keys.isdisjoint({"orderid", "ordernum", "ordernumber", "ordertotal"}):
        return str(ORDERS)
    lasting = keys >= {"title", "album"} and not keys.isdisjoint({"length", "duration", "time", "tracklength"})
    if lasting or not keys.isdisjoint(_OF_TRACKS):
        return _("This is a list of tracks or plays, not of albums: export albums, a row for each.")
    if not keys.isdisjoint({"bookid", "isbn", "isbn13", "letterboxduri", "imdbrating"}):
        return _("This is a list of books or films, not of albums.")
    return ""

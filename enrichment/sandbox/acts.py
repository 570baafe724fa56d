"""What else a collection's file may tell of its artists, for the services that know them by other names.

An object of `"artists"` in the file names one by its Discogs name; everything else in it may be left out:

- `known_as`: the name at Spotify and Deezer, null for one who is not there;
- `albums`, `compilations`: further titles of the catalogue there, albums before those of the collection;
- `namesakes`: others there, `{"name", "albums"}` each;
- `wikidata`: the items that claim the Discogs id, `{"spotify", "rank"}` each: whose page it names at Spotify and Deezer
  ("self", or the name of a namesake), and "deprecated" for a statement that was withdrawn; null when there is none;
- `page`: what Discogs' page of the artist has of its own, such as `urls`, `aliases` and `namevariations`; in a link
  `{spotify}` and `{deezer}` stand for the artist's id there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Namesake:
    name: str
    albums: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement of an item of Wikidata."""

    spotify: str = "self"
    rank: str = "normal"


@dataclass(frozen=True, slots=True)
class Act:
    """`claims` is None where nothing is told of them."""

    name: str
    known_as: str | None
    albums: tuple[str, ...] = ()
    compilations: tuple[str, ...] = ()
    namesakes: tuple[Namesake, ...] = ()
    claims: tuple[Claim, ...] | None = None
    page: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def read(cls, row: Mapping[str, Any], base_name: str) -> "Act":
        claims = row.get("wikidata", [])
        return cls(
            name=str(row["name"]),
            known_as=row.get("known_as", base_name),
            albums=_texts(row, "albums"),
            compilations=_texts(row, "compilations"),
            namesakes=tuple(Namesake(str(one["name"]), _texts(one, "albums")) for one in row.get("namesakes") or ()),
            claims=tuple(Claim(**claim) for claim in claims or ()) if "wikidata" in row else None,
            page=dict(row.get("page") or {}),
        )


def _texts(row: Mapping[str, Any], name: str) -> tuple[str, ...]:
    values: Sequence[Any] = row.get(name) or ()
    return tuple(str(value) for value in values)

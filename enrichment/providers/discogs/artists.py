"""Discogs' own page of an artist: other spellings, other names, and the pages elsewhere that it links to."""

import re

from collection.naming import artist_key
from enrichment.providers.discogs.types import ArtistPage
from enrichment.providers.shapes import as_int, as_object, as_objects, as_text, as_texts

MOST_NAMES = 100
LONGEST_NAME = 500
# A page that was given up says so in its text: what it links to may be anybody's.
_JUNK = re.compile(r"\bDO NOT USE\b", re.IGNORECASE)
_SPOTIFY = re.compile(
    r"(?:https?://open\.spotify\.com/(?:intl-[a-z]{2}/)?artist/|spotify:artist:)([0-9A-Za-z]{22})(?:[/?#].*)?"
)
_DEEZER = re.compile(r"https?://(?:www\.)?deezer\.com/(?:[a-z]{2}/)?artist/([1-9][0-9]{0,18})(?:[/?#].*)?")


def read_artist(value: object) -> ArtistPage | None:
    """The page; None without an id. Keys that would be empty are absent from it.

    A variation that is the name of an alias, a member or a group is another act's, and proves nothing. Of several
    links to one service none is taken.
    """
    page = as_object(value)
    number = as_int(page.get("id"))
    if not number or number < 0:
        return None
    if _JUNK.search(as_text(page.get("profile"))):
        return ArtistPage(number)
    aliases = _names(page.get("aliases"))
    others = {artist_key(name) for name in (*aliases, *_names(page.get("members")), *_names(page.get("groups")))}
    spellings = [name for name in map(_storable, as_texts(page.get("namevariations"))) if name]
    urls = as_texts(page.get("urls"))
    return ArtistPage(
        number,
        variations=tuple(name for name in spellings if artist_key(name) not in others)[:MOST_NAMES],
        aliases=aliases[:MOST_NAMES],
        spotify_id=_only(_SPOTIFY, urls),
        deezer_id=_only(_DEEZER, urls),
    )


def _names(value: object) -> tuple[str, ...]:
    return tuple(name for item in as_objects(value) if (name := _storable(as_text(item.get("name")))))


def _storable(name: str) -> str:
    """In one line, without what a database cannot hold."""
    plain = "".join(char for char in " ".join(name.split()) if char.isprintable())
    return plain if len(plain) <= LONGEST_NAME else ""


def _only(form: re.Pattern[str], urls: tuple[str, ...]) -> str:
    ids = {found[1] for url in urls if (found := form.fullmatch(url))}
    return next(iter(ids)) if len(ids) == 1 else ""

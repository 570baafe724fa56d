"""Deezer as a source of photos: how it is asked, and what of its answers counts."""

import re
from collections.abc import Iterator, Sequence

from collection.naming import base_form
from enrichment.providers.deezer.client import DeezerClient
from enrichment.providers.deezer.pictures import best_picture
from enrichment.providers.matching import Album, Candidate, Found
from enrichment.providers.shapes import as_int, as_object, as_text

PAGE = "https://www.deezer.com/artist/{}"
_LONGEST = 100
# A quote ends a field filter, a colon begins one.
_UNSAFE = re.compile(r'["“”„‟″«»:\x00-\x1f\x7f]')


class DeezerCatalogue:
    """Satisfies `Catalogue` of matching."""

    def __init__(self, client: DeezerClient) -> None:
        self._client = client

    def searches(self, name: str) -> tuple[str, ...]:
        """Plain text first: the field filter misses acts of the very name (`artist:"Korn"` finds Marc Korn alone)."""
        words = _words(base_form(name))
        return (words, f'artist:"{words}"') if words else ()

    def search(self, q: str) -> Found:
        return Found(artists=_candidates(self._client.search_artists(q)))

    def albums_called(self, title: str, name: str) -> Found:
        """Once a field is named Deezer drops free words, so that both are."""
        fields = {"album": _words(title), "artist": _words(base_form(name))}
        if not fields["album"]:
            return Found()
        q = " ".join(f'{field}:"{words}"' for field, words in fields.items() if words)
        albums = [
            Album(as_text(item.get("title")), _candidates([as_object(item.get("artist"))]))
            for item in self._client.search_albums(q)
        ]
        return Found(albums=tuple(album for album in albums if album.title))

    def album_pages(self, artist_id: str) -> Iterator[Sequence[str]]:
        for page in self._client.album_pages(artist_id):
            yield [title for item in page if (title := as_text(item.get("title")))]

    def artist(self, artist_id: str) -> Candidate | None:
        found = self._client.artist(artist_id)
        return parse_artist(found) if found else None


def parse_artist(item: dict[str, object]) -> Candidate | None:
    """One artist object; None for whatever is none. Counts of albums and fans are often absent, and never needed."""
    number, name = as_int(item.get("id")), " ".join(as_text(item.get("name")).split())
    if not number or number < 0 or not name or item.get("type", "artist") != "artist":
        return None
    url, side = best_picture(item)
    return Candidate(str(number), name, PAGE.format(number), url, side, side)


def _candidates(items: Sequence[dict[str, object]]) -> tuple[Candidate, ...]:
    return tuple(candidate for item in items if (candidate := parse_artist(item)))


def _words(text: str) -> str:
    words = " ".join(_UNSAFE.sub(" ", text).split())
    return words if len(words) <= _LONGEST else words[: _LONGEST + 1].rpartition(" ")[0] or words[:_LONGEST]

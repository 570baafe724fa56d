"""What Spotify would answer about the artists of one case, no more at a time than it gives a client."""

import re
from collections.abc import Iterator, Sequence

from collection.naming import folded
from enrichment.evaluation.matching_cases import Case, texts_of
from enrichment.providers.spotify import SearchAnswer

PAGE = 10
_ALBUM_TITLES = "_album_titles"
_FILTER = re.compile(r'\b(artist|album):"([^"]*)"')


class CaseCatalogue:
    """Satisfies `SpotifyCalls`: the first ten candidates, albums by search or page by page, ten to an answer.

    The titles of an artist are told only as albums, never with the artist. `calls` counts what was asked.
    """

    def __init__(self, case: Case) -> None:
        self.calls = 0
        self._artists: list[object] = [_without_titles(item) for item in case.candidates]
        known = [item for item in case.candidates if isinstance(item, dict) and isinstance(item.get("id"), str)]
        self._by_id = {item["id"]: _without_titles(item) for item in reversed(known)}
        self._titles: dict[str, list[str]] = {item["id"]: [] for item in known}
        for item in known:
            self._titles[item["id"]] += texts_of(item.get(_ALBUM_TITLES))

    def search(self, q: str) -> SearchAnswer:
        self.calls += 1
        albums = self._albums(q)
        return SearchAnswer(self._artists[:PAGE], albums[:PAGE], len(albums) > PAGE)

    def search_albums(self, q: str) -> SearchAnswer:
        self.calls += 1
        albums = self._albums(q)
        return SearchAnswer([], albums[:PAGE], len(albums) > PAGE)

    def artist(self, spotify_id: str) -> object:
        self.calls += 1
        return self._by_id.get(spotify_id)

    def album_pages(self, spotify_id: str) -> Iterator[Sequence[str]]:
        titles = self._titles.get(spotify_id, [])
        for start in range(0, max(1, len(titles)), PAGE):
            self.calls += 1
            yield titles[start : start + PAGE]

    def _albums(self, q: str) -> list[object]:
        """Those whose title and artist hold the words of the filters, or all plain words in either."""
        filters = dict(_FILTER.findall(q))
        albums: list[object] = []
        for spotify_id, titles in self._titles.items():
            artist = self._by_id[spotify_id]
            name = str(artist.get("name"))
            credited = {key: value for key, value in artist.items() if key != "images"}
            for title in titles:
                if filters:
                    fits = _holds(title, filters.get("album", "")) and _holds(name, filters.get("artist", ""))
                else:
                    fits = _holds(f"{title} {name}", q)
                if fits:
                    albums.append({"type": "album", "name": title, "artists": [credited]})
        return albums


def _holds(text: str, words: str) -> bool:
    there = {folded(word) for word in text.split()}
    return all(folded(word) in there or folded(words) in folded(text) for word in words.split())


def _without_titles(item: object) -> dict[str, object]:
    return {key: value for key, value in item.items() if key != _ALBUM_TITLES} if isinstance(item, dict) else {}

"""How well artists are matched: every case goes through the provider that a run uses, with a stand-in catalogue.

Labelled cases are read from a JSON file `{"cases": [case, ...]}`. A case has `id`, `query_name`, `candidates` (items of
Spotify's artist search, each with the artist's album titles under `_album_titles`) and `expected` (Spotify id or null);
`albums`, `name_variations` and `why` may be absent.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from collection.naming import folded
from enrichment.evaluation.texts import UnusableFile, load_json, texts_of
from enrichment.providers.matching import Decision
from enrichment.providers.spotify import ArtistQuery, SearchAnswer, SpotifyProvider

PAGE = 10
_ALBUM_TITLES = "_album_titles"
_FILTER = re.compile(r'\b(artist|album):"([^"]*)"')


@dataclass(frozen=True)
class Case:
    """One artist name with Spotify's proposals; `expected` is the id whose photo may be shown, None for no photo."""

    id: str
    query_name: str
    albums: tuple[str, ...]
    variations: tuple[str, ...]
    candidates: tuple[object, ...]
    expected: str | None
    why: str


def load_cases(path: Path) -> list[Case]:
    """Read the cases in file order. Raises `UnusableFile`."""
    content = load_json(path)
    rows = content.get("cases") if isinstance(content, dict) else None
    if not isinstance(rows, list):
        raise UnusableFile(_('%s has no list of cases under "cases".') % path)
    cases = [
        _case(row, _("%(path)s, case %(number)d") % {"path": path, "number": number})
        for number, row in enumerate(rows, start=1)
    ]
    if len({case.id for case in cases}) < len(cases):
        raise UnusableFile(_("%s has two cases of one id.") % path)
    return cases


def _case(row: Any, place: str) -> Case:
    if not isinstance(row, dict):
        raise UnusableFile(_("%s is not an object.") % place)
    expected = row.get("expected")
    if expected is not None and not isinstance(expected, str):
        raise UnusableFile(_("%s: expected is neither an id nor null.") % place)
    candidates = row.get("candidates")
    if not isinstance(candidates, list):
        raise UnusableFile(_("%s: candidates is not a list.") % place)
    return Case(
        id=_text(row, "id", place),
        query_name=_text(row, "query_name", place),
        albums=texts_of(row.get("albums")),
        variations=texts_of(row.get("name_variations")),
        candidates=tuple(candidates),
        expected=expected,
        why=str(row.get("why") or ""),
    )


def _text(row: dict[str, Any], key: str, place: str) -> str:
    value = row.get(key)
    if not isinstance(value, str):
        raise UnusableFile(_("%(place)s: %(key)s is not a text.") % {"place": place, "key": key})
    return value


class CaseCatalogue:
    """What Spotify would answer about the artists of one case, as `SpotifyCalls`: the first ten candidates, albums by
    search or page by page, ten to an answer.

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
        return replace(self.search_albums(q), artists=self._artists[:PAGE])

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


@dataclass(frozen=True)
class Result:
    """A case, what the provider answered, and how many calls that took."""

    case: Case
    answer: Decision
    calls: int

    @property
    def given(self) -> str | None:
        return self.answer.candidate.id if self.answer.candidate else None

    @property
    def offered(self) -> list[str]:
        """Whom a person is asked about; nobody where a photo is given or none can be."""
        candidates = self.answer.candidates if self.answer.status == "review" else ()
        return [candidate.id for candidate in candidates if candidate.image_url]

    @property
    def is_offered(self) -> bool:
        return self.case.expected in self.offered

    @property
    def is_right(self) -> bool:
        return self.given == self.case.expected


@dataclass(frozen=True)
class Score:
    """Counts over all cases: photos due, given and rightly given, due ones that were put before a person, and calls.

    The shares are between 0 and 1, None where there is nothing to divide by.
    """

    cases: int
    due: int
    given: int
    right: int
    offered: int
    calls: int

    @property
    def precision(self) -> float | None:
        return self.right / self.given if self.given else None

    @property
    def recall(self) -> float | None:
        return self.right / self.due if self.due else None

    @property
    def reached(self) -> float | None:
        """The share of due photos that were given or offered."""
        return (self.right + self.offered) / self.due if self.due else None

    @property
    def calls_a_case(self) -> float | None:
        return self.calls / self.cases if self.cases else None


def evaluate(cases: Iterable[Case]) -> list[Result]:
    """Answer every case."""
    results = []
    for case in cases:
        query = ArtistQuery(case.query_name, album_titles=case.albums, variations=case.variations)
        catalogue = CaseCatalogue(case)
        answer = SpotifyProvider(catalogue).find_photo(query)
        results.append(Result(case, answer, catalogue.calls))
    return results


def score(results: Iterable[Result]) -> Score:
    """Count photos due, given and right."""
    seen = list(results)
    return Score(
        cases=len(seen),
        due=sum(result.case.expected is not None for result in seen),
        given=sum(result.given is not None for result in seen),
        right=sum(result.given is not None and result.is_right for result in seen),
        offered=sum(result.is_offered for result in seen),
        calls=sum(result.calls for result in seen),
    )

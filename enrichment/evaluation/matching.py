"""How well artists are matched: every case goes through the provider that a run uses, with a stand-in catalogue."""

from collections.abc import Iterable
from dataclasses import dataclass

from enrichment.evaluation.matching_cases import Case, texts_of
from enrichment.providers.spotify import ArtistQuery, PhotoAnswer, SpotifyProvider

_ALBUM_TITLES = "_album_titles"


class CaseCatalogue:
    """Serves the candidates of one case the way Spotify would; their album titles only on asking for them."""

    def __init__(self, case: Case) -> None:
        self._artists = [_without_titles(item) for item in case.candidates]
        known = [item for item in case.candidates if isinstance(item, dict) and isinstance(item.get("id"), str)]
        self._by_id = {item["id"]: _without_titles(item) for item in reversed(known)}
        self._titles: dict[str, list[str]] = {spotify_id: [] for spotify_id in self._by_id}
        for item in known:
            self._titles[item["id"]] += texts_of(item.get(_ALBUM_TITLES))

    def search_artists(self, q: str) -> list[object]:
        return list(self._artists)

    def search_albums(self, q: str) -> list[object]:
        return [
            {"type": "album", "name": title, "artists": [self._by_id[spotify_id]]}
            for spotify_id, titles in self._titles.items()
            for title in titles
        ]

    def artist(self, spotify_id: str) -> object:
        return self._by_id.get(spotify_id)

    def album_titles(self, spotify_id: str) -> list[str]:
        return self._titles.get(spotify_id, [])


@dataclass(frozen=True)
class Result:
    """A case and what the provider answered."""

    case: Case
    answer: PhotoAnswer

    @property
    def given(self) -> str | None:
        return self.answer.spotify_id or None

    @property
    def is_right(self) -> bool:
        return self.given == self.case.expected


@dataclass(frozen=True)
class Score:
    """Counts over all cases; the shares are between 0 and 1, None where there is nothing to divide by."""

    cases: int
    due: int
    given: int
    right: int

    @property
    def precision(self) -> float | None:
        return self.right / self.given if self.given else None

    @property
    def recall(self) -> float | None:
        return self.right / self.due if self.due else None


def evaluate(cases: Iterable[Case]) -> list[Result]:
    """Answer every case."""
    return [Result(case, _answer(case)) for case in cases]


def score(results: Iterable[Result]) -> Score:
    """Count photos due, given and right."""
    seen = list(results)
    return Score(
        cases=len(seen),
        due=sum(result.case.expected is not None for result in seen),
        given=sum(result.given is not None for result in seen),
        right=sum(result.given is not None and result.is_right for result in seen),
    )


def _answer(case: Case) -> PhotoAnswer:
    query = ArtistQuery(case.query_name, album_titles=case.albums, variations=case.variations)
    return SpotifyProvider(CaseCatalogue(case)).find_photo(query)


def _without_titles(item: object) -> object:
    if not isinstance(item, dict):
        return item
    return {key: value for key, value in item.items() if key != _ALBUM_TITLES}

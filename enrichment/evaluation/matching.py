"""How well artists are matched: every case goes through the provider that a run uses, with a stand-in catalogue."""

from collections.abc import Iterable
from dataclasses import dataclass

from enrichment.evaluation.case_catalogue import CaseCatalogue
from enrichment.evaluation.matching_cases import Case
from enrichment.providers.matching import Decision
from enrichment.providers.spotify import ArtistQuery, SpotifyProvider


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

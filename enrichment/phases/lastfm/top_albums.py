"""On first use of the Last.fm tracker: the albums played most of all time."""

from collections.abc import Sequence
from typing import Any, ClassVar, Self

from django.utils.translation import gettext_lazy

from collection.models import Album, Artist
from enrichment.models import EnrichmentRun, Kind, Outcome, PhaseState, Preferences, RunItem, RunPhase
from enrichment.phases.base import LimiterOf, Phase, Result, Target, Targets
from enrichment.phases.lastfm.albums import Heard, take_in
from enrichment.phases.lastfm.service import LASTFM
from enrichment.phases.services import Service, Words
from enrichment.providers.lastfm import LastfmClient, TopAlbumsPage


class LastfmTopAlbums(Phase[int, TopAlbumsPage]):
    """One call for the first 200: the history tells the rest, and all that comes later."""

    name: ClassVar[str] = "lastfm_top_albums"
    kind: ClassVar[str] = Kind.LASTFM
    service: ClassVar[Service[Any]] = LASTFM
    subject: ClassVar[type[Album] | type[Artist] | None] = None
    label: ClassVar[Words] = gettext_lazy("Albums played most")
    after: ClassVar[str] = "lastfm_recent"

    def __init__(self, client: LastfmClient) -> None:
        self._client = client

    @classmethod
    def connect(cls, limiter_of: LimiterOf) -> Self:
        return cls(LASTFM.client(limiter_of(LASTFM)))

    @classmethod
    def targets(cls, run: EnrichmentRun, cursor: int, size: int) -> Targets:
        read = RunPhase.objects.filter(name=cls.name, state=PhaseState.DONE, total__gt=0, failed=0)
        if read.exclude(run_id=run.pk).exists():
            return Targets([], None)
        return Targets([Target(label="Top albums", work_key="top albums")], None)

    def questions(self, run: EnrichmentRun, items: Sequence[RunItem]) -> dict[int, int | Result]:
        return {item.pk: 1 for item in items}

    def ask(self, question: int) -> TopAlbumsPage:
        return self._client.top_albums(question)

    def store(self, run: EnrichmentRun, answers: Sequence[tuple[RunItem, TopAlbumsPage]]) -> list[Result]:
        threshold = Preferences.load().lastfm_threshold
        results = []
        for _item, page in answers:
            made = take_in([Heard(album.artist, album.title, album.cover_url) for album in page.albums], threshold)
            outcome, reason = (Outcome.ENRICHED, "") if made else (Outcome.KEPT, "unchanged")
            results.append(Result(outcome, reason, after={"albums": [str(album) for album in made]}))
        return results

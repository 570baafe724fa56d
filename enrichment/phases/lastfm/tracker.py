"""The Last.fm tracker: what the service is, what was played since the last track known, and the albums played most.

The history comes first, one item for each page. Pages are read from the oldest to the newest, so that what is stored
never has a gap: wherever a run ends, the next one goes on after the newest track. The end of the window is fixed, for
every new track would move all pages.
"""

import time
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, ClassVar, NamedTuple, Unpack

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from collection.models import Album, Artist, Scrobble
from enrichment.models import EnrichmentRun, Kind, Outcome, PhaseState, Preferences, RunItem, RunPhase
from enrichment.phases.base import Answer, Phase, Question, Result, Target, Targets
from enrichment.phases.lastfm.albums import Heard, take_in
from enrichment.phases.services import KeysPage, Service, Setting, Words
from enrichment.providers.http import HttpOptions, Limiter
from enrichment.providers.lastfm import LastfmClient, TopAlbumsPage, TrackPage


class Lastfm(Service[LastfmClient]):
    name: ClassVar[str] = "lastfm"
    title: ClassVar[str] = "Last.fm"
    purpose: ClassVar[Words] = _("knows what you listen to")
    needs: ClassVar[tuple[tuple[str, ...], ...]] = (("LASTFM_API_KEY",), ("LASTFM_USERNAME",))
    asked: ClassVar[tuple[Setting, ...]] = (
        Setting("LASTFM_USERNAME", _("User name")),
        Setting("LASTFM_API_KEY", _("API key"), secret=True),
    )
    keys_page: ClassVar[KeysPage | None] = KeysPage(
        _("Last.fm, API accounts"), "https://www.last.fm/api/account/create"
    )

    def client(self, limiter: Limiter, **http: Unpack[HttpOptions]) -> LastfmClient:
        return LastfmClient(
            api_key=settings.LASTFM_API_KEY,
            username=settings.LASTFM_USERNAME,
            url=settings.LASTFM_API_URL,
            limiter=limiter,
            **http,
        )

    def prove(self, client: LastfmClient) -> None:
        client.check()


LASTFM = Lastfm()

NAME_LENGTH = 500
OLDEST = 0


class Window(NamedTuple):
    """Unix times, and the page wanted: `OLDEST` where nobody knows its number yet."""

    since: int | None
    until: int
    page: int


class _LastfmPhase(Phase[Question, Answer]):
    """What both steps share: items that are pages of a list, neither albums nor artists."""

    kind: ClassVar[str] = Kind.LASTFM
    service: ClassVar[Service[Any]] = LASTFM
    subject: ClassVar[type[Album] | type[Artist] | None] = None
    _client: LastfmClient


class LastfmRecent(_LastfmPhase[Window, TrackPage]):
    name: ClassVar[str] = "lastfm_recent"
    label: ClassVar[Words] = _("Tracks played")
    essential: ClassVar[bool] = True

    @classmethod
    def targets(cls, run: EnrichmentRun, cursor: int, size: int) -> Targets:
        newest = Scrobble.objects.order_by("-played_at").first()
        since = int(newest.played_at.timestamp()) if newest else None
        return Targets([_target("page …", Window(since, int(time.time()), OLDEST))], None)

    def questions(self, run: EnrichmentRun, items: Sequence[RunItem]) -> dict[int, Window | Result]:
        return {item.pk: Window(**item.payload) for item in items}

    def ask(self, question: Window) -> TrackPage:
        if question.page != OLDEST:
            return self._page(question, question.page)
        newest = self._page(question, 1)
        return self._page(question, newest.total_pages) if newest.total_pages > 1 else newest

    def _page(self, window: Window, page: int) -> TrackPage:
        return self._client.recent_tracks(window.since, page, until=window.until)

    def store(self, run: EnrichmentRun, answers: Sequence[tuple[RunItem, TrackPage]]) -> list[Result]:
        threshold = Preferences.load().lastfm_threshold
        results = []
        for _item, page in answers:
            rows = {
                (played_at, track.artist[:NAME_LENGTH], track.title[:NAME_LENGTH]): track.album[:NAME_LENGTH]
                for track in page.tracks
                if (played_at := datetime.fromtimestamp(track.played_at, UTC))
            }
            there = Scrobble.objects.filter(played_at__in={played_at for played_at, _artist, _title in rows})
            known = set(there.values_list("played_at", "artist_name", "track_title"))
            new = [
                Scrobble(played_at=played_at, artist_name=artist, track_title=title, album_title=album)
                for (played_at, artist, title), album in rows.items()
                if (played_at, artist, title) not in known
            ]
            Scrobble.objects.bulk_create(new, ignore_conflicts=True)
            heard = [Heard(track.artist, track.album, track.cover_url) for track in page.tracks if track.album]
            made = take_in(heard, threshold)
            result = Result(
                Outcome.ENRICHED if new or made else Outcome.KEPT,
                "" if new or made else "unchanged",
                after={"tracks": len(new), "albums": [str(album) for album in made]},
            )
            results.append(result)
        return results

    def discovered_targets(self, run: EnrichmentRun, answers: Sequence[tuple[RunItem, TrackPage]]) -> Sequence[Target]:
        """The next newer page. Its number only ever falls, so the reading ends whatever the service answers."""
        targets = []
        for item, page in answers:
            window = Window(**item.payload)
            number = (page.total_pages if window.page == OLDEST else window.page) - 1
            if number >= 1:
                targets.append(_target(f"page {number}", Window(window.since, window.until, number)))
        return targets


def _target(label: str, window: Window) -> Target:
    return Target(label=label, work_key=f"page:{window.page}", payload=window._asdict())


class LastfmTopAlbums(_LastfmPhase[int, TopAlbumsPage]):
    """On first use alone. One call for the first 200: the history tells the rest, and all that comes later."""

    name: ClassVar[str] = "lastfm_top_albums"
    label: ClassVar[Words] = _("Albums played most")
    after: ClassVar[str] = "lastfm_recent"

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

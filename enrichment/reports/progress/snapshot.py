"""One look at a run: three queries, the same for ten items and for ten thousand; and a glance at a server's clock."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from collection.models import Image
from collection.models.album import AlbumSource
from enrichment.engine import clock
from enrichment.models import EnrichmentRun, Kind, Outcome, RunItem, RunPhase

RECENT = 10
# Long enough to be steady, short enough to notice that a service has become slower.
WINDOW = timedelta(minutes=5)


@dataclass(frozen=True)
class Pictured:
    """An item and the picture to show beside it: an address, or the name of an uploaded file. `source` is who is owed
    a notice for what is shown; `page` the artist's where the picture is Spotify's or Deezer's, which owe a link."""

    item: RunItem
    url: str
    file: str
    source: str
    page: str


@dataclass(frozen=True)
class Snapshot:
    """`lately` counts by phase name what was asked within the window; `recent` are the last results, newest first."""

    run: EnrichmentRun
    phases: list[RunPhase]
    lately: dict[str, int]
    recent: list[Pictured]
    current_item: str
    now: datetime

    @property
    def unfinished(self) -> list[RunPhase]:
        return _unfinished(self.run, self.phases)

    @property
    def named(self) -> RunPhase | None:
        """The earliest unfinished phase."""
        return next(iter(self.unfinished), None)

    def sum(self, name: str) -> int:
        """A counter or property over all phases."""
        return sum(getattr(phase, name) for phase in self.phases)


def find(run_id: int | None) -> EnrichmentRun | None:
    """The run `run_id`, else the latest enrichment. None when there is no such run."""
    wanted = {"kind": Kind.ENRICHMENT} if run_id is None else {"pk": run_id}
    return EnrichmentRun.objects.filter(**wanted).order_by("-pk").first()


def look(run: EnrichmentRun) -> Snapshot:
    now = clock.now()
    since = window_start(run, now)
    # What came before a pause says nothing about the pace after it.
    lately = RunItem.objects.filter(run_id=run.pk, phase=OuterRef("pk"), finished_at__gte=Value(since)).filter(
        finished_at__gte=Coalesce(OuterRef("resume_at"), Value(since))
    )
    counted = lately.exclude(outcome=Outcome.KEPT).order_by().values("phase").annotate(number=Count("pk"))
    rows = RunPhase.objects.filter(run=run).annotate(asked=Coalesce(Subquery(counted.values("number")), 0))
    phases = list[RunPhase](rows)
    recent, current_item = _items(run, next(iter(_unfinished(run, phases)), None), now)
    return Snapshot(run, phases, {row.name: row.asked for row in rows}, recent, current_item, now)


def _unfinished(run: EnrichmentRun, phases: list[RunPhase]) -> list[RunPhase]:
    return [phase for phase in phases if not phase.is_through] if run.is_active else []


def window_start(run: EnrichmentRun, now: datetime) -> datetime:
    return max(now - WINDOW, run.started_at or now)


def _items(run: EnrichmentRun, named: RunPhase | None, now: datetime) -> tuple[list[Pictured], str]:
    """The last results, and the label of the oldest item of the named phase that somebody holds."""
    finished = run.items.filter(finished_at__isnull=False).order_by("-finished_at", "-pk").values("pk")[:RECENT]
    wanted = Q(pk__in=finished)
    if named is not None:
        held = RunItem.objects.filter(phase=named, outcome=Outcome.PENDING, lease_until__gte=now)
        wanted |= Q(pk__in=held.order_by("pk").values("pk")[:1])
    photos = Image.objects.filter(artist=OuterRef("artist"), image_type="artist").best_first()
    rows = (
        RunItem.objects.filter(wanted)
        .annotate(cover=F("album__image_url"), spotify_id=F("artist__spotify_id"))
        .annotate(album_source=F("album__source"), discogs_id=F("album__discogs_id"))
        .annotate(origin=Subquery(photos.values("source")[:1]), page=Subquery(photos.values("page")[:1]))
        .annotate(photo=Subquery(photos.values("url")[:1]), file=Subquery(photos.values("file")[:1]))
        .order_by(F("finished_at").desc(nulls_first=True), "-pk")
    )
    current, recent = "", []
    for row in rows:
        if row.outcome == Outcome.PENDING:
            current = row.label
        else:
            source = AlbumSource.DISCOGS if row.discogs_id else row.album_source or row.origin or ""
            owed = (row.page or "") if source == "deezer" else ""
            if source == "spotify" and row.spotify_id:
                owed = f"https://open.spotify.com/artist/{row.spotify_id}"
            recent.append(Pictured(row, row.cover or row.photo or "", row.file or "", source, owed))
    return recent, current

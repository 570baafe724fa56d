"""One look at a run, and what that tells outsiders: its state, how far it is, how long it will still take. Simple
queries, as many for ten items as for ten thousand; and a glance at a server's clock.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from math import ceil, sqrt
from typing import NamedTuple

from django.conf import settings
from django.db import connection
from django.db.models import Count, F, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from collection.models import Image
from collection.models.album import AlbumSource
from collection.models.image import ARTIST_PHOTO
from enrichment.engine import clock
from enrichment.engine.runs import is_interrupted
from enrichment.models import EnrichmentRun, Kind, Outcome, RunItem, RunPhase, State

LATEST = "SELECT id, state FROM enrichment_enrichmentrun WHERE kind = %s ORDER BY id DESC LIMIT 1"
OF_NUMBER = "SELECT id, state FROM enrichment_enrichmentrun WHERE id = %s"
RECENT = 10
# Long enough to be steady, short enough to notice that a service has become slower.
WINDOW = timedelta(minutes=5)
# Of how many answers a pace can be told, and how sure it is at best.
FEWEST = 5
LEAST_DOUBT = 0.15

OUTCOMES = tuple(outcome.value for outcome in Outcome if outcome is not Outcome.PENDING)
INTERRUPTED = "interrupted"
STATUS: dict[str, str] = {
    "": "idle",
    State.QUEUED: "starting",
    State.RUNNING: "running",
    State.PAUSED: "running",
    State.CANCELLING: "running",
    State.COMPLETED: "completed",
    State.STOPPED: "error",
    State.CANCELLED: "cancelled",
}


class Pictured(NamedTuple):
    """An item and the picture to show beside it: an address, or the name of an uploaded file. `source` is who is owed
    a notice for what is shown; `page` the artist's where the picture is Spotify's or Deezer's, which owe a link."""

    item: RunItem
    url: str
    file: str
    source: str
    page: str


class Snapshot(NamedTuple):
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


def glance(run_id: int | None) -> tuple[int, str] | None:
    """The number and the state of run `run_id`, else of the latest enrichment. None when there is no such run.

    In SQL, for each poll asks it: Django takes twenty times as long to make the question as a database to answer it.
    """
    question, value = (LATEST, Kind.ENRICHMENT.value) if run_id is None else (OF_NUMBER, run_id)
    with connection.cursor() as cursor:
        cursor.execute(question, [value])
        found: tuple[int, str] | None = cursor.fetchone()
    return found


def look(run: EnrichmentRun) -> Snapshot:
    now = clock.now()
    since = window_start(run, now)
    # What came before a pause says nothing about the pace after it.
    lately = RunItem.objects.filter(run_id=run.pk, phase=OuterRef("pk"), finished_at__gte=Value(since)).filter(
        finished_at__gte=Coalesce(OuterRef("resume_at"), Value(since))
    )
    counted = lately.exclude(outcome=Outcome.KEPT).order_by().values("phase").annotate(number=Count("pk"))
    rows = RunPhase.objects.filter(run=run).annotate(asked=Coalesce(Subquery(counted.values("number")), 0))
    phases, current_item = list[RunPhase](rows), ""
    if unfinished := _unfinished(run, phases):
        held = unfinished[0].items.filter(outcome=Outcome.PENDING, lease_until__gte=now)
        current_item = held.order_by("pk").values_list("label", flat=True).first() or ""
    return Snapshot(run, phases, {row.name: row.asked for row in rows}, _recent(run), current_item, now)


def _unfinished(run: EnrichmentRun, phases: list[RunPhase]) -> list[RunPhase]:
    return [phase for phase in phases if not phase.is_through] if run.is_active else []


def window_start(run: EnrichmentRun, now: datetime) -> datetime:
    return max(now - WINDOW, run.started_at or now)


def _recent(run: EnrichmentRun) -> list[Pictured]:
    """The last results. Their photos are asked for by themselves: subqueries for them take far longer to make."""
    rows = (
        run.items.filter(finished_at__isnull=False)
        .annotate(cover=F("album__image_url"), spotify_id=F("artist__spotify_id"))
        .annotate(album_source=F("album__source"), discogs_id=F("album__discogs_id"))
        .order_by("-finished_at", "-pk")[:RECENT]
    )
    artists = [row.artist_id for row in rows if row.artist_id]
    photos = Image.objects.filter(artist__in=artists, image_type=ARTIST_PHOTO).best_first().reverse()
    best, recent = {photo.artist_id: photo for photo in photos}, []
    for row in rows:
        photo = best.get(row.artist_id) or Image()
        source = AlbumSource.DISCOGS if row.discogs_id else row.album_source or photo.source
        owed = photo.page if source == "deezer" else ""
        if source == "spotify" and row.spotify_id:
            owed = f"https://open.spotify.com/artist/{row.spotify_id}"
        recent.append(Pictured(row, row.cover or photo.url, photo.file.name or "", source, owed))
    return recent


def status(snapshot: Snapshot) -> str:
    """The promise's word. A run that added nothing and met errors is no success."""
    if snapshot.run.state == State.COMPLETED and not snapshot.sum("added") and snapshot.sum("failed"):
        return "error"
    return STATUS[snapshot.run.state]


def counts(phases: Sequence[RunPhase]) -> dict[str, int]:
    """Items by outcome, and those `remaining` without one."""
    return {name: sum(getattr(phase, name) for phase in phases) for name in (*OUTCOMES, "remaining")}


def state(snapshot: Snapshot) -> str:
    return INTERRUPTED if is_interrupted(snapshot.run, snapshot.now) else snapshot.run.state


def percent(snapshot: Snapshot) -> int:
    """Every phase has the same part of it, so that one whose items are still to be found takes nothing back.

    100 is kept for a completed run.
    """
    if snapshot.run.state == State.COMPLETED:
        return 100
    shares = [phase.done / phase.total if phase.total else 1 for phase in snapshot.phases if phase.prepared]
    return min(99, int(100 * sum(shares) / len(snapshot.phases))) if snapshot.phases else 0


def worker_alive(run: EnrichmentRun, now: datetime) -> bool:
    """False once due work has waited for a worker too long."""
    due: datetime | None = None
    if run.state == State.QUEUED:
        due = run.created_at
    elif run.state == State.PAUSED:
        due = run.resume_at
    elif run.is_active:  # one at work renews its leases when a third of them has passed
        due = run.heartbeat_at + timedelta(seconds=settings.AIME_LEASE_SECONDS / 3)
    return due is None or now - due <= timedelta(seconds=settings.AIME_UNCLAIMED_SECONDS)


def time_left(snapshot: Snapshot) -> tuple[int | None, list[int] | None]:
    """Seconds until the slower phase is through, for the phases are worked at together, and a range around them.

    None for both while any unfinished phase has not had five items asked lately, or does not know its total.
    """
    paces = []  # of each: the seconds that remain, and how many items tell so
    for phase in snapshot.unfinished:
        asked, since = snapshot.lately[phase.name], window_start(snapshot.run, snapshot.now)
        since = max(since, phase.resume_at) if phase.resume_at else since
        elapsed = (snapshot.now - since).total_seconds()
        if not phase.prepared or (phase.remaining and (asked < FEWEST or elapsed <= 0)):
            return None, None
        if phase.remaining:
            paces.append((phase.remaining * elapsed / asked, asked))
    if not paces:
        return None, None
    seconds, asked = max(paces)
    # Counting n events leaves a doubt of about 1/√n.
    doubt = max(LEAST_DOUBT, 1 / sqrt(asked))
    return ceil(seconds), [ceil(seconds * (1 - doubt)), ceil(seconds * (1 + doubt))]

"""How far a run is, for every watcher: one dictionary of one shape, as many queries however large the run."""

import json
import time
from datetime import datetime
from typing import TypedDict

from django.core.cache import cache
from django.core.files.storage import default_storage
from django.core.serializers.json import DjangoJSONEncoder
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from enrichment.models import EnrichmentRun, Outcome, RunPhase
from enrichment.phases.artist_images.phase import ArtistImages
from enrichment.phases.descriptions.phase import Descriptions
from enrichment.phases.registry import phase_label, service_label
from enrichment.reasons import sentence
from enrichment.reports.messages import message, phase_sentence
from enrichment.reports.snapshot import (
    Pictured,
    Snapshot,
    counts,
    glance,
    look,
    percent,
    state,
    status,
    time_left,
    worker_alive,
)

# Twenty open pages ask ten times a second, the engine writes every two; a change of the run's state shows at once.
REMEMBERED_SECONDS = 1


class PhaseProgress(TypedDict):
    """`state` is open, done or stopped; `sentence` says why it waits or stopped; `total` grows until `total_known`.
    `estimated_tokens` are those of `tokens` that the service did not count itself.
    """

    name: str
    label: str
    state: str
    reason: str
    sentence: str
    setting: str
    resume_at: datetime | None
    total: int
    total_known: bool
    done: int
    added: int
    counts: dict[str, int]
    tokens: int
    estimated_tokens: int


class RecentItem(TypedDict):
    """`picture`, `url` (its page in the admin), `spotify_url` and `deezer_url` (of the artist, owed by pictures from
    there) are empty where there is none. `source` is whose data is shown, such as `discogs` for an album or `spotify`
    for a photo.
    """

    label: str
    phase: str
    outcome: str
    outcome_label: str
    sentence: str
    picture: str
    source: str
    url: str
    spotify_url: str
    deezer_url: str
    finished_at: datetime


class Progress(TypedDict):
    """The first seven keys are the promise.

    `current` and `total` are those of `phase`, the earliest unfinished one; once the run is over `phase` is empty and
    they are the sums of all phases, so that the bar of a completed run is full and that of a stopped one shows what
    was reached. `state` is the run's, or `interrupted`, or empty without a run. `percent` is 100 for a completed run
    alone. `eta_range` is [soonest, latest] around `eta_seconds`. `counts` are of items by outcome, and `remaining`.
    """

    status: str
    phase: str
    current: int
    total: int
    descriptions_added: int
    artist_images_added: int
    errors: int
    run_id: int | None
    state: str
    percent: int
    eta_seconds: int | None
    eta_range: list[int] | None
    resume_at: datetime | None
    worker_alive: bool
    current_item: str
    message: str
    started_at: datetime | None
    finished_at: datetime | None
    counts: dict[str, int]
    phases: list[PhaseProgress]
    recent: list[RecentItem]


def progress(run_id: int | None = None) -> Progress | None:
    """Of the run `run_id`, of whatever kind; without one, of the latest enrichment. None for an unknown run."""
    seen = glance(run_id)
    if seen is None:
        return _idle() if run_id is None else None
    try:
        return _of(seen[0])
    except EnrichmentRun.DoesNotExist:  # it was deleted between the glance and the look
        return progress(run_id)


def progress_text(run_id: int | None = None) -> str | None:
    """The same as JSON, for the pages that poll: made once a second for all that watch in one language."""
    seen = glance(run_id)
    if seen is None:
        return _text(_idle()) if run_id is None else None
    number, run_state = seen
    second = int(time.monotonic() / REMEMBERED_SECONDS)  # a wall clock may be set back, and this one would stand still
    name = f"progress.{number}.{run_state}.{get_language()}.{second}"
    try:
        return str(cache.get_or_set(name, lambda: _text(_of(number)), REMEMBERED_SECONDS))
    except EnrichmentRun.DoesNotExist:
        return progress_text(run_id)


def _of(number: int) -> Progress:
    return _told(look(EnrichmentRun.objects.get(pk=number)))


def _text(found: Progress) -> str:
    return json.dumps(found, cls=DjangoJSONEncoder)


def _told(snapshot: Snapshot) -> Progress:
    run, named = snapshot.run, snapshot.named
    seconds, around = time_left(snapshot)
    return {
        "status": status(snapshot),
        "phase": named.name if named else "",
        "current": named.done if named else snapshot.sum("done"),
        "total": named.total if named else snapshot.sum("total"),
        "descriptions_added": _added(snapshot, Descriptions.name),
        "artist_images_added": _added(snapshot, ArtistImages.name),
        "errors": snapshot.sum("failed"),
        "run_id": run.pk,
        "state": state(snapshot),
        "percent": percent(snapshot),
        "eta_seconds": seconds,
        "eta_range": around,
        "resume_at": timezone.localtime(run.resume_at) if run.resume_at else None,
        "worker_alive": worker_alive(run, snapshot.now),
        "current_item": snapshot.current_item,
        "message": message(snapshot),
        "started_at": run.started_at,
        "finished_at": run.finished_at,
        "counts": counts(snapshot.phases),
        "phases": [_phase(phase, snapshot) for phase in snapshot.phases],
        "recent": [_recent(entry, snapshot) for entry in snapshot.recent],
    }


def _idle() -> Progress:
    """What is told where there is no run yet: the same, of nothing."""
    return _told(Snapshot(EnrichmentRun(state=""), [], {}, [], "", timezone.now()))


def _added(snapshot: Snapshot, name: str) -> int:
    return sum(phase.added for phase in snapshot.phases if phase.name == name)


def _phase(phase: RunPhase, snapshot: Snapshot) -> PhaseProgress:
    return {
        "name": phase.name,
        "label": phase_label(phase.name),
        "state": phase.state,
        "reason": phase.reason,
        "sentence": phase_sentence(phase, snapshot),
        "setting": phase.setting,
        "resume_at": timezone.localtime(phase.resume_at) if phase.resume_at else None,
        "total": phase.total,
        "total_known": phase.prepared,
        "done": phase.done,
        "added": phase.added,
        "counts": counts([phase]),
        "tokens": phase.tokens,
        "estimated_tokens": phase.estimated_tokens,
    }


def _recent(entry: Pictured, snapshot: Snapshot) -> RecentItem:
    item = entry.item
    phase = next(phase.name for phase in snapshot.phases if phase.pk == item.phase_id)
    page = ""
    if item.album_id:
        page = reverse("admin:collection_album_change", args=[item.album_id])
    elif item.artist_id:
        page = reverse("admin:collection_artist_change", args=[item.artist_id])
    return {
        "label": item.label,
        "phase": phase,
        "outcome": item.outcome,
        "outcome_label": str(Outcome(item.outcome).label),
        "sentence": sentence(item.reason, service=service_label(phase, item.reason)),
        "picture": default_storage.url(entry.file) if entry.file else entry.url,
        "source": entry.source,
        "url": page,
        "spotify_url": entry.page if entry.source == "spotify" else "",
        "deezer_url": entry.page if entry.source == "deezer" else "",
        "finished_at": item.finished_at or snapshot.now,
    }

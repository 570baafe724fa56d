"""The progress of a run, put together."""

import json
import time

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
from enrichment.reports.progress.messages import message, nothing_yet, phase_sentence
from enrichment.reports.progress.pace import estimate
from enrichment.reports.progress.shape import Counts, PhaseProgress, Progress, RecentItem
from enrichment.reports.progress.snapshot import Pictured, Snapshot, glance, look
from enrichment.reports.progress.states import percent, state, status, worker_alive

# Twenty open pages ask ten times a second, the engine writes every two; a change of the run's state shows at once.
REMEMBERED_SECONDS = 1


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
    seconds, around = estimate(snapshot)
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
        "counts": _counts(*snapshot.phases),
        "phases": [_phase(phase, snapshot) for phase in snapshot.phases],
        "recent": [_recent(entry, snapshot) for entry in snapshot.recent],
    }


def _idle() -> Progress:
    return {
        "status": "idle",
        "phase": "",
        "current": 0,
        "total": 0,
        "descriptions_added": 0,
        "artist_images_added": 0,
        "errors": 0,
        "run_id": None,
        "state": "",
        "percent": 0,
        "eta_seconds": None,
        "eta_range": None,
        "resume_at": None,
        "worker_alive": True,
        "current_item": "",
        "message": nothing_yet(),
        "started_at": None,
        "finished_at": None,
        "counts": _counts(),
        "phases": [],
        "recent": [],
    }


def _added(snapshot: Snapshot, name: str) -> int:
    return sum(phase.added for phase in snapshot.phases if phase.name == name)


def _counts(*phases: RunPhase) -> Counts:
    return {
        "enriched": sum(phase.enriched for phase in phases),
        "cached": sum(phase.cached for phase in phases),
        "kept": sum(phase.kept for phase in phases),
        "not_found": sum(phase.not_found for phase in phases),
        "review": sum(phase.review for phase in phases),
        "failed": sum(phase.failed for phase in phases),
        "remaining": sum(phase.remaining for phase in phases),
    }


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
        "counts": _counts(phase),
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

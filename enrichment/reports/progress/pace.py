"""How long a run will still take, told from its own pace alone."""

from math import ceil, sqrt

from enrichment.models import RunPhase
from enrichment.reports.progress.snapshot import Snapshot, window_start

FEWEST = 5
LEAST_DOUBT = 0.15


def estimate(snapshot: Snapshot) -> tuple[int | None, list[int] | None]:
    """Seconds until the slower phase is through, for the phases are worked at together, and a range around them.

    None for both while any unfinished phase has not had five items asked lately, or does not know its total.
    """
    paces = [_pace(snapshot, phase) for phase in snapshot.unfinished if phase.remaining or not phase.prepared]
    known = [pace for pace in paces if pace is not None]
    if not known or len(known) < len(paces):
        return None, None
    seconds, asked = max(known)
    # Counting n events leaves a doubt of about 1/√n.
    doubt = max(LEAST_DOUBT, 1 / sqrt(asked))
    return ceil(seconds), [ceil(seconds * (1 - doubt)), ceil(seconds * (1 + doubt))]


def _pace(snapshot: Snapshot, phase: RunPhase) -> tuple[float, int] | None:
    """Seconds that remain of a phase, and how many items tell so."""
    asked = snapshot.lately[phase.name]
    since = window_start(snapshot.run, snapshot.now)
    since = max(since, phase.resume_at) if phase.resume_at else since
    elapsed = (snapshot.now - since).total_seconds()
    if asked < FEWEST or elapsed <= 0 or not phase.prepared:
        return None
    return phase.remaining * elapsed / asked, asked

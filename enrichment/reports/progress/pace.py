"""How long a run will still take, told from its own pace alone."""

from math import ceil, sqrt

from enrichment.reports.progress.snapshot import Snapshot, window_start

FEWEST = 5
LEAST_DOUBT = 0.15


def estimate(snapshot: Snapshot) -> tuple[int | None, list[int] | None]:
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

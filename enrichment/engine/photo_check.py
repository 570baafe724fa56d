"""The run that looks again at photos which nothing speaks for: those fetched before photos rested on evidence, too."""

from enrichment.engine.request import RunRequest
from enrichment.phases.selection import unproved_photos


def checking() -> RunRequest | None:
    """What to ask of a run; None where every photo is accounted for. One call for most artists."""
    artists = list(unproved_photos().order_by("artist_id").values_list("artist_id", flat=True).distinct())
    return RunRequest(artists=artists, force=True) if artists else None

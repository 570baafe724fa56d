"""What a run of a source brought: albums from Discogs, tracks and albums from Last.fm."""

from collections import Counter
from typing import TypedDict

from enrichment.models import EnrichmentRun, Kind, Outcome, RunItem
from enrichment.phases.discogs.collection import DiscogsCollection
from enrichment.phases.discogs.facts import PART as FACTS
from enrichment.phases.lastfm.recent import LastfmRecent
from enrichment.phases.lastfm.top_albums import LastfmTopAlbums
from enrichment.phases.registry import phases_of

NAMED = 20
READ = (DiscogsCollection.name, LastfmRecent.name, LastfmTopAlbums.name)
SEEMS_GONE = "seems_gone"


class SourceSummary(TypedDict):
    """`seems_gone` counts albums that are not marked before a person says so. `removed` and `listened` name the first
    twenty albums: gone from Discogs, and made because they were heard.
    """

    created: int
    updated: int
    unchanged: int
    left_out: int
    removed_count: int
    seems_gone: int
    removed: list[str]
    facts: int
    tracks: int
    listened_count: int
    listened: list[str]


def source_summary(run: EnrichmentRun) -> SourceSummary:
    counts, listened = Counter[str](), list[str]()
    pages = RunItem.objects.filter(run=run, phase__name__in=READ).order_by("pk")
    for after in pages.values_list("after", flat=True).iterator(chunk_size=500):
        counts.update({name: after.get(name, 0) for name in ("created", "updated", "unchanged", "left_out", "tracks")})
        albums = after.get("albums", [])
        counts["listened"] += len(albums)
        listened += albums[: NAMED - len(listened)]

    gone = RunItem.objects.filter(run=run, reason="removed")
    facts = RunItem.objects.filter(run=run, phase__name__in=phases_of(Kind.DISCOGS, FACTS), outcome=Outcome.ENRICHED)
    return {
        "created": counts["created"],
        "updated": counts["updated"],
        "unchanged": counts["unchanged"],
        "left_out": counts["left_out"],
        "removed_count": gone.count(),
        "seems_gone": RunItem.objects.filter(run=run, reason=SEEMS_GONE).count(),
        "removed": list(gone.order_by("pk").values_list("label", flat=True)[:NAMED]),
        "facts": facts.values("album").distinct().count(),
        "tracks": counts["tracks"],
        "listened_count": counts["listened"],
        "listened": listened,
    }

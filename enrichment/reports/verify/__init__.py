"""Whether what the collection shows can be trusted: what is filled, and what is suspect. It changes nothing."""

from enrichment.phases.artist_images import verify as photos
from enrichment.phases.descriptions import verify as texts
from enrichment.phases.findings import Coverage, Kind, Suspect, Verification
from enrichment.reports.verify import addresses, caches
from enrichment.reports.verify.coverage import coverage

__all__ = ["Coverage", "Kind", "Suspect", "Verification", "verify"]

CHECKS = (
    texts.faulty_texts,
    texts.same_texts,
    photos.shared_photos,
    photos.album_covers,
    photos.unsafe_addresses,
    caches.torn_files,
    texts.different_texts,
    photos.different_photos,
)


def verify(*, check_urls: bool = False) -> Verification:
    """Look at the whole collection and its caches, row by row. Goes online only with `check_urls`."""
    found = Verification(coverage())
    for check in CHECKS:
        found.note(check())
    if check_urls:
        found.note(addresses.doubtful_addresses())
    return found

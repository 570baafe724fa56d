"""Whether what the collection shows can be trusted: what is filled, and what is suspect. It changes nothing."""

from enrichment.services.verify import addresses, caches, descriptions, pictures
from enrichment.services.verify.coverage import coverage
from enrichment.services.verify.findings import Coverage, Kind, Suspect, Verification

__all__ = ["Coverage", "Kind", "Suspect", "Verification", "verify"]

CHECKS = (
    descriptions.faulty_texts,
    descriptions.same_texts,
    pictures.shared_photos,
    pictures.album_covers,
    pictures.unsafe_addresses,
    caches.torn_files,
    caches.different_texts,
    caches.different_photos,
)


def verify(*, check_urls: bool = False) -> Verification:
    """Look at the whole collection and its caches, row by row. Goes online only with `check_urls`."""
    found = Verification(coverage())
    for check in CHECKS:
        found.note(check())
    if check_urls:
        found.note(addresses.doubtful_addresses())
    return found

"""Cache files that cannot be read."""

from collections.abc import Iterator

from django.conf import settings

from enrichment.caches import JsonCache
from enrichment.phases.findings import Suspect


def torn_files() -> Iterator[Suspect]:
    for name in ("euria", "spotify"):
        for file, why in JsonCache(settings.CACHE_DIR / name).torn():
            yield Suspect("torn_cache_file", f"{name}/{file}", why)

"""Cache files that cannot be read."""

from collections.abc import Iterator

from enrichment.phases.findings import Suspect
from enrichment.phases.registry import SERVICES


def torn_files() -> Iterator[Suspect]:
    for name, service in SERVICES.items():
        for file, why in service.cache().torn():
            yield Suspect("torn_cache_file", f"{name}/{file}", why)

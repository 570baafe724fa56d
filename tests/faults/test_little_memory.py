"""A small machine: a container with 256 MB."""

from pathlib import Path

import pytest

from tests.benchmarks.collection_of import write_file
from tests.benchmarks.site import ROOT, UNLIMITED
from tests.benchmarks.standin import standin
from tests.benchmarks.trees import Served, Tree, home
from tests.faults.little_memory import limited
from tests.waiting import wait_until

MEGABYTES, ROWS, ALBUMS = 256, 10_000, 100
PROGRESS = "/services/discogs/enrich/progress"


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_in_256_megabytes_a_site_imports_ten_thousand_albums_and_enriches_a_hundred(tmp_path: Path) -> None:
    collection = write_file(tmp_path / "collection.json", ROWS)
    with limited(tmp_path / "bin", MEGABYTES) as limit, standin() as services:
        settings = {**services.environment(), **UNLIMITED}
        with home(Tree(ROOT, limit.python), 0, settings) as site, site.served() as served:
            site.manage("import_collection", str(collection))
            site.manage("enrich", "--background", "--limit", str(ALBUMS))
            wait_until(lambda: _is_over(served), 180, what="the run is over")
            found = served.get(PROGRESS).json()
            wall = served.get(served.wall).text
        assert (found["state"], found["errors"]) == ("completed", 0)
        assert found["counts"]["enriched"] >= ALBUMS
        assert "10,000" in wall
        assert limit.killed == 0, f"killed for want of memory, at {limit.megabytes} MB"


def _is_over(served: Served) -> bool:
    return bool(served.get(PROGRESS).json()["state"] not in {"pending", "running"})

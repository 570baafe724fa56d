"""The import directions, as `[tool.importlinter]` in pyproject.toml states them."""

import os
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).resolve().parent.parent
LINT = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache", "--config", str(ROOT / "pyproject.toml")]


def lint(folder: Path) -> "subprocess.CompletedProcess[str]":
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    return subprocess.run(LINT, cwd=folder, env=environment, capture_output=True, text=True, timeout=100, check=False)


def test_every_import_goes_the_way_it_may() -> None:
    result = lint(ROOT)
    assert result.returncode == 0, result.stdout[-3000:]


def test_no_module_needs_itself_by_way_of_others() -> None:
    """Inside rooms too, whether an import stands at the top, in a function or for types alone."""
    graph = grimp.build_graph("aime_site", "collection", "enrichment", cache_dir=None)
    imports = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    TopologicalSorter(imports).prepare()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("collection/naming.py", "import django.conf"),
        ("collection/models/album.py", "import enrichment.models"),
        ("enrichment/engine/items.py", "import django_q.tasks"),
        ("enrichment/models/run.py", "import enrichment.engine.runs"),
        ("enrichment/providers/euria/client.py", "import enrichment.providers.spotify.client"),
        ("enrichment/engine/runs.py", "import enrichment.sandbox"),
        ("enrichment/sandbox/server.py", "import enrichment.providers.errors"),
        ("enrichment/phases/descriptions/phase.py", "import decouple"),
    ],
)
def test_an_import_against_the_direction_is_caught(tmp_path: Path, module: str, line: str) -> None:
    for package in ("aime_site", "collection", "enrichment"):
        for source in (ROOT / package).rglob("*.py"):
            copy = tmp_path / source.relative_to(ROOT)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(source.read_bytes())
    with (tmp_path / module).open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    assert lint(tmp_path).returncode == 1

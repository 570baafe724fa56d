"""`refresh` shows first and asks; `--import` reads the earlier version's real files."""

import json
import os
from pathlib import Path

import pytest

from collection.models import Album, Image
from enrichment.models import EnrichmentRun
from enrichment.phases import review
from enrichment.providers.texts.quality import inspect
from enrichment.sandbox import Sandbox
from tests.builders import load_collection, make_album
from tests.cases import mostly_slow
from tests.cluster import ROOT
from tests.enrichment.management.shell import Shell
from tests.enrichment.running import enrich

pytestmark = pytest.mark.django_db(transaction=True)

SHARED = Path(os.environ.get("AIME_SHARED_DATA", ROOT.parent / "shared" / "data"))
EARLIER = SHARED / "earlier-version"
needs_earlier = pytest.mark.skipif(not EARLIER.is_dir(), reason="needs the earlier version's data (AIME_SHARED_DATA)")


@pytest.fixture
def emptied(sandbox: Sandbox) -> Album:
    """An album whose text and photo are in the cache alone."""
    album = make_album("Giant Steps", "John Coltrane")
    enrich()
    Album.objects.update(ai_description="")
    Image.objects.all().delete()
    sandbox.record.clear()
    return album


@pytest.mark.parametrize("words", mostly_slow([[], ["--dry-run", "--yes"], ["--dry-run"]], quick=2, once=False))
def test_without_a_yes_it_only_shows(shell: Shell, emptied: Album, words: list[str]) -> None:
    done = shell("refresh", *words)
    assert done.status == 0
    assert "descriptions: Giant Steps — John Coltrane: to fill" in done.out
    assert "2 to fill, 0 to replace" in done.out
    assert ("--yes" in done.out) == (not words)
    assert not Album.objects.described().exists()


def test_with_yes_it_fills_from_the_cache_alone(shell: Shell, sandbox: Sandbox, emptied: Album) -> None:
    done = shell("refresh", "--yes")
    assert done.status == 0
    assert "2 filled, 0 replaced" in done.out
    assert Album.objects.described().count() == Image.objects.count() == 1
    assert sandbox.record.count() == 0
    assert "0 to fill" in shell("refresh", "--yes").out


@pytest.mark.parametrize(
    ("answer", "filled"), mostly_slow([("Oui", 1), ("", 0), ("y", 1), ("no", 0)], quick=2, once=False)
)
def test_a_person_is_asked(
    shell: Shell, emptied: Album, monkeypatch: pytest.MonkeyPatch, answer: str, filled: int
) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda question: answer)
    assert shell("refresh").status == 0
    assert Album.objects.described().count() == filled


def test_a_folder_without_the_files_is_a_misuse(shell: Shell, tmp_path: Path) -> None:
    done = shell("refresh", "--import", str(tmp_path))
    assert done.status == 2
    assert "euria_descriptions.json" in done.err


@needs_earlier
@pytest.mark.slow
def test_of_the_real_texts_none_with_a_fault_gets_in(shell: Shell, data_dir: Path) -> None:
    load_collection(EARLIER / "discogs-collection.json")
    done = shell("refresh", "--import", str(EARLIER))
    assert done.status == 0
    texts = json.loads((EARLIER / "euria_descriptions.json").read_text(encoding="utf-8"))["data"]
    for album in Album.objects.described():
        assert inspect(album.ai_description, None, None) == []
    assert "The text is too short." in done.out
    assert "Several works have this title." in done.out or len(texts) == 228
    assert not Image.objects.exists()
    proposed = {item.label: item.candidates[0]["image_url"] for item in review.pending()}
    assert proposed
    assert not proposed.keys() & {"Various", "Beak>", "Talk Talk", "Camille Saint-saëns"}
    assert not [url for url in proposed.values() if "ab67616d" in url]
    assert len(set(proposed.values())) == len(proposed)
    run = EnrichmentRun.objects.get()
    assert run.options == {"source": "import"}
    assert "0 photos to review" in shell("refresh", "--import", str(EARLIER)).out

"""Albums through a small real model: whatever it writes, nothing faulty is published; a better one fills a wall."""

import os
import re
from pathlib import Path

import pytest
from django.db.models import QuerySet
from pytest_django import Settings

from collection.models import Album, Image
from enrichment.engine import lifecycle
from enrichment.models import Outcome, RunItem, State
from enrichment.sandbox import Sandbox
from tests.enrichment.providers.euria.real_servers import LLAMA_CPP, llama_cpp
from tests.enrichment.running import enrich

ALBUMS = int(os.environ.get("AIME_TEST_REAL_MODEL") or 0)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(600 * (ALBUMS + 1)),  # a busy machine of two cores takes minutes a text
    pytest.mark.xdist_group("real_servers"),
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        not (LLAMA_CPP and ALBUMS),
        reason="AIME_TEST_REAL_MODEL gives no number of albums, or AIME_TEST_LLAMA_CPP names no Python",
    ),
]
MODEL = os.environ.get("AIME_TEST_MODEL", "")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# Looked for by this test alone, whatever the gate thinks of them.
QUOTED = re.compile(r"[“«\"]([^“”«»\"]+)[”»\"]")
NEVER = re.compile(
    r"[*#<>{}\[\]]|https?:|\bJSON\b|\bfacts?\b|\bword count\b|\bas an ai\b|\bdescription\b", re.IGNORECASE
)


def test_whatever_a_small_model_writes_nothing_faulty_is_published(
    sample_albums: list[Album], settings: Settings, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lifecycle, "REFUSALS_IN_A_ROW", 10 * ALBUMS)
    items = _enriched(settings, only="descriptions", language="en")
    assert items.count() == ALBUMS
    _assert_nothing_faulty_is_published()
    for item in items.filter(outcome=Outcome.REVIEW):
        assert item.reason
        assert item.draft


@pytest.mark.skipif(not MODEL, reason="AIME_TEST_MODEL names no file of a model that can describe a record")
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_model_at_home_and_deezer_make_a_wall_without_any_account(
    sandbox: Sandbox,
    sample_albums: list[Album],
    settings: Settings,
    data_dir: Path,
    monkeypatch: pytest.MonkeyPatch,
    language: str,
) -> None:
    monkeypatch.setattr(lifecycle, "REFUSALS_IN_A_ROW", 10 * ALBUMS)
    settings.SPOTIFY_CLIENT_ID = settings.SPOTIFY_CLIENT_SECRET = ""
    _enriched(settings, language=language)
    described = Album.objects.described()
    assert described, "not one text of the model could be published"
    assert {album.description_language for album in described} == {language}
    assert {image.source for image in Image.objects.all()} == {"deezer"}
    _assert_nothing_faulty_is_published()


def _enriched(settings: Settings, **options: object) -> QuerySet[RunItem]:
    """The items of a run over the first albums, with the model behind a server of its own and no key for it."""
    settings.EURIA_API_KEY, settings.EURIA_PRODUCT_ID, settings.EURIA_MODEL = "", "", "small"
    settings.EURIA_CONCURRENCY, settings.EURIA_TIMEOUT_SECONDS, settings.EURIA_REQUESTS_PER_MINUTE = 1, 900, 0
    with llama_cpp(8192) as url:
        settings.EURIA_API_URL = url
        run = enrich(limit=ALBUMS, **options)
    assert run.state == State.COMPLETED
    items = RunItem.objects.filter(run=run)
    if folder := os.environ.get("AIME_TEST_REAL_MODEL_OUT"):
        _kept(Path(folder), list(items))
    return items


def _assert_nothing_faulty_is_published() -> None:
    for album in Album.objects.described():
        text = album.ai_description
        assert len(text.split()) >= 150
        assert len(text) <= 2000
        assert not NEVER.search(text), text
        assert set(YEAR.findall(text)) <= {str(album.original_year)}, text
        assert album.title.casefold() in text.casefold(), text
        songs = {track["title"].casefold() for track in album.tracklist} | {album.title.casefold()}
        quoted = {title.strip(" ,.\u00a0").casefold() for title in QUOTED.findall(text)}
        assert quoted <= songs or not songs, text


def _kept(folder: Path, items: list[RunItem]) -> None:
    """What was written, for whoever looks for new kinds of faults."""
    for item in items:
        written = item.draft or str(item.after.get("ai_description", ""))
        told = f"{item.label}\n{item.outcome} {item.reason}\n{item.detail}\n\n{written}\n"
        (folder / f"{item.pk}.txt").write_text(told, encoding="utf-8")

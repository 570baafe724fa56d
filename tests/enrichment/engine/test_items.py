"""A batch is written whole or not at all, and one bad item costs nobody else."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError
from pytest_django import Settings

from collection.models import Album
from enrichment.caches import JsonCache
from enrichment.engine import db_retry
from enrichment.engine.slice import Slice
from enrichment.models import RunItem, RunPhase, State
from enrichment.phases.base import Result
from enrichment.phases.descriptions.phase import Descriptions
from enrichment.sandbox import Sandbox
from tests.cases import mostly_slow
from tests.enrichment.running import enrich, outcomes, phase_of

pytestmark = pytest.mark.django_db(transaction=True)
Store = Callable[..., list[Result]]


def storing(monkeypatch: pytest.MonkeyPatch, before: Callable[[Sequence[tuple[RunItem, Any]]], None]) -> None:
    """Call `before` with each batch that is about to be stored."""
    stored: Store = Descriptions.store

    def store(self: Descriptions, run: Any, answers: Sequence[tuple[RunItem, Any]]) -> list[Result]:
        before(answers)
        return stored(self, run, answers)

    monkeypatch.setattr(Descriptions, "store", store)


@pytest.mark.slow
def test_an_answer_that_cannot_be_written_fails_its_own_item_alone(
    sandbox: Sandbox, sixteen_albums: list[Album], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse_one(answers: Sequence[tuple[RunItem, Any]]) -> None:
        if any("Revolver" in item.label for item, _ in answers):
            raise ValueError("no")

    storing(monkeypatch, refuse_one)
    run = enrich(only="descriptions")
    assert run.items.get(outcome="failed").label.startswith("Revolver")
    assert run.items.get(outcome="failed").reason == "unexpected"
    assert outcomes(run) == {"enriched": 14, "cached": 1, "failed": 1}
    assert sandbox.record.count("euria") == 15


def test_a_batch_that_breaks_after_the_texts_were_written_leaves_none_of_it(
    sandbox: Sandbox, sixteen_albums: list[Album], settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Texts, outcomes and counters are one transaction."""
    settings.AIME_BATCH_SECONDS = 60.0  # a batch of one would have nobody else to save
    count = RunPhase.count
    broken: list[int] = []

    def break_once(pk: int, **amounts: int) -> None:
        if amounts.get("enriched") and not broken:
            broken.append(Album.objects.described().count())
            raise RuntimeError("power cut")
        count(pk, **amounts)

    monkeypatch.setattr(RunPhase, "count", break_once)
    run = enrich(only="descriptions", limit=10)
    assert broken
    assert broken[0] > 0
    assert sum(outcomes(run).values()) == 10
    assert phase_of(run).added == Album.objects.described().count() == 10


def test_a_database_that_is_away_for_a_moment_costs_nothing(
    sandbox: Sandbox, sixteen_albums: list[Album], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(db_retry, "FIRST_PAUSE_SECONDS", 0.01)
    away = iter([True, True, False, True])

    def fail(_answers: object) -> None:
        if next(away, False):
            raise OperationalError("the server closed the connection")

    storing(monkeypatch, fail)
    run = enrich(only="descriptions")
    assert outcomes(run) == {"enriched": 15, "cached": 1}
    assert sandbox.record.count("euria") == 15


@pytest.mark.slow
def test_an_unexpected_error_while_asking_fails_that_item_alone_and_is_logged(
    sandbox: Sandbox, sixteen_albums: list[Album], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    asked = Descriptions.ask

    def ask(self: Descriptions, question: Any) -> Any:
        if question.about["title"] == "Revolver":
            raise KeyError("surprise")
        return asked(self, question)

    monkeypatch.setattr(Descriptions, "ask", ask)
    run = enrich(only="descriptions")
    item = run.items.get(outcome="failed")
    assert (item.reason, item.detail) == ("unexpected", "KeyError")
    assert run.state == State.COMPLETED


def test_the_paid_text_is_in_the_cache_before_it_is_in_the_database(
    sandbox: Sandbox, sixteen_albums: list[Album], data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = JsonCache(data_dir / "cache" / "euria")
    seen: list[bool] = []

    def look(answers: Sequence[tuple[RunItem, Any]]) -> None:
        texts = {entry["text"] for _name, entry in cache.entries()}
        seen.extend(written.text in texts for _item, written in answers)

    storing(monkeypatch, look)
    enrich(only="descriptions", limit=10)
    assert len(seen) == 10
    assert all(seen)


@pytest.mark.slow
def test_a_cache_that_cannot_be_written_does_not_stop_the_run(
    sandbox: Sandbox, sixteen_albums: list[Album], data_dir: Path
) -> None:
    (data_dir / "cache").write_text("in the way")
    run = enrich(limit=10)
    assert run.state == State.COMPLETED
    assert set(outcomes(run)) <= {"enriched", "cached"}


@pytest.mark.parametrize("content", mostly_slow(['{"text": "half', "", "[]", "null", '{"text": 5}', '{"text": ""}']))
def test_a_torn_cache_file_is_asked_for_anew_and_rewritten(
    sandbox: Sandbox, sixteen_albums: list[Album], data_dir: Path, content: str
) -> None:
    enrich(only="descriptions", limit=3)
    files = sorted((data_dir / "cache" / "euria").glob("*.json"))
    whole = files[0].read_text(encoding="utf-8")
    files[0].write_text(content)
    Album.objects.update(ai_description="")
    sandbox.record.clear()
    run = enrich(only="descriptions", albums=[album.pk for album in sixteen_albums[:3]])
    assert sandbox.record.count("euria") == 1
    assert outcomes(run)["enriched"] == 1
    assert len(files[0].read_text(encoding="utf-8")) == len(whole)


def test_no_answer_is_waited_for_while_nothing_is_asked(
    sandbox: Sandbox, sixteen_albums: list[Album], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was written may make room for more, which is looked for at once."""
    take, asked = Slice._take, list[int]()

    def noting(slice_: Slice) -> None:
        asked.append(sum(len(worker.leased) for worker in slice_._workers.values()))
        take(slice_)

    monkeypatch.setattr(Slice, "_take", noting)
    assert enrich(only="descriptions", limit=2).state == State.COMPLETED
    assert asked
    assert 0 not in asked

"""What would be done is told without one call and without one row; a prompt is tried without anything kept."""

from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.urls import reverse
from pytest_django import Settings

from collection.models import Album
from enrichment.models import EnrichmentRun, ProviderLimit
from enrichment.sandbox import Sandbox
from tests.builders import make_album
from tests.enrichment.admin.people import visitor
from tests.enrichment.management.shell import Shell
from tests.enrichment.running import enrich

pytestmark = pytest.mark.django_db(transaction=True)


def everything_kept(data_dir: Path) -> Any:
    """All rows but the limiters' own, and all files of the caches."""
    models = [model for model in apps.get_models() if model is not ProviderLimit]
    rows = {model: list(model._default_manager.order_by("pk").values()) for model in models}
    return rows, sorted((data_dir / "cache").rglob("*"))


def test_a_dry_run_tells_and_does_nothing(
    shell: Shell, sandbox: Sandbox, sample_albums: list[Album], data_dir: Path
) -> None:
    before = everything_kept(data_dir)
    told = shell("enrich", "--dry-run", "--json").document
    assert everything_kept(data_dir) == before
    assert sandbox.record.count() == 0
    descriptions, images = told["phases"]
    assert (descriptions["asked"], descriptions["shared"]) == (84, 2)  # two works are owned twice
    assert images["asked"] == told["calls"] - 84
    assert told["tokens"] > 0
    assert told["from_history"] is False
    assert told["seconds_low"] <= told["seconds_high"]


@pytest.mark.slow
def test_the_plan_is_what_then_happens(shell: Shell, sandbox: Sandbox, sample_albums: list[Album]) -> None:
    enrich(limit=10)
    Album.objects.filter(pk__in=[album.pk for album in sample_albums[:4]]).update(ai_description="")
    told = shell("enrich", "--dry-run", "--limit", "20", "--only", "descriptions", "--json").document["phases"][0]
    calls = sandbox.record.count("euria")
    counts = shell("enrich", "--limit", "20", "--only", "descriptions", "--json").document["counts"]
    assert told["asked"] == counts["enriched"] == sandbox.record.count("euria") - calls
    assert told["cached"] + told["shared"] == counts["cached"]
    assert told["items"] == sum(counts.values())


@pytest.mark.slow
def test_history_replaces_the_first_guesses(shell: Shell, sandbox: Sandbox, sample_albums: list[Album]) -> None:
    run = enrich(limit=10, only="descriptions")
    phase = run.phases.get()
    per_text = (phase.prompt_tokens + phase.completion_tokens) / phase.enriched
    told = shell("enrich", "--dry-run", "--only", "descriptions", "--json").document
    assert told["from_history"] is True
    assert told["tokens"] == pytest.approx(per_text * told["calls"], rel=0.01)


@pytest.mark.slow
def test_force_asks_for_all_but_the_locked(shell: Shell, sandbox: Sandbox, sample_albums: list[Album]) -> None:
    enrich(limit=3)
    Album.objects.filter(pk=sample_albums[2].pk).update(locked_fields=["ai_description"])
    words = ("--force", "--dry-run", "--only", "descriptions", "--json")
    told = shell("enrich", *words, "--limit", "3").document["phases"][0]
    assert (told["asked"], told["shared"], told["kept"], told["cached"]) == (1, 1, 1, 0)
    assert "84 to ask" not in shell("enrich", *words[:-1]).out


def test_a_dry_run_names_the_setting_that_is_missing(
    shell: Shell, sandbox: Sandbox, sample_albums: list[Album], settings: Settings
) -> None:
    settings.SPOTIFY_CLIENT_ID = ""
    done = shell("enrich", "--dry-run", "-v", "2")
    assert done.status == 0
    assert "SPOTIFY_CLIENT_ID" in done.out
    assert "Kind Of Blue — Miles Davis" in done.out
    assert "and 64 more" in done.out


@pytest.mark.parametrize("extra", [[], ["--dry-run"]])
def test_the_prompt_is_tried_with_one_call_and_nothing_kept(
    shell: Shell, sandbox: Sandbox, sample_albums: list[Album], data_dir: Path, extra: list[str]
) -> None:
    album, before = sample_albums[0], everything_kept(data_dir)
    done = shell("enrich", "--album", str(album.pk), "--show-text", *extra)
    assert done.status == 0
    assert everything_kept(data_dir) == before
    assert sandbox.record.count("euria", "chat") == 1
    for part in ('"original year": 1959', "So What", "Faults: none", "Nothing was saved."):
        assert part in done.out
    assert str(album.year) not in done.out


def test_the_trial_shows_the_faults_of_the_first_answer(
    shell: Shell, sandbox: Sandbox, sample_albums: list[Album]
) -> None:
    sandbox.faults.set(["truncated:euria"])
    told = shell("enrich", "--album", str(sample_albums[0].pk), "--show-text", "--json").document
    assert "cut" in [fault["code"] for fault in told["faults"]]
    assert told["completion_tokens"] > 0
    assert sandbox.record.count("euria", "chat") == 1


@pytest.mark.slow
def test_tokens_that_the_server_does_not_count_are_said_to_be_estimated(
    shell: Shell, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    album = make_album("Moon Safari", "AIR", original_year=1998)
    client, words = visitor("enrichment.add_enrichmentrun"), "The word pieces are estimated"
    assert words not in shell("enrich", "--album", str(album.pk), "--show-text").out
    monkeypatch.setattr("enrichment.providers.euria.answer._count", lambda value: 0)
    assert words in shell("enrich", "--album", str(album.pk), "--show-text").out

    (phase,) = shell("enrich", "--only", "descriptions", "--json").document["phases"]
    assert phase["estimated_tokens"] == phase["prompt_tokens"] + phase["completion_tokens"] > 0
    run = EnrichmentRun.objects.get()
    page = client.get(reverse("admin:enrichment_enrichmentrun_change", args=[run.pk])).content.decode()
    assert "<span data-estimated> (estimated: the server does not count them)" in page
    assert f"{phase['estimated_tokens']} (estimated)" in page


def test_a_hostile_answer_cannot_steer_the_terminal(shell: Shell, sandbox: Sandbox) -> None:
    sandbox.faults.set(["injection:euria"])
    album = make_album("\x1b[31mRed\x1b]0;owned\x07 \u202e", "AIR")
    done = shell("enrich", "--album", str(album.pk), "--show-text")
    assert done.status == 0
    assert not set(done.out) & set("\x1b\x07\u202e\x9b")


@pytest.mark.parametrize(
    ("fault", "status", "words"),
    [("wrong_key:euria", 3, "EURIA_API_KEY"), ("garbage:euria", 1, "could not be read")],
)
def test_a_trial_that_fails_says_why(
    shell: Shell, sandbox: Sandbox, sample_albums: list[Album], fault: str, status: int, words: str
) -> None:
    sandbox.faults.set([fault])
    done = shell("enrich", "--album", str(sample_albums[0].pk), "--show-text")
    assert done.status == status
    assert words in done.err
    assert not EnrichmentRun.objects.exists()


@pytest.mark.slow
def test_the_language_of_the_texts_is_counted_before_it_is_changed(sandbox: Sandbox, shell: Shell) -> None:
    album = make_album("Moon Safari", "AIR", original_year=1998)
    assert "English · 1 description" in shell("enrich", "--only", "descriptions").err
    assert "français · 1 description · calls: 1 · " in shell("enrich", "--change-language", "fr", "--dry-run").out
    assert "français · 1 description · calls: 1 · " in shell("enrich", "--change-language", "fr").err
    album.refresh_from_db()
    assert album.description_language == "fr"
    assert "Every text is in this language" in shell("enrich", "--change-language", "fr").out
    assert shell("enrich", "--change-language", "fr", "--force").status == 2

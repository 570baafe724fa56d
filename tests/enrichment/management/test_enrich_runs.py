"""A run from the command line: what it does, what it prints, and what it tells the shell."""

import pytest
from django_q.models import OrmQ
from pytest_django import Settings

from collection.models import Album, Artist
from enrichment.models import EnrichmentRun, Trigger
from enrichment.models.run import REFUSALS_IN_A_ROW
from enrichment.sandbox import Options, Sandbox
from tests.builders import load_collection
from tests.cases import mostly_slow
from tests.conftest import Play
from tests.enrichment.management.shell import Shell
from tests.enrichment.running import assert_counters_true, start

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.slow
def test_all_is_filled_and_a_second_run_makes_no_call_and_no_row(
    shell: Shell, sandbox: Sandbox, sample_albums: list[Album]
) -> None:
    first = shell("enrich")
    assert first.status == 0
    run = EnrichmentRun.objects.get()
    assert run.trigger == Trigger.COMMAND
    assert_counters_true(run)
    assert not Album.objects.without_description().exists()
    assert "descriptions: " in first.out
    assert "aime.log" in first.out
    calls = sandbox.record.count()

    second = shell("enrich")
    assert (second.status, second.out) == (0, "Nothing to enrich.\n")
    assert sandbox.record.count() == calls
    assert EnrichmentRun.objects.count() == 1


def test_json_is_one_object_and_nothing_else_on_standard_output(
    shell: Shell, sandbox: Sandbox, sample_albums: list[Album]
) -> None:
    told = shell("enrich", "--limit", "5", "--json").document
    run = EnrichmentRun.objects.get()
    assert told["run_id"] == run.pk
    assert told["state"] == "completed"
    assert {"total", "descriptions_added", "artist_images_added", "errors", "processing_time", "start_time"} <= set(
        told
    )
    assert told["descriptions_added"] == 5
    assert [phase["name"] for phase in told["phases"]] == ["descriptions", "artist_images"]
    assert sum(told["counts"].values()) == told["total"]
    assert told["failures"] == []
    assert shell("enrich", "--album", str(sample_albums[0].pk), "--json").document["counts"]["kept"] == 2


def test_nothing_to_do_is_json_too(shell: Shell, sandbox: Sandbox) -> None:
    told = shell("enrich", "--json")
    assert told.status == 0
    assert told.document["run_id"] is None
    assert told.document["phases"] == []


@pytest.mark.parametrize("limit", mostly_slow([1, 5], once=False))
def test_a_limit_holds_for_both_phases(shell: Shell, sandbox: Sandbox, sample_albums: list[Album], limit: int) -> None:
    assert shell("enrich", "--limit", str(limit)).status == 0
    first = sample_albums[:limit]
    assert set(Album.objects.described()) == set(first)
    assert set(Artist.objects.with_photo()) == set(Artist.objects.filter(albums__in=first))


def test_with_one_service_the_run_says_what_the_other_lacks(
    shell: Shell, sandbox: Sandbox, sample_albums: list[Album], settings: Settings
) -> None:
    settings.SPOTIFY_CLIENT_SECRET = ""
    done = shell("enrich", "--limit", "3")
    assert done.status == 0
    assert "SPOTIFY_CLIENT_SECRET" in done.err
    assert "SPOTIFY_CLIENT_SECRET" in done.out
    assert Album.objects.described().count() == 3
    assert sandbox.record.count("spotify") == 0


@pytest.mark.parametrize(
    ("words", "status"), [(["--only", "descriptions"], 3), ([], 1)], ids=["nothing else to do", "photos were found"]
)
def test_a_refused_key_names_its_setting_and_is_no_success(
    shell: Shell, sandbox: Sandbox, sample_albums: list[Album], settings: Settings, words: list[str], status: int
) -> None:
    settings.EURIA_API_KEY, settings.EURIA_CONCURRENCY = "not-the-key-4711", 1
    done = shell("enrich", "--limit", "4", *words)
    assert done.status == status
    assert "EURIA_API_KEY" in done.out
    assert "completed" not in done.out
    assert "4711" not in done.out + done.err
    assert sandbox.record.count("euria") == 1
    assert "--resume" in done.out


def test_failures_are_grouped_by_cause_and_named(shell: Shell, play: Play, settings: Settings) -> None:
    play(Sandbox(options=Options(faults=("garbage:euria:every=3",))))
    settings.EURIA_CONCURRENCY = 1
    load_collection()
    done = shell("enrich", "--limit", "9", "--only", "descriptions")
    assert done.status == 1
    failed = EnrichmentRun.objects.get().items.filter(outcome="failed")
    assert f"{failed.count()} × The answer of Euria could not be read." in done.out
    assert failed[0].label in done.out


@pytest.mark.slow
def test_reviews_and_nobody_found_count_as_done(shell: Shell, play: Play) -> None:
    play(Sandbox(options=Options(faults=("nobody:spotify", "short_text:euria"))))
    load_collection()
    done = shell("enrich", "--limit", "3")
    assert done.status == 0
    assert "To review:" in done.out
    assert "The text is too short." in done.out
    assert not Album.objects.described().exists()


def test_a_second_run_is_told_of_the_first(shell: Shell, sandbox: Sandbox, sample_albums: list[Album]) -> None:
    active = start()
    done = shell("enrich", "--json")
    assert done.status == 4
    assert done.document["run_id"] == active.pk
    assert f"Run {active.pk} is already active." in done.err
    assert sandbox.record.count() == 0


def test_the_background_only_gets_the_run(shell: Shell, sandbox: Sandbox, sample_albums: list[Album]) -> None:
    done = shell("enrich", "--background", "--limit", "2")
    run = EnrichmentRun.objects.get()
    assert done.status == 0
    assert f"Run {run.pk} waits for the background worker" in done.out
    assert run.state == "queued"
    assert OrmQ.objects.count() == 1
    assert sandbox.record.count() == 0


@pytest.mark.slow
def test_a_cap_on_tokens_ends_the_run_and_says_so(
    shell: Shell, sandbox: Sandbox, sample_albums: list[Album], settings: Settings
) -> None:
    settings.AIME_BATCH_SIZE, settings.EURIA_CONCURRENCY, sandbox.latency = 1, 1, {"euria": 0.1}
    done = shell("enrich", "--only", "descriptions", "--max-tokens", "1")
    assert done.status == 1
    assert "The limit on what the model reads and writes is reached." in done.out
    assert 0 < Album.objects.described().count() < len(sample_albums)


@pytest.mark.slow
def test_a_model_that_only_lies_is_no_success_and_is_not_paid_for_all(
    shell: Shell, play: Play, settings: Settings
) -> None:
    settings.EURIA_CONCURRENCY = 1
    play(Sandbox(options=Options(faults=("invented_year:euria",))))
    load_collection()
    done = shell("enrich", "--only", "descriptions")
    phase = EnrichmentRun.objects.get().phases.get()
    assert done.status == 1
    assert done.err.count("This model invents: ") == 1
    assert phase.review >= REFUSALS_IN_A_ROW
    assert phase.remaining > 0
    assert not Album.objects.described().exists()

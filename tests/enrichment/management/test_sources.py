"""`sync_discogs` and `track_lastfm` as a shell sees them."""

import pytest
from pytest_django import Settings

from collection.models import Album, Scrobble
from enrichment.engine.lifecycle import cancel
from enrichment.models import EnrichmentRun, Kind, State
from enrichment.sandbox import Sandbox
from tests.builders import make_album
from tests.conftest import Play
from tests.enrichment.management.shell import Shell
from tests.enrichment.phases.playing import many
from tests.enrichment.running import start

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.slow
def test_a_synchronisation_tells_what_came(play: Play, shell: Shell) -> None:
    play(Sandbox(many(3)))
    done = shell("sync_discogs")
    assert done.status == 0
    assert "Albums: 3 new, 0 changed, 0 as they were." in done.out
    assert "Facts of 3 albums were read." in done.out
    assert "Albums: 0 new, 0 changed, 3 as they were." in shell("sync_discogs").out

    play(Sandbox(many(2)))
    assert "Title 1003" in shell("sync_discogs").out


def test_json_is_one_object(play: Play, shell: Shell) -> None:
    play(Sandbox(many(3)))
    done = shell("sync_discogs", "--json").document
    assert (done["state"], done["created"], done["facts"], done["removed"]) == ("completed", 3, 3, [])


def test_facts_alone_need_no_user_name(play: Play, shell: Shell, settings: Settings) -> None:
    play(Sandbox(many(1)))
    settings.DISCOGS_USERNAME = ""
    make_album("Title 1001", "Artist 31", source="discogs", discogs_id=1001)
    assert shell("sync_discogs", "--facts-only").status == 0
    assert Album.objects.get().original_year
    assert shell("sync_discogs", "--facts-only", "--json").document == {"state": "completed", "run_id": None}


@pytest.mark.parametrize(
    ("command", "setting"), [("sync_discogs", "DISCOGS_USERNAME"), ("track_lastfm", "LASTFM_API_KEY")]
)
def test_without_settings_the_status_is_3(shell: Shell, command: str, setting: str) -> None:
    done = shell(command)
    assert done.status == 3
    assert setting in done.err


@pytest.mark.parametrize(
    ("command", "fault", "status", "words"),
    [
        ("sync_discogs", "private_collection", 3, "DISCOGS_TOKEN"),
        ("sync_discogs", "unknown_user", 3, "DISCOGS_USERNAME"),
        ("sync_discogs", "cloudflare", 1, "A guard page stands in front of Discogs."),
        pytest.param("sync_discogs", "master_gone", 0, "", marks=pytest.mark.slow),
        ("track_lastfm", "error_code:lastfm:code=26", 3, "LASTFM_API_KEY"),
        ("track_lastfm", "other_user", 1, "answered for another user"),
    ],
)
def test_a_bad_answer_gets_a_sentence_and_a_status(
    sandbox: Sandbox, shell: Shell, command: str, fault: str, status: int, words: str
) -> None:
    sandbox.faults.add(fault)
    done = shell(command)
    assert done.status == status
    assert words in done.out + done.err
    assert "Traceback" not in done.err


def test_a_second_start_is_told_of_the_first(sandbox: Sandbox, shell: Shell) -> None:
    run = start(kind=Kind.DISCOGS)
    done = shell("sync_discogs", "--json")
    assert done.status == 4
    assert done.document["run_id"] == run.pk
    cancel(run)


def test_in_the_background_it_is_only_enqueued(sandbox: Sandbox, shell: Shell) -> None:
    assert shell("track_lastfm", "--background").status == 0
    run = EnrichmentRun.objects.get()
    assert (run.kind, run.state) == (Kind.LASTFM, State.QUEUED)
    assert sandbox.record.count() == 0


@pytest.mark.slow
def test_the_tracker_tells_what_was_heard(play: Play, shell: Shell) -> None:
    play(Sandbox(many(1)))
    done = shell("track_lastfm")
    assert done.status == 0
    assert f"{Scrobble.objects.count()} new tracks." in done.out
    assert "Spiderland" in done.out
    assert shell("track_lastfm", "--json").document["tracks"] == 0


def test_enrich_says_when_facts_are_missing_and_how_to_get_them(sandbox: Sandbox, shell: Shell) -> None:
    make_album("One", "Slint", source="discogs", discogs_id=5)
    assert "manage.py sync_discogs --facts-only" in shell("enrich", "--dry-run").err
    Album.objects.update(facts_at="2026-01-01T00:00:00Z")
    assert "sync_discogs" not in shell("enrich", "--dry-run").err


@pytest.mark.slow
def test_said_so_the_command_marks_them(play: Play, shell: Shell) -> None:
    play(Sandbox(many(100)))
    shell("sync_discogs")
    play(Sandbox(many(80)))
    first = shell("sync_discogs")
    assert "20 albums seem to be gone" in first.out
    assert "sync_discogs --yes" in first.out
    assert Album.objects.filter(removed_at__isnull=False).count() == 0
    assert shell("sync_discogs", "--yes").status == 0
    assert Album.objects.filter(removed_at__isnull=False).count() == 20

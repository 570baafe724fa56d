"""Original years, tracklists, covers and artists' numbers for albums that are known by their release."""

from typing import Any, cast

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from collection.models import Album, Artist
from collection.searching.answers import answers
from collection.sleeve import heard
from enrichment.engine.ready_made import count_albums_without_facts, facts_request
from enrichment.engine.runs import has_work
from enrichment.engine.undo import undo_run
from enrichment.models import Outcome, PhaseState, State
from enrichment.phases.discogs.facts import FactsPhase
from enrichment.phases.discogs.releases import DiscogsMasters, DiscogsReleases
from enrichment.providers.discogs import DiscogsClient, ReleaseFacts
from enrichment.sandbox import Options, Sandbox
from tests.builders import make_album
from tests.cases import mostly_slow
from tests.collection.admin.pages import form_values, save
from tests.conftest import Play
from tests.enrichment.phases.playing import reasons, releases, sync
from tests.enrichment.running import outcomes, phase_of, while_asking

pytestmark = pytest.mark.django_db(transaction=True)
RELEASES, MASTERS = "discogs_releases", "discogs_masters"

LP = {"release_id": 1, "master_id": 50, "title": "Blue", "artists": ["Joni"], "year": 1971, "original_year": 1971}
CD = {**LP, "release_id": 2, "year": 1999, "tracklist": ["All I Want", "My Old Man"]}
LONE = {**LP, "release_id": 3, "master_id": 0, "title": "Demo"}


def imported(number: int, title: str = "Blue", **fields: object) -> Album:
    """An album as an export brings it in."""
    return make_album(title, "Joni", source="discogs", discogs_id=number, **fields)


def test_an_imported_album_gets_its_facts_without_a_user_name_or_token(play: Play, settings: Settings) -> None:
    sandbox = play(Sandbox(releases(LP)))
    settings.DISCOGS_USERNAME = settings.DISCOGS_TOKEN = ""
    album = imported(1)

    assert count_albums_without_facts() == 1
    assert sync(only="facts").state == State.COMPLETED
    album.refresh_from_db()
    assert (album.discogs_master_id, album.original_year, album.genres != []) == (50, 1971, True)
    assert [track["title"] for track in album.tracklist]
    assert album.facts_at is not None
    assert count_albums_without_facts() == 0
    assert not has_work(facts_request())
    assert sandbox.record.count("discogs", "collection") == 0


def test_with_a_token_covers_are_filled_too(play: Play) -> None:
    play(Sandbox(releases(LP)))
    album = imported(1)
    sync(only="facts")
    album.refresh_from_db()
    assert album.image_url.startswith("https://")


@pytest.mark.parametrize(("phase", "master"), [(DiscogsReleases, None), (DiscogsMasters, 50)])
def test_an_album_deleted_while_it_was_asked_for_is_no_failure(
    play: Play, monkeypatch: pytest.MonkeyPatch, phase: type[FactsPhase[Any]], master: int | None
) -> None:
    play(Sandbox(releases(LP)))
    imported(1, discogs_master_id=master)
    while_asking(monkeypatch, phase, lambda _: Album.objects.all().delete())
    assert reasons(sync(only="facts"), phase.name) == [("kept", "deleted")]


def test_a_release_without_a_master_tells_its_genres_itself(play: Play) -> None:
    play(Sandbox(releases({**LONE, "genres": ["Folk"], "styles": ["Demo"]})))
    album = imported(3, "Demo")
    sync(only="facts")
    album.refresh_from_db()
    assert (album.genres, album.styles) == (["Folk"], ["Demo"])
    Album.objects.update(facts_at=None)
    assert reasons(sync(only="facts"), RELEASES) == [("kept", "unchanged")]


def test_an_artist_known_by_name_adopts_the_number(play: Play) -> None:
    play(Sandbox(releases(LP)))
    imported(1)
    artist = Artist.objects.get()
    sync(only="facts")
    artist.refresh_from_db()
    assert artist.discogs_artist_id


def test_the_editions_of_one_master_share_one_call(play: Play) -> None:
    sandbox = play(Sandbox(releases(LP, CD)))
    run = sync()
    assert sandbox.record.count("discogs", "master") == 1
    assert outcomes(run, MASTERS) == {Outcome.ENRICHED: 2}
    assert list(Album.objects.order_by("pk").values_list("year", "original_year")) == [(1971, 1971), (1999, 1971)]


@pytest.mark.slow
def test_a_release_without_a_master_is_asked_itself_and_once(play: Play) -> None:
    sandbox = play(Sandbox(releases(LONE)))
    sync()
    album = Album.objects.get()
    assert (album.original_year, bool(album.tracklist), bool(album.facts_at)) == (None, True, True)
    sync()
    assert sandbox.record.count("discogs", "release") == 1


def test_only_blanks_are_filled_from_the_master(play: Play) -> None:
    play(Sandbox(releases(LP)))
    kept = [{"position": "1", "title": "Its own", "duration": ""}]
    album = imported(1, discogs_master_id=50, original_year=1970, tracklist=kept)
    sync(only="facts")
    album.refresh_from_db()
    assert (album.original_year, album.tracklist) == (1970, kept)
    assert album.genres


def test_a_locked_field_stays_empty(play: Play) -> None:
    play(Sandbox(releases(LP)))
    album = imported(1, locked_fields=["original_year", "tracklist"])
    sync(only="facts")
    album.refresh_from_db()
    assert (album.original_year, album.tracklist) == (None, [])
    assert album.facts_at


def test_what_was_written_is_told_with_what_stood_there(play: Play) -> None:
    play(Sandbox(releases(LP)))
    imported(1, discogs_master_id=50)
    item = sync(only="facts").items.get(phase__name=MASTERS)
    assert item.before["original_year"] is None
    assert item.after["original_year"] == 1971


@pytest.mark.slow
def test_a_master_that_is_gone_is_named_and_the_rest_kept(play: Play) -> None:
    sandbox = play(Sandbox(releases(LP, LONE), Options(faults=("master_gone",))))
    run = sync()
    gone = run.items.get(outcome=Outcome.NOT_FOUND)
    assert (gone.reason, gone.label) == ("master_gone", "Blue — Joni")
    assert Album.objects.get(discogs_id=1).year == 1971
    sandbox.record.clear()
    sync()
    assert sandbox.record.count("discogs", "master") == 0, "it is not asked for again"


def test_a_release_that_is_gone_is_named(play: Play) -> None:
    play(Sandbox(releases(LP), Options(faults=("release_gone",))))
    imported(1)
    assert reasons(sync(only="facts"), RELEASES) == [(Outcome.NOT_FOUND, "release_gone")]
    assert count_albums_without_facts() == 0


@pytest.mark.parametrize("only", ["facts", "discogs_collection"])
def test_a_release_that_names_no_artists_keeps_those_that_are_known(play: Play, only: str) -> None:
    play(Sandbox(releases({**LONE, "year": 1985}), Options(faults=("no_artists",))))
    album = imported(3, "Demo")
    (credit,) = album.album_artists.all()
    run = sync(only=only)
    assert run.state == State.COMPLETED
    assert not run.items.filter(outcome=Outcome.FAILED).exists()
    album.refresh_from_db()
    assert (album.year, album.artist_credit) == (1985, "Joni")
    assert album.album_artists.get().artist == credit.artist


def test_an_unknown_year_stays_unknown(play: Play) -> None:
    play(Sandbox(releases(LP), Options(faults=("year_zero",))))
    sync()
    assert (Album.objects.get().year, Album.objects.get().original_year) == (None, None)


def test_only_the_selected_albums_are_completed(play: Play) -> None:
    play(Sandbox(releases(LP, CD, LONE)))
    wanted = [imported(2).pk, imported(3, "Demo").pk]
    imported(1)
    sync(only="facts", albums=wanted)
    assert count_albums_without_facts(wanted) == 0
    assert count_albums_without_facts() == 1


def test_a_long_limit_stops_the_facts_and_the_next_run_asks_for_the_rest_only(play: Play) -> None:
    sandbox = play(Sandbox(releases(LP, {**LP, "release_id": 4, "master_id": 51})))
    sandbox.faults.add("rate_limited:discogs:endpoint=master:after=1:retry_after=7200")
    run = sync()
    assert run.state == State.STOPPED
    assert phase_of(run, MASTERS).state == PhaseState.STOPPED
    assert count_albums_without_facts() == 1


def test_a_collection_that_refuses_does_not_keep_facts_from_coming(play: Play) -> None:
    play(Sandbox(releases(LP), Options(faults=("private_collection",))))
    imported(1)
    run = sync()
    assert phase_of(run, "discogs_collection").reason == "private_collection"
    assert count_albums_without_facts() == 0


def test_facts_can_be_taken_back_unless_somebody_changed_them_since(play: Play) -> None:
    play(Sandbox(releases(LP, {**LP, "release_id": 4, "master_id": 51})))
    run = sync()
    Album.objects.filter(discogs_id=4).update(original_year=1969)
    report = undo_run(run)
    assert report.restored == 1
    assert len(report.left_alone) == 2, "the edited album and the page"
    years = Album.objects.order_by("discogs_id").values_list("original_year", "tracklist")
    assert (years[0][0], years[0][1], years[1][0]) == (None, [], 1969)


def test_a_release_that_was_merged_into_another_keeps_the_number_it_is_owned_under(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    play(Sandbox(releases(LONE)))
    album = imported(3, "Demo")
    asked = DiscogsClient.release
    monkeypatch.setattr(
        DiscogsClient, "release", lambda client, number: cast("ReleaseFacts", asked(client, number))._replace(id=4711)
    )
    sync(only="facts")
    album.refresh_from_db()
    assert album.facts_at is not None
    assert (album.discogs_id, Album.objects.count()) == (3, 1)


def test_what_a_master_tells_can_be_searched(play: Play) -> None:
    play(Sandbox(releases(LP)))
    album = imported(1, discogs_master_id=50)
    sync(only="facts")
    album.refresh_from_db()
    for told in (album.original_year, heard(album.tracklist)[0]["title"]):
        assert album in answers(str(told), with_notes=False).all_albums
    assert album.decade == 1970


BLUE = {"release_id": 1, "master_id": 50, "title": "Blue", "artists": ["Joni"], "year": 1971, "original_year": 1971}
DEMO = {
    **BLUE,
    "release_id": 2,
    "master_id": 60,
    "original_year": 1965,
    "tracklist": ["Urge For Going", "Eastern Rain"],
}
WORDS = "What Discogs told of another number is gone"


@pytest.fixture
def album(play: Play) -> Album:
    play(Sandbox(releases(BLUE, DEMO)))
    made = make_album("Blue", "Joni", source="discogs", discogs_id=1)
    sync(only="facts")
    made.refresh_from_db()
    return made


def correct(client: Client, album: Album, **changes: str) -> str:
    page = reverse("admin:collection_album_change", args=[album.pk])
    save(client, page, {**form_values(client, page), **changes})
    return client.get(page).content.decode()


@pytest.mark.parametrize("changes", mostly_slow([{"discogs_id": "2"}, {"discogs_master_id": "60"}], once=False))
def test_the_facts_of_another_number_are_forgotten_and_those_of_this_one_fetched(
    admin_client: Client, album: Album, changes: dict[str, str]
) -> None:
    assert album.original_year == 1971
    assert WORDS in correct(admin_client, album, **changes)
    sync(only="facts")
    album.refresh_from_db()
    assert album.original_year == 1965
    assert [track["title"] for track in album.tracklist] == DEMO["tracklist"]
    assert album.discogs_master_id == 60
    assert album.discogs_url.endswith(f"/release/{album.discogs_id}")


def test_what_the_owner_locked_or_typed_along_with_it_stays(admin_client: Client, album: Album) -> None:
    album.lock(["tracklist"])
    album.save()
    correct(admin_client, album, discogs_id="2", original_year="1970")
    sync(only="facts")
    told = Album.objects.get(pk=album.pk)
    assert (told.original_year, told.tracklist) == (1970, album.tracklist)


@pytest.mark.parametrize("changes", mostly_slow([{"discogs_id": ""}, {"year": "1980"}], once=False))
def test_nothing_is_forgotten_where_no_other_number_is_told(
    admin_client: Client, album: Album, changes: dict[str, str]
) -> None:
    assert WORDS not in correct(admin_client, album, **changes)
    assert Album.objects.get(pk=album.pk).tracklist == album.tracklist != []

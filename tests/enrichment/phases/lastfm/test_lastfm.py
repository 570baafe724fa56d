"""The listening history, and the albums heard that are not owned."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs

import pytest
from django.utils import timezone

from collection.models import Album, Artist, Scrobble
from enrichment.models import Outcome, PhaseState, Preferences, State
from enrichment.phases.lastfm.albums import Heard, take_in
from enrichment.sandbox import Options, Sandbox
from tests.builders import make_album
from tests.conftest import Play
from tests.enrichment.phases.playing import many, reasons, track
from tests.enrichment.running import phase_of

pytestmark = pytest.mark.django_db(transaction=True)
RECENT, TOP = "lastfm_recent", "lastfm_top_albums"


def heard(artist: str, album: str, titles: Sequence[str]) -> list[Album]:
    """As if these tracks had just been played, one a minute."""
    for place, title in enumerate(titles):
        Scrobble.objects.create(
            played_at=timezone.now() - timedelta(minutes=place),
            artist_name=artist,
            album_title=album,
            track_title=title,
        )
    return take_in([Heard(artist, album)], threshold=3)


@pytest.mark.slow
def test_the_whole_history_comes_in_once(sandbox: Sandbox) -> None:
    assert track().state == State.COMPLETED
    played = sandbox.record.count("lastfm")
    tracks = Scrobble.objects.count()
    assert tracks > 400

    run = track()
    assert Scrobble.objects.count() == tracks
    assert reasons(run, RECENT) == [(Outcome.KEPT, "unchanged")]
    assert sandbox.record.count("lastfm") == played + 1, "top albums are asked for on first use alone"


@pytest.mark.slow
def test_pages_are_stored_from_the_oldest_on_so_that_a_broken_run_leaves_no_gap(sandbox: Sandbox) -> None:
    sandbox.faults.add("error_code:lastfm:after=3:code=26")
    broken = track()
    assert phase_of(broken, RECENT).state == PhaseState.STOPPED
    newest = Scrobble.objects.latest("played_at").played_at
    stored = Scrobble.objects.count()
    assert stored

    sandbox.faults.clear()
    track()
    added = Scrobble.objects.order_by("played_at")[stored:]
    assert added
    assert all(scrobble.played_at > newest for scrobble in added)
    whole = Scrobble.objects.count()
    Scrobble.objects.all().delete()
    track()
    assert Scrobble.objects.count() == whole


@pytest.mark.parametrize(
    ("fault", "state", "reason", "setting"),
    [
        ("error_code:lastfm:code=26", PhaseState.STOPPED, "suspended_key", "LASTFM_API_KEY"),
        ("error_code:lastfm:code=10", PhaseState.STOPPED, "refused_key", "LASTFM_API_KEY"),
        ("error_code:lastfm:code=6", PhaseState.STOPPED, "unknown_user", "LASTFM_USERNAME"),
        ("error_code:lastfm:code=17", PhaseState.STOPPED, "private_profile", "LASTFM_USERNAME"),
    ],
)
def test_a_refusal_names_the_setting(sandbox: Sandbox, fault: str, state: str, reason: str, setting: str) -> None:
    sandbox.faults.add(fault)
    phase = phase_of(track(), RECENT)
    assert (phase.state, phase.reason, phase.setting) == (state, reason, setting)
    assert not Scrobble.objects.exists()


def test_another_users_tracks_are_refused(sandbox: Sandbox) -> None:
    sandbox.faults.add("other_user")
    run = track()
    assert reasons(run, RECENT) == [(Outcome.FAILED, "other_user")]
    assert not Scrobble.objects.exists()


@pytest.mark.slow
@pytest.mark.parametrize("fault", ["nowplaying", "odd_tracks", "star_image"])
def test_oddities_of_the_service_change_nothing(play: Play, fault: str) -> None:
    sandbox = play(Sandbox(many(2)))
    track()
    usual = Scrobble.objects.count()
    assert usual > 5
    Scrobble.objects.all().delete()
    sandbox.faults.add(fault)
    track()
    assert Scrobble.objects.count() == usual


def test_a_single_track_comes_as_an_object(sandbox: Sandbox) -> None:
    sandbox.faults.add("single_object")
    track()
    assert Scrobble.objects.count() == 1


@pytest.mark.slow
def test_a_passing_fault_is_tried_again(sandbox: Sandbox) -> None:
    sandbox.faults.add("error_code:lastfm:code=11:times=1")
    assert track().state == State.COMPLETED


def test_albums_heard_enough_come_in_and_those_heard_too_little_do_not(play: Play) -> None:
    play(Sandbox(many(2)))
    track()
    listened = {album.title: album for album in Album.objects.filter(source="lastfm")}
    assert {"Spiderland", "Pink Moon"} <= set(listened)
    assert not {"Zombie", "Tender Buttons"} & set(listened)
    assert listened["Spiderland"].artist_credit == "Slint"
    assert listened["Spiderland"].image_url.startswith("https://lastfm")
    assert listened["Spiderland"].scrobbles.count() == 5


@pytest.mark.slow
def test_the_threshold_is_the_owners(sandbox: Sandbox) -> None:
    Preferences(lastfm_threshold=2).save()
    track()
    assert {"Zombie", "Tender Buttons"} <= set(Album.objects.values_list("title", flat=True))


def test_an_owned_album_is_linked_and_not_doubled() -> None:
    owned = make_album("Blue", "Joni Mitchell", source="discogs", discogs_id=1)
    assert heard("Joni Mitchell", "Blue (Remastered 2021)", ["A", "B", "C"]) == []
    assert owned.scrobbles.count() == 3


@pytest.mark.parametrize(
    ("names", "artist"),
    [
        (["Nirvana (2)"], "Nirvana"),
        (["Björk*"], "Bjork"),
        (["Jay-Z", "Kanye West"], "Kanye West"),
        (["Beatles, The"], "The Beatles"),
    ],
)
def test_artists_are_matched_to_those_known(names: list[str], artist: str) -> None:
    owned = make_album("One", *names, source="discogs", discogs_id=1)
    assert heard(artist, "One", ["A", "B", "C"]) == []
    assert owned.scrobbles.count() == 3


def test_a_new_album_belongs_to_the_artist_already_known() -> None:
    known = Artist.objects.create(name="Slint", discogs_artist_id=5)
    (made,) = heard("slint", "Spiderland", ["A", "B", "C"])
    assert [credit.artist for credit in made.album_artists.all()] == [known]


def test_one_track_played_often_is_no_album() -> None:
    assert heard("Slint", "Spiderland", ["A", "A", "a", "B"]) == []


@pytest.mark.parametrize(
    ("artist", "album"),
    [
        *(("Slint", album) for album in ("[unknown]", "<unknown>", "Unknown Album", "Unknown Title", "No Album", "-")),
        *(("Slint", f"Unknown Album ({read})") for read in ("25/03/2010 12:13:00", "3/25/2010 1:13:00 PM")),
        *(("Slint", album) for album in ("Álbum desconocido", "Album sconosciuto", "Неизвестный альбом", "未知专辑")),
        *((artist, "Spiderland") for artist in ("[unknown]", "<unknown>", "Unknown Artist", "Artista desconocido")),
    ],
)
def test_what_a_player_knows_nothing_of_is_no_album(artist: str, album: str) -> None:
    assert heard(artist, album, ["A", "B", "C"]) == []


@pytest.mark.parametrize("title", ["( )", "?", "None", "Unknown Pleasures", "The Unknown Album of Slint"])
def test_titles_that_only_sound_like_nothing_are_albums(title: str) -> None:
    assert [album.title for album in heard("Slint", title, ["A", "B", "C"])] == [title]


def test_an_owned_record_of_an_unknown_artist_has_its_plays() -> None:
    owned = make_album("Rastafari Army", "Unknown Artist", source="discogs", discogs_id=1)
    assert heard("Unknown Artist", "Rastafari Army", ["A", "B", "C"]) == []
    assert owned.scrobbles.count() == 3


@pytest.mark.parametrize(
    ("credited", "title", "artist", "album"),
    [
        (["AIR (2)"], "Moon Safari", "air", "Moon Safari - EP"),
        (["AIR"], "Moon Safari", "AIR", "Moon Safari - CD2"),
        (["AIR"], "Moon Safari", "AIR", "Moon Safari Disc 1"),
        (["AIR"], "Moon Safari", "AIR", "Moon Safari (10th Anniversary Edition)"),
        (["Stan Getz", "João Gilberto", "Astrud Gilberto"], "Getz", "Stan Getz & João Gilberto", "Getz"),
        (["Various"], "Punk Hits", "Various Artists", "Punk Hits"),
        (["Various"], "Punk Hits", "V.A.", "Punk Hits - CD2"),
        (["Various"], "Punk Hits", "Multi-interprètes", "Punk Hits"),
        (["João Gilberto", "Stan Getz"], "Getz/Gilberto", "Stan Getz & João Gilberto", "Getz / Gilberto"),
        (["Eat (2), Die Warzau"], "Split", "Die Warzau & Eat", "Split"),
        (["The Beatles"], "Help!", "Beatles", "Help! (Remastered)"),
        (["Gorillaz"], "Plastic Beach", "Gorillaz feat. De La Soul", "Plastic Beach: Deluxe Edition"),
        (["Junko Ohashi = 大橋純子"], "Magical", "大橋純子", "Magical"),
    ],
)
def test_a_play_finds_its_record_however_it_is_written(
    credited: list[str], title: str, artist: str, album: str
) -> None:
    owned = make_album(title, *credited, source="discogs", discogs_id=1)
    assert heard(artist, album, ["A", "B", "C"]) == []
    assert owned.scrobbles.count() == 3


def test_a_title_is_found_as_written_before_another_edition_of_it() -> None:
    make_album("Interpol", "Interpol", source="discogs", discogs_id=1)
    short = make_album("Interpol EP", "Interpol", source="discogs", discogs_id=2)
    heard("Interpol", "Interpol EP", ["A", "B", "C"])
    assert short.scrobbles.count() == 3


def test_various_artists_are_various_on_an_album_that_is_only_heard() -> None:
    (made,) = heard("Various Artists", "Punk Hits", ["A", "B", "C"])
    assert made.artist_credit == "Various"


def test_another_volume_is_another_record() -> None:
    make_album("Punk Hits Vol. 1", "Various", source="discogs", discogs_id=1)
    assert len(heard("Various Artists", "Punk Hits Vol. 2", ["A", "B", "C"])) == 1


@pytest.mark.parametrize(
    ("tracklist", "is_found"),
    [
        ([{"position": "1", "title": "Everlasting", "duration": "", "artists": "Shironegi"}], True),
        ([{"position": "1", "title": "A (Edit)", "duration": "", "artists": "Somebody"}], True),
        ([{"position": "1", "title": "Else", "duration": "", "artists": "Somebody"}], False),
        ([], False),
    ],
)
def test_a_compilation_is_heard_under_the_names_of_its_performers(
    tracklist: list[dict[str, str]], is_found: bool
) -> None:
    owned = make_album("Eurobeat", "Various", source="discogs", discogs_id=1, tracklist=tracklist)
    heard("Shironegi", "Eurobeat", ["A", "B"])
    assert owned.scrobbles.exists() == is_found


def test_a_track_that_is_played_all_day_hides_no_other_of_its_compilation() -> None:
    line = {"position": "1", "title": "Everlasting", "duration": "", "artists": "Somebody"}
    owned = make_album("Eurobeat", "Various", source="discogs", discogs_id=1, tracklist=[line])
    titles = ["Another"] * 501 + ["Everlasting"]
    Scrobble.objects.bulk_create(
        Scrobble(
            played_at=timezone.now() - timedelta(minutes=place),
            artist_name="Shironegi",
            album_title="Eurobeat",
            track_title=title,
        )
        for place, title in enumerate(titles)
    )
    take_in([Heard("Shironegi", "Eurobeat")], threshold=3)
    assert owned.scrobbles.count() == len(titles)


def test_several_artists_under_one_title_are_a_compilation_of_which_no_track_is_known() -> None:
    owned = make_album("Eurobeat", "Various", source="discogs", discogs_id=1)
    heard("Shironegi", "Eurobeat", ["A"])
    heard("Sato.", "Eurobeat", ["B"])
    assert take_in([Heard("Shironegi", "Eurobeat"), Heard("Sato.", "Eurobeat")], threshold=1) == []
    assert owned.scrobbles.count() == 2


def test_plays_of_an_album_that_was_made_too_much_move_to_the_owned_one() -> None:
    (made,) = heard("Slint", "Spiderland", ["A", "B", "C"])
    owned = make_album("Spiderland", "Slint", source="discogs", discogs_id=1)
    take_in([Heard("Slint", "Spiderland")], threshold=3)
    assert owned.scrobbles.count() == 3
    assert not Album.objects.filter(pk=made.pk).exists()


def test_a_compilation_that_was_heard_under_its_performers_and_then_bought_gets_their_plays() -> None:
    for performer in ("Shironegi", "Sato."):
        heard(performer, "Eurobeat", ["A", "B", "C"])
    owned = make_album("Eurobeat", "Various", source="discogs", discogs_id=1)
    take_in([Heard("Shironegi", "Eurobeat"), Heard("Sato.", "Eurobeat")], threshold=3)
    assert (list(Album.objects.all()), owned.scrobbles.count()) == ([owned], 6)


def test_two_spellings_of_one_album_make_one_album() -> None:
    heard("Slint", "Spiderland", ["A"])
    heard("Slint", "Spiderland (Deluxe)", ["B", "C"])
    spellings = [Heard("Slint", "Spiderland (Deluxe)"), Heard("Slint", "Spiderland")]
    assert [album.title for album in take_in(spellings, threshold=3)] == ["Spiderland"]
    assert take_in(spellings, threshold=3) == []
    assert Scrobble.objects.filter(album=None).count() == 0


@pytest.mark.slow
def test_times_are_those_of_the_service(sandbox: Sandbox) -> None:
    track()
    first = Scrobble.objects.earliest("played_at").played_at
    assert datetime(2020, 1, 1, tzinfo=UTC) < first < timezone.now()


@pytest.mark.slow
def test_top_albums_come_on_first_use(play: Play) -> None:
    sandbox = play(Sandbox(many(3), Options(faults=("error_code:lastfm:endpoint=user.getTopAlbums:code=8:times=3",))))
    assert reasons(track(), TOP) == [(Outcome.FAILED, "server_error")]
    assert reasons(track(), TOP) == [(Outcome.KEPT, "unchanged")], "it is tried again until it was answered"
    assert reasons(track(), TOP) == []
    assert sandbox.record.count("lastfm", "user.getTopAlbums") == 4


@pytest.mark.slow
def test_the_window_s_end_stays_where_it_was_while_its_pages_are_read(sandbox: Sandbox) -> None:
    """Else every track played meanwhile would move all pages, and some would be missed."""
    track()
    asked = [parse_qs(received.query) for received in sandbox.record.all("lastfm", "user.getRecentTracks")]
    assert len(asked) > 2
    (end,) = {tuple(query["to"]) for query in asked}
    assert int(end[0]) <= int(timezone.now().timestamp())

"""What a person wrote, locked or removed is never overwritten, whenever they did it and however hard a run insists."""

from typing import Any

import pytest

from collection.models import Album, Artist, Image
from collection.models.artist import PhotoDecision
from enrichment.phases.artist_images.phase import ArtistImages
from enrichment.phases.descriptions.phase import Descriptions
from enrichment.sandbox import Sandbox
from tests.builders import make_album, make_photo
from tests.cases import mostly_slow
from tests.enrichment.running import enrich, outcomes, while_asking

pytestmark = pytest.mark.django_db(transaction=True)

WAYS: list[dict[str, Any]] = [{}, {"force": True}, {"limit": 5}, {"limit": 5, "force": True}]
OWN = "What the owner wrote."


@pytest.fixture
def album(sandbox: Sandbox) -> Album:
    return make_album("Giant Steps", "John Coltrane")


@pytest.fixture
def artist(album: Album) -> Artist:
    return album.artists.get()


def selecting(album: Album) -> list[dict[str, Any]]:
    return [*WAYS, {"albums": [album.pk]}, {"albums": [album.pk], "force": True}]


@pytest.mark.parametrize("text", mostly_slow([OWN, ""], once=False), ids=["written", "left empty on purpose"])
def test_a_locked_description_survives_every_way_of_running(sandbox: Sandbox, album: Album, text: str) -> None:
    Album.objects.update(ai_description=text, locked_fields=["ai_description"])
    for options in selecting(album):
        run = enrich(only="descriptions", **options)
        assert set(outcomes(run)) <= {"kept"}
    album.refresh_from_db()
    assert album.ai_description == text
    assert sandbox.record.count("euria") == 0


@pytest.mark.parametrize("force", [False, True])
def test_a_description_locked_while_it_was_asked_for_is_kept(
    album: Album, monkeypatch: pytest.MonkeyPatch, force: bool
) -> None:
    def edit(_question: object) -> None:
        Album.objects.update(ai_description=OWN, locked_fields=["ai_description"])

    while_asking(monkeypatch, Descriptions, edit)
    run = enrich(only="descriptions", force=force)
    album.refresh_from_db()
    assert album.ai_description == OWN
    assert album.description_model == ""
    assert outcomes(run) == {"kept": 1}


def test_a_description_that_appeared_meanwhile_is_kept_though_nobody_locked_it(
    album: Album, monkeypatch: pytest.MonkeyPatch
) -> None:
    while_asking(monkeypatch, Descriptions, lambda question: Album.objects.update(ai_description=OWN))
    run = enrich(only="descriptions")
    album.refresh_from_db()
    assert album.ai_description == OWN
    assert run.items.get().reason == "edited_meanwhile"


def test_other_fields_edited_meanwhile_are_not_written_back(album: Album, monkeypatch: pytest.MonkeyPatch) -> None:
    while_asking(monkeypatch, Descriptions, lambda question: Album.objects.update(title="Another", year=1999))
    enrich(only="descriptions")
    album.refresh_from_db()
    assert (album.title, album.year) == ("Another", 1999)
    assert album.ai_description


def test_an_album_deleted_meanwhile_leaves_its_label_and_no_error(
    album: Album, monkeypatch: pytest.MonkeyPatch
) -> None:
    while_asking(monkeypatch, Descriptions, lambda question: Album.objects.all().delete())
    run = enrich(only="descriptions")
    item = run.items.get()
    assert (item.outcome, item.reason, item.album_id) == ("kept", "deleted", None)
    assert item.label == "Giant Steps — John Coltrane"


@pytest.mark.parametrize(
    "said",
    mostly_slow(
        [
            {"locked_fields": ["photo"]},
            {"photo_answer": PhotoDecision.NO_PHOTO},
            {"photo_answer": PhotoDecision.CHOSEN},
        ],
        once=False,
    ),
    ids=["locked", "no photo", "chosen"],
)
def test_what_a_person_said_of_a_photo_survives_every_way_of_running(
    sandbox: Sandbox, album: Album, artist: Artist, said: dict[str, Any]
) -> None:
    Artist.objects.update(**said)
    for options in [*selecting(album), {"artists": [artist.pk], "force": True}]:
        run = enrich(**{"only": "artist_images", **options})
        assert set(outcomes(run, "artist_images")) <= {"kept"}
    assert not Image.objects.exists()
    assert sandbox.record.count("spotify") == 0


def test_a_photo_refused_while_it_was_looked_for_is_not_stored(artist: Artist, monkeypatch: pytest.MonkeyPatch) -> None:
    while_asking(monkeypatch, ArtistImages, lambda question: Artist.objects.update(photo_answer=PhotoDecision.NO_PHOTO))
    run = enrich(only="artist_images")
    assert not Image.objects.exists()
    assert outcomes(run, "artist_images") == {"kept": 1}


def test_a_photo_of_the_owner_stands_beside_a_fetched_one_and_comes_first(artist: Artist) -> None:
    make_photo(artist, source="manual", url="https://example.org/own.jpg")
    enrich(only="artist_images", force=True)
    assert Image.objects.get(source="manual").url == "https://example.org/own.jpg"
    assert artist.photo is not None
    assert artist.photo.source == "manual"


def test_an_artist_deleted_meanwhile_leaves_their_label_and_no_error(
    album: Album, monkeypatch: pytest.MonkeyPatch
) -> None:
    def delete(_question: object) -> None:
        Album.objects.all().delete()
        Artist.objects.all().delete()

    while_asking(monkeypatch, ArtistImages, delete)
    run = enrich(only="artist_images")
    item = run.items.get()
    assert (item.outcome, item.reason, item.label) == ("kept", "deleted", "John Coltrane")


@pytest.mark.parametrize("force", mostly_slow([False, True], once=False))
def test_an_artist_whom_a_person_identified_stays_that_artist(sandbox: Sandbox, artist: Artist, force: bool) -> None:
    enrich(only="artist_images")
    artist.refresh_from_db()
    chosen = spotify_id_of(sandbox, "Miles Davis")
    assert artist.spotify_id != chosen
    Artist.objects.update(spotify_id=chosen, locked_fields=["spotify_id"], photo_asked_at=None)
    Image.objects.all().delete()
    enrich(only="artist_images", force=force)
    artist.refresh_from_db()
    assert artist.spotify_id == chosen
    assert Image.objects.get(artist=artist).basis == "identity"
    assert sandbox.record.all("spotify", "artist")[-1].path.endswith(chosen)


def test_an_identification_that_spotify_no_longer_knows_is_left_to_a_person(sandbox: Sandbox, artist: Artist) -> None:
    Artist.objects.update(spotify_id="0" * 22, locked_fields=["spotify_id"])
    run = enrich(only="artist_images")
    artist.refresh_from_db()
    assert artist.spotify_id == "0" * 22
    assert not Image.objects.exists()
    assert outcomes(run, "artist_images") == {"not_found": 1}
    assert sandbox.record.count("spotify", "search") == 0


def test_an_artist_identified_while_they_were_looked_for_gets_no_photo_of_another(
    artist: Artist, monkeypatch: pytest.MonkeyPatch
) -> None:
    def identify(_question: object) -> None:
        Artist.objects.update(spotify_id="0" * 22, locked_fields=["spotify_id"])

    while_asking(monkeypatch, ArtistImages, identify)
    run = enrich(only="artist_images")
    artist.refresh_from_db()
    assert artist.spotify_id == "0" * 22
    assert not Image.objects.exists()
    assert outcomes(run, "artist_images") == {"kept": 1}


def spotify_id_of(sandbox: Sandbox, name: str) -> str:
    make_album("Kind Of Blue", name)
    enrich(only="artist_images", artists=[Artist.objects.get(name=name).pk])
    return Artist.objects.get(name=name).spotify_id

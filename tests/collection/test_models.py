"""Rules that the rows themselves keep. Formats in the reader's language, by Discogs' own words underneath."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils.translation import override

from collection.models import Album, Artist, Image
from collection.models.album import support_label
from tests.collection.builders import make_album, make_artist, make_photo

pytestmark = pytest.mark.django_db
URL = "https://i.scdn.co/image/abc"


def refused(model: type[Any], **fields: Any) -> bool:
    try:
        with transaction.atomic():
            model.objects.create(**fields)
    except IntegrityError:
        return True
    return False


def test_a_picture_has_one_owner_and_one_place() -> None:
    album, kept = make_album("Moon Safari", "AIR"), {"image_type": "artist", "source": "spotify"}
    artist = album.artists.get()
    assert refused(Image, url=URL, **kept)
    assert refused(Image, url=URL, artist=artist, album=album, **kept)
    assert refused(Image, artist=artist, **kept)
    assert refused(Image, artist=artist, url=URL, file="a.jpg", **kept)
    assert refused(Image, artist=artist, url="http://i.scdn.co/image/abc", **kept)
    assert not refused(Image, artist=artist, url=URL, **kept)
    assert refused(Image, artist=artist, url=URL + "d", **kept)
    assert not refused(Image, artist=artist, url=URL, image_type="artist", source="manual")
    assert not refused(Image, album=album, url=URL, **kept)
    assert refused(Image, album=album, url=URL + "d", **kept)


def test_artists_without_a_discogs_id_are_unique_by_key() -> None:
    assert not refused(Artist, name="Björk")
    assert refused(Artist, name="Bjork")
    assert not refused(Artist, name="Bjork", discogs_artist_id=77)
    assert refused(Artist, name="Other", discogs_artist_id=77)
    assert not refused(Artist, name="Björk (2)")


def test_a_release_is_owned_once_and_a_master_several_times() -> None:
    assert not refused(Album, title="A", discogs_id=1, discogs_master_id=9)
    assert not refused(Album, title="A", discogs_id=2, discogs_master_id=9)
    assert refused(Album, title="B", discogs_id=1)
    assert not refused(Album, title="A")
    assert not refused(Album, title="A")


def test_the_key_follows_the_name_and_fits_its_column() -> None:
    artist = make_artist("AIR")
    artist.name = "Air (2)"
    artist.save(update_fields=["name"])
    assert Artist.objects.get().key == "air (2)"
    assert len(Artist.key_of("ﷺ" * 500)) == 500


def test_names_are_shown_without_the_number() -> None:
    album = make_album("Nevermind", "Nirvana (2)", "Guest*")
    assert album.artist_credit == "Nirvana, Guest"
    assert str(Artist.objects.get(name="Nirvana (2)")) == "Nirvana"


@pytest.mark.parametrize(
    ("phrases", "shown"),
    [
        (["&", ""], "A & B"),
        ([" Feat. ", ""], "A Feat. B"),
        ([",", ""], "A, B"),
        (["", ""], "A, B"),
        (["&", "and"], "A & B"),
    ],
)
def test_the_credit_reads_as_on_the_sleeve(phrases: list[str], shown: str) -> None:
    album = make_album("T", "A", "B")
    for credit, phrase in zip(album.album_artists.all(), phrases, strict=True):
        credit.join_phrase = phrase
        credit.save()
    assert Album.objects.with_credits().get().artist_credit == shown


def test_the_owners_picture_comes_first_and_none_where_they_said_so() -> None:
    artist = make_artist("AIR")
    fetched, own = make_photo(artist), make_photo(artist, "manual", "https://i.scdn.co/image/own")
    Image.objects.create(artist=artist, image_type="logo", source="a", url=URL)
    assert artist.photo == own
    assert list(Image.objects.artist_photos().filter(image_type="artist").best_first()) == [own, fetched]
    assert make_artist("Guru").photo is None
    assert Artist(pk=artist.pk, photo_answer="no_photo").photo is None


def test_locks() -> None:
    album = Album(title="A")
    album.lock(["year", "title"])
    album.lock(["year"])
    assert album.locked_fields == ["title", "year"]
    assert album.is_locked("year")
    album.unlock(["year", "labels"])
    assert album.locked_fields == ["title"]


def test_what_is_missing() -> None:
    make_album("Described", "AIR", ai_description="Text.", discogs_id=1)
    make_artist("Guru", photo_answer="no_photo")
    make_album("Bare", "Various", "Guru", discogs_id=None)
    make_photo(make_artist("AIR"))
    make_artist("Björk")
    assert [album.title for album in Album.objects.described()] == ["Described"]
    assert [album.title for album in Album.objects.without_description()] == ["Bare"]
    assert [album.title for album in Album.objects.without_facts()] == ["Described"]
    assert {artist.name for artist in Artist.objects.real()} == {"AIR", "Guru", "Björk"}
    assert {artist.name for artist in Artist.objects.with_photo()} == {"AIR"}
    assert {artist.name for artist in Artist.objects.without_photo()} == {"Björk"}


@pytest.mark.parametrize(
    ("support", "french"),
    [
        ("Vinyl", "Vinyle"),
        ("Box Set", "Coffret"),
        ("Vinyl + CD + Digital", "Vinyle + CD + Numérique"),
        ("Cassette", "Cassette"),
        ("Wax Cylinder", "Wax Cylinder"),
        ("", ""),
    ],
)
def test_a_format_is_called_as_its_reader_calls_it(support: str, french: str) -> None:
    with override("fr"):
        assert support_label(support) == french
    with override("en"):
        assert support_label(support) == support


@pytest.mark.django_db
def test_links_keep_the_word_that_is_stored(admin_client: Client) -> None:
    album = make_album("Kind of Blue", "Miles Davis", support="Vinyl")
    french = {"accept-language": "fr"}
    for address in ("/albums/", "/statistics/"):
        page = admin_client.get(address, headers=french).content.decode()
        assert "format=Vinyl" in page
        assert "Vinyle" in page
    assert "Vinyle" in admin_client.get(f"/albums/{album.pk}/", headers=french).content.decode()
    assert 'value="Vinyl"' in admin_client.get(f"/albums/{album.pk}/facts/", headers=french).content.decode()
    assert "Kind of Blue" in admin_client.get("/albums/?format=Vinyl", headers=french).content.decode()


@pytest.mark.parametrize(
    ("fields", "is_exact"),
    [
        ({}, False),
        ({"discogs_id": 1}, False),
        ({"discogs_id": 1, "discogs_master_id": 2}, True),
        ({"discogs_id": 1, "genres": ["Rock"]}, True),
        ({"discogs_id": 1, "facts_at": "2026-05-01"}, True),
        ({"discogs_master_id": 2, "genres": ["Rock"], "facts_at": "2026-05-01"}, False),
    ],
)
def test_an_edition_is_exact_where_discogs_itself_told_it(fields: dict[str, Any], is_exact: bool) -> None:
    assert Album(**fields).is_exact is is_exact


@pytest.mark.parametrize(
    ("text", "provider", "is_generated"),
    [("A text.", "euria", True), ("A text.", "manual", False), ("A text.", "", False), ("", "euria", False)],
)
def test_a_text_is_said_to_be_generated_where_a_model_wrote_it(text: str, provider: str, is_generated: bool) -> None:
    assert Album(ai_description=text, description_provider=provider).is_generated is is_generated


@pytest.mark.parametrize(
    ("source", "number", "is_heard_only"),
    [("lastfm", None, True), ("lastfm", 1, False), ("manual", None, False), ("discogs", 1, False)],
)
def test_what_was_listened_to_and_is_not_owned(source: str, number: int | None, is_heard_only: bool) -> None:
    album = make_album("Moon Safari", source=source, discogs_id=number)
    assert album.is_heard_only is is_heard_only
    assert Album.objects.heard_only().exists() is is_heard_only
    assert Album.objects.owned().exists() is not is_heard_only
    assert Album.objects.on_the_shelf().exists() is not is_heard_only
    assert Album.objects.kept().exists()


def test_each_copy_is_told_by_the_same_names() -> None:
    more = [{"notes": "second"}, {"rating": 3, "folder": "Attic"}]
    one, *others = Album(rating=5, notes="first", more_copies=more).each_copy
    assert (one["rating"], one["notes"], one["folder"], one["added_at"]) == (5, "first", "", None)
    assert others == more


def test_an_album_that_stands_alone_is_called_by_its_artists_too() -> None:
    assert make_album("Moon Safari", "AIR (2)", "Beck").label == "Moon Safari — AIR, Beck"


def test_locks_on_nothing_are_none() -> None:
    album = Album()
    album.lock([])
    album.unlock(["year"])
    assert (album.locked_fields, album.is_locked("year")) == ([], False)

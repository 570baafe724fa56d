"""Questions to the database about the whole collection."""

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from collection.models import Album, AlbumArtist, Artist, LeftOutFolder
from collection.models.artist import PhotoDecision
from tests.collection.builders import make_album, make_artist


@pytest.mark.slow
@pytest.mark.django_db
def test_credits_of_very_many_artists_are_fetched_at_once(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    artists = Artist.objects.bulk_create(Artist(name=f"Artist {n}", key=f"artist{n}") for n in range(1100))
    albums = Album.objects.bulk_create(Album(title=f"Album {n}") for n in range(1100))
    AlbumArtist.objects.bulk_create(
        AlbumArtist(album=album, artist=artist, position=0) for album, artist in zip(albums, artists, strict=True)
    )
    with django_assert_num_queries(2):
        credits_of = {album.title: album.artist_credit for album in Album.objects.with_credits()}
    assert credits_of == {f"Album {n}": f"Artist {n}" for n in range(1100)}


@pytest.mark.django_db
def test_credits_come_in_their_order() -> None:
    album = Album.objects.create(title="Duets")
    for position, name in ((1, "Second"), (0, "First")):
        artist = Artist.objects.create(name=name)
        AlbumArtist.objects.create(album=album, artist=artist, position=position, join_phrase="&")
    assert Album.objects.with_credits().get().artist_credit == "First & Second"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("left_out", "folder", "shown"),
    [
        ("Sold", "Sold", False),
        ("sold", "SOLD", False),
        ("Sold", "Sold records", True),
        ("Sold", "%", True),
        ("Sold", "S_ld", True),
        ("100%", "100%", False),
        ("Sold", "", True),
    ],
)
def test_what_lies_in_a_folder_that_is_left_out_is_not_on_the_shelf(left_out: str, folder: str, shown: bool) -> None:
    album = make_album("Moon Safari", "AIR", folder=folder)
    assert list(Album.objects.on_the_shelf()) == [album]
    LeftOutFolder.objects.create(name=left_out)
    assert Album.objects.on_the_shelf().exists() is shown
    assert Artist.objects.on_the_shelf().exists() is shown


@pytest.mark.django_db
def test_an_artist_leaves_the_shelf_with_the_last_of_their_albums() -> None:
    Artist.objects.create(name="Nobody's")
    sold, left_out = make_album("Moon Safari", "AIR", folder="Sold"), make_album("Dummy", "Portishead")
    make_album("Third", "Portishead")
    make_album("Mezzanine", "Massive Attack").delete()
    on_it = ["AIR", "Massive Attack", "Nobody's", "Portishead"]
    assert [artist.name for artist in Artist.objects.on_the_shelf().order_by("name")] == on_it
    LeftOutFolder.objects.create(name="sold")
    Album.objects.filter(pk=left_out.pk).update(removed_at=timezone.now())
    assert [artist.name for artist in Artist.objects.on_the_shelf().order_by("name")] == on_it[1:]
    Album.objects.filter(title="Third").update(removed_at=timezone.now())
    assert [artist.name for artist in Artist.objects.on_the_shelf().order_by("name")] == on_it[1:3]
    Album.objects.filter(pk=sold.pk).update(folder="Jazz")
    assert [artist.name for artist in Artist.objects.on_the_shelf().order_by("name")] == on_it[:3]


@pytest.mark.django_db
def test_every_artist_expects_a_photo_or_none() -> None:
    make_album("Moon Safari", "AIR", "Various")
    make_album("Gone", "Beck", removed_at=timezone.now())
    make_artist("Faceless", photo_answer=PhotoDecision.NO_PHOTO)
    assert [artist.name for artist in Artist.objects.expecting_a_photo()] == ["AIR"]
    none = Artist.objects.expecting_no_photo().values_list("name", flat=True)
    assert sorted(none) == ["Beck", "Faceless", "Various"]

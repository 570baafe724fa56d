"""The lists: searchable, filtered in words, and a constant number of queries however long."""

from itertools import count

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from collection.models import Album, AlbumArtist, Artist
from tests.collection.builders import make_album, make_artist, make_photo

pytestmark = pytest.mark.django_db
numbers = count()


def listing(model: str) -> str:
    return reverse(f"admin:collection_{model}_changelist")


def add_albums(howmany: int) -> None:
    for number in (next(numbers) for _ in range(howmany)):
        make_album(f"Album {number}", f"Artist {number}", f"Guest {number}", support="CD")
        make_photo(make_artist(f"Artist {number}"))


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize("model", ["album", "artist", "image"])
def test_longer_lists_ask_no_more_queries(admin_client: Client, model: str) -> None:
    add_albums(2)
    few = queries(admin_client, listing(model))
    add_albums(10)
    assert queries(admin_client, listing(model)) == few <= 10


@pytest.mark.parametrize(
    ("model", "query", "found"),
    [
        ("album", "q=safari", ["Moon Safari"]),
        ("album", "q=bjork", ["Post"]),
        ("album", "q=Björk", ["Post"]),
        ("album", "q=ONE-17", ["Post"]),
        ("album", "description=missing", ["Moon Safari"]),
        ("album", "description=present", ["Post", "Various Hits"]),
        ("album", "photo=missing", ["Post"]),
        ("album", "photo=present", ["Moon Safari", "Various Hits"]),
        ("album", "source=lastfm", ["Post"]),
        ("album", "support=Vinyl", ["Moon Safari"]),
        ("artist", "q=bjo", ["Björk"]),
        ("artist", "photo=missing", ["Björk"]),
        ("artist", "photo=present", ["AIR"]),
        ("artist", "photo_answer__exact=no_photo", ["Guru"]),
        ("image", "source=spotify", ["AIR"]),
        ("image", "q=aïr", ["AIR"]),
        ("image", "q=post", []),
    ],
)
def test_search_and_filters(admin_client: Client, model: str, query: str, found: list[str]) -> None:
    make_album("Moon Safari", "AIR", support="Vinyl", source="discogs")
    make_album("Post", "Björk", source="lastfm", ai_description="Text.", catalog_number="ONE-17")
    make_album("Various Hits", "Various", source="discogs", ai_description="Text.")
    make_artist("Guru", photo_answer="no_photo")
    make_photo(Artist.objects.get(name="AIR"))
    response = admin_client.get(f"{listing(model)}?{query}")
    rows = response.context["cl"].result_list
    assert sorted(str(getattr(row, "artist", row)) if model == "image" else str(row) for row in rows) == found


def test_pictures_are_shown_and_initials_where_there_is_none(admin_client: Client) -> None:
    make_album("Moon Safari", "AIR", image_url="https://i.discogs.com/cover.jpg")
    make_album("Blue Lines", "Massive Attack (2)")
    page = admin_client.get(listing("album")).content.decode()
    assert '<img class="thumbnail" src="https://i.discogs.com/cover.jpg" alt=""' in page
    assert 'aria-hidden="true">BL</span>' in page
    assert "Massive Attack</td>" in page


def test_a_photo_from_spotify_links_to_the_artist_there(admin_client: Client) -> None:
    make_photo(make_artist("AIR", spotify_id="1P6U1dCeHxPui5pIrGmndZ"))
    page = admin_client.get(listing("artist")).content.decode()
    assert 'href="https://open.spotify.com/artist/1P6U1dCeHxPui5pIrGmndZ"' in page
    assert 'src="https://i.scdn.co/image/abc"' in page


@pytest.mark.parametrize(
    ("language", "source", "words"),
    [
        ("en", "manual", "entered by hand"),
        ("fr", "manual", "saisi à la main"),
        ("en", "import", "an imported file"),
        ("fr", "import", "un fichier importé"),
        ("en", "discogs", "Discogs"),
        ("fr", "lastfm", "Last.fm"),
    ],
)
def test_where_an_album_came_from_is_said_in_words(
    admin_client: Client, language: str, source: str, words: str
) -> None:
    make_album("Moon Safari", source=source)
    page = admin_client.get(listing("album"), headers={"accept-language": language}).content.decode()
    assert f">{words}</td>" in page
    assert f">{words}</a>" in page
    assert f">{source}<" not in page


def test_markup_in_a_name_is_shown_and_never_obeyed(admin_client: Client) -> None:
    make_album("<script>alert(1)</script>", "<b>Bold</b>", source="<i>", locked_fields=["title"])
    for model in ("album", "artist"):
        page = admin_client.get(listing(model)).content.decode()
        assert "<script>alert(1)" not in page
        assert "<b>Bold" not in page


def test_pages_need_no_inline_script_or_style(admin_client: Client) -> None:
    album = make_album("Moon Safari", "AIR")
    for address in (listing("album"), reverse("admin:collection_album_change", args=[album.pk])):
        page = admin_client.get(address).content.decode()
        assert " style=" not in page
        assert " onclick=" not in page
        assert "<style" not in page
        assert "collection/admin.css" in page


@pytest.mark.parametrize(("language", "name"), [("en", "Format"), ("fr", "Format"), ("fr", "Artistes")])
def test_a_cell_names_its_column_for_narrow_screens(admin_client: Client, language: str, name: str) -> None:
    make_album("Moon Safari", "AIR", support="Vinyl")
    page = admin_client.get(listing("album"), headers={"accept-language": language}).content.decode()
    assert f' data-label="{name}"' in page
    assert '<td class="action-checkbox">' in page


@pytest.mark.slow
def test_ten_thousand_albums_are_listed_quickly(admin_client: Client) -> None:
    artist = make_artist("AIR")
    albums = Album.objects.bulk_create(Album(title=f"Album {n}", ai_description="word " * 200) for n in range(10_000))
    AlbumArtist.objects.bulk_create(AlbumArtist(album=album, artist=artist, position=0) for album in albums)
    queries_taken = CaptureQueriesContext(connection)
    with queries_taken:
        admin_client.get(f"{listing('album')}?photo=missing&q=air")
    assert sum(float(query["time"]) for query in queries_taken.captured_queries) < 2

"""The wall of covers."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.collection.builders import make_album, make_artist, make_photo

HOSTILE = '<script>alert("x")</script>'


def shown(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        shown(client, address)
    return len(captured)


def test_an_empty_collection_says_what_comes_first(visitor: Client) -> None:
    page = shown(visitor, "/albums/")
    assert "Import your albums first" in page
    assert 'class="wall"' not in page


def test_the_first_page_leads_the_owner_to_the_first_steps_while_there_is_nothing(admin_client: Client) -> None:
    assert admin_client.get("/").headers["location"] == "/admin/enrichment/settings/steps/"
    assert admin_client.get("/albums/?q=nothing").status_code == 200
    make_album("Moon Safari", "AIR")
    assert "Moon Safari" in shown(admin_client, "/")


def test_an_album_is_a_card_that_leads_to_its_page(visitor: Client) -> None:
    album = make_album("Moon Safari", "AIR", year=2015, original_year=1998, support="Vinyl")
    page = shown(visitor, "/albums/")
    assert f'href="/albums/{album.pk}/?at=1"' in page
    assert "Moon Safari" in page
    assert re.search(r"1998 · <bdi>Vinyl</bdi>", page)
    assert "2015" not in page
    assert "1 album <" in page


def test_a_disambiguation_number_is_never_shown(visitor: Client) -> None:
    make_album("The Story Of Simon Simopath", "Nirvana (2)")
    assert "(2)" not in shown(visitor, "/albums/")
    assert "(2)" not in shown(visitor, "/artists/")


@pytest.mark.parametrize("address", ["/albums/", "/artists/", "/artists/?q=a"])
def test_the_number_of_queries_does_not_grow_with_the_albums(visitor: Client, address: str) -> None:
    make_album("first", "AIR")
    make_photo(make_artist("AIR"))
    few = queries(visitor, address)
    for number in range(30):
        make_album(f"more {number}", f"Artist {number}", "AIR", genres=["Jazz"], year=1900 + number)
    assert queries(visitor, address) == few
    assert few <= 10


def test_a_card_reads_no_long_text(visitor: Client) -> None:
    make_album("a", ai_description="long", tracklist=[{"position": "1", "title": "t", "duration": ""}])
    with CaptureQueriesContext(connection) as captured:
        shown(visitor, "/albums/")
    assert not any("ai_description" in query["sql"] or "tracklist" in query["sql"] for query in captured)


def test_pages_keep_the_choices(visitor: Client) -> None:
    for number in range(61):
        make_album(f"Number {number}", genres=["Jazz"])
    first = shown(visitor, "/albums/?genre=Jazz&sort=title")
    assert first.count('class="card"') == 60
    assert 'href="?genre=Jazz&amp;sort=title&amp;page=2"' in first
    assert shown(visitor, "/albums/?genre=Jazz&sort=title&page=2").count('class="card"') == 1
    assert 'href="?page=2"' in shown(visitor, "/albums/")


@pytest.mark.parametrize("page", ["0", "-1", "99999999999999999999", "x", "last"])
def test_a_page_that_does_not_exist_is_another_one(visitor: Client, page: str) -> None:
    make_album("Moon Safari")
    assert "Moon Safari" in shown(visitor, f"/albums/?page={page}")


def test_nothing_found_leads_back(visitor: Client) -> None:
    make_album("Moon Safari")
    page = shown(visitor, "/albums/?q=nothing")
    assert "No album fits these choices." in page
    assert "Import your albums first" not in page


@pytest.mark.parametrize("parameter", ["q", "genre", "format", "decade", "artist", "sort", "page"])
@pytest.mark.parametrize("value", [HOSTILE, "%00", "%ff%fe", "9" * 400, "', --", "\u202e"])
def test_no_address_breaks_the_page(visitor: Client, parameter: str, value: str) -> None:
    make_album("Moon Safari", "AIR")
    assert "<script>alert" not in shown(visitor, f"/albums/?{parameter}={value}")


def test_names_are_escaped_and_isolated(visitor: Client) -> None:
    make_album(HOSTILE, HOSTILE, genres=[HOSTILE], support=HOSTILE)
    make_album("أغنية", "أم كلثوم")
    page = shown(visitor, "/albums/")
    assert HOSTILE not in page
    assert '<span class="card-title" dir="auto">أغنية</span>' in page


def test_pages_hold_nothing_that_the_content_policy_blocks(visitor: Client) -> None:
    album = make_album("Moon Safari", "AIR", year=1998, image_url="https://elsewhere.example/a.jpg")
    for address in ("/", "/albums/", f"/albums/{album.pk}/", "/artists/"):
        page = shown(visitor, address)
        assert not re.search(r"\sstyle=|\son\w+=|<style|<script(?! src)", page)
        assert "elsewhere.example" not in page


def test_pictures_load_late_and_keep_their_place(visitor: Client) -> None:
    make_album("Moon Safari", image_url="https://i.discogs.com/a.jpg")
    (picture,) = re.findall(r'<img class="picture"[^>]*>', shown(visitor, "/albums/"))
    assert 'alt=""' in picture
    assert 'loading="lazy"' in picture
    assert 'width="300" height="300"' in picture


def test_a_discogs_collection_carries_both_notices(visitor: Client) -> None:
    make_album("mine")
    assert "Zink Media" not in shown(visitor, "/albums/")
    make_album("theirs", discogs_id=1, source="discogs")
    page = shown(visitor, "/albums/")
    assert '<a href="https://www.discogs.com/">Data provided by Discogs.</a>' in page
    assert "not affiliated with, sponsored or endorsed by Discogs" in page


def test_a_page_searches_once(visitor: Client) -> None:
    make_album("Moon Safari", "AIR")
    with CaptureQueriesContext(connection) as asked:
        assert "Moon Safari" in shown(visitor, "/albums/?q=moon")
    assert sum('"collection_albumtext"' in query["sql"] for query in asked) == 1


def test_what_no_filter_shows_stands_above_the_wall_with_a_link_that_takes_it_back(visitor: Client) -> None:
    make_album("Kind of Blue", "Miles Davis", styles=["Modal"], country="US")
    page = visitor.get("/albums/?style=Modal&country=US&sort=title").content.decode()
    assert 'href="?country=US&amp;sort=title"' in page
    assert 'href="?style=Modal&amp;sort=title"' in page

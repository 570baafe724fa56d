"""Pages of all styles, labels, genres and countries, and the ways from letter to letter and album to album."""

import re

import pytest
from django.test import Client

from tests.collection.builders import make_album

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("/genres/", "genre=Funk+%2F+Soul"),
        ("/styles/", "style=Modal"),
        ("/labels/", "label=%C3%89ditions+M%26A"),
        ("/countries/", "country=France"),
    ],
)
def test_every_name_leads_to_its_albums(visitor: Client, address: str, link: str) -> None:
    values = {"genres": ["Funk / Soul"], "styles": ["Modal"], "labels": ["Éditions M&A"], "country": "France"}
    make_album("a", **values)
    make_album("gone", removed_at="2026-01-01T00:00:00Z", **values)
    page = visitor.get(address).content.decode()
    assert f'href="/albums/?{link}"' in page
    assert '<span class="count">1</span>' in page
    assert 'class="card"' in visitor.get(f"/albums/?{link}").content.decode()


def test_names_stand_in_the_order_of_their_letters_and_a_letter_leads_to_its_page(visitor: Client) -> None:
    make_album("a", labels=[f"L{number:03}" for number in range(299)] + ["Étoile", "zebra", "ECM"])
    first = visitor.get("/labels/").content.decode()
    assert re.findall("<bdi>(.*?)</bdi>", first)[:3] == ["ECM", "Étoile", "L000"]
    assert 'href="?letter=z#letter"' in first
    second = visitor.get("/labels/?letter=z").content.decode()
    assert '<li id="letter"><a href="/albums/?label=zebra">' in second


@pytest.mark.slow
def test_a_letter_leads_to_its_page_of_the_wall_and_of_the_artists(visitor: Client) -> None:
    for number in range(70):
        make_album(f"Number {number:02}", f"Band {number:02}")
    make_album("Zoo", "ZZ Top")
    wall = visitor.get("/albums/?letter=z").content.decode()
    assert re.search(r'<li class="card" id="letter">\s*<a href="/albums/[0-9]+/\?at=71">', wall)
    assert "ZZ Top" in visitor.get("/artists/?letter=z").content.decode()
    assert "letter=z" not in visitor.get("/albums/?sort=year").content.decode()


def test_an_album_that_one_came_to_from_the_wall_leads_on_and_back(visitor: Client) -> None:
    first, second = make_album("a", genres=["Jazz"]), make_album("b", genres=["Jazz"])
    make_album("ab")
    page = visitor.get(f"/albums/{first.pk}/?genre=Jazz&sort=title&at=1").content.decode()
    assert f'rel="next" href="/albums/{second.pk}/?genre=Jazz&amp;sort=title&amp;at=2"' in page
    assert 'href="/albums/?genre=Jazz&amp;sort=title&amp;page=1"' in page
    assert 'rel="prev"' not in page
    assert 'class="around"' not in visitor.get(f"/albums/{first.pk}/").content.decode()

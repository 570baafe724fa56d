"""Formats in the reader's language, by Discogs' own words underneath."""

import pytest
from django.test import Client
from django.utils.translation import override

from collection.carriers import support_label
from tests.collection.builders import make_album


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

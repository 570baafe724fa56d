"""Covers and photos as templates show them, and lists of the admin as cards."""

from typing import Any

import pytest
from django.template import Context, Template
from django.utils.safestring import SafeString, mark_safe
from pytest_django import Settings

from collection.models import Album, Artist, Image
from collection.templatetags.collection_tags import labelled
from tests.collection.builders import make_album, make_artist, make_photo

ADDRESS = "https://i.discogs.com/cover.jpg"


@pytest.fixture(autouse=True)
def hosts(settings: Settings) -> None:
    settings.AIME_IMAGE_HOSTS = ("https://i.discogs.com", "https://i.scdn.co")


def shown(tag: str, **context: Album | Artist) -> str:
    return " ".join(Template(f"{{% load collection_tags %}}{{% {tag} %}}").render(Context(context)).split())


@pytest.mark.django_db
@pytest.mark.parametrize(("tag", "alt"), [("cover album", ""), ('cover album "large"', "Cover of Rock &amp; Roll")])
def test_a_cover_is_described_where_no_title_stands_beside_it(tag: str, alt: str) -> None:
    page = shown(tag, album=make_album("Rock & Roll", image_url=ADDRESS))
    assert f'src="{ADDRESS}"' in page
    assert f'alt="{alt}"' in page


@pytest.mark.django_db
@pytest.mark.parametrize(("tag", "pixels"), [("cover album", 300), ('cover album "large"', 600)])
def test_a_picture_keeps_its_place_while_it_loads(tag: str, pixels: int) -> None:
    assert f'width="{pixels}" height="{pixels}"' in shown(tag, album=make_album("Aja", image_url=ADDRESS))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("support", "disc"),
    [
        *(("Vinyl", "vinyl"), ("LP", "vinyl"), ("Shellac", "vinyl")),
        *(("CD", "compact"), ("SACD", "compact"), ("DVD", "compact")),
        *(("Cassette", ""), ("Vinyl + CD", ""), ("", "")),
    ],
)
def test_the_disc_that_slides_out_is_that_of_the_carrier(support: str, disc: str) -> None:
    page = shown("cover album", album=make_album("Aja", support=support))
    assert [name for name in ("vinyl", "compact") if name in page] == ([disc] if disc else [])


@pytest.mark.django_db
def test_a_photo_names_whom_it_shows_without_discogs_number() -> None:
    artist = make_artist("Nirvana (2)")
    make_photo(artist)
    assert 'alt="Photo of Nirvana"' in shown("photo artist", artist=artist)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["", "https://elsewhere.example/a.jpg"])
def test_without_a_picture_that_may_be_shown_the_initials_stand_there(address: str) -> None:
    page = shown("cover album", album=make_album("Massive Attack", image_url=address))
    assert "MA" in page
    assert "<img" not in page


@pytest.mark.django_db
def test_the_owners_own_cover_stands_before_any_other() -> None:
    album = make_album("Aja", image_url=ADDRESS)
    for source in ("deezer", "manual"):
        Image.objects.create(album=album, image_type="album", source=source, url=f"https://i.scdn.co/{source}")
    assert 'src="https://i.scdn.co/manual"' in shown("cover album", album=album)


def cells(*texts: str) -> list[SafeString]:
    return [mark_safe(f"<td>{text}</td>") for text in texts]  # noqa: S308 - written here


HEADERS: list[dict[str, Any]] = [
    {"text": "", "class_attrib": ' class="action-checkbox-column"'},
    {"text": "title", "class_attrib": ""},
    {"text": '"years" & more', "class_attrib": None},
]


def test_each_cell_of_a_list_brings_the_name_of_its_column() -> None:
    [row] = labelled([cells("<input>", "Aja", "1977")], HEADERS)
    assert row == [
        "<td><input></td>",
        '<td data-label="Title">Aja</td>',
        '<td data-label="&quot;years&quot; &amp; more">1977</td>',
    ]


def test_every_row_is_labelled_and_none_where_there_is_none() -> None:
    rows = labelled((cells("", title, "") for title in ("Aja", "Gaucho")), HEADERS)
    assert [row[1] for row in rows] == ['<td data-label="Title">Aja</td>', '<td data-label="Title">Gaucho</td>']
    assert labelled([], HEADERS) == []

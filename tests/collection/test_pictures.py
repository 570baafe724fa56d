"""Which picture stands for an album or an artist."""

import pytest

from collection.models import Image
from collection.models.artist import PhotoDecision
from collection.pictures import MOTIFS, TINTS, cover_of, initials, photo_of, thumbnail
from tests.collection.builders import make_album, make_artist, make_photo

pytestmark = pytest.mark.django_db
COVER = "https://i.discogs.com/cover.jpg"


def test_the_owners_picture_comes_before_the_cover_and_a_fetched_one_after_it() -> None:
    album = make_album("a")
    Image.objects.create(album=album, image_type="album", source="spotify", url="https://i.scdn.co/image/x")
    assert cover_of(album).address == "https://i.scdn.co/image/x"
    album.image_url = COVER
    assert cover_of(album).address == COVER
    Image.objects.create(album=album, image_type="album", source="manual", file="photos/mine.jpg")
    assert cover_of(album).address.endswith("media/photos/mine.jpg")


@pytest.mark.parametrize("url", ["", "https://elsewhere.example/a.jpg", "javascript:alert(1)"])
def test_an_address_that_pages_may_not_load_is_none(url: str) -> None:
    assert cover_of(make_album("a", image_url=url)).address == ""


def test_an_artist_without_photo_by_choice_has_none() -> None:
    artist = make_artist("AIR")
    make_photo(artist)
    assert photo_of(artist).address
    artist.photo_answer = PhotoDecision.NO_PHOTO
    assert photo_of(artist).address == ""


def test_initials_always_look_the_same() -> None:
    first, again = cover_of(make_album("Moon Safari")), cover_of(make_album("Moon Safari"))
    assert (first.initials, first.tint, first.motif) == ("MS", again.tint, again.motif)
    looks = [cover_of(make_album(str(number))) for number in range(60)]
    assert {look.tint for look in looks} == set(range(TINTS))
    assert {look.motif for look in looks} == set(range(MOTIFS))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Massive Attack", "MA"),
        ("Nirvana (2)", "N"),
        ("AIR", "A"),
        ("System Of A Down", "SO"),
        ("!!!", "!"),
        ("-M-", "M"),
        ("Митан", "М"),
        ("أم كلثوم", "أك"),
        ("", ""),
    ],
)
def test_initials(name: str, shown: str) -> None:
    assert initials(name) == shown


def test_addresses_and_names_are_escaped() -> None:
    assert '"><script>' not in thumbnail('https://a/"><script>', "x")
    assert "<b>" not in thumbnail("", "<b> <i>")

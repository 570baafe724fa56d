"""What Discogs tells of an album that is known: nothing is written while nothing is new, and all that is new is."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from collection.importing import ArtistCredit, ReleaseRecord, save_release, save_releases
from collection.importing.records import OwnedCopy
from collection.models import Album, AlbumArtist, AlbumText, Artist
from tests.collection.importing.records import MOON_SAFARI

pytestmark = pytest.mark.django_db
AIR, BECK = ArtistCredit("AIR", 10, "Air French Band", "&"), ArtistCredit("Beck", 11)
COPY = OwnedCopy(rating=4, folder="Rock", further=(("Price", "12"),), instance=501)
TOLD = replace(MOON_SAFARI, artists=(AIR, BECK), owned=(COPY,), added_at=datetime(2020, 1, 2, tzinfo=UTC))


@pytest.fixture(autouse=True)
def told() -> None:
    save_releases([TOLD])


def writes(*records: ReleaseRecord) -> list[str]:
    """The statements by which anything is stored."""
    with CaptureQueriesContext(connection) as told:
        save_releases(records)
    return [one["sql"] for one in told.captured_queries if one["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]


def test_what_is_told_again_is_unchanged_for_a_few_queries_and_no_write(
    django_assert_max_num_queries: Any,
) -> None:
    many = [TOLD, *(replace(TOLD, discogs_id=2000 + number, owned=(OwnedCopy(),)) for number in range(40))]
    save_releases(many)
    assert not writes(*many)
    with django_assert_max_num_queries(4):
        assert save_releases(many).unchanged == 41


@pytest.mark.parametrize(
    ("column", "now"),
    [
        ("title", "Moon"),
        ("labels", ["Source"]),
        ("discogs_master_id", None),
        ("genres", []),
        ("rating", 2),
        ("further", {"Price": "1"}),
        ("instance_id", None),
        ("added_at", None),
        ("removed_at", timezone.now()),
        ("source", "import"),
        ("image_url", ""),
    ],
)
def test_what_became_otherwise_is_told_anew(column: str, now: Any) -> None:
    as_told = getattr(Album.objects.get(), column)
    Album.objects.update(**{column: now})
    assert save_releases([TOLD]).updated == 1
    assert getattr(Album.objects.get(), column) == as_told


@pytest.mark.parametrize(
    "artists",
    [
        (BECK, AIR),
        (AIR, BECK, ArtistCredit("Jean-Michel Jarre", 12)),
        (AIR, BECK._replace(discogs_id=12)),
        (AIR._replace(credited_as=""), BECK),
        (AIR._replace(join_phrase=","), BECK),
    ],
    ids=["in another order", "more", "another of that name", "another spelling", "joined otherwise"],
)
def test_other_artists_are_told_anew(artists: tuple[ArtistCredit, ...]) -> None:
    assert save_releases([replace(TOLD, artists=artists)]).updated == 1
    rows = AlbumArtist.objects.order_by("position")
    assert [(one.artist.discogs_artist_id, one.credited_as, one.join_phrase) for one in rows] == [
        (one.discogs_id, one.credited_as, one.join_phrase) for one in artists
    ]


def test_an_artist_who_was_renamed_has_the_new_name() -> None:
    save_releases([replace(TOLD, artists=(AIR._replace(name="AIR (9)"), BECK))])
    assert Artist.objects.get(discogs_artist_id=10).name == "AIR (9)"


def test_of_two_names_for_one_artist_the_last_told_counts_each_time() -> None:
    other = replace(TOLD, discogs_id=1002, artists=(AIR._replace(name="AIR (9)"),), owned=(OwnedCopy(),))
    for _time in range(3):
        save_releases([TOLD, other])
        assert Artist.objects.get(discogs_artist_id=10).name == "AIR (9)"


def test_what_a_person_edited_stays_and_the_rest_is_told_anew() -> None:
    album = Album.objects.get()
    album.title, album.country = "My favourite", ""
    album.lock(["title"])
    album.save()
    assert save_releases([TOLD]).updated == 1
    assert save_releases([TOLD]).unchanged == 1
    album.refresh_from_db()
    assert (album.title, album.country) == ("My favourite", "Europe")


def test_a_second_copy_and_one_that_was_deleted_are_there_again() -> None:
    both = replace(TOLD, owned=(COPY, COPY._replace(instance=502, notes="A gift")))
    assert save_releases([both]).updated == 1
    assert [one["notes"] for one in Album.objects.get().more_copies] == ["A gift"]
    Album.objects.all().delete()
    assert save_releases([TOLD]).created == 1
    assert Album.objects.get().artist_credit == "Air French Band & Beck"


def test_what_is_new_comes_in_the_order_in_which_it_is_told() -> None:
    new = [replace(TOLD, discogs_id=number, owned=(COPY,) * copies) for number, copies in ((9, 1), (8, 2), (7, 1))]
    save_releases([new[0], TOLD, *new[1:]])
    assert list(Album.objects.order_by("pk").values_list("discogs_id", flat=True)) == [1001, 9, 8, 7]


def test_what_is_new_is_written_as_a_draft_would_write_it() -> None:
    drawn = save_release(replace(TOLD, discogs_id=1002, owned=(COPY._replace(instance=502),)))[0]
    columns = [
        one.attname for one in Album._meta.concrete_fields if one.name not in {"id", "discogs_id", "instance_id"}
    ]
    plain, other = Album.objects.order_by("pk").values(*columns)
    assert plain == other
    credited = [
        list(album.album_artists.order_by("position").values_list("artist", "credited_as", "join_phrase"))
        for album in (Album.objects.get(discogs_id=1001), drawn)
    ]
    assert credited[0] == credited[1]
    text, theirs = AlbumText.objects.order_by("pk").values("key", *AlbumText.columns)
    assert text == theirs


def test_facts_alone_are_told_anew_too() -> None:
    assert save_release(replace(TOLD, owned=(), country="France"))[1] == "updated"
    assert Album.objects.get().country == "France"

"""A list is given again after its albums and artists were renamed by hand: none is doubled, and the new names stay."""

import pytest
from django.test import Client
from django.urls import reverse

from collection.exporting import as_json
from collection.importing import read_collection, save_releases
from collection.models import Album, Artist
from tests.collection.admin.pages import form_values, save

pytestmark = pytest.mark.django_db
UNNUMBERED = b"Artist,Title,Year\nLed Zepelin,Houses of the Wholy,1973\nLed Zepelin,IV,1971\nBeatles,Help,1965\n"
NUMBERED = b"Artist,Title,Year,release_id\nLed Zepelin,Houses of the Wholy,1973,11\nLed Zepelin,IV,1971,12\n"


def bring(table: bytes) -> tuple[int, int]:
    """How many albums were added and changed."""
    report = save_releases(read_collection(table))
    return report.created, report.updated


def rename(client: Client, row: Album | Artist, **changes: str) -> None:
    address = reverse(f"admin:collection_{row._meta.model_name}_change", args=[row.pk])
    save(client, address, {**form_values(client, address), **changes})


def shelf() -> list[tuple[str, str]]:
    return [(album.artist_credit, album.title) for album in Album.objects.with_credits().order_by("pk")]


@pytest.mark.parametrize("table", [UNNUMBERED, NUMBERED])
def test_a_renamed_artist_stays_renamed_on_albums_old_and_new(admin_client: Client, table: bytes) -> None:
    bring(table)
    rename(admin_client, Artist.objects.get(name="Led Zepelin"), name="Led Zeppelin")
    before = shelf()
    assert bring(table) == (0, 0)
    assert shelf() == before
    assert bring(b"Artist,Title\nLed Zepelin,Presence\n") == (1, 0)
    assert shelf()[-1] == ("Led Zeppelin", "Presence")


def test_who_bears_the_name_today_comes_before_who_bore_it(admin_client: Client) -> None:
    bring(b"Artist,Title\nAir,First\n")
    rename(admin_client, Artist.objects.get(name="Air"), name="Another Band")
    Artist.objects.create(name="AIR", discogs_artist_id=4)
    assert bring(b"Artist,Title\nAir,Moon Safari\n") == (1, 0)
    assert shelf()[-1] == ("AIR", "Moon Safari")


@pytest.mark.parametrize("table", [UNNUMBERED, NUMBERED])
@pytest.mark.parametrize("number", [None, 4])
def test_an_album_stays_with_its_renamed_artist_though_another_bears_the_name_today(
    admin_client: Client, table: bytes, number: int | None
) -> None:
    bring(table)
    rename(admin_client, Artist.objects.get(name="Led Zepelin"), name="Led Zeppelin")
    Artist.objects.create(name="Led Zepelin", discogs_artist_id=number)
    before = shelf()
    assert bring(table) == (0, 0)
    assert shelf() == before


def test_a_renamed_album_without_a_number_is_not_brought_again(admin_client: Client) -> None:
    bring(UNNUMBERED)
    album = Album.objects.get(title="Houses of the Wholy")
    rename(admin_client, album, title="Houses of the Holly")
    rename(admin_client, album, title="Houses Of The Holy")
    rename(admin_client, Artist.objects.get(name="Led Zepelin"), name="Led Zeppelin")
    assert bring(UNNUMBERED) == (0, 0)
    assert ("Led Zeppelin", "Houses Of The Holy") in shelf()
    assert bring(NUMBERED)[0] == 0, "the same list with one more column"
    assert (Album.objects.count(), Album.objects.get(discogs_id=11).title) == (3, "Houses Of The Holy")


def test_a_name_that_is_only_spelled_otherwise_is_no_former_one(admin_client: Client) -> None:
    bring(UNNUMBERED)
    rename(admin_client, Artist.objects.get(name="Beatles"), name="BEATLES")
    assert Artist.objects.get(name="BEATLES").former_names is None
    assert bring(UNNUMBERED) == (0, 0)
    assert ("BEATLES", "Help") in shelf()


def test_a_number_that_an_album_was_given_later_takes_no_former_name_away(admin_client: Client) -> None:
    bring(UNNUMBERED)
    album = Album.objects.get(title="Houses of the Wholy")
    rename(admin_client, album, title="Houses of the Holly")
    bring(NUMBERED)
    rename(admin_client, album, title="Houses Of The Holy")
    assert bring(UNNUMBERED) == (0, 0)


def test_an_album_whose_artists_were_corrected_is_not_brought_again(admin_client: Client) -> None:
    bring(UNNUMBERED)
    album = Album.objects.get(title="Help")
    other = Artist.objects.create(name="The Quarrymen")
    rename(admin_client, album, **{"album_artists-0-artist": str(other.pk)})
    assert bring(UNNUMBERED) == (0, 0)
    assert ("The Quarrymen", "Help") in shelf()


def test_former_names_go_out_and_come_back_with_an_export(admin_client: Client) -> None:
    bring(UNNUMBERED)
    rename(admin_client, Album.objects.get(title="IV"), title="Led Zeppelin IV")
    rename(admin_client, Artist.objects.get(name="Led Zepelin"), name="Led Zeppelin")
    exported = "".join(as_json()).encode()
    Album.objects.all().delete()
    Artist.objects.all().delete()
    save_releases(read_collection(exported))
    assert bring(UNNUMBERED) == (0, 0)
    assert ("Led Zeppelin", "Led Zeppelin IV") in shelf()

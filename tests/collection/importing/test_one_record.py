"""A record from a file, from Discogs and from Last.fm, in any order, is one album, and the richer word wins."""

import io
import json
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from collection.exporting import as_csv
from collection.importing import ReleaseRecord, read_collection, save_batch, save_releases
from collection.importing.records import OwnedCopy
from collection.models import Album, Artist
from collection.naming import strip_disambiguation
from tests.collection.builders import make_album, make_photo
from tests.collection.importing.records import bare
from tests.collection.importing.test_reading import row, table

pytestmark = pytest.mark.django_db
EXPORT = table(
    [
        row(
            release_id="1",
            Artist="Eat (2) & Bad Kid",
            Label="Universal, HMV",
            Format="2xLP, Gat + CD, Alb + RE",
            Collection_Notes="Mine",
            CollectionFolder="Jazz",
        ),
        row(release_id="2", Artist="Junko Ohashi = 大橋純子", Label="CBS, CBS", Format="LP, Ltd, Neo"),
    ]
)


def item(number: int, instance: int, *artists: dict[str, Any], **fields: Any) -> dict[str, Any]:
    basic = {"id": number, "master_id": 10 + number, "title": "Moon Safari", "year": 2015, "artists": list(artists)}
    basic |= {
        "genres": ["Jazz"],
        "labels": [{"name": "Universal", "catno": "V 2848"}, {"name": "HMV", "catno": "none"}],
    }
    basic |= {"formats": [{"name": "Vinyl", "qty": "2", "text": "Neon Yellow + Clear Green"}]}
    when = f"2020-05-0{instance}T10:20:30-07:00"
    return {
        "id": number,
        "instance_id": instance,
        "date_added": when,
        "folder_id": 1,
        "basic_information": basic,
        **fields,
    }


ITEMS = [
    item(1, 1, {"name": "Eat (2)", "id": 71, "join": "&"}, {"name": "Bad Kid", "id": 72}),
    item(2, 2, {"name": "Junko Ohashi", "id": 73, "join": "="}, {"name": "Junko Ohashi", "anv": "大橋純子", "id": 73}),
]


def bring(content: str | list[dict[str, Any]]) -> None:
    written = content if isinstance(content, str) else json.dumps(content)
    assert save_releases(read_collection(io.BytesIO(written.encode()))).refused == 0


def writes(content: str | list[dict[str, Any]]) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        bring(content)
    kinds = ("INSERT", "UPDATE", "DELETE")
    return [query["sql"] for query in captured if query["sql"].startswith(kinds)]


@pytest.mark.parametrize("first", [EXPORT, ITEMS], ids=["file first", "Discogs first"])
def test_a_file_and_discogs_agree_whichever_comes_last(first: Any) -> None:
    bring(first)
    bring(ITEMS if first is EXPORT else EXPORT)
    one, two = Album.objects.order_by("discogs_id")
    assert (one.labels, one.support, two.support) == (["Universal", "HMV"], "Vinyl", "Vinyl")
    assert (one.artist_credit, two.artist_credit) == ("Eat & Bad Kid", "Junko Ohashi")
    assert (one.notes, one.folder) == ("Mine", "Jazz" if first is ITEMS else "Uncategorized")
    assert sorted(Artist.objects.values_list("name", flat=True)) == ["Bad Kid", "Eat (2)", "Junko Ohashi"]


def test_importing_what_is_synchronised_writes_nothing_nor_does_the_next_synchronisation() -> None:
    plain = EXPORT.replace("Jazz", "Uncategorized").replace("All", "Uncategorized").replace("Mine", "")
    bring(ITEMS)
    assert writes(plain) == []
    assert writes(ITEMS) == []


def test_an_album_that_was_gone_and_comes_again_is_back() -> None:
    for again in (EXPORT, ITEMS):
        bring(again)
        Album.objects.update(removed_at=timezone.now())
        bring(again)
        assert not Album.objects.filter(removed_at__isnull=False).exists()


def test_facts_alone_do_not_bring_an_album_back() -> None:
    bring(EXPORT)
    Album.objects.update(removed_at=timezone.now())
    save_batch([bare("Moon Safari", "Eat", discogs_id=1, year=2016, is_exact=True)])
    assert Album.objects.filter(removed_at__isnull=False).count() == 2


@pytest.mark.parametrize(
    "heard", ["Moon Safari", "Moon Safari (Deluxe Edition)", "Moon Safari - EP", "moon safari CD2"]
)
def test_heard_first_and_bought_later_is_one_album(heard: str) -> None:
    album = make_album(heard, "Eat", source="lastfm", ai_description="A text.")
    bring(ITEMS[:1])
    kept = Album.objects.get()
    assert (kept.pk, kept.source, kept.discogs_id, kept.ai_description) == (album.pk, "discogs", 1, "A text.")
    assert kept.artist_credit == "Eat & Bad Kid"


def test_an_album_by_somebody_else_or_of_another_name_is_another() -> None:
    make_album("Moon Safari", "Nobody", source="lastfm")
    make_album("Moon Safari II", "Eat", source="lastfm")
    bring(ITEMS[:1])
    assert Album.objects.count() == 3


def test_a_list_of_ones_own_and_discogs_are_one_album_in_any_order() -> None:
    own = "Artist;Title;Format\nEat;Moon Safari;LP\n"
    bring(own)
    bring(ITEMS[:1])
    assert (Album.objects.get().discogs_id, Album.objects.get().source) == (1, "discogs")
    assert writes(own) == []
    bring("Artist;Title;Format\nEat;Moon Safari;CD\n")
    assert Album.objects.count() == 2  # another carrier is another record


@pytest.mark.parametrize(
    ("heard", "title", "bought"),
    [
        ("Various Artists", "Moon Safari", ["Various"]),
        ("VA", "Moon Safari - CD2", ["Various"]),
        ("Stan Getz & João Gilberto", "Moon / Safari", ["João Gilberto", "Stan Getz"]),
        ("Beatles", "Moon Safari (Remastered)", ["The Beatles"]),
        ("Gorillaz feat. De La Soul", "Moon Safari", ["Gorillaz"]),
        ("大橋純子", "Moon Safari", ["Junko Ohashi = 大橋純子"]),
    ],
)
@pytest.mark.parametrize("by_file", [True, False])
def test_heard_under_another_spelling_and_then_bought(heard: str, title: str, bought: list[str], by_file: bool) -> None:
    make_album(title, heard, source="lastfm")
    artists = [{"name": name, "id": place, "join": "&"} for place, name in enumerate(bought, 70)]
    bring(table([row(release_id="1", Artist=" & ".join(bought))]) if by_file else [item(1, 1, *artists)])
    album = Album.objects.get()
    assert (album.discogs_id, album.source, album.title) == (1, "discogs", "Moon Safari")


def test_a_list_of_ones_own_keeps_a_member_and_the_band_apart() -> None:
    bring("Artist;Title\nCrosby, Stills & Nash;Live\nCrosby;Live\nStills;Live\n")
    assert Album.objects.count() == 3


@pytest.mark.parametrize("name", ["Oasis (2)", "Eat (2) & Bad Kid", "Eat (2), Die Warzau (3)"])
def test_a_name_without_its_number_says_less(name: str) -> None:
    bring(table([row(release_id="1", Artist=name)]))
    assert writes(table([row(release_id="1", Artist=strip_disambiguation(name))])) == []
    assert [artist.name for artist in Artist.objects.all()] == [name]
    bring(table([row(release_id="1", Artist="Somebody Else")]))
    assert Album.objects.get().artist_credit == "Somebody Else"


def test_aimes_own_table_changes_nothing_where_it_came_from() -> None:
    bring(EXPORT)
    bring(ITEMS[:1])
    bring("Artist;Title\nAIR;Talkie Walkie\n")
    make_album("Spiderland", "Slint", source="lastfm")
    make_album("Blue", "Joni Mitchell", source="manual")
    before = list(Album.objects.order_by("pk").values())
    assert writes("".join(as_csv())) == []
    assert list(Album.objects.order_by("pk").values()) == before


def test_what_was_only_heard_stays_so_in_aimes_own_table() -> None:
    make_album("Spiderland", "Slint", source="lastfm")
    written = "".join(as_csv())
    Album.objects.all().delete()
    bring(written)
    assert Album.objects.heard_only().get().title == "Spiderland"


def test_two_editions_stay_two_albums() -> None:
    bring([*ITEMS[:1], {**item(3, 3, {"name": "Eat (2)", "id": 71})}])
    assert Album.objects.count() == 2


def test_each_copy_keeps_its_words_on_whichever_page_it_comes() -> None:
    copies = [item(1, n, {"name": "Eat (2)", "id": 71}, notes=[{"field_id": 3, "value": f"copy {n}"}]) for n in (1, 2)]
    for copy in copies:
        bring([copy])
    album = Album.objects.get()
    assert (album.notes, [one["notes"] for one in album.more_copies]) == ("copy 1", ["copy 2"])
    assert [query for copy in copies for query in writes([copy]) if "copies" not in query] == []


def test_what_the_owner_changed_by_hand_stays() -> None:
    bring(EXPORT)
    album = Album.objects.get(discogs_id=1)
    album.notes, album.rating = "By hand", 5
    album.lock(["notes", "rating"])
    album.save()
    bring(EXPORT)
    bring([{**ITEMS[0], "rating": 2}])
    album.refresh_from_db()
    assert (album.notes, album.rating) == ("By hand", 5)


def test_a_joint_name_goes_and_what_was_chosen_for_it_moves_to_the_right_artist() -> None:
    bring(table([row(release_id="1", Artist="The 7A3")]))
    name = Artist.objects.get()
    make_photo(name, source="manual", url="https://example.org/a.jpg")
    name.photo_answer = "chosen"
    name.lock(["photo"])
    name.save()
    bring([item(1, 1, {"name": "7A3", "anv": "The 7A3", "id": 9})])
    artist = Artist.objects.get()
    assert (artist.discogs_artist_id, artist.photo_answer, artist.locked_fields) == (9, "chosen", ["photo"])
    assert artist.images.get().source == "manual"


def test_a_joint_name_of_several_keeps_what_a_person_chose_for_it() -> None:
    bring(EXPORT)
    name = Artist.objects.get(name__startswith="Eat (2) &")
    make_photo(name, source="manual", url="https://example.org/a.jpg")
    bring(ITEMS[:1])
    assert Artist.objects.filter(pk=name.pk).exists()


def test_a_release_known_by_its_number_alone_gets_its_name_from_discogs() -> None:
    bring("release_id\n1\n")
    assert Album.objects.get().title == "[r1]"
    bring(ITEMS[:1])
    assert (Album.objects.get().title, Album.objects.get().artist_credit) == ("Moon Safari", "Eat & Bad Kid")


def test_a_record_of_facts_says_nothing_of_copies() -> None:
    assert ReleaseRecord("A", ()).owned == ()
    assert OwnedCopy().further == ()


@pytest.mark.parametrize(("first", "then"), [("0415", "415"), ("415", "0415"), ("000", "0"), ("", "0")])
def test_noughts_that_a_spreadsheet_ate_stay_in_the_number(first: str, then: str) -> None:
    for number in (first, then):
        bring(table([row(release_id="9", **{"Catalog#": number})]))
    stored = Album.objects.get(discogs_id=9)
    assert stored.catalog_number == max(first, then, key=len)
    assert writes(table([row(release_id="9", **{"Catalog#": min(first, then, key=len)})])) == []

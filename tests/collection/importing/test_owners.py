"""What a record says of ownership, and what of it an album takes over: nothing here asks the database."""

from datetime import UTC, datetime
from typing import Any

import pytest

from collection.importing import OwnedCopy
from collection.importing.owners import LeftOut, owners_changes, without_gone
from collection.models import Album
from tests.collection.importing.records import bare

MAY = datetime(2020, 5, 1, tzinfo=UTC)
JUNE = datetime(2020, 6, 1, tzinfo=UTC)


def changes(album: Album, *copies: OwnedCopy, left_out: tuple[str, ...] = (), **fields: Any) -> dict[str, Any]:
    record = bare("Moon Safari", "AIR", **{"source": album.source, "owned": copies or (OwnedCopy(),), **fields})
    return owners_changes(album, record, LeftOut(left_out))


def test_an_album_that_was_gone_is_back() -> None:
    assert changes(Album(removed_at=MAY)) == {"removed_at": None}


def test_facts_alone_say_nothing_of_ownership() -> None:
    assert owners_changes(Album(removed_at=MAY, source="lastfm"), bare("Moon Safari", "AIR", discogs_id=1)) == {}


@pytest.mark.parametrize(
    ("before", "told", "number", "after"),
    [
        ("lastfm", "discogs", 1, "discogs"),
        ("lastfm", "import", None, "import"),
        ("lastfm", "manual", None, "manual"),
        ("lastfm", "lastfm", None, None),
        ("import", "discogs", 1, "discogs"),
        ("import", "discogs", None, None),
        ("import", "lastfm", 1, None),
        ("manual", "discogs", 1, None),
        ("discogs", "import", 1, None),
    ],
)
def test_what_was_heard_or_listed_becomes_owned_and_never_the_other_way(
    before: str, told: str, number: int | None, after: str | None
) -> None:
    assert changes(Album(source=before), source=told, discogs_id=number).get("source") == after


def test_what_the_owner_says_is_taken_over_and_silence_takes_nothing_away() -> None:
    album = Album(rating=2, folder="Jazz", notes="Mine")
    assert changes(album, OwnedCopy(rating=5, folder="", notes="Mine", purchased="1999")) == {
        "rating": 5,
        "purchased": "1999",
    }


@pytest.mark.parametrize("field", ["rating", "folder", "notes", "purchased"])
def test_what_a_person_locked_stays(field: str) -> None:
    copy = OwnedCopy(rating=5, folder="Rock", notes="New", purchased="1999")
    told = changes(Album(locked_fields=[field]), copy)
    assert told == {name: getattr(copy, name) for name in ("rating", "folder", "notes", "purchased") if name != field}


def test_further_columns_join_those_there_are() -> None:
    album = Album(further={"Price": "9", "Shelf": "A"})
    assert changes(album, OwnedCopy(further=(("Price", "12"), ("Cleaned", "yes")))) == {
        "further": {"Price": "12", "Shelf": "A", "Cleaned": "yes"}
    }
    assert changes(album, OwnedCopy(further=(("Price", "9"),))) == {}
    assert changes(Album(locked_fields=["further"]), OwnedCopy(further=(("Price", "9"),))) == {}


@pytest.mark.parametrize(
    ("copies", "first", "more"),
    [
        ([OwnedCopy(notes="a", added_at=JUNE), OwnedCopy(notes="b", added_at=MAY)], "b", ["a"]),
        ([OwnedCopy(notes="a"), OwnedCopy(notes="b", added_at=MAY)], "b", ["a"]),
        ([OwnedCopy(notes="a"), OwnedCopy(notes="b")], "a", ["b"]),
        ([OwnedCopy(notes="a", folder="Sold", added_at=MAY), OwnedCopy(notes="b", added_at=JUNE)], "b", ["a"]),
        ([OwnedCopy(notes="a", folder="SOLD"), OwnedCopy(notes="b", folder="sold", added_at=MAY)], "b", ["a"]),
    ],
    ids=["the older one", "the dated one", "as they stand", "the one on the shelf", "both sold"],
)
def test_which_copy_stands_for_the_album(copies: list[OwnedCopy], first: str, more: list[str]) -> None:
    told = changes(Album(), *copies, left_out=("Sold",))
    assert (told["notes"], [one["notes"] for one in told["more_copies"]]) == (first, more)


@pytest.mark.parametrize(
    ("copies", "kept"),
    [
        (None, ["b", "c", "d"]),
        (1, ["c"]),
        (2, ["b", "c"]),
        (3, ["b", "c"]),
        (4, ["b", "c", "d"]),
    ],
)
def test_a_file_tells_how_many_there_are_and_those_that_discogs_numbered_stay(
    copies: int | None, kept: list[str]
) -> None:
    album = Album(notes="a", more_copies=[{"notes": "b"}, {"notes": "c", "instance": 7}, {"notes": "d"}])
    told = changes(album, OwnedCopy(notes="a"), copies=copies)
    assert [one["notes"] for one in told.get("more_copies", album.more_copies)] == kept


def test_a_page_of_discogs_takes_no_copy_away() -> None:
    album = Album(instance_id=1, more_copies=[{"instance": 2, "notes": "b"}])
    assert changes(album, OwnedCopy(instance=1), copies=1) == {}


@pytest.mark.parametrize(
    ("instance", "first", "more"),
    [
        (1, "new", [{"instance": 2, "notes": "b"}, {"notes": "c"}]),
        (2, "a", [{"instance": 2, "notes": "new"}, {"notes": "c"}]),
        (3, "a", [{"instance": 2, "notes": "b"}, {"instance": 3, "notes": "new"}]),
    ],
    ids=["the first", "a further one", "one without a number yet"],
)
def test_a_copy_that_discogs_numbered_is_found_by_its_number(
    instance: int, first: str, more: list[dict[str, Any]]
) -> None:
    album = Album(notes="a", instance_id=1, more_copies=[{"instance": 2, "notes": "b"}, {"notes": "c"}])
    told = changes(album, OwnedCopy(instance=instance, notes="new"))
    assert (told.get("notes", album.notes), told.get("more_copies", album.more_copies)) == (first, more)


def test_a_copy_that_is_new_on_discogs_stands_behind_the_others() -> None:
    album = Album(notes="a", instance_id=1, more_copies=[{"instance": 2}])
    assert changes(album, OwnedCopy(instance=9, notes="new")) == {
        "more_copies": [{"instance": 2}, {"notes": "new", "instance": 9}]
    }


def test_the_first_copy_without_a_number_gets_the_first_that_is_told() -> None:
    assert changes(Album(notes="a"), OwnedCopy(instance=5)) == {"instance_id": 5}


def test_a_further_copy_keeps_the_day_on_which_it_was_added_first_and_the_columns_it_has() -> None:
    there = {"added_at": MAY.isoformat(), "further": {"Price": "9"}, "folder": "Jazz"}
    second = OwnedCopy(added_at=JUNE, further=(("Shelf", "A"),), rating=4)
    assert changes(Album(added_at=MAY, more_copies=[there]), OwnedCopy(added_at=MAY), second)["more_copies"] == [
        {**there, "further": {"Price": "9", "Shelf": "A"}, "rating": 4}
    ]


@pytest.mark.parametrize("locked", [[], ["notes"]])
def test_a_first_copy_that_moves_to_a_folder_that_is_left_out_changes_places_unless_its_words_are_locked(
    locked: list[str],
) -> None:
    there = {"notes": "b", "folder": "Rock", "added_at": JUNE.isoformat(), "instance": 2}
    album = Album(notes="a", folder="Jazz", added_at=MAY, instance_id=1, more_copies=[there], locked_fields=locked)
    told = changes(album, OwnedCopy(instance=1, folder="Sold"), left_out=("Sold",))
    if locked:
        assert told == {"folder": "Sold"}
        return
    assert (told["notes"], told["folder"], told["added_at"], told["instance_id"]) == ("b", "Rock", JUNE, 2)
    assert told["more_copies"] == [{"notes": "a", "folder": "Sold", "added_at": MAY.isoformat(), "instance": 1}]


@pytest.mark.parametrize("more", [[], [{"folder": "sold"}], [{"folder": "Sold"}, {"folder": "SOLD"}]])
def test_an_album_all_of_whose_copies_are_sold_stays_as_it_is(more: list[dict[str, Any]]) -> None:
    album = Album(folder="Jazz", more_copies=more)
    assert changes(album, OwnedCopy(folder="Sold"), left_out=("Sold",)) == {"folder": "Sold"}


@pytest.mark.parametrize(
    ("instances", "count", "told"),
    [
        ({1, 2, 3}, 3, {}),
        ({1, 3}, 2, {"more_copies": [{"instance": 3, "notes": "c"}]}),
        ({1}, 1, {"more_copies": []}),
        ({2, 3}, 2, {"notes": "b", "instance_id": 2, "more_copies": [{"instance": 3, "notes": "c"}]}),
        ({3}, 1, {"notes": "c", "instance_id": 3, "more_copies": []}),
        (set(), 0, {"more_copies": []}),
    ],
    ids=["all there", "the second is gone", "the first alone", "the first is gone", "only the last", "none"],
)
def test_copies_that_discogs_no_longer_has_are_gone(instances: set[int], count: int, told: dict[str, Any]) -> None:
    more = [{"instance": 2, "notes": "b"}, {"instance": 3, "notes": "c"}]
    found = without_gone(Album(notes="a", instance_id=1, more_copies=more), instances, count)
    assert {name: value for name, value in found.items() if value or name == "more_copies"} == told


@pytest.mark.parametrize(("count", "kept"), [(3, ["b", "c"]), (2, ["b"]), (1, []), (0, [])])
def test_copies_that_a_file_told_of_are_kept_as_far_as_there_are_so_many(count: int, kept: list[str]) -> None:
    album = Album(instance_id=1, more_copies=[{"notes": "b"}, {"notes": "c"}])
    told = without_gone(album, {1}, count)
    assert [one["notes"] for one in told.get("more_copies", album.more_copies)] == kept


@pytest.mark.parametrize(
    ("names", "folder", "is_left_out"),
    [
        (["Sold"], "Sold", True),
        (["Sold"], "sOLD", True),
        (["straße"], "STRASSE", True),
        (["Sold"], "Sold records", False),
        (["Sold"], "", False),
        ([], "", False),
    ],
)
def test_a_folder_is_left_out_in_whatever_case(names: list[str], folder: str, is_left_out: bool) -> None:
    left_out = LeftOut(names)
    assert (folder in left_out) is is_left_out
    assert left_out.holds(bare("a", "b", owned=(OwnedCopy(folder=folder),))) is is_left_out


def test_an_album_is_left_out_where_every_copy_is() -> None:
    left_out, sold, kept = LeftOut(["Sold"]), OwnedCopy(folder="Sold"), OwnedCopy(folder="Jazz")
    assert left_out.holds(bare("a", "b", owned=(sold, sold)))
    assert not left_out.holds(bare("a", "b", owned=(sold, kept)))
    assert not left_out.holds(bare("a", "b"))

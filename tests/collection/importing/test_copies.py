"""The rows of a release are one record with all its copies, in whatever order they stand."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collection.importing import ArtistCredit, OwnedCopy, ReleaseRecord, Track
from collection.importing.records import MOST_KEPT, Copies, Kept, Stored, key_of, length_of, problem
from tests.collection.importing.records import bare


def row(number: int | None = 1, title: str = "Moon Safari", notes: str = "", **fields: Any) -> ReleaseRecord:
    return bare(title, "AIR", discogs_id=number, owned=(OwnedCopy(notes=notes),), **fields)


def gathered(rows: list[ReleaseRecord]) -> list[ReleaseRecord]:
    copies = Copies()
    keys = [key_of((one.title,)) for one in rows]
    for one, key in zip(rows, keys, strict=True):
        copies.count(one.discogs_id or key)
    whole = [copies.gathered(one, key) for one, key in zip(rows, keys, strict=True)]
    return [one for one in whole if one is not None] + list(copies.rest())


def notes_of(record: ReleaseRecord) -> list[str]:
    return [copy.notes for copy in record.owned]


@given(st.lists(st.tuples(st.integers(1, 4), st.text("abc", max_size=2)), max_size=12))
def test_no_copy_of_a_numbered_release_is_lost_or_told_twice(told: list[tuple[int, str]]) -> None:
    whole = {record.discogs_id: record for record in gathered([row(number, notes=notes) for number, notes in told])}
    expected: dict[int, list[str]] = {}
    for number, notes in told:
        expected.setdefault(number, []).append(notes)
    assert {number: notes_of(record) for number, record in whole.items()} == expected
    assert {number: record.copies or 1 for number, record in whole.items()} == {n: len(c) for n, c in expected.items()}


@given(st.lists(st.tuples(st.sampled_from(["Aja", "Gaucho"]), st.text("abc", max_size=1)), max_size=10))
def test_rows_without_a_number_are_copies_where_the_owner_says_something_else_of_each(
    told: list[tuple[str, str]],
) -> None:
    whole = {record.title: notes_of(record) for record in gathered([row(None, title, notes) for title, notes in told])}
    assert whole == {title: list(dict.fromkeys(n for t, n in told if t == title)) for title, _notes in told}


def test_a_release_whose_other_row_is_refused_is_told_at_the_end() -> None:
    copies = Copies()
    for number in (1, 1, 2):
        copies.count(number)
    assert copies.gathered(row(1, notes="first")) is None
    assert copies.gathered(row(2)) == row(2)
    assert [(one.discogs_id, notes_of(one), one.copies) for one in copies.rest()] == [(1, ["first"], None)]
    assert list(copies.rest()) == []


@pytest.mark.parametrize(
    ("first", "second", "copies"),
    [
        ({}, {}, None),
        ({"year": 1998}, {"year": 1998}, None),
        ({"year": 1998}, {"year": 2015}, 2),
        ({"labels": ("Source",)}, {"labels": ("SOURCE",)}, None),
        ({"labels": ("Source",)}, {"labels": ("Virgin",)}, 2),
        ({"catalog_number": "V 1"}, {"catalog_number": "v 1"}, None),
        ({"catalog_number": "V 1"}, {"catalog_number": "V 2"}, 2),
    ],
)
def test_a_row_typed_twice_is_one_copy_and_another_pressing_is_another(
    first: dict[str, Any], second: dict[str, Any], copies: int | None
) -> None:
    (record,) = gathered([row(None, **first), row(None, **second)])
    assert (record.copies, len(record.owned)) == (copies, copies or 1)


@pytest.mark.parametrize("nameless", [bare("", "AIR"), bare("Moon Safari")], ids=["no title", "no artist"])
def test_rows_that_name_no_release_are_never_gathered(nameless: ReleaseRecord) -> None:
    assert gathered([nameless, nameless]) == [nameless, nameless]


def test_of_very_many_copies_the_first_are_kept_and_all_are_counted() -> None:
    (record,) = gathered([row(notes=str(number)) for number in range(MOST_KEPT + 5)])
    assert (record.copies, len(record.owned), record.owned[-1].notes) == (MOST_KEPT + 5, MOST_KEPT, str(MOST_KEPT - 1))


@pytest.mark.parametrize(("times", "told"), [(0, None), (1, 1), (3, 3)])
def test_how_many_rows_a_release_has_is_known_before_it_is_whole(times: int, told: int | None) -> None:
    copies = Copies()
    for _time in range(times):
        copies.count(5)
    assert (copies.told(5), copies.told(None)) == (told, None)


@pytest.mark.parametrize(
    ("record", "why"),
    [
        (bare("Moon Safari", "AIR"), ""),
        (bare("", discogs_id=1), ""),
        (bare("", discogs_id=1, is_exact=True), "it has no title."),
        (bare("", "AIR", discogs_id=1), "it has no title."),
        (bare("Moon Safari", discogs_id=1), "it has no artist."),
        (bare("Moon Safari", "AIR", ""), "it has no artist."),
        (bare("x" * 500, "AIR"), ""),
        (bare("x" * 501, "AIR"), "its title is longer than 500 characters."),
        (bare("Moon Safari", "x" * 500), ""),
        (bare("Moon Safari", "AIR", "x" * 501), "an artist's name is longer than 500 characters."),
        (
            ReleaseRecord("Moon Safari", (ArtistCredit("AIR", None, "x" * 501),)),
            "an artist's name is longer than 500 characters.",
        ),
    ],
)
def test_what_a_record_needs_to_become_an_album(record: ReleaseRecord, why: str) -> None:
    assert problem(record) == why


@pytest.mark.parametrize(
    ("entry", "length"),
    [
        (row(), 0),
        (row(notes="x" * 100), 100),
        (bare("a", "b", owned=(OwnedCopy(further=(("Price", "12345"), ("Shelf", "A"))), OwnedCopy(notes="xyz"))), 9),
    ],
)
def test_the_length_of_a_record_is_that_of_the_owners_words(entry: ReleaseRecord, length: int) -> None:
    assert length_of(entry) == length


@pytest.mark.parametrize(
    "entry",
    [
        bare("a", "b", credits=("x" * 1000,)),
        bare("a", "b", tracklist=(Track("A1", "x" * 1000),)),
        bare("a", "b", stored=Stored({"notes": "x" * 1000})),
        Kept("artists", {"name": "x" * 1000}),
    ],
    ids=["credits", "tracks", "columns", "an artist"],
)
def test_what_may_be_long_counts_for_the_length_of_a_batch(entry: ReleaseRecord | Kept) -> None:
    assert 1000 < length_of(entry) < 1200

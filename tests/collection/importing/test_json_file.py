"""The earlier version's JSON collection."""

import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collection.importing import (
    ArtistCredit,
    OwnedCopy,
    ReleaseRecord,
    Track,
    UnusableFileError,
    read_collection,
)
from collection.importing.records import Entry, problem
from collection.importing.values import prose

ENTRY: dict[str, Any] = {
    "release_id": "25118110",
    "title": "T.V. Sky",
    "year": 2022,
    "artists": ["The Young Gods"],
    "formats": ["Vinyl", "Vinyl", "All Media"],
    "labels": ["[PIAS] Le Label"],
    "cover_image": "https://i.discogs.com/a.jpeg",
    "discogs_url": "https://www.discogs.com/release/25118110",
    "support": "Unknown",
}


def entries(content: Any) -> list[Entry]:
    return list(read_collection(json.dumps(content).encode()))


def record(**changes: Any) -> ReleaseRecord:
    (entry,) = entries({"albums": [{**ENTRY, **changes}]})
    assert isinstance(entry, ReleaseRecord)
    return entry


def test_an_entry_becomes_a_record() -> None:
    assert record() == ReleaseRecord(
        title="T.V. Sky",
        artists=(ArtistCredit("The Young Gods"),),
        discogs_id=25118110,
        year=2022,
        support="Vinyl",
        labels=("[PIAS] Le Label",),
        cover_url="https://i.discogs.com/a.jpeg",
        discogs_url="https://www.discogs.com/release/25118110",
        owned=(OwnedCopy(),),
    )


@pytest.mark.parametrize(
    ("name", "value", "field", "expected"),
    [
        ("title", 1989, "title", "1989"),
        ("title", "A\x00B\ud800", "title", "AB"),
        ("title", None, "title", ""),
        ("title", ["x"], "title", ""),
        ("year", None, "year", None),
        ("year", "1998", "year", 1998),
        ("year", 10**30, "year", None),
        ("year", True, "year", None),
        ("year", 1e400, "year", None),
        ("release_id", None, "source", "import"),
        ("release_id", 7, "discogs_id", 7),
        ("master_id", 0, "master_id", None),
        ("master_id", "12", "master_id", 12),
        ("master_id", {}, "master_id", None),
        ("artists", "AIR", "artists", (ArtistCredit("AIR"),)),
        (
            "artists",
            [{"name": "Nico (3)", "id": 9, "anv": "N.", "join": ","}],
            "artists",
            (ArtistCredit("Nico (3)", 9, "N.", ","),),
        ),
        ("artists", [{"name": "A", "credited_as": "B"}, "", None, 3.5], "artists", (ArtistCredit("A", None, "B"),)),
        ("artists", None, "artists", ()),
        ("labels", [{"name": "Virgin (2)", "catno": "V 1"}, "Virgin"], "labels", ("Virgin",)),
        ("labels", None, "labels", ()),
        ("formats", [{"name": "CD", "qty": "2"}], "support", "CD"),
        ("formats", None, "support", ""),
        ("genres", ["Rock", "Rock", ""], "genres", ("Rock",)),
        ("styles", "Dub", "styles", ("Dub",)),
        ("original_year", 1992, "original_year", 1992),
        ("catalog_number", "none", "catalog_number", ""),
        (
            "tracklist",
            [{"position": "A1", "title": "Our House", "duration": "4:00"}, "Gasoline Man", {}],
            "tracklist",
            (Track("A1", "Our House", "4:00"), Track("", "Gasoline Man")),
        ),
        ("cover_image", "http://i.discogs.com/a.jpg", "cover_url", ""),
        ("cover_image", "https://st.discogs.com/images/spacer.gif", "cover_url", ""),
        ("cover_image", ["x"], "cover_url", ""),
    ],
)
def test_odd_values(name: str, value: Any, field: str, expected: object) -> None:
    assert getattr(record(**{name: value}), field) == expected


def test_its_own_support_counts_where_the_formats_are_silent() -> None:
    assert record(formats=[], support="Cassette").support == "Cassette"


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("Moon Safari", "album 1: it is not an object with a title and artists."),
        (None, "album 1: it is not an object with a title and artists."),
        ({**ENTRY, "release_id": "x"}, "album 1 “T.V. Sky”: its release_id “x” is not a usable number."),
        ({**ENTRY, "release_id": 2**63}, f"album 1 “T.V. Sky”: its release_id “{2**63}” is not a usable number."),
        ({**ENTRY, "release_id": 1.5}, "album 1 “T.V. Sky”: its release_id “1.5” is not a usable number."),
    ],
)
def test_a_bad_entry_is_named_and_costs_no_other(entry: Any, message: str) -> None:
    refused, kept = entries({"albums": [entry, ENTRY]})
    assert str(refused) == message
    assert isinstance(kept, ReleaseRecord)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "The file is empty."),
        (b"\xef\xbb\xbf \n", "The file is empty."),
        (b'{"albums": [', "The file is not JSON"),
        (b"[" * 100_000, "The file is not JSON"),
        (b'{"data": {}}', "The file has no list of albums"),
        (b'{"albums": {}}', "The file has no list of albums"),
        (b'{"wants": []}', "This is a wantlist"),
        (b'{"listings": []}', "This is an inventory"),
        (b'{"orders": []}', "This is a list of orders"),
        (b'{"id": 1, "main_release": 2, "artists": []}', "This is a master"),
        (b'{"pagination": {}, "results": []}', "records that Discogs lists"),
        (b'{"pagination": {}, "versions": []}', "records that Discogs lists"),
        (b'{"message": "You must authenticate."}', "This is a refusal, not a collection: “You must authenticate.”"),
        (b'[{"id": 1, "resource_url": "https://a/users/b/wants/1", "basic_information": {}}]', "This is a wantlist"),
        (b'[{"id": 1, "condition": "Mint (M)", "release": {"id": 2}}]', "This is an inventory"),
        (b'{"releases": [{"id": 1, "type": "master", "resource_url": "https://a/masters/1"}]}', "that Discogs lists"),
        (b'[{"endTime": "2020", "artistName": "AIR", "trackName": "x", "msPlayed": 1}]', "tracks or plays"),
        (b'[{"a": 1, "b": 2}]', "No column of the file is known as the title and the artist; its columns are: a, b"),
    ],
)
def test_an_unusable_file_says_why(content: bytes, message: str) -> None:
    with pytest.raises(UnusableFileError, match=message):
        list(read_collection(content))


def test_a_bare_list_and_a_byte_order_mark_are_fine() -> None:
    assert len(list(read_collection("\ufeff".encode() + json.dumps([ENTRY]).encode()))) == 1


def test_releases_saved_one_on_each_line_are_read() -> None:
    lines = [json.dumps({"id": number, "title": "T", "artists": [{"name": "AIR"}], "formats": []}) for number in (1, 2)]
    assert [one.discogs_id for one in read_collection("\n".join(lines).encode()) if isinstance(one, ReleaseRecord)] == [
        1,
        2,
    ]


ITEMS = [
    {"id": number, "instance_id": number, "basic_information": {"title": "T", "artists": [{"name": "AIR"}]}}
    for number in (1, 2)
]
PAGES: list[Any] = [{"pagination": {"page": number}, "releases": [item]} for number, item in enumerate(ITEMS, 1)]


@pytest.mark.parametrize(
    "content",
    [json.dumps(PAGES), "\n".join(map(json.dumps, PAGES)), json.dumps(ITEMS), "\n".join(map(json.dumps, ITEMS))],
    ids=["a list of pages", "a page on each line", "a list of items", "an item on each line"],
)
def test_pages_of_a_collection_however_they_were_put_together(content: str) -> None:
    assert [one.discogs_id for one in read_collection(content.encode()) if isinstance(one, ReleaseRecord)] == [1, 2]


ROWS: list[dict[str, Any]] = [
    {"Artist": "AIR", "Title": "Moon Safari", "Released": 1998.0, "Genre": None, "Shelf": "A"},
    {"Artist": "Slint", "Title": "Spiderland", "Date Added": "2020-11-18", "Genre": ["Rock", "Post Rock"]},
]


@pytest.mark.parametrize(
    "content",
    [json.dumps(ROWS), "\n".join(map(json.dumps, ROWS)), json.dumps({"tracks": [], "albums": ROWS})],
    ids=["a list", "one on each line", "among others"],
)
def test_a_table_that_a_program_saved_as_json(content: str) -> None:
    one, two = (entry for entry in read_collection(content.encode()) if isinstance(entry, ReleaseRecord))
    assert (one.artists[0].name, one.title, one.year, one.where) == ("AIR", "Moon Safari", 1998, "row 1")
    assert (dict(one.owned[0].further), one.genres) == ({"Shelf": "A"}, ())
    assert (two.title, two.genres, two.added_at is not None) == ("Spiderland", ("Rock", "Post Rock"), True)


def test_an_entry_that_looks_like_a_row_makes_no_table_of_the_others() -> None:
    one, two = entries({"albums": [{"release_id": 5, "title": "Blue", "year": 1971}, ENTRY]})
    assert isinstance(one, ReleaseRecord)
    assert isinstance(two, ReleaseRecord)
    assert (one.discogs_id, one.year, two.artists) == (5, 1971, (ArtistCredit("The Young Gods"),))


def test_columns_of_json_are_named_by_a_person_and_stored_without_what_no_database_takes() -> None:
    row = {"who": "AIR\ud800", "what": "Moon Safari", "odd\x00\ud800": "x\ud800", "year": "\ud800"}
    (record,) = read_collection(json.dumps([row]).encode(), {"artist": "who", "title": "what"})
    assert isinstance(record, ReleaseRecord)
    assert (record.artists[0].name, record.owned[0].further, record.lost) == ("AIR", (("odd", "x"),), ())


def test_blanks_cost_no_time() -> None:
    began = time.process_time()
    assert len(list(read_collection(b"[" + b" " * 4_000_000 + json.dumps(ENTRY).encode() + b"]"))) == 1
    assert time.process_time() - began < 3


def test_a_file_beyond_the_bound_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("collection.importing.files.LARGEST", 10)
    with pytest.raises(UnusableFileError, match="larger than"):
        read_collection(b"x" * 11)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from([*ENTRY, "name", "id", "x"]), inner, max_size=4)
    ),
    max_leaves=8,
)


@given(
    st.lists(
        st.dictionaries(st.sampled_from([*ENTRY, "tracklist", "master_id", "added_at"]), JSON, max_size=6), max_size=2
    )
)
def test_any_json_becomes_storable_records_or_refusals(albums: list[dict[str, Any]]) -> None:
    try:
        read = entries({"albums": albums})
    except UnusableFileError:  # as a table they would have no title
        return
    for entry in read:
        if isinstance(entry, ReleaseRecord) and not problem(entry):
            assert entry.title.encode() or entry.discogs_id
            assert "\x00" not in repr(entry.artists)
            assert entry.year is None or 1000 < entry.year < 10_000


@given(JSON)
def test_any_document_is_read_or_refused(content: Any) -> None:
    try:
        read = entries([content])
    except UnusableFileError:
        return
    assert len(read) == 1 or all(map(is_blank, content.values()))  # an empty row of a table


def is_blank(value: Any) -> bool:
    if isinstance(value, list):
        return all(map(is_blank, value))
    return not value or (isinstance(value, str) and not prose(value))

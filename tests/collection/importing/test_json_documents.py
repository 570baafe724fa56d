"""Which documents are a list of albums, whoever saved them and however put together; what others are called."""

import json
from typing import Any

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from collection.importing import ReleaseRecord, UnknownColumnsError, UnusableFileError, read_collection
from collection.importing.records import Entry, Kept

ALBUM = {"title": "Moon Safari", "artists": ["AIR"], "release_id": 1}
OTHER = {"title": "Spiderland", "artists": ["Slint"], "release_id": 2}
BASIC = {"title": "Moon Safari", "artists": [{"name": "AIR"}]}
RELEASE = {"id": 1, **BASIC, "formats": [{"name": "Vinyl"}]}
ITEM = {"id": 1, "instance_id": 5, "basic_information": BASIC}
ROW = {"Artist": "AIR", "Title": "Moon Safari"}
NO_LIST = "The file has no list of albums"


def entries(*documents: Any, between: str = "\n") -> list[Entry]:
    return list(read_collection(between.join(map(json.dumps, documents)).encode()))


def titles(read: list[Entry]) -> list[str]:
    return [entry.title for entry in read if isinstance(entry, ReleaseRecord)]


def refusal(*documents: Any) -> str:
    with pytest.raises(UnusableFileError) as refused:
        entries(*documents)
    return str(refused.value)


@pytest.mark.parametrize(
    ("documents", "expected"),
    [
        ([{"albums": [ALBUM, OTHER]}], ["Moon Safari", "Spiderland"]),
        ([{"releases": [ALBUM]}], ["Moon Safari"]),
        ([{"albums": [ALBUM], "releases": [OTHER]}], ["Moon Safari", "Spiderland"]),
        ([{"version": 3, "about": {"albums": [OTHER]}, "albums": [ALBUM]}], ["Moon Safari"]),
        ([{"albums": {"first": OTHER}, "releases": [ALBUM]}], ["Moon Safari"]),
        ([{"albums": [ALBUM], "next": None}], ["Moon Safari"]),
        ([{"albums": []}], []),
        ([[ALBUM, OTHER]], ["Moon Safari", "Spiderland"]),
        ([[]], []),
        ([RELEASE], ["Moon Safari"]),
        ([ITEM], ["Moon Safari"]),
        ([RELEASE, {**RELEASE, "id": 2}], ["Moon Safari", "Moon Safari"]),
        (
            [{"pagination": {}, "releases": [ITEM]}, {"pagination": {}, "releases": [{**ITEM, "id": 2}]}],
            ["Moon Safari"] * 2,
        ),
        ([ROW, {**ROW, "Title": "Talkie Walkie"}], ["Moon Safari", "Talkie Walkie"]),
    ],
    ids=[
        *("albums", "releases", "both", "behind others", "a list is meant", "before others", "an empty list"),
        *("a bare list", "an empty bare list", "a release", "an item", "releases line by line", "pages line by line"),
        "rows line by line",
    ],
)
def test_albums_are_found_wherever_a_document_keeps_them(documents: list[Any], expected: list[str]) -> None:
    assert titles(entries(*documents)) == expected


@pytest.mark.parametrize(
    ("documents", "sentence"),
    [
        ([{}], NO_LIST),
        ([ROW], NO_LIST),
        ([BASIC], NO_LIST),
        ([{**RELEASE, "id": "five"}], NO_LIST),
        ([{"id": 1, "name": "AIR"}], NO_LIST),
        ([{"albums": "Moon Safari"}], NO_LIST),
        ([{"message": "Not found.", "status": 404}], NO_LIST),
        ([{"message": {"text": "Not found."}}], NO_LIST),
        ([{**RELEASE, "main_release": 7}], "This is a master, the work behind its editions"),
        ([{"results": [], "pagination": {}}], "These are records that Discogs lists"),
        ([{"versions": []}], "These are records that Discogs lists"),
        ([{"message": "y" * 300}], f"This is a refusal, not a collection: “{'y' * 200}”"),
        ([[{"id": 1, "resource_url": "https://api.discogs.com/artists/1/releases"}]], "These are records that Discogs"),
        ([[{"id": 1, "condition": "Mint (M)", "release": {"id": 2}}, ALBUM]], "This is an inventory"),
    ],
)
def test_what_is_no_collection_is_called_what_it_is(documents: list[Any], sentence: str) -> None:
    assert refusal(*documents).startswith(sentence)


@pytest.mark.parametrize(
    ("document", "sentence"),
    [
        ({"wants": []}, "C’est une liste de recherches"),
        ({"listings": []}, "C’est un inventaire"),
        ({"orders": []}, "C’est une liste de commandes"),
        ({"results": []}, "Ce sont des disques"),
    ],
)
def test_it_is_called_so_in_the_readers_language(document: Any, sentence: str) -> None:
    with translation.override("fr"):
        assert refusal(document).startswith(sentence)


@pytest.mark.parametrize(
    "entry",
    [
        {**ALBUM, "resource_url": "https://api.discogs.com/releases/1", "basic_information": {}},
        {**ALBUM, "resource_url": "https://api.discogs.com/releases/1", "formats": []},
        {**ALBUM, "resource_url": 5},
        {**ALBUM, "condition": "Mint (M)"},
        {**ALBUM, "condition": "Mint (M)", "release": 1},
        {**ALBUM, "release": {"id": 1}},
    ],
    ids=["an item", "a release", "no address", "a condition", "a number", "a release within"],
)
def test_what_only_looks_like_something_else_is_read(entry: dict[str, Any]) -> None:
    assert len(entries([entry])) == 1


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ('{"albums": []} x', "Extra data"),
        ("[] []", "Extra data"),
        ('[{"title": "a"}', "Expecting ','"),
        ('{"albums" []}', "Expecting ':'"),
        ('{"albums": [}', "Expecting value"),
        ("[" * 100_000, "nested too deeply"),
        ('["open', "Unterminated string starting at"),
    ],
)
def test_a_torn_document_says_what_is_wrong_with_it(content: str, why: str) -> None:
    with pytest.raises(UnusableFileError, match=f"^The file is not JSON: {why}"):
        read_collection(content.encode())


def test_a_value_without_end_is_not_held_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("collection.importing.json_file.LONGEST_VALUE", 500)
    assert titles(entries([{**ALBUM, "notes": "x" * 300}])) == ["Moon Safari"]
    assert refusal([{**ALBUM, "notes": "x" * 600}]) == "The file is not JSON: a value is too long."


@pytest.mark.parametrize("chunk", [1, 2, 3, 7, 64])
@pytest.mark.parametrize("blank", ["", " ", "\r\n\t", "\n\n\n\n"])
def test_it_does_not_matter_where_the_reading_pauses(monkeypatch: pytest.MonkeyPatch, chunk: int, blank: str) -> None:
    document = {"about": [1.5, None, 'é\\"}]'], "albums": [ALBUM, {**OTHER, "year": 1991}], "more": {}}
    text = json.dumps(document, indent=1).replace("\n", blank)
    whole = list(read_collection(text.encode()))
    monkeypatch.setattr("collection.importing.json_file._CHUNK", chunk)
    assert list(read_collection(text.encode())) == whole
    assert titles(whole) == ["Moon Safari", "Spiderland"]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(st.lists(VALUES, max_size=4), st.sampled_from([None, 1]), st.booleans())
def test_every_entry_of_a_list_is_told_once_as_an_album_or_as_refused(
    listed: list[Any], indent: int | None, is_bare: bool
) -> None:
    # The first is an album of AIME's, so that the list is one of albums whatever else stands in it.
    document = [ALBUM, *listed] if is_bare else {"albums": [ALBUM, *listed]}
    read = list(read_collection(json.dumps(document, indent=indent).encode()))
    assert len(read) == 1 + len(listed)
    assert titles(read[:1]) == ["Moon Safari"]


def test_a_refused_entry_is_named_by_its_place_in_the_list() -> None:
    read = entries({"albums": [ALBUM, "torn", OTHER, {"title": "Aja", "release_id": "x"}]})
    assert [str(entry) for entry in read if not isinstance(entry, ReleaseRecord)] == [
        "album 2: it is not an object with a title and artists.",
        "album 4 “Aja”: its release_id “x” is not a usable number.",
    ]


def test_copies_of_a_release_are_one_album_wherever_they_stand() -> None:
    copy = {**ITEM, "instance_id": 6, "rating": 4}
    read = entries([ITEM, {**ITEM, "id": 2}, copy])
    (second, first) = (entry for entry in read if isinstance(entry, ReleaseRecord))
    assert (first.discogs_id, second.discogs_id) == (1, 2)
    assert ([one.instance for one in first.owned], first.copies) == ([5, 6], 2)
    assert ([one.instance for one in second.owned], second.copies) == ([5], None)


def test_a_torn_copy_costs_its_album_nothing() -> None:
    torn = {**ITEM, "basic_information": 7}
    read = entries([ITEM, torn, {**ITEM, "instance_id": 6}])
    assert [[one.instance for one in entry.owned] for entry in read if isinstance(entry, ReleaseRecord)][-1:] == [
        [5, 6]
    ]


FURTHER = {"artists": [{"name": "AIR"}], "listening": [{"track_title": "Sexy Boy"}], "left_out_folders": ["Sold"]}


@pytest.mark.parametrize(
    ("document", "lists"),
    [
        ({"aime": 1, "albums": [ALBUM], **FURTHER}, ["artists", "listening", "left_out_folders"]),
        ({"aime": 1, **FURTHER, "albums": [ALBUM]}, ["artists", "listening", "left_out_folders"]),
        ({"albums": [ALBUM], **FURTHER}, []),
        ({"albums": [ALBUM], **FURTHER, "aime": 1}, []),
        ({"aime": 1, "albums": [ALBUM], "artists": {"name": "AIR"}, "listening": None}, []),
        ({"aime": 1, "albums": [ALBUM], "wishes": [{"name": "AIR"}]}, []),
    ],
    ids=["ours", "in another order", "not ours", "said too late", "no lists", "another list"],
)
def test_only_aimes_own_export_tells_more_than_albums(document: dict[str, Any], lists: list[str]) -> None:
    read = entries(document)
    assert titles(read) == ["Moon Safari"]
    assert [entry.list for entry in read if isinstance(entry, Kept)] == lists


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("A", "A"),
        (5, "5"),
        (5.5, "5.5"),
        (True, "True"),
        (None, None),
        ("", None),
        (["Rock", None, "", 3], "Rock, 3"),
        ([], None),
        (" two\nlines ", "two\nlines"),
    ],
)
def test_a_cell_of_a_table_saved_as_json_is_what_a_sheet_would_show(cell: Any, shown: str | None) -> None:
    (record,) = entries([{**ROW, "Shelf": cell}])
    assert isinstance(record, ReleaseRecord)
    assert dict(record.owned[0].further).get("Shelf") == shown


def test_a_table_saved_as_json_has_the_columns_of_every_row_and_each_row_its_own_cells() -> None:
    one, two = entries([{**ROW, "Shelf": "A"}, {"Price": "9", **ROW, "Title": "Talkie Walkie"}])
    assert isinstance(one, ReleaseRecord)
    assert isinstance(two, ReleaseRecord)
    assert (dict(one.owned[0].further), dict(two.owned[0].further)) == ({"Shelf": "A"}, {"Price": "9"})
    assert (one.where, two.where) == ("row 1", "row 2")


def test_a_table_saved_as_json_may_be_a_table_nobody_knows() -> None:
    with pytest.raises(UnknownColumnsError) as asked:
        entries([{"Who": "AIR", "What": "Moon Safari"}])
    assert asked.value.columns == ("Who", "What")


def test_a_table_with_more_columns_than_any_list_of_albums_is_refused() -> None:
    columns = {str(number): "" for number in range(998)}
    assert titles(entries([{**ROW, **columns}])) == ["Moon Safari"]
    assert "more than 1000 columns" in refusal([{**ROW, **columns, "one more": ""}])
    assert "more than 1000 columns" in refusal([ROW, *({f"{n} {m}": "" for m in range(500)} for n in range(3))])


@pytest.mark.parametrize(
    "entry",
    [
        {**ROW, "tracks": [{"title": "Sexy Boy"}]},
        {**ROW, "about": {"label": "Source"}},
        {**ROW, "master_id": 5},
        {**ROW, "cover_url": ""},
        {"title": "Moon Safari"},
        {"title": "Moon Safari", "release_id": 1},
        {},
        "Moon Safari",
    ],
)
def test_an_entry_that_tells_more_or_less_than_a_row_is_read_as_a_record(entry: Any) -> None:
    assert all(getattr(read, "where", "").startswith("album ") for read in entries([entry, entry]))

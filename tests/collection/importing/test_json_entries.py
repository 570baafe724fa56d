"""One entry of a JSON file, in AIME's own form or as Discogs' API tells it."""

from typing import Any

import pytest

from collection.importing import ArtistCredit, OwnedCopy, ReleaseRecord, Track
from collection.importing.json_entries import copy_of_item, instance_of, read_entry

AIR = {"name": "AIR", "id": 7}
BASIC: dict[str, Any] = {"title": "Moon Safari", "artists": [AIR], "formats": [{"name": "Vinyl", "qty": "1"}]}
ITEM: dict[str, Any] = {"id": 1, "instance_id": 5, "basic_information": BASIC}
RELEASE: dict[str, Any] = {"id": 1, **BASIC}


def read(entry: Any) -> ReleaseRecord:
    record = read_entry("album 1", entry)
    assert isinstance(record, ReleaseRecord)
    return record


def release(**changes: Any) -> ReleaseRecord:
    return read({**RELEASE, **changes})


@pytest.mark.parametrize(
    ("entry", "number", "is_exact", "copies"),
    [
        (ITEM, 1, True, (OwnedCopy(instance=5),)),
        ({**ITEM, "instance_id": None}, 1, True, (OwnedCopy(),)),
        (RELEASE, 1, True, (OwnedCopy(),)),
        ({**BASIC, "release_id": 1}, 1, False, (OwnedCopy(),)),
        ({**BASIC, "release_id": 1, "master_id": 3}, 1, True, (OwnedCopy(),)),
        ({**BASIC, "release_id": 1, "master_id": 0}, 1, False, (OwnedCopy(),)),
        ({**RELEASE, "release_id": None}, None, False, (OwnedCopy(),)),
        ({**BASIC, "id": 1, "formats": "Vinyl"}, None, False, (OwnedCopy(),)),
        ({**BASIC, "id": 1, "basic_information": 7}, 1, True, (OwnedCopy(),)),
    ],
    ids=[
        *("an item", "an item without its number", "a release", "ours", "ours with a master", "ours without one"),
        *("ours with an id of its own", "no formats", "an odd item that is a release"),
    ],
)
def test_discogs_word_is_known_by_its_form_and_counts_as_exact(
    entry: dict[str, Any], number: int | None, is_exact: bool, copies: tuple[OwnedCopy, ...]
) -> None:
    record = read(entry)
    assert (record.title, record.discogs_id, record.is_exact, record.owned) == ("Moon Safari", number, is_exact, copies)
    assert record.source == ("discogs" if number else "import")


def test_what_stands_beside_an_item_and_in_it_is_one_release() -> None:
    record = read({**ITEM, "basic_information": {**BASIC, "title": "Inner"}, "title": "Outer", "country": "France"})
    assert (record.title, record.country) == ("Inner", "France")


@pytest.mark.parametrize(
    ("entry", "number"),
    [(ITEM, 1), ({**ITEM, "id": "12"}, 12), ({**ITEM, "id": 0}, None), (RELEASE, None), ("Moon Safari", None)],
)
def test_only_an_item_of_a_collection_stands_for_one_copy(entry: Any, number: int | None) -> None:
    assert instance_of(entry) == number


@pytest.mark.parametrize(
    ("said", "copy"),
    [
        ({}, OwnedCopy()),
        ({"rating": 0}, OwnedCopy()),
        ({"rating": 1}, OwnedCopy(rating=1)),
        ({"rating": 5}, OwnedCopy(rating=5)),
        ({"rating": 6}, OwnedCopy()),
        ({"rating": "4"}, OwnedCopy()),
        ({"folder_id": 1}, OwnedCopy(folder="Uncategorized")),
        ({"folder_id": 0}, OwnedCopy()),
        ({"folder_id": 77}, OwnedCopy()),
        ({"instance_id": 9}, OwnedCopy(instance=9)),
        ({"instance_id": "nine"}, OwnedCopy()),
        ({"date_added": "soon"}, OwnedCopy()),
        ({"notes": "Mine"}, OwnedCopy()),
    ],
)
def test_what_the_owner_says_of_a_copy(said: dict[str, Any], copy: OwnedCopy) -> None:
    assert copy_of_item(said) == copy


def test_the_fields_of_a_collection_have_their_places_and_others_their_numbers() -> None:
    told = [(1, "Mint (M)"), (2, "Very Good (VG)"), (3, "Two\r\nlines"), (4, "9 francs"), (5, ""), ("six", "x")]
    copy = copy_of_item({"notes": [{"field_id": number, "value": value} for number, value in told]})
    assert (copy.media_condition, copy.sleeve_condition, copy.notes) == ("Mint (M)", "Very Good (VG)", "Two\nlines")
    assert copy.further == (("Field 4", "9 francs"),)


def test_the_day_of_adding_is_an_instant() -> None:
    copy = copy_of_item({"date_added": "2020-05-01T10:20:30-07:00"})
    assert copy.added_at is not None
    assert copy.added_at.isoformat() == "2020-05-01T10:20:30-07:00"


@pytest.mark.parametrize(
    ("told", "field", "expected"),
    [
        ({"year": 1998, "released": "2015-01-01"}, "year", 1998),
        ({"year": 0, "released": "2015-01-01"}, "year", 2015),
        ({"uri": "https://www.discogs.com/release/1-AIR"}, "discogs_url", "https://www.discogs.com/release/1-AIR"),
        ({"uri": "/release/1"}, "discogs_url", ""),
        ({"cover_image": "", "cover_url": "https://i.discogs.com/a.jpg"}, "cover_url", "https://i.discogs.com/a.jpg"),
        ({"labels": [{"name": "A", "catno": "V 1"}, {"name": "B", "catno": "V 2"}]}, "catalog_number", "V 1, V 2"),
        ({"labels": [{"name": "A", "catno": "V 1"}, {"name": "B", "catno": "V 1"}]}, "catalog_number", "V 1"),
        ({"labels": [{"name": "A", "catno": "none"}, {"name": "B", "catno": "V 1"}]}, "catalog_number", "V 1"),
        ({"labels": [{"name": "A"}]}, "catalog_number", ""),
        ({"country": 7}, "country", "7"),
        ({"formats": [{"name": "CD"}, {"name": "DVD"}, {"name": "All Media"}]}, "support", "CD + DVD"),
        ({"formats": [], "support": "Cassette"}, "support", "Cassette"),
    ],
)
def test_what_a_release_tells_of_itself(told: dict[str, Any], field: str, expected: Any) -> None:
    assert getattr(release(**told), field) == expected


@pytest.mark.parametrize(
    ("told", "lines"),
    [
        ({"extraartists": [{"name": "Nigel Godrich (2)", "role": "Mixed By"}]}, ("Nigel Godrich – Mixed By",)),
        ({"extraartists": [{"name": "N. G.", "anv": "Nigel", "role": "Mixed By"}]}, ("Nigel – Mixed By",)),
        ({"extraartists": [{"name": "Nigel", "role": ""}, {"name": "", "role": "Bass"}, "Nigel"]}, ()),
        ({"extraartists": [{"name": "Nigel", "role": "Bass"}] * 2}, ("Nigel – Bass",)),
        ({"credits": ["Mine – Bass"], "extraartists": [{"name": "Nigel", "role": "Bass"}]}, ("Mine – Bass",)),
        ({"extraartists": None}, ()),
    ],
    ids=["a role", "as credited", "halves", "twice", "as kept", "none"],
)
def test_who_worked_on_it_is_told_in_lines(told: dict[str, Any], lines: tuple[str, ...]) -> None:
    assert release(**told).credits == lines


@pytest.mark.parametrize(
    ("artists", "credited"),
    [
        ("AIR", [ArtistCredit("AIR")]),
        (["AIR", {"name": ""}, None, "Beck"], [ArtistCredit("AIR"), ArtistCredit("Beck")]),
        (
            [{"name": "Junko Ohashi", "id": 7, "join": "="}, {"name": "Junko Ohashi", "anv": "大橋純子", "id": 7}],
            [ArtistCredit("Junko Ohashi", 7)],
        ),
        (
            [{"name": "A", "id": 7, "join": " = "}, {"name": "A", "id": 7, "join": "&"}, {"name": "B", "id": 8}],
            [ArtistCredit("A", 7, "", "&"), ArtistCredit("B", 8)],
        ),
        (
            [{"name": "A", "id": 7, "join": "="}, {"name": "B", "id": 8}],
            [ArtistCredit("A", 7, "", "="), ArtistCredit("B", 8)],
        ),
        ([{"name": "A", "join": "="}, {"name": "A"}], [ArtistCredit("A", None, "", "="), ArtistCredit("A")]),
        ([{**AIR, "join": "/"}, AIR], [ArtistCredit("AIR", 7, "", "/"), ArtistCredit("AIR", 7)]),
        ([{"name": "A", "join": "x" * 60}], [ArtistCredit("A", None, "", "x" * 50)]),
    ],
    ids=[
        *("a text", "blanks", "two spellings", "two spellings and another", "two artists", "no numbers"),
        *("another sign", "a long sign"),
    ],
)
def test_who_is_credited(artists: Any, credited: list[ArtistCredit]) -> None:
    assert release(artists=artists).artists == tuple(credited)


def test_artists_are_told_in_one_word_where_there_is_no_list() -> None:
    assert read({"title": "Moon Safari", "artist": "AIR"}).artists == (ArtistCredit("AIR"),)
    assert read({"title": "Moon Safari", "artists": [], "artist": "AIR"}).artists == (ArtistCredit("AIR"),)


@pytest.mark.parametrize(
    ("line", "tracks"),
    [
        ({"position": "A1", "title": "Sexy Boy", "duration": "4:58"}, [Track("A1", "Sexy Boy", "4:58")]),
        ("Sexy Boy", [Track("", "Sexy Boy")]),
        ({"position": "A1"}, []),
        (None, []),
        ({"title": "Side One", "type_": "heading"}, [Track("", "Side One", kind="heading")]),
        ({"title": "Side One", "kind": "heading"}, [Track("", "Side One", kind="heading")]),
        ({"title": "Sexy Boy", "type_": "track"}, [Track("", "Sexy Boy")]),
        ({"position": "1" * 30, "title": "a", "duration": "2" * 30}, [Track("1" * 20, "a", "2" * 20)]),
        ({"title": "a", "artists": "AIR"}, [Track("", "a", artists="AIR")]),
        ({"title": "a", "artists": [AIR, {"name": "Beck (2)"}]}, [Track("", "a", artists="AIR, Beck")]),
        ({"title": "a", "artists": [{**AIR, "join": "Feat."}, {"name": "B"}]}, [Track("", "a", artists="AIR Feat. B")]),
        ({"title": "a", "artists": [{"name": "N.", "anv": "Nico (3)"}]}, [Track("", "a", artists="Nico")]),
        (
            {"title": "Suite", "sub_tracks": [{"position": "1a", "title": "Dawn"}, {"title": ""}, {"title": "Dusk"}]},
            [Track("1a", "Suite: Dawn"), Track("", "Suite: Dusk")],
        ),
        ({"position": "1", "title": "Suite", "sub_tracks": [{"title": ""}]}, [Track("1", "Suite")]),
    ],
)
def test_a_line_of_a_tracklist(line: Any, tracks: list[Track]) -> None:
    assert release(tracklist=[line]).tracklist == tuple(tracks)


@pytest.mark.parametrize("tracklist", [None, "Sexy Boy", {"title": "Sexy Boy"}, 5])
def test_what_is_no_tracklist_is_none(tracklist: Any) -> None:
    assert release(tracklist=tracklist).tracklist == ()


def test_a_number_that_is_none_refuses_the_entry_and_names_it() -> None:
    refused = read_entry("album 3", {**RELEASE, "id": "r-5"})
    assert str(refused) == "album 3 “Moon Safari”: its release_id “r-5” is not a usable number."


@pytest.mark.parametrize(
    ("columns", "source", "support"),
    [
        ({}, "import", ""),
        ({"source": "manual", "support": "CD"}, "manual", "CD"),
        ({"source": "someone", "support": "x" * 60}, "import", "x" * 50),
        ({"source": None, "support": ["CD"]}, "import", ""),
    ],
)
def test_an_entry_of_aimes_own_export_keeps_its_columns_behind_it(
    columns: dict[str, Any], source: str, support: str
) -> None:
    record = read({**BASIC, "release_id": 1, "stored": columns, "images": [{"url": "a"}, "b"], "plays": "c"})
    assert (record.source, record.support, record.discogs_id) == (source, support, 1)
    assert record.stored is not None
    assert (record.stored.columns, record.stored.images, record.stored.plays) == (columns, [{"url": "a"}], [])

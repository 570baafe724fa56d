from typing import Any

import pytest
from hypothesis import given

from enrichment.providers.discogs import Credit, Track
from enrichment.providers.discogs.parse import read_master, read_page, read_release
from enrichment.providers.shapes import as_object
from tests.enrichment.providers.discogs.rows import INFORMATION, page, row
from tests.enrichment.providers.test_shapes import ANY_JSON


def release(**changes: Any) -> Any:
    return read_release({**INFORMATION, **changes})


def test_a_release_is_read_whole() -> None:
    facts = release()
    assert (facts.id, facts.master_id, facts.title, facts.year) == (501, 77, "Blue Rooms", 1999)
    assert facts.artists == (Credit(12, "Twins (2)", "The Twins", "&"), Credit(13, "Solo"))
    assert facts.formats == ("2 x Vinyl, LP, Album, Reissue, Gatefold",)
    assert (facts.labels, facts.catalog_number) == (("Sample Label",), "SL 1")
    assert (facts.genres, facts.styles) == (("Jazz",), ("Cool Jazz", "Modal"))
    assert facts.cover_url == "https://i.discogs.com/s/cover.jpeg"
    assert facts.discogs_url == "https://www.discogs.com/release/501"
    assert (facts.tracklist, facts.credits) == ((), ())


def test_the_country_is_the_editions_and_unknown_in_a_row_of_a_collection() -> None:
    assert release(country="Germany, Austria, & Switzerland").country == "Germany, Austria, & Switzerland"
    assert release().country == ""


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"name": "CD", "qty": "1", "descriptions": ["Album"]}, ("CD, Album",)),
        ({"name": "CD", "qty": "0"}, ("CD",)),
        ({"name": "CD", "qty": ""}, ("CD",)),
        ({"name": "", "qty": "2", "descriptions": ["LP"]}, ("LP",)),
        ({"name": "", "qty": "2"}, ()),
    ],
)
def test_only_several_discs_are_counted(fields: dict[str, Any], expected: tuple[str, ...]) -> None:
    assert release(formats=[fields]).formats == expected


def test_an_artist_without_a_name_is_left_out() -> None:
    assert release(artists=[{"id": 1, "name": ""}, {"id": 13, "name": "Solo"}, None]).artists == (Credit(13, "Solo"),)


@pytest.mark.parametrize("master_id", [0, None, "", -1])
def test_no_master_is_none(master_id: object) -> None:
    assert release(master_id=master_id).master_id is None


@pytest.mark.parametrize(
    ("year", "released", "expected"),
    [(0, "", None), (None, None, None), (0, "1999-03-00", 1999), ("1985", "", 1985), (0, "?", None), (12, "", None)],
)
def test_an_unknown_year_is_none(year: object, released: object, expected: int | None) -> None:
    assert release(year=year, released=released).year == expected


@pytest.mark.parametrize(
    ("numbers", "expected"), [(["none"], ""), (["none", "AB-1"], "AB-1"), ([""], ""), (["NONE"], ""), ([], "")]
)
def test_the_word_none_is_no_catalogue_number(numbers: list[str], expected: str) -> None:
    assert release(labels=[{"name": "x", "catno": number} for number in numbers]).catalog_number == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"cover_image": "https://st.discogs.com/x/spacer.gif", "thumb": ""}, ""),
        ({"cover_image": "", "thumb": "https://i.discogs.com/t.jpeg"}, "https://i.discogs.com/t.jpeg"),
        ({"cover_image": "http://i.discogs.com/a.jpeg", "thumb": None}, ""),
        (
            {
                "cover_image": None,
                "images": [
                    {"type": "secondary", "uri": "https://i.discogs.com/back.jpeg"},
                    {"type": "primary", "uri": "https://i.discogs.com/front.jpeg"},
                ],
            },
            "https://i.discogs.com/front.jpeg",
        ),
        ({"cover_image": None, "images": [{"type": "primary", "uri": ""}], "thumb": ""}, ""),
    ],
)
def test_the_cover_is_a_real_picture(changes: dict[str, Any], expected: str) -> None:
    assert release(**changes).cover_url == expected


@pytest.mark.parametrize(
    ("uri", "expected"),
    [
        ("https://www.discogs.com/release/501-Twins-Blue", "https://www.discogs.com/release/501-Twins-Blue"),
        ("/Twins-Blue/release/501", "https://www.discogs.com/release/501"),
        ("https://www.discogs.com.evil.example/501", "https://www.discogs.com/release/501"),
    ],
)
def test_the_page_is_one_of_the_site(uri: str, expected: str) -> None:
    assert release(uri=uri).discogs_url == expected


def test_a_tracklist_keeps_headings_performers_and_the_parts_of_a_whole() -> None:
    performers = [
        {"name": "CLSM", "join": "Feat."},
        {"name": "Lisa Abbott (2)", "anv": "Lisa", "join": ","},
        {"name": "Persuader, The"},
        {"name": "Solo", "join": ""},
    ]
    tracklist = [
        {"position": "", "type_": "heading", "title": "Side One"},
        {"position": "A1", "type_": "track", "title": "First", "duration": "4:33"},
        {"position": "A2", "title": "Second", "duration": None, "artists": performers},
        {
            "position": "",
            "type_": "index",
            "title": "Suite",
            "duration": "20:00",
            "sub_tracks": [{"position": "B1a", "type_": "track", "title": "Dawn", "duration": "3:00"}, {"title": ""}],
        },
        {"position": "B2", "type_": "index", "title": "Alone", "sub_tracks": []},
        {"position": "B3", "type_": "track", "title": ""},
        None,
    ]
    assert release(tracklist=tracklist).tracklist == (
        Track("", "Side One", kind="heading"),
        Track("A1", "First", "4:33"),
        Track("A2", "Second", artists="CLSM Feat. Lisa, The Persuader, Solo"),
        Track("B1a", "Suite: Dawn", "3:00"),
        Track("B2", "Alone"),
    )


def test_credits_are_short_lines_without_numbers_or_repeats() -> None:
    people = [
        {"name": "Some Producer (3)", "anv": "", "role": "Producer"},
        {"name": "Some Producer (3)", "anv": "", "role": "Producer"},
        {"name": "Drummer", "anv": "D. Rummer", "role": "Drums"},
        {"name": "Nobody", "role": ""},
        {"name": "", "role": "Producer"},
    ]
    assert release(extraartists=people).credits == ("Some Producer – Producer", "D. Rummer – Drums")
    many = [{"name": f"Player {n}", "role": "Strings"} for n in range(80)]
    assert len(release(extraartists=many).credits) == 80


def test_a_master_has_the_original_year_and_the_tracks() -> None:
    master = read_master(
        {
            "id": 77,
            "title": "Blue Rooms",
            "year": 1959,
            "tracklist": [{"position": "1", "title": "First"}],
            "images": [],
        }
    )
    assert master is not None
    assert (master.id, master.year, master.tracklist) == (77, 1959, (Track("1", "First"),))
    assert master.discogs_url == "https://www.discogs.com/master/77"


def test_a_page_keeps_copies_apart_and_counts_what_it_cannot_read() -> None:
    read = read_page(page([row(1), row(2), None, {"basic_information": None}], 2, 3, "https://api.discogs.com/x"))
    assert [(item.id, item.instance_id) for item in read.items] == [(501, 1), (501, 2)]
    assert read.items[0].date_added == "2020-01-02T03:04:05-08:00"
    assert (read.page, read.pages, read.total, read.next_url) == (2, 3, 3, "https://api.discogs.com/x")
    assert read.unreadable == 1


def test_an_empty_collection_is_one_empty_page() -> None:
    assert read_page({"releases": []}).items == ()


@given(ANY_JSON, ANY_JSON)
def test_no_body_makes_the_reading_fail(value: object, inner: object) -> None:
    everything = dict.fromkeys([*INFORMATION, "tracklist", "extraartists", "images", "uri", "released"], inner)
    for body in (value, everything, {**everything, "id": 1}):
        assert read_release(body) is None or read_release(body)
        assert read_master(body) is None or read_master(body)
    assert read_page(as_object({"pagination": inner, "releases": value})).total >= 0


def test_credits_of_single_tracks_follow_those_of_the_release_each_once() -> None:
    kept = {"name": "Rudy Van Gelder", "role": "Recorded By"}
    wrote = {"name": "Wayne Shorter (2)", "role": "Written-By"}
    tracks = [
        {"title": "Footprints", "extraartists": [wrote, kept]},
        {"title": "Suite", "type_": "index", "sub_tracks": [{"title": "I", "extraartists": [wrote]}]},
    ]
    release = read_release({"id": 1, "title": "T", "extraartists": [kept], "tracklist": tracks})
    assert release is not None
    assert release.credits == ("Rudy Van Gelder – Recorded By", "Wayne Shorter – Written-By")

from typing import Any

import pytest
from hypothesis import given

from enrichment.providers.discogs import ArtistPage, Credit, Track
from enrichment.providers.discogs.parse import read_artist, read_master, read_names, read_page, read_release
from enrichment.providers.shapes import as_object
from tests.enrichment.providers.discogs.rows import INFORMATION, page, row
from tests.enrichment.providers.test_shapes import ANY_JSON

SPOTIFY = "1P6U1dCeHxPui5pIrGmndZ"


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


def artist(**page: Any) -> ArtistPage:
    read = read_artist({"id": 12, **page})
    assert read is not None
    return read


@pytest.mark.parametrize("value", [None, [], {}, {"id": 0}, {"id": -1}, {"id": "x"}])
def test_a_page_without_a_number_is_nobodys(value: object) -> None:
    assert read_artist(value) is None


def test_spellings_and_aliases_of_an_artist_are_told_and_no_spelling_that_is_another_acts() -> None:
    page = artist(
        namevariations=["Bruce Gilbert", "B. Gilbert", "Dome", "GILBERT/LEWIS", "Wire", " "],
        aliases=[{"id": 1, "name": "Frazer, Bruce"}, {"id": 2, "name": ""}, None],
        members=[{"id": 3, "name": "Gilbert / Lewis"}],
        groups=[{"id": 4, "name": "Dome"}, {"id": 5, "name": "Wire (2)"}],
    )
    assert page.aliases == ("Frazer, Bruce",)
    assert page.variations == ("Bruce Gilbert", "B. Gilbert", "Wire")


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("N" * 500, ("N" * 500,)),
        ("N" * 501, ()),
        (" Two \n lines ", ("Two lines",)),
        ("Bell\x07 Boys", ("Bell Boys",)),
        ("\x00", ()),
    ],
    ids=["500 letters", "501 letters", "two lines", "a bell", "nothing to print"],
)
def test_a_spelling_is_kept_as_a_database_can_hold_it(name: str, kept: tuple[str, ...]) -> None:
    assert artist(namevariations=[name]).variations == kept
    assert artist(aliases=[{"name": name}]).aliases == kept


def test_of_a_great_many_spellings_a_hundred_are_kept() -> None:
    many = [f"Spelling {number}" for number in range(150)]
    page = artist(namevariations=many, aliases=[{"name": name} for name in many[:120]])
    assert len(page.aliases) == 100
    assert page.variations == tuple(many[120:])
    assert artist(namevariations=many).variations == tuple(many[:100])


@pytest.mark.parametrize("profile", ["[b]DO NOT USE.[/b]", "Do not use, see [a=Air]", "See elsewhere. do not use"])
def test_a_page_that_was_given_up_proves_nothing(profile: str) -> None:
    told = {"namevariations": ["Air"], "urls": [f"https://open.spotify.com/artist/{SPOTIFY}"]}
    assert artist(profile=profile, **told) == ArtistPage(12)
    assert artist(profile="They do not user-test.", **told).spotify_id == SPOTIFY


@pytest.mark.parametrize(
    ("urls", "spotify", "deezer"),
    [
        ([f"https://open.spotify.com/artist/{SPOTIFY}"], SPOTIFY, ""),
        ([f"https://open.spotify.com/intl-fr/artist/{SPOTIFY}?si=x"], SPOTIFY, ""),
        ([f"spotify:artist:{SPOTIFY}"], SPOTIFY, ""),
        ([f"https://open.spotify.com/artist/{SPOTIFY}/discography"], SPOTIFY, ""),
        ([f"https://open.spotify.com/artist/{SPOTIFY}#about"] * 2, SPOTIFY, ""),
        ([f"https://open.spotify.com/artist/{SPOTIFY[:-1]}"], "", ""),
        ([f"https://open.spotify.com/artist/{SPOTIFY}x"], "", ""),
        ([f"https://open.spotify.com/album/{SPOTIFY}"], "", ""),
        ([f"https://stranger.example/?https://open.spotify.com/artist/{SPOTIFY}"], "", ""),
        ([f"spotify:artist:{SPOTIFY}", f"spotify:artist:{SPOTIFY[::-1]}"], "", ""),
        (["https://www.deezer.com/artist/27", "http://deezer.com/fr/artist/27?x=1"], "", "27"),
        (["https://www.deezer.com/artist/27", "https://www.deezer.com/artist/28"], "", ""),
        (["https://www.deezer.com/artist/027", "https://www.deezer.com/album/27"], "", ""),
        ([None, 7, ""], "", ""),
        (None, "", ""),
    ],
)
def test_a_link_tells_who_the_artist_is_there_where_one_alone_is_listed(
    urls: object, spotify: str, deezer: str
) -> None:
    page = artist(urls=urls)
    assert (page.spotify_id, page.deezer_id) == (spotify, deezer)


@pytest.mark.parametrize(
    ("rating", "read"), [(0, None), (1, 1), (5, 5), (6, None), (-1, None), (None, None), ("4", 4), (True, None)]
)
def test_a_rating_is_one_to_five_stars_or_none(rating: object, read: int | None) -> None:
    (item,) = read_page(page([{**row(), "rating": rating}])).items
    assert item.rating == read


def test_what_the_owner_says_of_a_copy_is_read_beside_its_release() -> None:
    notes = [
        {"field_id": 1, "value": "Mint (M)"},
        {"field_id": 4, "value": " Shelf B "},
        {"field_id": 0, "value": "no field"},
        {"field_id": 3, "value": ""},
        {"value": "no number"},
        None,
    ]
    (item,) = read_page(page([{**row(7), "folder_id": 3, "notes": notes}])).items
    assert (item.id, item.title, item.instance_id, item.folder_id) == (501, "Blue Rooms", 7, 3)
    assert item.notes == ((1, "Mint (M)"), (4, "Shelf B"))


def test_a_row_is_known_by_the_number_of_its_release_or_by_its_own() -> None:
    nameless = {"id": 502, "instance_id": 2, "basic_information": {"title": "Blue Rooms"}}
    assert [item.id for item in read_page(page([row(1, id=501), nameless])).items] == [501, 502]


@pytest.mark.parametrize(("year", "read"), [(1859, None), (1860, 1860), (9999, 9999), (10_000, None), ("1959", 1959)])
def test_a_year_is_one_in_which_sound_could_be_kept(year: object, read: int | None) -> None:
    assert release(year=year, released="").year == read
    master = read_master({"id": 7, "year": year})
    assert master is not None
    assert master.year == read


def test_a_page_that_tells_no_numbers_is_the_only_one() -> None:
    read = read_page({"releases": [row(1), row(2)]})
    assert (read.page, read.pages, read.total, read.next_url, read.unreadable) == (1, 1, 2, "", 0)


@pytest.mark.parametrize(
    ("answer", "names"),
    [
        ({"folders": [{"id": 0, "name": "All"}, {"id": 2, "name": " Jazz "}]}, {0: "All", 2: "Jazz"}),
        ({"folders": [{"id": 2, "name": ""}, {"name": "Jazz"}, None]}, {}),
        ({"fields": [{"id": 2, "name": "Jazz"}]}, {}),
        ({"folders": None}, {}),
        (None, {}),
    ],
)
def test_folders_are_named_by_their_numbers(answer: object, names: dict[int, str]) -> None:
    assert read_names(answer, "folders") == names

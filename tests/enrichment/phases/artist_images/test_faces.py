"""Runs over collections whose artists have namesakes, other names and long catalogues: the right face, or none."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import Settings

from collection.models import Artist, Image
from enrichment.models import ArtistIdentity
from enrichment.sandbox import Sandbox, digest
from enrichment.sandbox.catalogue import Collection, artist_id
from tests.builders import make_albums_of, make_artist
from tests.cases import mostly_slow
from tests.conftest import Play
from tests.enrichment.running import enrich, outcomes

pytestmark = pytest.mark.django_db(transaction=True)
PHOTOS = "artist_images"
WALL = {f"Band Number {n}": [f"First Record Of {n}", f"Second Record Of {n}"] for n in range(1, 31)}
LONG = [f"Tour Diary {n}" for n in range(25)]

Row = dict[str, Any]
Collected = Callable[..., Sandbox]


@pytest.fixture
def collected(play: Play, settings: Settings, data_dir: Path) -> Collected:
    """Play these artists with these albums, which the owner has got from Discogs."""
    settings.AIME_CONTACT = "me@example.net"

    def play_it(owned: dict[str, list[str]], *artists: Row) -> Sandbox:
        titles = [(name, title) for name, albums in owned.items() for title in albums]
        albums = [{"release_id": n, "title": t, "artists": [name]} for n, (name, t) in enumerate(titles, 1)]
        for name, theirs in owned.items():
            artist = make_artist(name, discogs_artist_id=artist_id(name))
            make_albums_of(artist, *({"title": title} for title in theirs))
        return play(Sandbox(Collection.read(albums, artists)))

    return play_it


def shown() -> dict[str, str]:
    """Whose photo each artist wears, by the Spotify id."""
    return dict(Image.objects.filter(source="spotify").values_list("artist__name", "artist__spotify_id"))


def own(name: str) -> str:
    return digest.base62("artist", name)


def namesake(name: str, *albums: str) -> Row:
    return {"name": name, "albums": list(albums)}


UNKNOWN: Row = {"wikidata": None}
NAMESAKES: list[Row] = [
    {"name": "Nirvana (2)", "known_as": None, "namesakes": [namesake("Nirvana", "Bleach", "Nevermind")], **UNKNOWN},
    {"name": "Bush (3)", "known_as": None, "namesakes": [namesake("Bush", *LONG, "Razorblade Suitcase")], **UNKNOWN},
    {"name": "Sparks (9)", "known_as": None, "namesakes": [namesake("Sparks", "Sparks", "Kimono")], **UNKNOWN},
]
OWNED_BY_NAMESAKES = {"Nirvana (2)": ["Simon Simopath"], "Bush (3)": ["Bush"], "Sparks (9)": ["Greatest Hits"]}
SPOTIFY_PAGE = "https://open.spotify.com/intl-fr/artist/{spotify}?si=x"
RENAMED: list[Row] = [
    {"name": "Cat Stevens", "known_as": "Yusuf / Cat Stevens", "wikidata": [{}]},
    {"name": "방탄소년단", "known_as": "BTS", "page": {"urls": [SPOTIFY_PAGE], "namevariations": ["BTS"]}, **UNKNOWN},
    {
        "name": "Polyphonic Sprite",
        "known_as": "The Other Name",
        "page": {"urls": [SPOTIFY_PAGE], "aliases": [{"id": 1, "name": "Other Name (4)"}]},
        **UNKNOWN,
    },
]
OWNED_BY_RENAMED = {"Cat Stevens": ["Teaser"], "방탄소년단": ["Wings"], "Polyphonic Sprite": ["Something Owned"]}


@pytest.mark.slow
def test_a_wall_gets_its_due_photos_no_namesakes_face_and_takes_few_calls(collected: Collected) -> None:
    sandbox = collected(WALL | OWNED_BY_NAMESAKES | OWNED_BY_RENAMED, *NAMESAKES, *RENAMED)
    enrich(only=PHOTOS)
    faces = shown()
    assert not faces.keys() & OWNED_BY_NAMESAKES.keys()
    due = WALL.keys() | OWNED_BY_RENAMED.keys()
    assert {name: faces[name] for name in faces} == {name: own(name) for name in due}
    asked = sandbox.record.count("spotify") - sandbox.record.count("spotify", "token")
    assert asked <= 1.5 * len(Artist.objects.all())


@pytest.mark.parametrize("row", RENAMED, ids=lambda row: str(row["name"]))
def test_a_renamed_act_is_taken_by_its_id(collected: Collected, row: Row) -> None:
    name = row["name"]
    collected({name: OWNED_BY_RENAMED[name]}, row)
    enrich(only=PHOTOS)
    assert Image.objects.get().basis == "identity"
    assert shown() == {name: own(name)}


def test_what_discogs_page_tells_of_who_an_artist_is_is_kept_with_where_and_when(collected: Collected) -> None:
    name, before = "방탄소년단", timezone.now()
    collected({name: ["Wings"]}, RENAMED[1])
    enrich(only=PHOTOS)
    told = {row.source: row for row in ArtistIdentity.objects.all()}
    assert told.keys() == {"discogs", "wikidata"}
    assert (told["wikidata"].item, told["wikidata"].spotify_id) == ("", "")
    assert (told["discogs"].item, told["discogs"].spotify_id) == (str(artist_id(name)), own(name))
    assert told["discogs"].asked_at >= before


def test_an_artist_left_in_doubt_may_be_asked_for_again(collected: Collected) -> None:
    collected({"Nirvana (2)": ["Simon Simopath"]}, NAMESAKES[0])
    asked_at = []
    for _ in range(2):
        run = enrich(only=PHOTOS, force=True, artists=(make_artist("Nirvana (2)").pk,))
        assert outcomes(run, PHOTOS) == {"review": 1}
        asked_at.append(ArtistIdentity.objects.get(source="discogs").asked_at)
    assert asked_at[0] < asked_at[1], "what Discogs' page tells was read anew"


def test_an_id_at_wikidata_takes_one_call(collected: Collected) -> None:
    sandbox = collected(
        {"Cat Stevens": ["Teaser"]}, {"name": "Cat Stevens", "known_as": "Cat Stevens", "wikidata": [{}]}
    )
    enrich(only=PHOTOS)
    assert [sandbox.record.count("spotify", name) for name in ("artist", "search", "artist_albums")] == [1, 0, 0]
    assert sandbox.record.count("discogs") == 0


@pytest.mark.parametrize(
    "claims",
    [
        [{"rank": "deprecated", "spotify": "Nirvana"}],
        [{"spotify": "self"}, {"spotify": "Nirvana"}],
        [{"spotify": "Nirvana", "rank": "deprecated"}, {}],
    ],
    ids=["withdrawn", "two items", "one of two withdrawn"],
)
def test_an_id_that_does_not_stand_alone_is_not_believed(collected: Collected, claims: list[Row]) -> None:
    row = {**NAMESAKES[0], "wikidata": claims}
    collected({"Nirvana (2)": ["Simon Simopath"]}, row)
    enrich(only=PHOTOS)
    assert shown() == {}


@pytest.mark.parametrize(
    "page",
    [{}, {"urls": [SPOTIFY_PAGE], "aliases": [{"id": 1, "name": "Oxygen"}]}],
    ids=["nothing more is known", "an alias, but Discogs links to another"],
)
def test_an_id_of_a_page_that_bears_neither_the_name_nor_a_title_is_put_before_a_person(
    collected: Collected, page: Row
) -> None:
    row = {"name": "Air (9)", "known_as": "Air", "page": page, "namesakes": [namesake("Oxygen", "Blow")]}
    sandbox = collected({"Air (9)": ["Moon Shot"]}, {**row, "wikidata": [{"spotify": "Oxygen"}]})
    run = enrich(only=PHOTOS)
    item = run.items.get(phase__name=PHOTOS)
    assert (item.outcome, item.reason) == ("review", "contradicted")
    assert {one["name"] for one in item.candidates} == {"Air", "Oxygen"}
    assert sandbox.record.count("discogs", "artist") == 1


def test_our_title_beyond_the_first_page_of_a_long_catalogue_is_found(collected: Collected) -> None:
    row = {"name": "Prolific", "albums": LONG, "namesakes": [namesake("Prolific", "Unrelated")], **UNKNOWN}
    collected({"Prolific": ["The One That We Own"]}, row)
    enrich(only=PHOTOS)
    assert shown() == {"Prolific": own("Prolific")}


def test_a_compilation_is_a_title_too(collected: Collected) -> None:
    """The artist's own records are not there, only the compilation that we own as well."""
    row = {"name": "Dusty Act", "known_as": None, "namesakes": [namesake("Dusty Act", "Unrelated")], **UNKNOWN}
    other = {"name": "Rare Act", "known_as": "Rare Act", "compilations": ["The Rare Years"], **UNKNOWN}
    collected({"Dusty Act": ["Dusty"], "Rare Act": ["The Rare Years"]}, row, other)
    enrich(only=PHOTOS)
    assert shown() == {"Rare Act": own("Rare Act")}


def test_spellings_of_discogs_are_kept_and_those_of_other_acts_are_not(collected: Collected) -> None:
    page = {
        "namevariations": ["Zoë B.", "Z", "Twin Suns"],
        "members": [{"id": 5, "name": "Zoë B", "active": True}],
        "groups": [{"id": 6, "name": "Twin Suns (2)", "active": True}, {"id": 7, "name": "Twin Suns"}],
    }
    collected({"Zoë Bright": ["Mornings"]}, {"name": "Zoë Bright", "known_as": None, "page": page, **UNKNOWN})
    enrich(only=PHOTOS)
    assert make_artist("Zoë Bright").name_variations == ["Z"]


def test_a_spelling_that_another_artist_of_ours_bears_proves_nothing(collected: Collected) -> None:
    row = {"name": "Sun Choir", "known_as": None, "namesakes": [namesake("Moon Choir", "Tides")], **UNKNOWN}
    collected({"Sun Choir": ["Noon"], "Moon Choir": ["Tides"]}, row)
    artist = make_artist("Sun Choir")
    artist.name_variations = ["Moon Choir"]
    artist.save()
    run = enrich(only=PHOTOS, artists=(artist.pk,))
    assert not run.items.filter(phase__name=PHOTOS, outcome="enriched").exists()


@pytest.mark.slow
def test_trouble_at_discogs_leaves_the_rest_to_evidence_and_is_told_once(collected: Collected) -> None:
    sandbox = collected(OWNED_BY_NAMESAKES | OWNED_BY_RENAMED | {"Band": ["Its Record"]}, *NAMESAKES, *RENAMED)
    sandbox.faults.set(["dropped:discogs"])
    run = enrich(only=PHOTOS)
    row = run.phases.get(name=PHOTOS)
    assert row.failed == 0
    assert row.left_out == {"discogs": {"reason": "connection@discogs", "setting": ""}}
    assert shown().keys() == {"Band", "Cat Stevens"}
    assert sandbox.record.count("discogs") <= 2 * 3, "each of two threads, and its retries"


def test_runs_over_artists_alone_ask_for_their_identities_too(collected: Collected) -> None:
    collected({"Cat Stevens": ["Teaser"], "Band": ["Its Record"]}, RENAMED[0])
    run = enrich(only=PHOTOS, artists=(make_artist("Cat Stevens").pk,))
    assert [phase.name for phase in run.phases.all()] == ["identities", PHOTOS]
    assert run.items.filter(phase__name="identities").get().payload == {"discogs_ids": [artist_id("Cat Stevens")]}
    assert shown() == {"Cat Stevens": own("Cat Stevens")}


LONGEST = "Very Long Name " * 16 + "Of Artists"  # 250 characters
NOT_OURS = [f"Nothing Of Ours {n}" for n in range(400)]


@pytest.mark.parametrize(
    ("name", "owned", "row", "reason", "most"),
    mostly_slow(
        [
            ("Prolific", [f"Record Number {n}" for n in range(400)], {}, "shared_titles", 2),
            (
                "Prolific (3)",
                ["Pottery"],
                {"known_as": None, "namesakes": [namesake("Prolific", *NOT_OURS)]},
                "another_act",
                3,
            ),
            ("Prolific (4)", ["Record", "Another"], {"albums": NOT_OURS}, "shared_titles", 3),
            (LONGEST, ["Short"], {}, "shared_titles", 4),
            (LONGEST, ["Short"], {"known_as": None}, "nobody", 4),
            (LONGEST, [LONGEST], {"albums": NOT_OURS}, "another_act", 8),
            (
                "Weak (2)",
                ["Live", "Greatest Hits"],
                {"namesakes": [namesake("Weak", "Live", "Best Of")]},
                "several_fit",
                3,
            ),
            ("Weak (3)", ["Live"], {"known_as": None, "namesakes": [namesake("Weak", "Live")]}, "weak_titles", 1),
        ],
        quick=3,
        once=False,
    ),
)
def test_a_hard_question_has_an_answer_within_its_calls(
    collected: Collected, name: str, owned: list[str], row: Row, reason: str, most: int
) -> None:
    sandbox = collected({name: owned}, {"name": name, **UNKNOWN, **row})
    item = enrich(only=PHOTOS).items.get(phase__name=PHOTOS)
    assert item.reason == reason
    assert shown() == ({name: own(name)} if reason == "shared_titles" else {})
    assert sandbox.record.count("spotify") - sandbox.record.count("spotify", "token") <= most


@pytest.mark.parametrize(
    ("namesakes", "reason"), [(0, "only_bearer"), (1, "several_fit")], ids=["one of that name", "two of that name"]
)
def test_an_artist_of_whom_no_album_is_owned_is_asked_for_once(
    collected: Collected, namesakes: int, reason: str
) -> None:
    others = [namesake("Air", "Virus")] * namesakes
    sandbox = collected({"Air": ["Moon Safari"]}, {"name": "Air", "namesakes": others, **UNKNOWN})
    artist = make_artist("Air")
    artist.albums.clear()
    item = enrich(only=PHOTOS, artists=(artist.pk,)).items.get(phase__name=PHOTOS)
    assert (item.reason, sandbox.record.count("spotify", "search")) == (reason, 1)

"""What looks wrong is found, what is right is left in peace."""

from collections.abc import Callable
from typing import Any

import pytest

from collection.models import Album, Artist, Image
from enrichment.reports.verify import verify
from enrichment.sandbox import Sandbox
from tests.builders import make_album, make_artist, make_photo
from tests.cases import mostly_slow
from tests.enrichment.engine.cache_files import cache_file, edit
from tests.enrichment.providers.texts.samples import ENGLISH
from tests.enrichment.running import enrich

pytestmark = pytest.mark.django_db(transaction=True)

PHOTO = "https://i.scdn.co/image/ab6761610000e5eb8f589e566a46ad9da669dbe3"
ID = "1P6U1dCeHxPui5pIrGmndZ"


@pytest.fixture(autouse=True)
def folder(data_dir: object) -> None:
    """The caches are this test's own."""


def suspects() -> dict[str, int]:
    return {name: kind.count for name, kind in verify().suspects.items()}


TRACKS = ("La femme d'argent", "Sexy Boy", "All I Need", "Kelly Watch the Stars", "New Star in the Sky")


def described(title: str, text: str, **fields: Any) -> Album:
    """With all that the sample text tells of."""
    tracks = [{"position": str(n), "title": track, "duration": ""} for n, track in enumerate(TRACKS, 1)]
    facts = {"original_year": 1998, "labels": ["Source"], "tracklist": tracks}
    return make_album(title, "AIR", ai_description=text, **facts, **fields)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("It is calm.", "too_short"),
        (ENGLISH[:-30], "cut"),
        (f"**Moon Safari**\n\n{ENGLISH}", "markdown"),
        (ENGLISH.replace("1998", "2024"), "invented_year"),
        (f"{ENGLISH} <script>alert(1)</script> So it ends.", "html"),
        (f"{ENGLISH} \u202eSo it ends.", "control_characters"),
    ],
)
def test_every_fault_of_the_gate_is_a_suspect(text: str, kind: str) -> None:
    described("Moon Safari", text)
    assert suspects()[kind] == 1


@pytest.mark.parametrize(("locked", "languages"), [([], {"en"}), (["ai_description"], set())])
def test_a_faulty_text_that_a_person_locked_is_not_to_be_asked_for_again(
    locked: list[str], languages: set[str]
) -> None:
    described("Moon Safari", "It is calm.", description_language="en", locked_fields=locked)
    assert verify().languages == languages


def test_a_good_text_is_none() -> None:
    described("Moon Safari", ENGLISH, description_language="en")
    assert suspects() == {}


def test_a_text_in_another_language_than_it_says_is_one() -> None:
    described("Moon Safari", ENGLISH, description_language="fr")
    assert suspects() == {"wrong_language": 1}


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        ({"title": "Ten"}, {"title": "Vs."}, 1),
        ({"title": "Ten", "discogs_master_id": 1}, {"title": "Ten", "discogs_master_id": 2}, 1),
        ({"title": "Ten", "discogs_master_id": 1}, {"title": "Ten (Deluxe)", "discogs_master_id": 1}, 0),
        ({"title": "Ten"}, {"title": "TEN"}, 0),
    ],
    ids=["two titles", "two masters", "one master", "one title and no master"],
)
def test_one_text_on_two_works_is_a_suspect(first: dict[str, Any], second: dict[str, Any], count: int) -> None:
    described(text=ENGLISH, **first)
    described(text=ENGLISH, **second)
    assert suspects().get("same_text", 0) == count


@pytest.mark.parametrize(
    ("names", "ids", "count"),
    [
        (("Beck", "Beak>"), (ID, "0" * 22), 1),
        (("Beck", "Beak>"), (ID, ID), 1),
        (("Camille", "Camille Saint-Saëns"), (ID, ID), 1),
        (("Talk Talk", "Talking Heads"), ("", ""), 1),
        (("Nirvana", "Nirvana (2)"), (ID, "0" * 22), 1),
        (("AIR", "Air*"), (ID, ID), 0),
        (("Beck", "Beck feat. Dwight Yoakam"), (ID, ID), 0),
    ],
)
def test_one_photo_for_two_artists_is_a_suspect_unless_they_are_one(
    names: tuple[str, str], ids: tuple[str, str], count: int
) -> None:
    for number, (name, spotify_id) in enumerate(zip(names, ids, strict=True), 1):
        make_photo(Artist.objects.create(name=name, spotify_id=spotify_id, discogs_artist_id=number), url=PHOTO)
    assert suspects().get("shared_photo", 0) == count


def test_album_covers_as_faces_and_addresses_without_https_are_suspects() -> None:
    make_photo(make_artist("Sia"), url="https://i.scdn.co/image/ab67616d0000b2735b18da1b6db845c4ff67cbf7")
    Album.objects.create(title="Ten", image_url="http://i.discogs.com/a.jpg", spotify_url="javascript:alert(1)")
    assert suspects() == {"album_cover": 1, "not_https": 2, "not_cached": 1}


def test_a_hidden_photo_is_no_suspect() -> None:
    make_photo(make_artist("Sia", photo_answer="no_photo"), url="https://i.scdn.co/image/ab67616d0000b273aa")
    assert "album_cover" not in suspects()


def spoil_text() -> None:
    edit(cache_file("euria"), text=ENGLISH)


def spoil_photo() -> None:
    edit(cache_file("spotify"), image_url=PHOTO)


def remove_text() -> None:
    cache_file("euria").unlink()


def tear() -> None:
    cache_file("spotify").write_text('{"image_url": "htt', encoding="utf-8")


@pytest.mark.parametrize(
    ("meanwhile", "found"),
    mostly_slow(
        [
            (lambda: None, {}),
            (spoil_text, {"cache_differs": 1}),
            (spoil_photo, {"cache_differs": 1}),
            (remove_text, {"not_cached": 1}),
            (tear, {"torn_cache_file": 1, "not_cached": 1}),
        ],
        quick=2,
        once=False,
    ),
)
def test_the_caches_are_compared(sandbox: Sandbox, meanwhile: Callable[[], None], found: dict[str, int]) -> None:
    make_album("Giant Steps", "John Coltrane")
    enrich()
    assert Image.objects.exists()
    meanwhile()
    assert suspects() == found


@pytest.mark.slow
def test_a_hostile_model_publishes_nothing_that_is_suspect_by_itself(
    sandbox: Sandbox, thirty_albums: list[Album]
) -> None:
    sandbox.faults.set(["hostile:euria:every=2", "wrong_first_hit:spotify", "null_items:spotify"])
    enrich()
    assert Album.objects.described().exists()
    # One text for every album, and one that goes round in circles though it was ended, are no faults to refuse for:
    # telling of them is what a verification is for.
    assert set(suspects()) <= {"same_text", "repeated"}

from pathlib import Path

import pytest
from pytest_django import Settings

from collection.models import Artist, Image
from enrichment.models import RunItem
from enrichment.phases.review import choose_photo, pending
from enrichment.phases.selection import unproved_photos
from enrichment.sandbox import Sandbox, digest
from tests.builders import load_collection, make_album, make_artist, make_photo
from tests.enrichment.management.shell import Shell

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def folder(data_dir: Path) -> None:
    """The caches are this test's own."""


def test_there_is_nothing_to_check_where_every_photo_rests_on_something(shell: Shell) -> None:
    make_photo(make_artist("AIR"), basis="titles")
    make_photo(make_artist("Beck"), basis="identity")
    done = shell("check_photos")
    assert (done.status, done.out.strip()) == (
        0,
        "Every photo rests on an album, an identity or a choice of yours.",
    )


@pytest.mark.slow
def test_a_collection_of_the_first_version_ends_with_no_photo_that_nothing_speaks_for(
    sandbox: Sandbox, shell: Shell, settings: Settings
) -> None:
    """Then every photo was taken by its name, of the first of that name; a person chose or locked a few."""
    settings.AIME_PHOTO_SOURCES = ["spotify", "deezer"]
    load_collection()
    make_album("Never Heard Of", "Nirvana (7)")
    artists = list(Artist.objects.real())
    for number, artist in enumerate(artists):
        Artist.objects.filter(pk=artist.pk).update(spotify_id=f"{number:022}")
        make_photo(artist, basis="", url=f"https://i.scdn.co/image/{number}")
    chosen, locked, named, elsewhere, *_ = artists
    Artist.objects.filter(pk=chosen.pk).update(photo_answer="chosen")
    Artist.objects.filter(pk=locked.pk).update(locked_fields=["photo"])
    Artist.objects.filter(pk=named.pk).update(
        spotify_id=digest.base62("artist", named.name), locked_fields=["spotify_id"]
    )
    Image.objects.filter(artist=elsewhere).update(
        source="deezer", basis="name", page="https://www.deezer.com/artist/7", url="https://cdn-images.dzcdn.net/x"
    )
    shell("check_photos")
    assert not unproved_photos().exists()
    rest = Image.objects.exclude(basis__in=("titles", "identity")).values_list("artist_id", flat=True)
    assert set(rest) == {chosen.pk, locked.pk}
    assert Image.objects.get(artist=named).basis == "identity"
    assert Image.objects.get(artist=elsewhere).basis == "titles"
    taken_back = RunItem.objects.filter(artist=make_artist("Nirvana (7)"), outcome="review").get()
    assert taken_back.candidates[-1]["image_url"] == taken_back.before["url"]
    assert shell("check_photos").out.startswith("Every photo rests on")


def test_a_photo_of_deezer_that_rests_on_a_name_is_taken_back_and_stays_away_until_a_person_says(
    sandbox: Sandbox, shell: Shell, settings: Settings
) -> None:
    """No album of the artist is owned, so that nothing but the name could speak for a photo."""
    settings.AIME_PHOTO_SOURCES = ["deezer"]
    make_album("Moon Safari", "AIR")
    artist = make_artist("AIR")
    artist.albums.clear()
    page = "https://www.deezer.com/artist/7"
    make_photo(artist, source="deezer", basis="name", page=page, url="https://cdn-images.dzcdn.net/x")
    shell("check_photos")
    question = pending().get(artist=artist)
    assert (question.reason, Image.objects.count()) == ("unproved", 0)
    assert ("https://cdn-images.dzcdn.net/x", page) in [(row["image_url"], row["url"]) for row in question.candidates]
    Artist.objects.update(photo_asked_at=None)
    shell("enrich", "--only", "artist_images")
    assert not Image.objects.exists()
    choose_photo(pending().get(artist=artist), "7")
    assert (Image.objects.get().source, Image.objects.get().page) == ("deezer", page)
    assert shell("check_photos").out.startswith("Every photo rests on")


def test_photos_that_nothing_speaks_for_are_looked_at_again_and_reported(sandbox: object, shell: Shell) -> None:
    make_album("Moon Safari", "AIR")
    make_album("Never Heard Of", "Nirvana (7)")
    for name in ("AIR", "Nirvana (7)"):
        make_photo(make_artist(name), basis="", url=f"https://i.scdn.co/image/{len(name)}")
    done = shell("check_photos")
    assert done.status == 0
    (kept,) = Image.objects.all()
    assert (kept.artist, kept.basis) == (make_artist("AIR"), "titles")
    assert "Nirvana" in done.out

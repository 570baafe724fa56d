import re

import pytest

from collection.models import Album, Artist
from enrichment.caches.keys import description_names, photo_names

MASTERED = Album(title="Moon Safari", source="discogs", discogs_id=5, discogs_master_id=7)


def test_a_text_is_known_by_its_work_then_its_edition_then_its_title() -> None:
    master, release, title = description_names(MASTERED, "AIR", "fr")
    assert (master, release) == ("master-7.fr", "release-5.fr")
    assert re.fullmatch(r"title-[0-9a-f]{24}\.fr", title)


def test_editions_of_one_work_share_the_first_name_and_homonyms_do_not() -> None:
    edition = Album(title="Moon Safari", source="discogs", discogs_id=6, discogs_master_id=7)
    homonym = Album(title="Moon Safari", source="discogs", discogs_id=8, discogs_master_id=9)
    names = [description_names(album, "AIR", "fr")[0] for album in (MASTERED, edition, homonym)]
    assert names[0] == names[1] != names[2]


@pytest.mark.parametrize(
    "other",
    [
        (Album(title="Moon Safari", source="lastfm"), "AIR", "fr"),
        (Album(title="Moon Safari 2", source="manual"), "AIR", "fr"),
        (Album(title="Moon Safari", source="manual"), "Beck", "fr"),
        (Album(title="Moon Safari", source="manual"), "AIR", "en"),
        (Album(title="Safari", source="manual"), "AIR Moon", "fr"),
    ],
    ids=["source", "title", "artists", "language", "boundary"],
)
def test_without_ids_source_artists_title_and_language_all_tell_apart(other: tuple[Album, str, str]) -> None:
    assert description_names(Album(title="Moon Safari", source="manual"), "AIR", "fr") != description_names(*other)


def test_artists_are_known_by_their_discogs_id_before_their_name() -> None:
    artist = Artist(name="Nirvana", key=Artist.key_of("Nirvana"))
    namesake = Artist(name="Nirvana (2)", key=Artist.key_of("Nirvana (2)"))
    known = Artist(name="Nirvana", key=Artist.key_of("Nirvana"), discogs_artist_id=125246)
    assert photo_names(known) == ["artist-125246", *photo_names(artist)]
    assert photo_names(artist) != photo_names(namesake)


@pytest.mark.parametrize("text", ["\ud800", "\0", "x" * 500, "🎷", "שלום", "a\x1fb"])
def test_any_title_makes_a_usable_name(text: str) -> None:
    names = description_names(Album(title=text, source="manual"), text, "fr")
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9.-]{0,150}", name) for name in names)

"""What is known around an album reaches the prompt, and the gate knows it."""

import pytest
from django.utils import timezone

from collection.models import Album
from enrichment.models import ArtistIdentity
from enrichment.phases.descriptions.facts import facts_of, surroundings
from tests.builders import make_album, make_artist

pytestmark = pytest.mark.django_db
ABOUT = {"kinds": ["musical duo"], "founded": 1995, "place": "Versailles", "members": ["Jean-Benoît Dunckel"]}


def around(album: Album) -> tuple[int, tuple[str, ...]]:
    rows = Album.objects.with_credits().filter(pk=album.pk)
    found = surroundings(rows)[album.pk]
    return found.neighbours, found.acts


def test_further_albums_of_an_artist_are_counted_as_works_and_not_as_editions() -> None:
    album = make_album("Moon Safari", "AIR", discogs_id=1, discogs_master_id=10)
    make_album("Moon Safari", "AIR", discogs_id=2, discogs_master_id=10)
    make_album("Talkie Walkie", "AIR", discogs_id=3, discogs_master_id=11)
    make_album("Talkie Walkie", "AIR", discogs_id=4, discogs_master_id=11)
    make_album("Premiers Symptômes", "AIR", discogs_id=5)
    make_album("Gone", "AIR", discogs_id=6, removed_at=timezone.now())
    make_album("Post", "Björk")
    assert around(album) == (2, ())


def test_various_artists_have_no_further_albums() -> None:
    make_album("Another", "Various")
    assert around(make_album("One", "Various")) == (0, ())


def test_what_an_open_source_tells_of_the_artists_becomes_a_line() -> None:
    album = make_album("Moon Safari", "AIR")
    ArtistIdentity.objects.create(artist=make_artist("AIR"), source="wikidata", asked_at=timezone.now(), about=ABOUT)
    line = "AIR: musical duo, formed in 1995, formed in Versailles, members past and present: Jean-Benoît Dunckel"
    assert around(album) == (0, (line,))
    facts = facts_of(album, surroundings([album])[album.pk])
    assert line in facts.names()


def test_the_country_of_the_edition_is_told_and_is_no_name_of_the_work() -> None:
    facts = facts_of(make_album("Moon Safari", "AIR", country="Germany"))
    assert facts.country == "Germany"
    assert "Germany" not in facts.names()


@pytest.mark.parametrize(("year", "told"), [(None, ", first published in 1997"), (1998, "")])
def test_what_an_open_source_tells_of_the_album_becomes_a_line_unless_discogs_knows_better(
    year: int | None, told: str
) -> None:
    works = {"10": {"producers": ["AIR", "Alf"], "published": 1997}, "11": {"producers": ["Nigel"]}}
    album = make_album("Moon Safari", "AIR", discogs_master_id=10, original_year=year)
    ArtistIdentity.objects.create(
        artist=make_artist("AIR"), source="wikidata", asked_at=timezone.now(), about={"works": works}
    )
    assert around(album) == (0, (f"Moon Safari: produced by AIR, Alf{told}",))


def test_the_queries_are_the_same_for_any_number_of_albums(
    django_assert_num_queries: object,
) -> None:
    for number in range(12):
        make_album(f"Album {number}", f"Artist {number % 3}")
    albums = list(Album.objects.with_credits())
    with django_assert_num_queries(2):  # type: ignore[operator]
        surroundings(albums)

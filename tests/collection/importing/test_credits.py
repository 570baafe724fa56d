"""Which artists a record means, and when it changes who is credited."""

from dataclasses import replace

import pytest

from collection.importing import ArtistCredit, ReleaseRecord, save_batch, save_release
from collection.models import Album, AlbumArtist, Artist
from tests.collection.builders import make_artist
from tests.collection.importing.records import MOON_SAFARI, bare

pytestmark = pytest.mark.django_db
AIR = ArtistCredit("AIR", 10)


def by(*artists: ArtistCredit, number: int = 1001) -> ReleaseRecord:
    return replace(MOON_SAFARI, artists=artists, discogs_id=number)


def names() -> list[tuple[str, int | None]]:
    return sorted(Artist.objects.values_list("name", "discogs_artist_id"))


def test_credits_keep_order_spelling_and_join_phrases() -> None:
    save_release(by(ArtistCredit("Nick Cave", 1, "Nicholas Cave", "&"), ArtistCredit("Warren Ellis (3)", 2)))
    assert Album.objects.get().artist_credit == "Nicholas Cave & Warren Ellis"
    assert list(AlbumArtist.objects.values_list("position", "credited_as")) == [(0, "Nicholas Cave"), (1, "")]


@pytest.mark.parametrize("together", [True, False])
def test_a_name_only_artist_adopts_the_id(together: bool) -> None:
    records = [bare("Homogenic", "Bjork*", discogs_id=1), by(ArtistCredit("Björk", 77), number=2)]
    for batch in [records] if together else [records[:1], records[1:]]:
        save_batch(batch)
    assert names() == [("Björk", 77)]
    assert Artist.objects.get().albums.count() == 2


def test_an_artist_with_an_id_is_found_again_by_name() -> None:
    save_release(by(ArtistCredit("Björk", 77)))
    save_release(bare("Homogenic", "Bjork", discogs_id=2))
    assert names() == [("Björk", 77)]


def test_homonyms_stay_apart() -> None:
    save_batch([bare("Nevermind", "Nirvana", discogs_id=1), bare("Local Anaesthetic", "Nirvana (2)", discogs_id=2)])
    save_batch([by(ArtistCredit("Nirvana (2)", 200), number=2), by(ArtistCredit("Nirvana", 100), number=1)])
    assert names() == [("Nirvana", 100), ("Nirvana (2)", 200)]


def test_one_key_with_two_ids_is_two_artists_and_a_name_finds_its_own_spelling() -> None:
    save_batch([by(ArtistCredit("AIR", 10), number=1), by(ArtistCredit("Air", 11), number=2)])
    save_batch([bare("Other", "Air", discogs_id=3)])
    assert names() == [("AIR", 10), ("Air", 11)]
    assert Album.objects.get(discogs_id=3).artists.get().discogs_artist_id == 11


def test_discogs_may_rename_an_artist_unless_the_owner_locked_the_name() -> None:
    save_release(by(AIR))
    save_release(by(ArtistCredit("AIR (9)", 10)))
    assert names() == [("AIR (9)", 10)]
    Artist.objects.update(locked_fields=["name"])
    save_release(by(AIR))
    assert names() == [("AIR (9)", 10)]


def test_names_alone_do_not_replace_artists_that_discogs_identified() -> None:
    save_release(by(ArtistCredit("John Lennon", 1, "", "&"), ArtistCredit("Yoko Ono", 2)))
    assert save_release(bare("Moon Safari", "John Lennon & Yoko Ono", discogs_id=1001))[1] == "unchanged"
    assert save_release(bare("Moon Safari", "John Lennon", "Yoko Ono", discogs_id=1001))[1] == "unchanged"
    assert Album.objects.get().artist_credit == "John Lennon & Yoko Ono"


def test_artists_that_discogs_identifies_replace_names_alone() -> None:
    save_release(bare("Moon Safari", "John Lennon & Yoko Ono", discogs_id=1001))
    assert save_release(by(ArtistCredit("John Lennon", 1, "", "&"), ArtistCredit("Yoko Ono", 2)))[1] == "updated"
    assert Album.objects.get().artists.count() == 2


def test_credits_that_the_owner_edited_stay() -> None:
    album, _change = save_release(by(AIR))
    album.lock(["artists"])
    album.save()
    assert save_release(by(ArtistCredit("Somebody", 5), AIR))[1] == "unchanged"
    assert Album.objects.get().artist_credit == "AIR"


def test_artists_of_a_locked_credit_are_not_made() -> None:
    album, _change = save_release(by(AIR))
    album.lock(["artists"])
    album.save()
    save_release(by(ArtistCredit("Somebody", 5)))
    assert names() == [("AIR", 10)]


def test_an_artist_twice_on_one_album_is_one_artist() -> None:
    save_release(bare("Duet", "AIR", "Air", discogs_id=4))
    assert Artist.objects.count() == 1
    assert Album.objects.get().album_artists.count() == 2


def test_a_photo_and_its_owner_survive_the_adoption() -> None:
    artist = make_artist("AIR", photo_answer="chosen", locked_fields=["photo"])
    save_release(by(AIR))
    artist.refresh_from_db()
    assert (artist.discogs_artist_id, artist.photo_answer, artist.locked_fields) == (10, "chosen", ["photo"])

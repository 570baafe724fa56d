"""What can be taken back of a single item, and why not; what is counted before is what the act then does."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import translation

from collection.models import Album, Artist, Image
from enrichment.models import RunItem, State
from enrichment.phases.artist_images import photo
from enrichment.phases.descriptions import text
from enrichment.phases.registry import PHASES
from tests.builders import make_album, make_artist, make_photo
from tests.enrichment.reports.progress_rows import add_item, add_phase, ahead, make_run

pytestmark = pytest.mark.django_db

AIR, OTHER = "1P6U1dCeHxPui5pIrGmndZ", "2P6U1dCeHxPui5pIrGmndZ"


def taken_back(item: RunItem) -> str:
    """The reason why not, "" when it is back. Both languages have it, and the count tells the same before."""
    phase = PHASES[item.phase.name]
    counted = phase.count_standing(RunItem.objects.filter(pk=item.pk))
    reason = phase.take_back(item)
    if reason:
        with translation.override("fr"):
            assert phase.take_back(item) not in ("", reason)
    assert counted == (reason == "")
    return reason


def item_of(phase: str, **fields: Any) -> RunItem:
    return add_item(add_phase(make_run(State.COMPLETED), phase), "AIR", **fields)


def described(before: str = "") -> tuple[Album, RunItem]:
    """An album whose text a run has just written, in the place of `before`."""
    album = make_album("Moon Safari", "AIR", ai_description=before, description_model="old" if before else "")
    item = item_of("descriptions", album=album, before=text.description_of(album))
    written = text.DescriptionText("A text.", "en", "a-model", "v7")
    text.describe(album, written, run_id=item.run_id, now=item.run.started_at or item.run.created_at)
    album.save()
    item.after = text.description_of(album)
    item.save()
    return album, item


@pytest.mark.parametrize("before", ["", "Mine."])
def test_a_text_goes_and_the_one_before_comes_back_with_its_provenance(before: str) -> None:
    album, item = described(before)
    assert taken_back(item) == ""
    album.refresh_from_db()
    assert (album.ai_description, album.description_model) == (before, "old" if before else "")
    assert (album.description_at, album.description_run_id, album.description_provider) == (None, None, "")


def by_hand(album: Album) -> None:
    Album.objects.filter(pk=album.pk).update(ai_description="Mine now.", description_run_id=None)


def lock_text(album: Album) -> None:
    Album.objects.filter(pk=album.pk).update(locked_fields=["ai_description"])


def delete(row: Album | Artist) -> None:
    row.delete()


@pytest.mark.parametrize(
    ("since", "reason"),
    [
        (by_hand, "The text was changed since."),
        (lock_text, "The text was locked since."),
        (delete, "It was deleted since."),
    ],
)
def test_a_text_that_somebody_touched_since_stays(since: Callable[[Album], None], reason: str) -> None:
    album, item = described()
    since(album)
    item.refresh_from_db()
    before = Album.objects.filter(pk=album.pk).values().first()
    assert taken_back(item) == reason
    assert Album.objects.filter(pk=album.pk).values().first() == before


def pictured(before: Image | None = None, **found: Any) -> tuple[Artist, RunItem]:
    """An artist whose photo a run has just found, in the place of the one `before`."""
    artist = make_artist("AIR")
    item = item_of("artist_images", artist=artist, before=photo.photo_of(artist, before))
    result = photo.PhotoResult("matched", "shared_titles", AIR, "https://i.scdn.co/image/new", basis="titles", **found)
    image = photo.put(result, artist, before, run_id=item.run_id, at=item.run.started_at or item.run.created_at)
    image.save()
    artist.save()
    item.after = photo.photo_of(artist, image)
    item.save()
    return artist, item


def test_a_photo_goes_where_there_was_none_and_the_account_with_it() -> None:
    artist, item = pictured()
    assert taken_back(item) == ""
    artist.refresh_from_db()
    assert (artist.spotify_id, Image.objects.count()) == ("", 0)


def test_the_photo_before_comes_back_from_where_it_came() -> None:
    artist = make_artist("AIR")
    page = "https://www.deezer.com/artist/27"
    before = make_photo(artist, "deezer", "https://cdn-images.dzcdn.net/old.jpg", page=page, basis="name")
    _artist, item = pictured(before)
    assert taken_back(item) == ""
    image = Image.objects.get()
    assert (image.url, image.source, image.page, image.basis, image.run_id) == (
        "https://cdn-images.dzcdn.net/old.jpg",
        "deezer",
        page,
        "name",
        None,
    )


def test_a_photo_that_a_run_took_away_comes_back() -> None:
    artist = make_artist("AIR", spotify_id=AIR)
    image = make_photo(artist, url="https://i.scdn.co/image/old", basis="name")
    item = item_of("artist_images", artist=artist, before=photo.photo_of(artist, image))
    image.delete()
    Artist.objects.update(spotify_id="")
    artist.refresh_from_db()
    RunItem.objects.filter(pk=item.pk).update(after=photo.photo_of(artist, None))
    item.refresh_from_db()
    assert taken_back(item) == ""
    artist.refresh_from_db()
    assert (Image.objects.get().url, artist.spotify_id) == ("https://i.scdn.co/image/old", AIR)


def another_photo(artist: Artist) -> None:
    Image.objects.update(url="https://i.scdn.co/image/other", run_id=None)


def choose(artist: Artist) -> None:
    Artist.objects.update(photo_answer="chosen")


def no_photo(artist: Artist) -> None:
    Artist.objects.update(photo_answer="no_photo")


def lock_photo(artist: Artist) -> None:
    Artist.objects.update(locked_fields=["photo"])


@pytest.mark.parametrize(
    ("since", "reason"),
    [
        (another_photo, "The photo was changed since."),
        (choose, "The photo was decided on since."),
        (no_photo, "The photo was decided on since."),
        (lock_photo, "The photo was decided on since."),
        (delete, "It was deleted since."),
    ],
)
def test_a_photo_that_somebody_decided_on_since_stays(since: Callable[[Artist], None], reason: str) -> None:
    artist, item = pictured()
    since(artist)
    item.refresh_from_db()
    kept = list(Image.objects.values())
    assert taken_back(item) == reason
    assert list(Image.objects.values()) == kept


def completed() -> tuple[Album, RunItem]:
    """An album whose facts Discogs has just told."""
    album = make_album("Moon Safari", "AIR", genres=["Electronic"], original_year=1998, country="")
    before: dict[str, object] = {"genres": [], "original_year": None}
    after = {"genres": ["Electronic"], "original_year": 1998}
    return album, item_of("discogs_masters", album=album, before=before, after=after)


def test_facts_go_together_and_nothing_else_is_touched() -> None:
    album, item = completed()
    Album.objects.update(country="France")
    assert taken_back(item) == ""
    album.refresh_from_db()
    assert (album.genres, album.original_year, album.country) == ([], None, "France")


def another_genre(album: Album) -> None:
    Album.objects.update(genres=["Pop"])


def lock_year(album: Album) -> None:
    Album.objects.update(locked_fields=["original_year"])


@pytest.mark.parametrize(
    ("since", "reason"),
    [
        (another_genre, "The facts were changed since."),
        (lock_year, "The facts were changed since."),
        (delete, "It was deleted since."),
    ],
)
def test_facts_of_which_one_was_changed_since_all_stay(since: Callable[[Album], None], reason: str) -> None:
    album, item = completed()
    since(album)
    item.refresh_from_db()
    assert taken_back(item) == reason
    assert not Album.objects.filter(pk=album.pk, genres=[]).exists()


@pytest.mark.parametrize("name", ["identities", "discogs_collection", "lastfm_recent", "lastfm_top_albums"])
def test_what_a_source_told_stays_told(name: str) -> None:
    assert taken_back(item_of(name)) == "What a source told cannot be taken back."


def test_a_text_that_is_never_wanted_is_locked_and_one_for_later_waits_till_then() -> None:
    album, item = described()
    until = ahead(86_400)
    PHASES["descriptions"].set_aside(item, until)
    album.refresh_from_db()
    assert (item.ask_again_at, album.locked_fields) == (until, [])
    PHASES["descriptions"].set_aside(item, None)
    album.refresh_from_db()
    assert (item.ask_again_at, album.locked_fields) == (None, ["ai_description"])


def test_a_photo_for_later_counts_as_asked_for_so_long_before(settings: Any) -> None:
    settings.AIME_ASK_AGAIN_DAYS = 30
    artist, item = pictured()
    until = ahead(10 * 86_400)
    PHASES["artist_images"].set_aside(item, until)
    artist.refresh_from_db()
    assert artist.photo_asked_at is not None
    assert (until - artist.photo_asked_at).days == 30
    assert not artist.is_locked("photo")
    PHASES["artist_images"].set_aside(item, None)
    artist.refresh_from_db()
    assert artist.is_locked("photo")


def test_facts_that_are_wanted_again_are_asked_for_and_those_never_wanted_are_locked() -> None:
    album, item = completed()
    Album.objects.update(facts_at=item.run.started_at)
    PHASES["discogs_masters"].set_aside(item, ahead(86_400))
    album.refresh_from_db()
    assert (album.facts_at, album.locked_fields) == (None, [])
    PHASES["discogs_masters"].set_aside(item, None)
    album.refresh_from_db()
    assert set(album.locked_fields) == {"genres", "original_year"}


def test_many_items_are_counted_in_as_many_queries_as_one(django_assert_max_num_queries: Any) -> None:
    phase = add_phase(make_run(State.COMPLETED), "discogs_masters")
    for number in range(12):
        album = make_album(f"Album {number}", "AIR", genres=["Jazz"])
        add_item(phase, album.title, album=album, before={"genres": []}, after={"genres": ["Jazz"]})
    with django_assert_max_num_queries(2):
        assert PHASES["discogs_masters"].count_standing(RunItem.objects.filter(phase=phase)) == 12

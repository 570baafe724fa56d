"""A photo on its way: what a cache file keeps of it, and what becomes of one that nothing speaks for."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from collection.models import Artist, Image
from enrichment.phases.artist_images import photo
from enrichment.phases.artist_images.of_artists import without_name
from enrichment.phases.artist_images.photo import PhotoResult
from enrichment.providers.matching import Candidate, Decision
from enrichment.providers.matching.decision import Reason

AIR = "1P6U1dCeHxPui5pIrGmndZ"
PHOTO = "https://i.scdn.co/image/ab6761610000e5eb1"
AT_SPOTIFY = Candidate(AIR, "AIR", f"https://open.spotify.com/artist/{AIR}", PHOTO, 640, 640)
AT_DEEZER = Candidate("27", "AIR", "https://www.deezer.com/artist/27", "https://cdn-images.dzcdn.net/x.jpg")


@pytest.mark.parametrize(
    ("reason", "basis"),
    [
        ("shared_titles", "titles"),
        ("identified", "identity"),
        ("only_bearer", "name"),
        ("best_name", "name"),
    ],
)
def test_a_photo_tells_what_it_rests_on(reason: Reason, basis: str) -> None:
    found = photo.from_decision(Decision("matched", reason, AT_SPOTIFY, (AT_SPOTIFY,)), "spotify")
    assert (found.basis, found.spotify_id, found.image_url, found.page) == (basis, AIR, PHOTO, "")
    assert (found.status, found.reason, found.candidates) == ("matched", reason, (AT_SPOTIFY,))
    assert (found.basis in photo.PROVED) is (basis != "name")


def test_of_an_artist_at_deezer_the_page_is_kept_and_no_id_of_spotify() -> None:
    found = photo.from_decision(Decision("matched", "shared_titles", AT_DEEZER), "deezer")
    assert (found.spotify_id, found.page, found.known_id) == ("", AT_DEEZER.url, "27")
    at_spotify = photo.from_candidate(AT_SPOTIFY, photo.TITLES, "spotify")
    assert (at_spotify.spotify_id, at_spotify.page, at_spotify.known_id) == (AIR, "", AIR)


def test_nobody_who_was_chosen_has_no_photo_and_brings_the_candidates() -> None:
    found = photo.from_decision(Decision("review", "several_fit", candidates=(AT_SPOTIFY,)), "deezer")
    assert (found.status, found.reason, found.image_url, found.source) == ("review", "several_fit", "", "deezer")
    assert found.candidate_rows() == [AT_SPOTIFY.row]


def test_a_known_artist_who_shows_no_photo_any_more_has_none() -> None:
    found = photo.from_candidate(AT_SPOTIFY._replace(image_url=""), photo.TITLES, "spotify")
    assert (found.status, found.reason, found.image_url) == ("not_found", "no_usable_image", "")
    assert not found.is_nobody, "no other source is asked for somebody who is known here"


@pytest.mark.parametrize(
    ("status", "reason", "is_nobody"),
    [("not_found", "nobody", True), ("not_found", "no_usable_image", False), ("review", "nobody", False)],
)
def test_only_whom_a_source_does_not_know_is_nobody(status: str, reason: str, is_nobody: bool) -> None:
    assert PhotoResult(status, reason).is_nobody is is_nobody


IDS = st.text("0123456789abcXYZ", min_size=22, max_size=22)


@given(IDS, st.sampled_from([photo.TITLES, photo.IDENTITY, photo.NAME]), st.booleans())
def test_what_a_cache_file_keeps_comes_back_as_it_was(spotify_id: str, basis: str, is_deezer: bool) -> None:
    source, page = ("deezer", AT_DEEZER.url) if is_deezer else ("spotify", "")
    found = PhotoResult(
        "matched", "shared_titles", "" if is_deezer else spotify_id, PHOTO, basis=basis, source=source, page=page
    )
    back = photo.from_entry(photo.to_entry(found, "AIR"))
    assert back == found._replace(reason="cached", from_cache=True)


@pytest.mark.parametrize(
    ("entry", "kept"),
    [
        ({"spotify_id": AIR}, {"spotify_id": AIR}),
        ({"spotify_id": "short"}, {"spotify_id": ""}),
        ({"spotify_id": None}, {"spotify_id": ""}),
        ({"basis": "b" * 30}, {"basis": "b" * 20}),
        ({"basis": None}, {"basis": ""}),
        ({"page": "http://www.deezer.com/artist/27"}, {"page": "", "source": "spotify"}),
        ({"page": "https://www.deezer.com/artist/27"}, {"source": "deezer"}),
        ({"page": "https://www.deezer.com.example/artist/27"}, {"source": "spotify"}),
    ],
)
def test_a_hand_written_entry_is_taken_as_far_as_it_makes_sense(entry: dict[str, Any], kept: dict[str, str]) -> None:
    found = photo.from_entry({"image_url": PHOTO, **entry})
    assert found is not None
    assert {name: getattr(found, name) for name in kept} == kept


@pytest.mark.parametrize("url", [None, "", 7, "http://i.scdn.co/x", "javascript:alert(1)", "https://"])
def test_an_entry_without_an_https_address_is_none(url: object) -> None:
    assert photo.from_entry({"image_url": url, "spotify_id": AIR}) is None


@pytest.mark.parametrize(("days", "fresh"), [(0, True), (29.9, True), (30.1, False), (-29.9, True), (-30.1, False)])
def test_a_photo_is_fresh_for_thirty_days_whichever_clock_was_wrong(days: float, fresh: bool) -> None:
    moment = timezone.now() - timedelta(days=days)
    assert photo.is_fresh({"fetched_at": moment.isoformat()}) is fresh
    assert photo.is_fresh({"fetched_at": moment.astimezone(UTC).replace(tzinfo=UTC).isoformat()}) is fresh


def test_the_days_for_which_a_photo_is_fresh_are_the_sites(settings: Settings) -> None:
    entry = {"fetched_at": (timezone.now() - timedelta(days=5)).isoformat()}
    settings.AIME_ASK_AGAIN_DAYS = 4
    assert not photo.is_fresh(entry)
    settings.AIME_ASK_AGAIN_DAYS = 6
    assert photo.is_fresh(entry)


def test_a_time_without_a_zone_is_one_of_this_machine() -> None:
    moment = datetime.now().replace(microsecond=0)  # noqa: DTZ005 - as a person writes it
    assert photo.is_fresh({"fetched_at": moment.isoformat()})


def image(**changes: Any) -> Image:
    return Image(url=PHOTO, source="spotify", fetched_at=datetime(2026, 1, 2, tzinfo=UTC), basis="name", **changes)


def test_a_photo_that_is_not_found_again_is_put_before_a_person_with_the_others() -> None:
    artist = Artist(name="AIR (2)", spotify_id=AIR)
    asked = photo.with_former(PhotoResult("not_found", "nobody"), artist, image())
    assert (asked.status, asked.reason) == ("review", "unproved")
    (former,) = asked.candidates
    assert (former.id, former.name, former.image_url, former.url) == (AIR, "AIR", PHOTO, AT_SPOTIFY.url)
    doubt = PhotoResult("review", "several_fit", candidates=(AT_DEEZER,))
    both = photo.with_former(doubt, artist, image())
    assert (both.reason, [one.id for one in both.candidates]) == ("several_fit", ["27", AIR])


def test_a_former_photo_of_somebody_who_is_offered_anyway_is_not_offered_twice() -> None:
    doubt = PhotoResult("review", "several_fit", candidates=(AT_SPOTIFY,))
    asked = photo.with_former(doubt, Artist(name="AIR", spotify_id=AIR), image())
    assert asked.candidates == (AT_SPOTIFY,)


def test_a_former_photo_of_which_no_page_is_known_can_be_chosen_too() -> None:
    (former,) = photo.with_former(PhotoResult("not_found", "nobody"), Artist(name="AIR"), image()).candidates
    assert (former.id, former.url) == ("former", "")


@pytest.mark.parametrize(
    ("basis", "doubted", "status"),
    [("name", {1}, "review"), ("name", {2}, "matched"), ("titles", {1}, "matched"), ("", {1}, "matched")],
)
def test_a_name_does_not_bring_back_a_photo_that_was_doubted(basis: str, doubted: set[int | None], status: str) -> None:
    found = PhotoResult("matched", "only_bearer", AIR, PHOTO, (AT_SPOTIFY,), basis=basis)
    told = without_name(found, 1, doubted)
    assert (told.status, told.candidates) == (status, (AT_SPOTIFY,))
    assert bool(told.image_url) is (status == "matched")


def test_where_a_photo_comes_from_is_told_beside_it_unless_it_is_spotify() -> None:
    artist = Artist(spotify_id=AIR)
    assert photo.photo_of(artist, None) == {
        "spotify_id": AIR,
        "url": "",
        "fetched_at": None,
        "run_id": None,
        "basis": "",
    }
    there = photo.photo_of(artist, image(run_id=7))
    assert (there["url"], there["fetched_at"], there["run_id"], there["basis"]) == (
        PHOTO,
        "2026-01-02T00:00:00+00:00",
        7,
        "name",
    )
    assert "source" not in there
    deezer = Image(url=PHOTO, source="deezer", page=AT_DEEZER.url)
    assert photo.photo_of(artist, deezer)["source"] == "deezer"
    assert photo.photo_of(artist, deezer)["page"] == AT_DEEZER.url


def test_a_photo_that_was_found_stands_on_its_row_with_all_that_is_known_of_it() -> None:
    artist, at = Artist(pk=3, spotify_id=""), datetime(2026, 1, 2, tzinfo=UTC)
    found = photo.from_candidate(AT_SPOTIFY, photo.TITLES, "spotify")
    row = photo.put(found, artist, None, run_id=7, at=at)
    assert (row.url, row.source, row.page, row.basis, row.run_id, row.fetched_at) == (
        PHOTO,
        "spotify",
        "",
        "titles",
        7,
        at,
    )
    assert (row.artist_id, row.image_type, artist.spotify_id) == (3, "artist", AIR)
    later = photo.put(photo.from_candidate(AT_DEEZER, photo.NAME, "deezer"), artist, row, run_id=8, at=at)
    assert later is row
    assert (row.source, row.page, row.basis, artist.spotify_id) == ("deezer", AT_DEEZER.url, "name", AIR)

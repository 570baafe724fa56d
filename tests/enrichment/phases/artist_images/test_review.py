"""Who it is on a photo is for a person to say where the rules cannot; what they say stays."""

from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Picture

from collection.models import Artist, Image
from enrichment.models import RunItem
from enrichment.phases import review
from tests.builders import make_album, make_artist, make_photo
from tests.enrichment.phases.reviews import OTHER, RIGHT, candidate, doubtful_photo
from tests.enrichment.running import enrich, outcomes

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def artist(data_dir: object) -> Artist:
    make_album("Moon Safari", "AIR")
    return Artist.objects.get()


def pending() -> list[RunItem]:
    return list(review.pending())


def picture(kind: str = "PNG") -> SimpleUploadedFile:
    written = BytesIO()
    Picture.new("RGB", (20, 20), "red").save(written, kind)
    return SimpleUploadedFile("me.png", written.getvalue())


def test_a_question_none_of_whose_candidates_has_a_photo_is_not_asked(artist: Artist) -> None:
    doubtful_photo(artist, candidate(image_url=""), candidate(OTHER, image_url=""))
    assert pending() == []
    item = doubtful_photo(artist, candidate(image_url=""), candidate(OTHER))
    assert pending() == [item]


def test_the_chosen_photo_is_stored_with_its_id_locked_and_the_question_closed(artist: Artist) -> None:
    item = doubtful_photo(artist)
    review.choose_photo(item, OTHER)
    artist.refresh_from_db()
    image = Image.objects.get()
    assert (image.url, image.source) == (f"https://i.scdn.co/image/{OTHER}", "spotify")
    assert (artist.spotify_id, artist.photo_answer, artist.locked_fields) == (OTHER, "chosen", ["photo"])
    assert artist.photo == image
    assert pending() == []


def test_the_artist_may_be_named_instead_of_the_item(artist: Artist) -> None:
    first, last = doubtful_photo(artist), doubtful_photo(artist, candidate(OTHER, name="Air"))
    review.choose_photo(artist, OTHER)
    artist.refresh_from_db()
    assert artist.spotify_id == OTHER
    for item in (first, last):
        item.refresh_from_db()
        assert item.answered_at


def test_a_choice_shows_even_where_an_own_photo_was_there(artist: Artist) -> None:
    review.upload_photo(artist, picture())
    review.choose_photo(doubtful_photo(artist), RIGHT)
    artist.refresh_from_db()
    assert artist.photo is not None
    assert artist.photo.url.endswith(RIGHT)


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ("unknown", candidate()),
        ("", candidate()),
        (RIGHT, candidate(image_url="")),
        (RIGHT, candidate(image_url="http://i.scdn.co/image/a")),
        (RIGHT, candidate(image_url="javascript:alert(1)")),
        (RIGHT, candidate(image_url=None)),
    ],
)
def test_what_is_no_candidate_with_a_photo_cannot_be_chosen(artist: Artist, chosen: str, found: dict[str, Any]) -> None:
    item = doubtful_photo(artist, found, candidate(OTHER))
    with pytest.raises(review.ReviewError):
        review.choose_photo(item, chosen)
    artist.refresh_from_db()
    assert (artist.photo_answer, artist.locked_fields) == ("", [])
    assert pending() == [item]


def test_no_photo_is_an_answer(artist: Artist) -> None:
    doubtful_photo(artist)
    make_photo(artist)
    review.no_photo(artist)
    artist.refresh_from_db()
    assert artist.photo_answer == "no_photo"
    assert artist.photo is None
    assert pending() == []


def test_an_uploaded_photo_comes_before_a_fetched_one(artist: Artist) -> None:
    doubtful_photo(artist)
    make_photo(artist)
    review.upload_photo(artist, picture())
    artist.refresh_from_db()
    assert artist.photo is not None
    assert artist.photo.source == "manual"
    assert artist.is_locked("photo")
    assert pending() == []


def test_what_is_no_picture_changes_nothing(artist: Artist) -> None:
    item = doubtful_photo(artist)
    with pytest.raises(ValidationError):
        review.upload_photo(item, SimpleUploadedFile("me.png", b"<script>alert(1)</script>"))
    assert not Image.objects.exists()
    assert pending() == [item]


@pytest.mark.parametrize("answer", ["choose", "none", "upload"])
@pytest.mark.parametrize("force", [False, True])
def test_an_answer_survives_every_later_run(sandbox: object, artist: Artist, answer: str, force: bool) -> None:
    item = doubtful_photo(artist)
    if answer == "choose":
        review.choose_photo(item, OTHER)
    elif answer == "none":
        review.no_photo(item)
    else:
        review.upload_photo(item, picture())
    before = list(Artist.objects.values()), list(Image.objects.values())
    run = enrich(only="artist_images", force=force, artists=[artist.pk])
    assert set(outcomes(run, "artist_images")) == {"kept"}
    assert (list(Artist.objects.values()), list(Image.objects.values())) == before


def test_a_deleted_artist_is_told(artist: Artist) -> None:
    item = doubtful_photo(artist)
    Artist.objects.get().albums.all().delete()
    artist.delete()
    item.refresh_from_db()
    assert pending() == []
    with pytest.raises(review.ReviewError):
        review.no_photo(item)


@pytest.mark.parametrize(
    ("later", "is_open"),
    [("enriched", False), ("cached", False), ("kept", True), ("failed", True), ("not_found", True)],
)
def test_a_later_answer_of_a_run_closes_the_question(artist: Artist, later: str, is_open: bool) -> None:
    item = doubtful_photo(artist)
    doubtful_photo(artist, outcome=later)
    assert pending() == ([item] if is_open else [])


def test_only_the_latest_question_about_an_artist_is_open(artist: Artist) -> None:
    doubtful_photo(artist)
    latest = doubtful_photo(artist)
    other = doubtful_photo(make_artist("Beck"))
    assert pending() == [latest, other]
    Artist.objects.filter(pk=artist.pk).update(locked_fields=["photo"])
    assert pending() == [other]

"""Photos that were fetched before photos rested on evidence are accounted for, or taken back."""

from pathlib import Path

import pytest
from django.utils import timezone

from collection.models import Artist, Image
from enrichment.engine.enrich import work_through
from enrichment.engine.ready_made import check_photos
from enrichment.engine.runs import create_run
from enrichment.engine.undo import Outlook, outlook, undo_run, written_by
from enrichment.models import EnrichmentRun, Trigger
from enrichment.phases.artist_images.photo import photo_names
from enrichment.phases.artist_images.services import SPOTIFY
from enrichment.phases.review import pending
from enrichment.reports.verify import verify
from enrichment.sandbox import Sandbox
from tests.builders import make_album, make_artist, make_photo
from tests.enrichment.running import assert_counters_true, enrich, outcomes

pytestmark = pytest.mark.django_db(transaction=True)

OLD = "https://i.scdn.co/image/ab6761610000e5eb0123456789abcdef01234567"
NAMESAKE = "0" * 22


@pytest.fixture(autouse=True)
def folder(data_dir: Path) -> None:
    """The caches are this test's own."""


def shown(name: str, title: str, **fields: object) -> Artist:
    """An artist whose photo was fetched by the name alone."""
    make_album(title, name)
    artist = make_artist(name)
    Artist.objects.filter(pk=artist.pk).update(spotify_id=NAMESAKE, **fields)
    artist.refresh_from_db()
    make_photo(artist, url=OLD, basis="")
    return artist


def check() -> EnrichmentRun:
    request = check_photos()
    assert request is not None
    run = create_run(request, Trigger.COMMAND)
    work_through(run)
    assert_counters_true(run)
    return run


def test_a_photo_of_a_namesake_is_taken_back_and_put_before_a_person(sandbox: Sandbox) -> None:
    artist = shown("Nirvana (7)", "Never Heard Of")
    run = check()
    assert outcomes(run, "artist_images") == {"review": 1}
    assert not Image.objects.exists()
    artist.refresh_from_db()
    assert artist.spotify_id == ""
    (question,) = pending()
    pictures = {row["id"]: row["image_url"] for row in question.candidates}
    assert pictures[NAMESAKE] == OLD, "the photo that was shown can still be chosen"
    assert check_photos() is None


def test_a_photo_that_an_album_speaks_for_stays_and_says_so(sandbox: Sandbox) -> None:
    artist = shown("Nirvana (2)", "The Story Of Simon Simopath")
    run = check()
    assert outcomes(run, "artist_images") == {"enriched": 1}
    image = Image.objects.get(artist=artist)
    assert image.basis == "titles"
    assert image.url != OLD
    assert sandbox.record.count("spotify") == 2, "a token and one search"
    assert check_photos() is None


def test_what_a_person_chose_or_locked_is_not_looked_at(sandbox: Sandbox) -> None:
    shown("Nirvana (7)", "One", photo_answer="chosen")
    shown("Nirvana (8)", "Two", locked_fields=["photo"])
    make_photo(make_artist("Somebody"), source="manual", basis="")
    assert check_photos() is None
    assert "photo_unproved" not in verify().suspects


def test_a_photo_that_was_taken_back_comes_back_by_undo(sandbox: Sandbox) -> None:
    artist = shown("Nirvana (7)", "Never Heard Of")
    run = check()
    assert outlook(written_by(run)) == Outlook(standing=1, changed=0)
    report = undo_run(run)
    assert (report.restored, report.left_alone) == (1, [])
    image = Image.objects.get(artist=artist)
    assert (image.url, image.basis) == (OLD, "")
    artist.refresh_from_db()
    assert artist.spotify_id == NAMESAKE


def test_a_cached_photo_that_nothing_speaks_for_is_not_believed_and_forgotten(sandbox: Sandbox) -> None:
    make_album("Never Heard Of", "Nirvana (7)")
    names = photo_names(make_artist("Nirvana (7)"))
    entry = {"spotify_id": NAMESAKE, "image_url": OLD, "fetched_at": timezone.now().isoformat()}
    SPOTIFY.cache().write(names[0], entry)
    assert outcomes(enrich(only="artist_images"), "artist_images") == {"review": 1}
    assert not Image.objects.exists()
    assert SPOTIFY.cache().read(names) is None


def test_verify_names_what_no_album_speaks_for_what_is_old_and_two_on_one_id(sandbox: Sandbox) -> None:
    first, second = shown("Nirvana (7)", "One", discogs_artist_id=7), shown("Nirvana (8)", "Two", discogs_artist_id=8)
    Image.objects.filter(artist=second).update(basis="titles", fetched_at="2020-01-01T00:00:00+00:00")
    kinds = verify().suspects
    assert [suspect.label for suspect in kinds["photo_unproved"].examples] == [str(first)]
    assert [suspect.label for suspect in kinds["photo_old"].examples] == [str(second)]
    assert [suspect.detail for suspect in kinds["shared_artist"].examples] == [NAMESAKE]

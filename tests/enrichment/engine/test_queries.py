"""The engine asks the database the same number of times for each item, however large the collection is."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from collection.models import Album, AlbumArtist, Artist
from enrichment.engine.items import claim, prepare_chunk, settle
from enrichment.engine.rate_limit import limiter_of
from enrichment.engine.request import RunRequest
from enrichment.engine.runs import has_work
from enrichment.models import EnrichmentRun
from enrichment.phases.artist_images.phase import ArtistImages
from enrichment.phases.descriptions.phase import Descriptions
from enrichment.phases.descriptions.text import DescriptionText
from enrichment.sandbox import Sandbox
from tests.builders import make_album
from tests.enrichment.running import phase_of, start

pytestmark = pytest.mark.django_db(transaction=True)
SIZES = (3, 15)


def collection(size: int) -> None:
    for number in range(size):
        make_album(f"Album {number}", f"Artist {number}", f"Guest {number}", discogs_master_id=1000 + number)


def queries_of(size: int, settings: Settings) -> list[int]:
    """Queries for: the start, and in each phase a chunk's preparation, a claim, its questions, its settling."""
    settings.AIME_BATCH_SIZE = size
    counts = []
    with CaptureQueriesContext(connection) as seen:
        assert has_work(RunRequest())
        run = start()
    counts.append(len(seen))
    for name, phase_class in (("descriptions", Descriptions), ("artist_images", ArtistImages)):
        phase = phase_class.connect(limiter_of)
        with CaptureQueriesContext(connection) as seen:
            row = prepare_chunk(run, phase_of(run, name).pk, phase_class)
        counts.append(len(seen))
        with CaptureQueriesContext(connection) as seen:
            items = claim(row, "me", size)
        counts.append(len(seen))
        assert len(items) == size
        with CaptureQueriesContext(connection) as seen:
            phase.questions(run, items)
        counts.append(len(seen))
        if isinstance(phase, Descriptions):
            answers = [(item, DescriptionText(f"Text {item.pk}.", "en")) for item in items]
            with CaptureQueriesContext(connection) as seen:
                settle(run, row, phase, answers, "me")
            counts.append(len(seen))
    return counts


def test_no_step_of_a_run_asks_more_for_more_items(sandbox: Sandbox, settings: Settings) -> None:
    few, many = SIZES
    collection(few)
    small = queries_of(few, settings)
    for model in (EnrichmentRun, AlbumArtist, Album, Artist):
        model.objects.all().delete()
    collection(many)
    assert queries_of(many, settings) == small

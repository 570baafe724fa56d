"""The record of scheduled starts, and what each schedule asks for."""

from datetime import timedelta

import pytest
from django.utils import timezone

from enrichment.engine.ready_made import count_albums_without_facts, facts_request
from enrichment.jobs import planning
from enrichment.models import Job, Kind, Preferences, ScheduledStart, StartResult
from tests.builders import make_album

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("job", "kind"), [(Job.NIGHT, Kind.ENRICHMENT), (Job.DISCOGS, Kind.DISCOGS), (Job.LASTFM, Kind.LASTFM)]
)
def test_each_schedule_starts_its_own_kind_and_never_replaces_anything(job: str, kind: str) -> None:
    request = planning.request_for(job, Preferences(night_max_items=7))
    assert (request.kind, request.force, request.albums) == (kind, False, None)
    assert request.limit == (7 if job == Job.NIGHT else None)


def test_records_are_kept_for_a_while() -> None:
    planning.note(Job.NIGHT, StartResult.STARTED)
    ScheduledStart.objects.update(at=timezone.now() - timedelta(days=91))
    planning.note(Job.LASTFM, StartResult.NOTHING_MISSING)
    assert list(ScheduledStart.objects.values_list("job", flat=True)) == [Job.LASTFM]


def test_the_last_start_is_that_of_the_schedule_asked_about() -> None:
    planning.note(Job.NIGHT, StartResult.STARTED)
    latest = planning.note(Job.NIGHT, StartResult.SKIPPED)
    planning.note(Job.LASTFM, StartResult.STARTED)
    assert planning.last_start(Job.NIGHT) == latest
    assert planning.last_start(Job.DISCOGS) is None


def test_missing_facts_are_those_of_albums_known_to_discogs() -> None:
    lacking = make_album("One", "Joni", discogs_id=1)
    known = make_album("Two", "Joni", discogs_id=2, facts_at=timezone.now())
    make_album("Heard", "Joni", source="lastfm")
    assert count_albums_without_facts() == 1
    assert count_albums_without_facts([known.pk]) == 0
    assert count_albums_without_facts([known.pk, lacking.pk]) == 1
    assert facts_request([lacking.pk]).phases == ("discogs_releases", "discogs_masters")

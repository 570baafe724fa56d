"""The owner's schedules in a real cluster."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_q.models import Schedule

from collection.models import Album, Scrobble
from enrichment.models import EnrichmentRun, Kind, Preferences, ScheduledStart, StartResult, State, Trigger
from enrichment.sandbox import Sandbox
from tests.builders import make_album
from tests.cluster import Cluster
from tests.waiting import wait_until

# The scheduler of django-q2 looks every thirty seconds, for the first time that long after its start.
pytestmark = [pytest.mark.live, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_three_schedules_that_are_due_fire_once_each_and_a_missed_night_makes_one_run(
    qcluster: Cluster, sandbox: Sandbox
) -> None:
    make_album("Spiderland", "Slint")
    Preferences(night_enabled=True, discogs_enabled=True, lastfm_enabled=True).save()
    days_ago = timezone.now() - timedelta(days=3, minutes=1)
    Schedule.objects.filter(name__in=("night", "discogs", "lastfm")).update(next_run=days_ago)

    def all_over() -> bool:
        runs = EnrichmentRun.objects.filter(state=State.COMPLETED)
        return set(runs.values_list("kind", flat=True)) == set(Kind.values)

    wait_until(all_over, 90, what="each kind of run has been worked to its end")
    assert EnrichmentRun.objects.filter(trigger=Trigger.SCHEDULE).count() == 3
    starts = ScheduledStart.objects.values_list("job", "result")
    assert sorted(starts) == [(job, StartResult.STARTED) for job in ("discogs", "lastfm", "night")]
    assert not Schedule.objects.filter(name__in=("night", "discogs", "lastfm"), next_run__lte=timezone.now()).exists()
    assert Album.objects.filter(source="discogs").exists()
    assert Scrobble.objects.exists()
    assert Album.objects.get(source="manual").ai_description

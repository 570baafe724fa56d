"""Many pages that watch one run share a look at it."""

import json

import pytest
import time_machine
from django.core.cache import cache
from django.utils import timezone
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries, Settings

from enrichment.models import EnrichmentRun, State, Trigger
from enrichment.reports import snapshot
from enrichment.reports.progress import progress_text
from tests.enrichment.reports.progress_rows import queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(settings: Settings) -> EnrichmentRun:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "progress"}}
    cache.clear()
    return EnrichmentRun.objects.create(trigger=Trigger.BUTTON, state=State.RUNNING)


def test_a_second_look_within_a_second_costs_one_query(
    run: EnrichmentRun, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with time_machine.travel(timezone.now(), tick=False):  # a busy machine takes a second over it
        first = progress_text()
        with django_assert_num_queries(1):
            assert progress_text() == first
    assert first is not None


def told() -> tuple[int | None, str]:
    text = progress_text()
    assert text is not None
    found = json.loads(text)
    return found["run_id"], found["state"]


def test_a_change_of_state_and_another_run_show_at_once(run: EnrichmentRun) -> None:
    assert told() == (run.pk, State.RUNNING)
    EnrichmentRun.objects.update(state=State.CANCELLED)
    assert told() == (run.pk, State.CANCELLED)
    following = EnrichmentRun.objects.create(trigger=Trigger.BUTTON)
    assert told() == (following.pk, State.QUEUED)


def test_each_language_is_told_in_its_own_words(
    run: EnrichmentRun, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    progress_text()
    with override("fr"), django_assert_num_queries(queries(4)):
        progress_text()


def test_a_run_that_is_deleted_while_it_is_looked_at_is_no_error(
    run: EnrichmentRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    def glance(number: int | None) -> tuple[int, str] | None:
        seen = snapshot.glance(number)
        EnrichmentRun.objects.all().delete()
        return seen

    monkeypatch.setattr("enrichment.reports.progress.glance", glance)
    assert progress_text(run.pk) is None

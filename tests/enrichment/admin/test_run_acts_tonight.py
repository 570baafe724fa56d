"""A run that a service keeps waiting for long may end, and leave its rest to the enrichment at night."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from enrichment.admin.run_acts import LONG
from enrichment.engine import lifecycle
from enrichment.models import EnrichmentRun, Kind, PhaseState, Preferences, State
from enrichment.providers.errors import Limited
from tests.cases import mostly_slow
from tests.enrichment.admin.people import count, make_run, visitor

pytestmark = pytest.mark.django_db
CHANGE = "enrichment.change_enrichmentrun"
OFFERED = f'data-tonight="{int(LONG.total_seconds())}">'  # without `hidden`


@pytest.fixture(autouse=True)
def night(configured: Settings) -> Preferences:
    return Preferences.objects.create(night_enabled=True)


def paused(minutes: int, **fields: object) -> EnrichmentRun:
    run = make_run(State.PAUSED, age=90, resume_at=timezone.now() + timedelta(minutes=minutes), **fields)
    count(run, total=40, enriched=12, reason="rate_limited", resume_at=run.resume_at)
    return run


def pages(run: EnrichmentRun, *rights: str) -> list[str]:
    addresses = reverse("admin:enrichment_settings_changelist"), page_of(run)
    client = visitor(*rights)
    return [client.get(address).content.decode() for address in addresses]


def page_of(run: EnrichmentRun) -> str:
    return reverse("admin:enrichment_enrichmentrun_change", args=[run.pk])


def leave(run: EnrichmentRun) -> str:
    address = reverse("admin:enrichment_enrichmentrun_tonight", args=[run.pk])
    response = visitor(CHANGE).post(address, follow=True)
    run.refresh_from_db()
    assert response.redirect_chain[-1][0] == page_of(run)
    return response.content.decode()


@pytest.mark.parametrize(
    ("minutes", "fields", "offered"),
    mostly_slow(
        [
            (40, {}, True),
            (40, {"options": {"language": "en"}}, True),
            (5, {}, False),
            (40, {"options": {"force": True}}, False),
            (40, {"options": {"language": "fr"}}, True),  # the night writes as was chosen last
            (40, {"kind": Kind.DISCOGS}, False),
        ],
        quick=2,
        once=False,
    ),
)
def test_it_is_offered_for_a_long_wait_that_the_night_can_spare(
    minutes: int, fields: dict[str, object], offered: bool
) -> None:
    run = paused(minutes, **fields)
    assert [OFFERED in page for page in pages(run, CHANGE)] == [offered, offered]
    assert [OFFERED in page for page in pages(run)] == [False, False]


def test_it_is_not_offered_where_the_owner_has_the_night_write_in_another_language(settings: Settings) -> None:
    settings.EURIA_LANGUAGE, settings.EURIA_LANGUAGE_CHOSEN = "en", True
    run = paused(40, options={"language": "fr"})
    assert [OFFERED in page for page in pages(run, CHANGE)] == [False, False]


def test_a_service_may_ask_for_so_long_a_wait_without_ending_the_run() -> None:
    row = make_run(State.RUNNING).phases.get(name="descriptions")
    waiting = lifecycle.pause_limited(row, Limited("euria", seconds=2 * LONG.total_seconds()))
    assert waiting.state == PhaseState.OPEN


def test_without_a_night_nothing_is_offered_and_nothing_ends(night: Preferences) -> None:
    Preferences.objects.update(night_enabled=False)
    run = paused(40)
    assert [OFFERED in page for page in pages(run, CHANGE)] == [False, False]
    assert "No enrichment at night is planned" in leave(run)
    assert run.state == State.PAUSED


def test_the_run_ends_and_the_time_of_the_night_is_said() -> None:
    run = paused(40)
    page = leave(run)
    assert run.state == State.CANCELLED
    assert f"{run} ends here; the rest is left to" in page
    assert OFFERED not in page


def test_a_run_that_is_over_stays_as_it_is() -> None:
    run = make_run(State.COMPLETED)
    assert "ends here" not in leave(run)
    assert run.state == State.COMPLETED

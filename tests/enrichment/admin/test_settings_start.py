"""The Settings page: who may see it, and its button."""

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings

from enrichment.models import EnrichmentRun, Kind, State, Trigger
from tests.builders import make_album
from tests.enrichment.admin.people import make_run, visitor

pytestmark = pytest.mark.django_db
PAGE = reverse("admin:enrichment_settings_changelist")
ENRICH = reverse("admin:enrichment_settings_enrich")
START = "enrichment.add_enrichmentrun"


def read(client: Client) -> str:
    response = client.get(PAGE)
    assert response.status_code == 200
    return response.content.decode()


def test_it_has_its_own_entry_in_the_menu() -> None:
    index = visitor().get(reverse("admin:index")).content.decode()
    assert f'href="{PAGE}"' in index
    assert PAGE == "/admin/enrichment/settings/"


def test_the_button_starts_a_run(configured: Settings) -> None:
    client = visitor(START)
    make_album("Moon Safari", "AIR")
    assert ">🤖 Enrich with Euria + Spotify</button>" in read(client)
    after = client.post(ENRICH, follow=True).content.decode()
    run = EnrichmentRun.objects.get()
    assert run.trigger == Trigger.BUTTON
    assert run.started_by is not None
    assert f"Run {run.pk} has been started." in after
    assert 'data-active="true"' in after


def test_a_run_beside_the_one_that_brings_its_facts_is_started_and_said(configured: Settings) -> None:
    client = visitor(START)
    make_album("Moon Safari", "AIR")
    discogs = make_run(State.RUNNING, kind=Kind.DISCOGS)
    after = client.post(ENRICH, follow=True).content.decode()
    assert f"Run {discogs.pk} is under way beside it" in after
    discogs.delete()
    EnrichmentRun.objects.update(state=State.COMPLETED)
    assert "beside it" not in client.post(ENRICH, follow=True).content.decode()


def test_the_button_speaks_french(configured: Settings) -> None:
    client = visitor(START)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "fr"
    assert ">🤖 Enrichir avec Euria + Spotify</button>" in read(client)


def test_looking_changes_nothing(configured: Settings) -> None:
    make_album("Moon Safari", "AIR")
    client = visitor(START)
    read(client)
    assert client.get(ENRICH).status_code == 405
    assert not EnrichmentRun.objects.exists()


def test_the_button_needs_the_token_of_the_form(configured: Settings) -> None:
    make_album("Moon Safari", "AIR")
    client = visitor(START)
    client.handler.enforce_csrf_checks = True
    assert client.post(ENRICH).status_code == 403
    assert not EnrichmentRun.objects.exists()


def test_without_the_permission_the_button_is_absent_and_refused(configured: Settings) -> None:
    make_album("Moon Safari", "AIR")
    client = visitor()
    assert ENRICH not in read(client)
    assert client.post(ENRICH).status_code == 403
    assert not EnrichmentRun.objects.exists()


def test_who_may_not_see_runs_may_not_see_the_page(client: Client, django_user_model: Any) -> None:
    client.force_login(django_user_model.objects.create_user("nobody", is_staff=True))
    assert client.get(PAGE).status_code == 403
    assert PAGE not in client.get(reverse("admin:index")).content.decode()


def test_a_stranger_is_sent_to_the_login(client: Client) -> None:
    assert client.get(PAGE).headers["Location"].startswith(reverse("admin:login"))


def test_nothing_missing_starts_nothing_and_says_so(configured: Settings) -> None:
    make_album("Moon Safari", "Various", ai_description="There.")
    after = visitor(START).post(ENRICH, follow=True).content.decode()
    assert "There is nothing to enrich" in after
    assert not EnrichmentRun.objects.exists()


def test_a_second_press_is_told_of_the_run_under_way(configured: Settings) -> None:
    make_album("Moon Safari", "AIR")
    running = make_run()
    after = visitor(START).post(ENRICH, follow=True).content.decode()
    assert f"Run {running.pk} is already active." in after
    assert EnrichmentRun.objects.count() == 1


def test_without_a_key_the_button_says_why_it_is_disabled(data_dir: Path) -> None:
    make_album("Moon Safari", "AIR")
    page = read(visitor(START))
    assert 'disabled aria-describedby="start-why"' in page
    for name in ("EURIA_API_KEY", "EURIA_PRODUCT_ID", "SPOTIFY_CLIENT_ID", "SPOTIFY_CLIENT_SECRET"):
        assert f"<code>{name}</code>" in page


def test_no_secret_reaches_the_page(configured: Settings) -> None:
    configured.EURIA_API_KEY, configured.SPOTIFY_CLIENT_SECRET = "sk-very-secret", "hush-hush"
    page = read(visitor(START))
    assert "sk-very" not in page
    assert "hush" not in page


def test_more_runs_ask_no_more_queries(configured: Settings) -> None:
    client = visitor(START)
    make_run(State.COMPLETED)

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            read(client)
        return len(asked)

    few = queries()
    for _ in range(8):
        make_run(State.COMPLETED)
    assert queries() == few

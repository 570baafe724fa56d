"""Who gets which language: the browser says, else the site; what is kept for later has none."""

import inspect
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from pytest_django import Settings

from collection.models import Album
from enrichment.models import MailWhen, Preferences, State
from enrichment.phases.registry import PHASES
from enrichment.reasons import clock_time
from enrichment.reports.run_report import mail_report
from tests.builders import make_album
from tests.cases import mostly_slow
from tests.enrichment.admin.people import count, make_run

PROGRESS = "/services/discogs/enrich/progress"

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("browser", "site", "shown"),
    [
        ("fr", "en", "fr"),
        ("fr-CH, en;q=0.8", "en", "fr"),
        ("en-GB, fr;q=0.5", "fr", "en"),
        ("de", "fr", "fr"),
        ("de", "en", "en"),
        ("", "fr", "fr"),
        ("no language at all ;;", "fr", "fr"),
    ],
)
def test_the_language_follows_the_browser_and_else_is_that_of_the_site(
    client: Client, settings: Settings, browser: str, site: str, shown: str
) -> None:
    settings.LANGUAGE_CODE = site
    with override(None):
        page = client.get("/login/", headers={"Accept-Language": browser}).text
    assert f'<html lang="{shown}"' in page
    assert {"fr": "Connexion", "en": "Log in"}[shown] in page


@pytest.mark.parametrize(
    ("language", "message"),
    [("en", "Completed: 2 descriptions, 0 artist photos, 1 failed."), ("fr", "Terminé\xa0: 2 descriptions, 0 photo")],
)
def test_the_progress_speaks_the_language_of_the_request(admin_client: Client, language: str, message: str) -> None:
    count(make_run(State.COMPLETED), total=3, enriched=2, failed=1)
    found = admin_client.get(PROGRESS, headers={"Accept-Language": language}).json()
    assert found["message"].startswith(message)


@pytest.mark.parametrize(
    ("language", "shown"),
    mostly_slow([("en", "1,234 albums"), ("fr", "1\N{NO-BREAK SPACE}234 albums")], once=False),
)
def test_large_numbers_are_grouped_and_years_are_not(admin_client: Client, language: str, shown: str) -> None:
    Album.objects.bulk_create(Album(title=f"Album {number}", year=1998) for number in range(1234))
    page = admin_client.get("/albums/", headers={"Accept-Language": language}).text
    assert shown in page.replace("\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}")
    assert "1998" in page


@pytest.mark.parametrize(("language", "shown"), [("en", "May 3, 1998"), ("fr", "3 mai 1998")])
def test_dates_are_written_as_the_language_does(admin_client: Client, language: str, shown: str) -> None:
    album = make_album("Moon Safari", "AIR", added_at=datetime(1998, 5, 3, 12, tzinfo=UTC))
    page = admin_client.get(reverse("collection:album", args=[album.pk]), headers={"Accept-Language": language}).text
    assert shown in page


@pytest.mark.parametrize(("language", "shown"), [("en", "3 May, "), ("fr", ", le 3 mai")])
def test_a_pause_until_another_day_is_said_with_the_day(language: str, shown: str) -> None:
    with override(language):
        assert shown in clock_time(datetime(1998, 5, 3, 12, tzinfo=UTC))


def test_the_mail_is_in_the_language_of_the_site_whoever_ended_the_run(
    settings: Settings, mailoutbox: list[EmailMessage]
) -> None:
    settings.LANGUAGE_CODE = "fr"
    Preferences(mail_when=MailWhen.ALWAYS, mail_to="owner@example.com").save()
    with override("en"):
        mail_report(make_run(State.CANCELLED))
    assert "annulée" in mailoutbox[0].subject
    assert "À vérifier\xa0: 0" in mailoutbox[0].body


def test_what_a_phase_keeps_has_no_language() -> None:
    """Its codes become sentences when somebody looks; only the lazy names of phases are translated."""
    sources = {Path(inspect.getfile(phase)) for phase in PHASES.values()}
    immediate = [path.name for path in sources if re.search(r"\bn?gettext\b", path.read_text("utf-8"))]
    assert immediate == []

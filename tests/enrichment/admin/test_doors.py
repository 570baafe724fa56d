"""Every address that AIME adds to the admin: who gets in, how, and that whoever does not changes nothing."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import Client
from django.urls import URLPattern, reverse
from django_q.models import OrmQ

from collection.models import Album, Image
from enrichment.models import EnrichmentRun, Outcome, Preferences, RunItem, State
from tests.builders import make_album
from tests.enrichment.admin.people import make_run, visitor
from tests.enrichment.admin.rows import add_item, described, pictured

pytestmark = pytest.mark.django_db
START, CHANGE = "enrichment.add_enrichmentrun", "enrichment.change_enrichmentrun"
VIEW, ADD_ALBUM, CHANGE_ARTIST = "enrichment.view_enrichmentrun", "collection.add_album", "collection.change_artist"
PREFER, SUPERUSER = "enrichment.change_preferences", "superuser"

# By name: what it needs, and whether it is one to look at (else it is a POST alone).
DOORS = {
    "collection_album_import": (ADD_ALBUM, True),
    "collection_album_import_on": (ADD_ALBUM, True),
    "collection_album_export": ("collection.view_album", True),
    "collection_album_try": (START, True),
    "collection_album_enrich": (START, False),
    "collection_artist_enrich": (START, False),
    "collection_artist_photo": (CHANGE_ARTIST, True),
    "enrichment_review_changelist": (VIEW, True),
    "enrichment_review_question": (VIEW, True),
    "enrichment_settings_changelist": (VIEW, True),
    "enrichment_settings_steps": (VIEW, True),
    "enrichment_settings_keys": (SUPERUSER, False),
    "enrichment_settings_enrich": (START, False),
    "enrichment_settings_discogs": (START, False),
    "enrichment_settings_test": (START, False),
    "enrichment_settings_facts": (START, False),
    "enrichment_settings_photos": (START, False),
    "enrichment_settings_texts": (START, True),
    "enrichment_settings_language": (START, True),
    "enrichment_settings_preferences": (PREFER, True),
    "enrichment_settings_refresh": (START, True),
    "enrichment_enrichmentrun_cancel": (CHANGE, False),
    "enrichment_enrichmentrun_tonight": (CHANGE, False),
    "enrichment_enrichmentrun_retry": (CHANGE, False),
    "enrichment_enrichmentrun_resume": (CHANGE, False),
    "enrichment_enrichmentrun_again": (CHANGE, False),
    "enrichment_enrichmentrun_mark_gone": (START, False),
    "enrichment_enrichmentrun_undo_ticked": (CHANGE, False),
    "enrichment_enrichmentrun_undo": (CHANGE, True),
    "enrichment_enrichmentrun_csv": (VIEW, True),
}
DJANGOS_OWN = {"add", "changelist", "change", "delete", "history", ""}


@pytest.fixture
def run() -> EnrichmentRun:
    """A run that left something of every kind."""
    run = make_run(State.COMPLETED)
    described(run, "Moon Safari", "A text.")
    pictured(run, "Björk")
    add_item(run, Outcome.FAILED, album=make_album("Slow", "Slint"))
    add_item(run, Outcome.REVIEW, album=make_album("Post", "Björk"), reason="cut", draft="Half a")
    return run


def address(name: str, run: EnrichmentRun) -> str:
    album, artist = Album.objects.get(title="Moon Safari"), Album.objects.get(title="Post").artists.get()
    arguments: dict[str, list[object]] = {
        "collection_album_import_on": ["x" * 32],
        "collection_album_export": ["json"],
        "enrichment_settings_keys": ["euria", 0],
        "enrichment_settings_test": ["euria"],
        "enrichment_review_question": [RunItem.objects.get(outcome=Outcome.REVIEW).pk],
    }
    row = {"album": album.pk, "artist": artist.pk, "enrichmentrun": run.pk}.get(name.split("_")[1])
    given = arguments.get(name, [] if row is None or name == "collection_album_import" else [row])
    return reverse(f"admin:{name}", args=given)


def state() -> list[object]:
    """Everything that a door could have changed."""
    return [
        list(Album.objects.order_by("pk").values()),
        list(Image.objects.values()),
        list(EnrichmentRun.objects.values("pk", "state", "options", "selection")),
        list(RunItem.objects.values("pk", "outcome", "undone_at", "answered_at")),
        list(Preferences.objects.values()),
        OrmQ.objects.count(),
    ]


def own_addresses() -> Iterator[str]:
    """The names of all addresses of pages that are AIME's, but for those that Django makes for every model."""
    for model, page in admin.site._registry.items():
        if model._meta.app_label not in ("collection", "enrichment"):
            continue
        for pattern in page.get_urls():
            name = (isinstance(pattern, URLPattern) and pattern.name) or ""
            is_own = name.rpartition("_")[2] not in DJANGOS_OWN or model._meta.model_name in ("settings", "review")
            if is_own and not name.endswith(("_add", "_change", "_delete", "_history")) and name:
                yield name


def test_the_table_holds_every_address_of_ours() -> None:
    reverse("admin:index")  # the pages are found with the addresses
    assert set(own_addresses()) == set(DOORS)


def signed_in(*, is_superuser: bool, **options: Any) -> Client:
    client = Client(**options)
    client.force_login(User.objects.create_user("somebody", is_staff=True, is_superuser=is_superuser))
    return client


def let_in(client: Client, run: EnrichmentRun, names: Iterable[str], *refusals: int) -> list[str]:
    """The doors among `names` that answer a look or a form with anything but one of `refusals`."""
    found = []
    for name in names:
        for method in (client.get, client.post):
            response = method(address(name, run))
            if response.status_code not in refusals:
                found.append(f"{name}: {response.status_code}")
    return found


def test_a_stranger_is_sent_to_the_login_and_changes_nothing(run: EnrichmentRun) -> None:
    before, stranger = state(), Client()
    assert let_in(stranger, run, DOORS, 302, 405) == []
    ways = [stranger.get(address(name, run)) for name, (_needed, is_shown) in DOORS.items() if is_shown]
    assert [response for response in ways if "/login/" not in response.headers["Location"]] == []
    assert state() == before


@pytest.mark.slow
def test_somebody_of_the_staff_without_a_permission_gets_in_nowhere(run: EnrichmentRun) -> None:
    before = state()
    assert let_in(signed_in(is_superuser=False), run, DOORS, 403, 405) == []
    assert state() == before


def test_who_may_only_look_changes_nothing(run: EnrichmentRun) -> None:
    before = state()
    names = [name for name, (needed, _is_shown) in DOORS.items() if needed not in (VIEW, "collection.view_album")]
    assert let_in(visitor(), run, names, 403, 405) == []
    assert state() == before


@pytest.mark.parametrize("permission", [VIEW, START, CHANGE, PREFER, ADD_ALBUM, CHANGE_ARTIST])
def test_one_permission_shows_its_pages_and_looking_changes_nothing(permission: str, run: EnrichmentRun) -> None:
    client, before = visitor(permission), state()
    for name, (needed, is_shown) in DOORS.items():
        if is_shown and needed == permission and name != "collection_album_import_on":
            assert client.get(address(name, run), follow=True).status_code == 200, name
    assert state() == before


def test_what_changes_something_is_never_a_look(run: EnrichmentRun) -> None:
    before, owner = state(), signed_in(is_superuser=True)
    posts = [name for name, (_needed, is_shown) in DOORS.items() if not is_shown]
    answers = {name: owner.get(address(name, run)) for name in posts}
    assert [name for name, answer in answers.items() if answer.headers.get("Allow") != "POST"] == []
    assert state() == before


@pytest.mark.slow
def test_a_form_of_another_site_is_refused(run: EnrichmentRun) -> None:
    before, owner = state(), signed_in(is_superuser=True, enforce_csrf_checks=True)
    answers = {name: owner.post(address(name, run), {"confirmed": "1", "choice": "publish"}) for name in DOORS}
    assert [name for name, answer in answers.items() if answer.status_code != 403] == []
    assert state() == before


@pytest.mark.slow
def test_what_is_gone_is_not_found_and_nothing_is_started_about_it(run: EnrichmentRun) -> None:
    owner = signed_in(is_superuser=True)
    for name in DOORS:
        here = address(name, run)
        gone = re.sub(r"/(album|artist|enrichmentrun)/\d+/", r"/\1/999999/", here)
        if gone != here and name != "enrichment_enrichmentrun_mark_gone":
            assert owner.post(gone).status_code in (302, 404), name
    assert not EnrichmentRun.objects.exclude(pk=run.pk).exists()

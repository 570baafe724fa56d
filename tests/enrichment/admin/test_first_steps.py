"""The page that leads from nothing to an enriched collection, and the keys that are typed on it."""

import re
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from pytest_django import DjangoAssertNumQueries, Settings

from collection.models import Artist
from enrichment.models import EnrichmentRun, State
from enrichment.phases.registry import SERVICES
from enrichment.sandbox import Sandbox, keys
from tests.builders import make_album
from tests.enrichment.admin.people import make_run, visitor
from tests.enrichment.env import own_env

pytestmark = pytest.mark.django_db(transaction=True)
PAGE = reverse("admin:enrichment_settings_steps")
START = "enrichment.add_enrichmentrun"
PLANTED = "planted-key-5417-of-an-ai-server"


def address(service: str, number: int = 0) -> str:
    return reverse("admin:enrichment_settings_keys", args=[service, number])


@pytest.fixture
def owner(db: None) -> Client:
    client = Client(headers={"host": "localhost"})
    client.force_login(User.objects.create_superuser("owner"))
    return client


@pytest.fixture
def env(sandbox: Sandbox, settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    return own_env(settings, monkeypatch, tmp_path, **{**sandbox.environment(), "EURIA_API_KEY": ""})


def step_of(page: str) -> str:
    """The heading of the step where the owner stands."""
    found = re.search(r'aria-current="step">\s*<h2>(\d)', page)
    return found[1] if found else ""


def test_it_leads_step_by_step(owner: Client, sandbox: Sandbox, settings: Settings) -> None:
    settings.EURIA_API_KEY, key = "", settings.EURIA_API_KEY
    assert step_of(owner.get(PAGE).content.decode()) == "1"
    settings.EURIA_API_KEY = key
    assert step_of(owner.get(PAGE).content.decode()) == "2"
    album = make_album("Moon Safari", "AIR", discogs_id=5, source="discogs")
    assert step_of(owner.get(PAGE).content.decode()) == "3"
    album.discogs_id = None
    album.save()
    assert step_of(owner.get(PAGE).content.decode()) == "4"
    make_run(State.COMPLETED)
    assert step_of(owner.get(PAGE).content.decode()) == "5"
    album.delete()
    Artist.objects.all().delete()
    make_album("Done", "Various", ai_description="A text.")
    page = owner.get(PAGE).content.decode()
    assert step_of(page) == ""
    assert reverse("collection:wall") in page


def test_every_service_is_there_with_each_way_to_set_it_up(owner: Client, sandbox: Sandbox) -> None:
    page = owner.get(PAGE).content.decode()
    for service in SERVICES.values():
        assert f'id="{service.name}"' in page
        assert all(escape(f"Set up {way.name}") in page for way in service.ways)
    for name in ("Infomaniak", "Ollama", "LM Studio", "llama.cpp", "vLLM", "Mistral", "OpenRouter"):
        assert f"Set up {name}" in page
    assert "needs no key" in page


def test_where_keys_are_had_is_said_while_they_are_missing(owner: Client, settings: Settings) -> None:
    page = owner.get(PAGE).content.decode()
    assert all(service.keys_page is None or service.keys_page.url in page for service in SERVICES.values())
    settings.EURIA_API_URL = "http://127.0.0.1:8080/v1"
    assert "manager.infomaniak.com" not in owner.get(PAGE).content.decode()


def test_the_trial_says_language_number_and_price_on_one_line_and_starts(owner: Client, sandbox: Sandbox) -> None:
    make_album("Moon Safari", "AIR")
    owner.cookies["django_language"] = "fr"
    page = owner.get(PAGE).content.decode()
    assert re.search(r"</select> <strong[^>]*>· 1 description, 1 photo d’artiste · appels\s: 2 · ", page), page
    assert '<option value="fr" selected>' in page
    form = {"from": "steps", "limit": "5", "language": "fr"}
    answer = owner.post(reverse("admin:enrichment_settings_enrich"), form)
    assert answer.headers["location"] == PAGE
    assert EnrichmentRun.objects.get().options["language"] == "fr"
    assert EnrichmentRun.objects.get().options["limit"] == 5


@pytest.mark.slow
def test_the_language_is_the_readers_own_until_he_or_the_owner_chooses_one(
    owner: Client, sandbox: Sandbox, settings: Settings
) -> None:
    def preset() -> list[str]:
        page = owner.get(PAGE).content.decode() + owner.get(PAGE.replace("steps/", "")).content.decode()
        return re.findall(r'<option value="(\w+)" selected>', page)

    make_album("Moon Safari", "AIR")
    owner.cookies["django_language"] = "fr"
    assert preset() == ["fr"] * 3
    settings.EURIA_LANGUAGE, settings.EURIA_LANGUAGE_CHOSEN = "de", True
    assert preset() == ["de"] * 3
    owner.post(reverse("admin:enrichment_settings_enrich"), {"from": "steps", "limit": "5", "language": "it"})
    assert preset() == ["it"] * 3


def test_what_is_written_is_tested_and_used_without_a_restart(
    owner: Client, env: Path, settings: Settings, sandbox: Sandbox
) -> None:
    answer = owner.post(address("euria"), {"EURIA_API_KEY": keys.EURIA_KEY}, follow=True).content.decode()
    assert f"EURIA_API_KEY: written to {env}, and used from now on." in answer
    assert "Euria works." in answer
    assert keys.EURIA_KEY not in answer
    assert env.read_text().startswith("# mine\n")
    assert f"EURIA_API_KEY={keys.EURIA_KEY}\n" in env.read_text()
    assert env.stat().st_mode & 0o777 == 0o600


def test_a_wrong_key_is_told_and_shown_nowhere(owner: Client, env: Path, sandbox: Sandbox) -> None:
    answer = owner.post(address("euria"), {"EURIA_API_KEY": PLANTED}, follow=True).content.decode()
    assert "refuses" in answer
    assert PLANTED[:14] not in answer


def test_a_preset_writes_its_address_and_leaves_no_key_to_another_server(
    owner: Client, env: Path, settings: Settings
) -> None:
    settings.EURIA_API_KEY = PLANTED
    owner.post(address("euria", 1), {"EURIA_MODEL": "gemma3:4b"})
    written = env.read_text()
    assert "EURIA_API_URL=http://127.0.0.1:11434/v1\n" in written
    assert "EURIA_MODEL=gemma3:4b\n" in written
    assert "EURIA_API_KEY=\n" in written
    assert settings.EURIA_API_URL == "http://127.0.0.1:11434/v1"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({}, "Nothing was typed"),
        ({"EURIA_API_KEY": f"{PLANTED}\nEURIA_API_URL=http://evil.example"}, "one line of plain text"),
        ({"EURIA_API_KEY": PLANTED * 100}, "too long"),
    ],
)
def test_what_cannot_be_written_changes_nothing(owner: Client, env: Path, typed: dict[str, str], words: str) -> None:
    before = env.read_text()
    answer = owner.post(address("euria"), typed, follow=True).content.decode()
    assert words in answer
    assert PLANTED[:14] not in answer
    assert env.read_text() == before


def test_an_address_that_is_none_is_refused_by_its_name(owner: Client, env: Path) -> None:
    before = env.read_text()
    typed = {"EURIA_API_URL": "chat", "EURIA_API_KEY": PLANTED}
    answer = owner.post(address("euria", len(SERVICES["euria"].ways) - 1), typed, follow=True).content.decode()
    assert "It could not be written: EURIA_API_URL must be an address" in answer
    assert PLANTED[:14] not in answer
    assert env.read_text() == before


@pytest.mark.parametrize(
    ("sent", "allowed"),
    [
        ({"HTTP_HOST": "localhost:8000"}, True),
        ({"HTTP_HOST": "127.0.0.1:8000"}, True),
        ({"HTTP_HOST": "[::1]:8000", "REMOTE_ADDR": "::1"}, True),
        ({"HTTP_HOST": "aime.example", "wsgi.url_scheme": "https", "REMOTE_ADDR": "203.0.113.9"}, True),
        ({"HTTP_HOST": "aime.example"}, False),
        ({"HTTP_HOST": "localhost", "REMOTE_ADDR": "192.168.1.20"}, False),
        ({"HTTP_HOST": "localhost", "HTTP_X_FORWARDED_FOR": "203.0.113.9"}, False),
        ({"HTTP_HOST": "localhost", "HTTP_FORWARDED": "for=203.0.113.9"}, False),
    ],
)
def test_keys_are_typed_on_this_machine_or_through_https(
    owner: Client, env: Path, settings: Settings, sent: dict[str, str], allowed: bool
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    del owner.defaults["HTTP_HOST"]
    before = env.read_text()
    shown = owner.get(PAGE, **sent).content.decode()  # type: ignore[arg-type]
    assert ('type="password"' in shown) is allowed
    assert ("others could read them" in shown) is not allowed
    owner.post(address("discogs"), {"DISCOGS_TOKEN": PLANTED}, **sent)  # type: ignore[arg-type]
    assert (env.read_text() != before) is allowed


def test_only_a_superuser_may_type_keys(env: Path, sandbox: Sandbox) -> None:
    before, somebody = env.read_text(), visitor(START, "enrichment.change_preferences")
    page = somebody.get(PAGE).content.decode()
    assert "Only a superuser may set keys." in page
    assert 'type="password"' not in page
    assert somebody.post(address("euria"), {"EURIA_API_KEY": PLANTED}).status_code == 403
    assert env.read_text() == before


@pytest.mark.parametrize("wrong", [("nobody", 0), ("deezer", 0), ("euria", 99)])
def test_there_is_no_other_way(owner: Client, env: Path, wrong: tuple[str, int]) -> None:
    assert owner.post(address(*wrong), {"EURIA_API_KEY": PLANTED}).status_code == 404


def test_the_queries_do_not_grow(
    owner: Client, sandbox: Sandbox, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(12):
        make_album(f"Album {number}", f"Artist {number}")
    with django_assert_max_num_queries(75):
        owner.get(PAGE)

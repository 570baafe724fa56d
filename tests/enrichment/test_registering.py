"""A service and a phase are two registrations: every page and command knows them by that alone."""

import json

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from collection.models import Album
from enrichment.engine.undo import undo_run
from enrichment.models import EnrichmentRun, Kind
from enrichment.phases.registry import PHASES, SERVICES
from enrichment.sandbox import Sandbox
from tests.builders import make_album
from tests.enrichment.admin.people import visitor
from tests.enrichment.running import enrich, finish, outcomes
from tests.enrichment.toys.phase import Colours
from tests.enrichment.toys.service import GOOD, KEY, TOYS
from tests.enrichment.views.callers import TOKEN, client_of

pytestmark = pytest.mark.django_db(transaction=True)
SETTINGS = reverse("admin:enrichment_settings_changelist")
START, CHANGE = "enrichment.add_enrichmentrun", "enrichment.change_enrichmentrun"


@pytest.fixture(autouse=True)
def registered(sandbox: Sandbox, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(SERVICES, TOYS.name, TOYS)
    monkeypatch.setitem(PHASES, Colours.name, Colours)
    settings.TOY_KEY = GOOD


@pytest.fixture
def albums() -> list[Album]:
    return [make_album("Blue Train", "John Coltrane"), make_album("Hejira", "Joni Mitchell")]


def page_of(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def colours_of(run: EnrichmentRun) -> dict[str, int]:
    return outcomes(run, Colours.name)


def test_the_settings_page_shows_the_service_and_what_is_missing(albums: list[Album]) -> None:
    page = page_of(visitor(START), SETTINGS)
    assert "Toybox" in page
    assert "knows the colours" in page
    assert "Toybox is closed at night." in page
    assert "Colours: 2 missing." in page
    assert '<option value="colours">colours only</option>' in page


def test_the_settings_page_names_what_to_set_and_where_to_get_it(settings: Settings) -> None:
    settings.TOY_KEY = ""
    page = page_of(visitor(START), SETTINGS)
    assert f"<code>{KEY}</code>" in page
    assert 'href="https://toys.example/keys"' in page


@pytest.mark.parametrize(("key", "words"), [(GOOD, "Toybox works."), ("wrong", "Toybox refuses the key.")])
def test_its_test_button_tells_whether_the_key_works(settings: Settings, key: str, words: str) -> None:
    settings.TOY_KEY = key
    client = visitor(START)
    answer = client.post(reverse("admin:enrichment_settings_test", args=[TOYS.name]), follow=True)
    assert words in answer.content.decode()


def test_quickstart_checks_it(capsys: pytest.CaptureFixture[str], settings: Settings) -> None:
    call_command("quickstart", check=True)
    assert "Toybox    works" in capsys.readouterr().out
    settings.TOY_KEY = "wrong"
    with pytest.raises(SystemExit) as ended:
        call_command("quickstart", check=True)
    assert ended.value.code == 3
    assert KEY in capsys.readouterr().out


def test_the_page_that_counts_beforehand_counts_it(albums: list[Album]) -> None:
    client = visitor(START)
    page = client.post(reverse("admin:enrichment_settings_enrich"), {"simulate": "1"}, follow=True).content.decode()
    assert ">Colours</h2>" in page


def test_a_dry_run_tells_it(albums: list[Album], capsys: pytest.CaptureFixture[str]) -> None:
    call_command("enrich", only=Colours.name, dry_run=True)
    assert "Colours: 2 to ask" in capsys.readouterr().out
    call_command("enrich", dry_run=True, json=True)
    phases = json.loads(capsys.readouterr().out)["phases"]
    assert [(phase["name"], phase["asked"]) for phase in phases][-1] == (Colours.name, 2)


def test_a_command_works_it(albums: list[Album], capsys: pytest.CaptureFixture[str]) -> None:
    call_command("enrich", only=Colours.name)
    assert "Colours: 2 enriched" in capsys.readouterr().out
    assert {album.catalog_number for album in Album.objects.all()} == {"as blue as Blue Train", "as blue as Hejira"}


def test_a_run_of_everything_works_it_beside_the_others(albums: list[Album]) -> None:
    run = enrich()
    assert colours_of(run) == {"enriched": 2}
    assert outcomes(run) == {"enriched": 2}


def test_a_refused_key_stops_it_alone_and_names_the_setting(albums: list[Album], settings: Settings) -> None:
    settings.TOY_KEY = "wrong"
    run = enrich()
    page = page_of(visitor(), reverse("admin:enrichment_enrichmentrun_change", args=[run.pk]))
    assert KEY in page
    assert outcomes(run) == {"enriched": 2}


def test_progress_and_health_tell_of_it(albums: list[Album], settings: Settings) -> None:
    settings.AIME_API_TOKEN = TOKEN
    program = client_of("token")
    started = program.post("/services/discogs/enrich", {"only": Colours.name}).json()
    assert program.get("/healthz").json()["active_run"] == started["run_id"]
    run = finish(EnrichmentRun.objects.get())
    told = program.get(f"/services/discogs/enrich/progress?run={run.pk}").json()
    (phase,) = told["phases"]
    assert (phase["name"], phase["label"], phase["added"]) == (Colours.name, "Colours", 2)
    assert (told["status"], told["message"]) == ("completed", "Completed: Colours: 2.")


def test_its_changes_are_shown_counted_and_taken_back(albums: list[Album]) -> None:
    run, client = enrich(only=Colours.name), visitor(CHANGE)
    page = page_of(client, reverse("admin:enrichment_enrichmentrun_change", args=[run.pk]))
    assert "Colours" in page
    assert "Take back 2 changes of this run" in page
    Album.objects.filter(title="Hejira").update(catalog_number="mine")
    undo = reverse("admin:enrichment_enrichmentrun_undo", args=[run.pk])
    assert "1 other was edited or locked since" in page_of(client, undo)
    page = client.post(undo, follow=True).content.decode()
    assert "1 change was taken back." in page
    assert "Hejira: The colour was changed since." in page
    assert list(Album.objects.order_by("title").values_list("catalog_number", flat=True)) == ["", "mine"]


def test_a_verification_counts_and_suspects(albums: list[Album], capsys: pytest.CaptureFixture[str]) -> None:
    enrich(only=Colours.name)
    call_command("verify_enrichment", json=True)
    found = json.loads(capsys.readouterr().out)
    assert found["coverage"]["colours"] == {"have": 2, "of": 2, "percent": 100.0}
    assert found["suspects"]["too_blue"]["examples"][0]["label"] == "Blue Train"
    call_command("verify_enrichment")
    assert "colours" in capsys.readouterr().out


def test_a_run_outlives_its_phase(albums: list[Album], monkeypatch: pytest.MonkeyPatch) -> None:
    run = enrich(only=Colours.name)
    monkeypatch.delitem(PHASES, Colours.name)
    monkeypatch.delitem(SERVICES, TOYS.name)
    page = page_of(visitor(CHANGE), reverse("admin:enrichment_enrichmentrun_change", args=[run.pk]))
    assert "Colours" in page
    assert undo_run(run).restored == 0
    assert run.kind == Kind.ENRICHMENT

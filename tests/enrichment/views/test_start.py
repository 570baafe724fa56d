import json
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from enrichment.models import EnrichmentRun, State, Trigger
from tests.collection.builders import make_album
from tests.enrichment.views.callers import TOKEN

pytestmark = pytest.mark.django_db

ENRICH = "/services/discogs/enrich"


def post_json(client: Client, body: object, address: str = ENRICH) -> Any:
    text = body if isinstance(body, str | bytes) else json.dumps(body)
    return client.post(address, text, content_type="application/json")


def test_a_start_names_the_run_and_where_to_watch_it(program: Client) -> None:
    response = program.post(ENRICH)
    run = EnrichmentRun.objects.get()
    assert response.status_code == 202
    assert response.json() == {"status": "started", "run_id": run.pk, "progress_url": f"{ENRICH}/progress?run={run.pk}"}
    assert program.get(response.json()["progress_url"]).json()["status"] == "starting"


def test_a_program_is_told_of_facts_to_fetch_before_texts(program: Client) -> None:
    make_album("Moon Safari", "AIR", discogs_id=1, source="discogs")
    assert "manage.py sync_discogs --facts-only" in program.post(ENRICH).json()["hints"][0]


def test_a_program_and_a_person_leave_the_same_kind_of_run(program: Client, keeper: Client) -> None:
    program.post(ENRICH)
    EnrichmentRun.objects.update(state=State.COMPLETED)
    keeper.post(ENRICH)
    by_person, by_program = EnrichmentRun.objects.all()
    assert (by_program.trigger, by_program.started_by) == (Trigger.API, None)
    assert (by_person.trigger, str(by_person.started_by)) == (Trigger.BUTTON, "keeper")
    assert by_person.options == by_program.options


def test_a_second_start_is_told_about_the_first(program: Client) -> None:
    first = program.post(ENRICH).json()
    second = program.post(ENRICH)
    assert second.status_code == 409
    assert second.json() == {
        "detail": f"Run {first['run_id']} is already active.",
        "run_id": first["run_id"],
        "progress_url": first["progress_url"],
    }


@pytest.mark.parametrize("as_json", [True, False])
def test_options_come_as_form_fields_or_as_json(program: Client, as_json: bool) -> None:
    albums = [make_album("Moon Safari").pk, make_album("Homework").pk]
    options = {"albums": albums, "only": "descriptions", "force": "true", "language": "fr", "limit": 1}
    response = post_json(program, options) if as_json else program.post(ENRICH, options)
    assert response.status_code == 202, response.content
    run = EnrichmentRun.objects.get()
    assert run.selection == {"albums": albums[:1]}
    assert run.options["force"] is True
    assert (run.options["only"], run.options["language"], run.options["limit"]) == ("descriptions", "fr", 1)


BAD_JSON = [
    ("{", "not JSON"),
    (b"\xff\xfe\x00", "not JSON"),
    ("[" * 100_000, "not JSON"),
    ("[]", "must be a JSON object"),
    ("null", "must be a JSON object"),
    ('"limit"', "must be a JSON object"),
    ('{"limit": 0}', "limit must be"),
    ('{"limit": -1}', "limit must be"),
    ('{"limit": 1.5}', "limit must be"),
    ('{"limit": NaN}', "limit must be"),
    ('{"limit": true}', "limit must be"),
    ('{"limit": [1]}', "limit must be"),
    ('{"limit": "99999999999999999999"}', "limit must be"),
    ('{"only": "covers"}', "only must be one of"),
    ('{"only": ["descriptions"]}', "only must be a text"),
    ('{"force": "perhaps"}', "force must be"),
    ('{"language": "tlh"}', "language must be one of"),
    ('{"language": 7}', "language must be a text"),
    ('{"albums": {"a": 1}}', "albums must be a list"),
    ('{"albums": [null]}', "albums must be"),
    ('{"albums": []}', "at least one album"),
    ('{"albums": [4711]}', "no album 4711"),
    ('{"colour": "blue"}', "no option colour"),
    ('{"force": true}', "name the albums"),
]


@pytest.mark.parametrize(("body", "words"), BAD_JSON)
def test_a_bad_option_gets_one_sentence_and_no_run(program: Client, body: str | bytes, words: str) -> None:
    response = post_json(program, body)
    assert response.status_code == 400
    assert list(response.json()) == ["detail"]
    assert words in response.json()["detail"]
    assert len(response.json()["detail"]) < 200
    assert not EnrichmentRun.objects.exists()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"limit": "many"}, "limit must be"),
        ({"limit": "٣"}, "limit must be"),
        ({"albums": "1,,2"}, "albums must be"),
        ({"force": "1"}, "name the albums"),
        ({"x" * 500: "1"}, "no option xxx"),
    ],
)
def test_bad_form_fields_get_the_same(program: Client, fields: dict[str, str], words: str) -> None:
    response = program.post(ENRICH, fields)
    assert response.status_code == 400
    assert words in response.json()["detail"]
    assert len(response.json()["detail"]) < 200
    assert not EnrichmentRun.objects.exists()


def test_force_is_accepted_with_a_limit(program: Client) -> None:
    assert post_json(program, {"force": True, "limit": 5}).status_code == 202


@pytest.mark.parametrize("body", ["", " \n", "{}"])
def test_an_empty_json_body_holds_no_options(program: Client, body: str) -> None:
    assert post_json(program, body).status_code == 202


def test_options_in_the_address_are_refused_rather_than_overlooked(program: Client) -> None:
    response = program.post(f"{ENRICH}?limit=5")
    assert response.status_code == 400
    assert "into the body" in response.json()["detail"]


def test_options_of_an_unknown_content_type_are_refused_rather_than_overlooked(program: Client) -> None:
    response = program.post(ENRICH, '{"limit": 5}', content_type="text/plain")
    assert response.status_code == 400
    assert "application/json" in response.json()["detail"]


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("application/json", b" " * 3_000_000),
        ("multipart/form-data; boundary=", b"x"),
        ("application/x-www-form-urlencoded", b"&".join(b"a%d=1" % number for number in range(2000))),
    ],
)
def test_a_body_that_django_refuses_is_refused_in_json(program: Client, content_type: str, body: bytes) -> None:
    response = program.post(ENRICH, body, content_type=content_type)
    assert response.status_code == 400
    assert response.json()["detail"] == "The request cannot be read."


def test_without_any_key_the_missing_settings_are_named(program: Client, settings: Settings) -> None:
    settings.EURIA_API_KEY = settings.EURIA_API_URL = settings.SPOTIFY_CLIENT_ID = settings.SPOTIFY_CLIENT_SECRET = ""
    response = program.post(ENRICH)
    assert response.status_code == 400
    assert "EURIA_API_KEY" in response.json()["detail"]
    assert "SPOTIFY_CLIENT_ID" in response.json()["detail"]
    assert TOKEN not in response.json()["detail"]
    assert not EnrichmentRun.objects.exists()


def test_with_one_service_the_run_starts_and_names_the_other(program: Client, settings: Settings) -> None:
    settings.SPOTIFY_CLIENT_ID = ""
    started = program.post(ENRICH)
    assert started.status_code == 202
    progress = program.get(started.json()["progress_url"]).json()
    assert "SPOTIFY_CLIENT_ID" in progress["message"]


def test_sentences_come_in_the_callers_language(program: Client) -> None:
    assert program.post(ENRICH, {"limit": 0}, headers={"Accept-Language": "fr"}).status_code == 400

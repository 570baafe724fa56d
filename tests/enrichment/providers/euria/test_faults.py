"""Each error body that has been seen, in both families."""

import json

import pytest
from hypothesis import given
from requests.structures import CaseInsensitiveDict

from enrichment.providers.errors import BadAnswer, Limited, ProviderError, Refused, Unavailable
from enrichment.providers.euria.client import EuriaClient
from enrichment.providers.euria.faults import read_fault, refusal
from enrichment.providers.http import Reply
from tests.enrichment.providers.scripted import NotingLimiter, answer, scripted
from tests.enrichment.providers.test_shapes import ANY_JSON

HTML = "<!doctype html><title>Page introuvable</title>"


def envelope(code: str, description: str = "", **more: object) -> str:
    return json.dumps({"result": "error", "error": {"code": code, "description": description, **more}})


def nested(code: object, message: str, **more: object) -> str:
    return json.dumps({"error": {"message": message, "type": "Error", "param": None, "code": code, **more}})


def flat(code: int, message: str, **more: object) -> str:
    return json.dumps({"object": "error", "message": message, "type": "Error", "param": None, "code": code, **more})


def asked(status: int, body: str) -> ProviderError:
    with scripted(answer(status, body)) as server, pytest.raises(ProviderError) as caught:
        EuriaClient(
            api_key="planted", url=server.url, model="m", limiter=NotingLimiter(), retries=0, sleep=lambda _: None
        ).complete([], 10)
    return caught.value


INVALID_MODEL = envelope("validation_failed", errors=[{"code": "in", "context": {"attribute": "model"}}])
INVALID_CONTENT = envelope("validation_failed", errors=[{"code": "s", "context": {"attribute": "messages.0.content"}}])
CONTEXT = "This model's maximum context length is 8192 tokens; this is not supported."


@pytest.mark.parametrize(
    ("status", "body", "code", "setting"),
    [
        (401, envelope("not_authorized", "Authorization required"), "refused_key", "EURIA_API_KEY"),
        (401, "", "refused_key", "EURIA_API_KEY"),
        (403, nested(403, "Forbidden"), "refused_key", "EURIA_API_KEY"),
        (403, envelope("invalid_scope_token", "missing_ai_tools_scope"), "missing_scope", "EURIA_API_KEY"),
        (401, envelope("invalid_scope_token"), "missing_scope", "EURIA_API_KEY"),
        (402, envelope("payment_required"), "credit_exhausted", "EURIA_API_KEY"),
        (404, HTML, "wrong_url", "EURIA_API_URL"),
        (404, envelope("method_not_found", "Method not found"), "wrong_url", "EURIA_API_URL"),
        (404, '{"detail":"Not Found"}', "wrong_url", "EURIA_API_URL"),
        (405, "", "wrong_url", "EURIA_API_URL"),
        (404, envelope("object_not_found", "Object not found"), "wrong_product", "EURIA_PRODUCT_ID"),
        (404, nested(404, "The model `x` does not exist."), "unknown_model", "EURIA_MODEL"),
        (404, flat(404, "The model `x` does not exist."), "unknown_model", "EURIA_MODEL"),
        (404, nested("model_not_found", "no"), "unknown_model", "EURIA_MODEL"),
        (400, nested(400, "no", param="model"), "unknown_model", "EURIA_MODEL"),
        (400, nested(None, "Unknown model: x"), "unknown_model", "EURIA_MODEL"),
        (400, '{"error": "model x not found"}', "unknown_model", "EURIA_MODEL"),
        (422, INVALID_MODEL, "unknown_model", "EURIA_MODEL"),
        (200, envelope("not_authorized"), "refused_key", "EURIA_API_KEY"),
        (200, envelope("object_not_found"), "wrong_product", "EURIA_PRODUCT_ID"),
        (200, flat(404, "The model `x` does not exist."), "unknown_model", "EURIA_MODEL"),
    ],
)
def test_a_refusal_names_what_to_change(status: int, body: str, code: str, setting: str) -> None:
    error = asked(status, body)
    assert isinstance(error, Refused)
    assert (error.code, error.setting) == (code, setting)


@pytest.mark.parametrize(
    ("status", "body", "code"),
    [
        (422, INVALID_CONTENT, "rejected_request"),
        (400, nested(400, CONTEXT), "rejected_request"),
        (400, flat(400, "reasoning_effort is not supported by this model"), "rejected_request"),
        (400, "", "rejected_request"),
        (413, HTML, "rejected_request"),
        (200, envelope("strange_thing", "Something happened"), "service_error"),
        (200, '{"result": "error"}', "service_error"),
    ],
)
def test_other_complaints_concern_this_item_only(status: int, body: str, code: str) -> None:
    error = asked(status, body)
    assert isinstance(error, BadAnswer)
    assert error.code == code


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (500, nested(500, "The model is not available"), Unavailable),
        (504, HTML, Unavailable),
        (408, "", Unavailable),
        (200, nested(503, "busy"), Unavailable),
        (200, nested(429, "slow down"), Limited),
    ],
)
def test_passing_trouble_is_told_from_refusals(status: int, body: str, kind: type[ProviderError]) -> None:
    with scripted(answer(status, body)) as server, pytest.raises(kind):
        EuriaClient(api_key="k", url=server.url, model="m", limiter=NotingLimiter(), sleep=lambda _: None).complete(
            [], 10
        )


def test_the_services_words_are_kept_without_the_key() -> None:
    assert asked(401, envelope("not_authorized", "Key planted is unknown")).detail == "Key *** is unknown"


def test_an_answer_holds_no_fault() -> None:
    assert read_fault({"choices": [], "error": None}) is None


@given(ANY_JSON)
def test_any_error_body_is_understood_somehow(body: object) -> None:
    for status in (200, 400, 404, 422):
        error = refusal(Reply(status, CaseInsensitiveDict(), json.dumps({"error": body}).encode()))
        assert error is None or isinstance(error, ProviderError)

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


LLAMA_CONTEXT = json.dumps(
    {
        "error": {
            "code": 400,
            "message": "request (2403 tokens) exceeds the available context size (2048 tokens)",
            "type": "exceed_context_size_error",
            "n_prompt_tokens": 2403,
            "n_ctx": 2048,
        }
    }
)


LM_STUDIO_CONTEXT = json.dumps(
    {
        "error": "Trying to keep the first 5000 tokens when context the overflows. However, the model is loaded with "
        "context length of only 4096 tokens, which is not enough."
    }
)
LOADING = json.dumps({"error": {"message": "Loading model", "type": "unavailable_error", "code": 503}})


def in_a_choice(code: object, message: str) -> str:
    choice = {
        "message": {"content": "Half a te"},
        "finish_reason": "error",
        "error": {"code": code, "message": message},
    }
    return json.dumps({"choices": [choice]})


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
        (404, nested(404, "This model was retired."), "unknown_model", "EURIA_MODEL"),
        (400, nested(400, "no", param="model"), "unknown_model", "EURIA_MODEL"),
        (400, nested(None, "Unknown model: x"), "unknown_model", "EURIA_MODEL"),
        (400, '{"error": "model x not found"}', "unknown_model", "EURIA_MODEL"),
        (422, INVALID_MODEL, "unknown_model", "EURIA_MODEL"),
        (400, nested(400, CONTEXT), "context_too_small", "EURIA_MODEL"),
        (400, LLAMA_CONTEXT, "context_too_small", "EURIA_MODEL"),
        (400, LM_STUDIO_CONTEXT, "context_too_small", "EURIA_MODEL"),
        (
            400,
            json.dumps({"error": "The prompt is longer than the context length"}),
            "context_too_small",
            "EURIA_MODEL",
        ),
        (400, nested("context_length_exceeded", "no"), "context_too_small", "EURIA_MODEL"),
        (404, nested(None, 'model "x" not found, try pulling it first'), "unknown_model", "EURIA_MODEL"),
        (
            400,
            nested("400", "Invalid model name passed in model=x. Call `/v1/models`."),
            "unknown_model",
            "EURIA_MODEL",
        ),
        (404, nested(404, "No endpoints found for x/y:free."), "unknown_model", "EURIA_MODEL"),
        (404, json.dumps({"error": "No models loaded. Please load a model."}), "no_model_loaded", "EURIA_MODEL"),
        (404, "404 page not found", "wrong_url", "EURIA_API_URL"),
        (400, nested("400", "Budget has been exceeded!", type="budget_exceeded"), "budget_spent", "EURIA_API_KEY"),
        (429, nested("429", "ExceededBudget: Max budget: 1", type="budget_exceeded"), "budget_spent", "EURIA_API_KEY"),
        (429, nested("insufficient_quota", "You exceeded your current quota"), "credit_exhausted", "EURIA_API_KEY"),
        (200, nested(402, "Insufficient credits"), "credit_exhausted", "EURIA_API_KEY"),
        (403, nested(403, "Key limit exceeded (total limit)"), "credit_exhausted", "EURIA_API_KEY"),
        (400, nested("400", "No connected db.", type="no_db_connection"), "refused_key", "EURIA_API_KEY"),
        (401, '{"detail":"Unauthorized"}', "refused_key", "EURIA_API_KEY"),
        (401, json.dumps([{"error": {"code": 401, "message": "no", "status": "X"}}]), "refused_key", "EURIA_API_KEY"),
        (200, in_a_choice(401, "no"), "refused_key", "EURIA_API_KEY"),
        (200, "<!doctype html><title>Open WebUI</title>", "web_page", "EURIA_API_URL"),
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
        (400, flat(400, "reasoning_effort is not supported by this model"), "rejected_request"),
        (400, "", "rejected_request"),
        (413, HTML, "rejected_request"),
        (200, envelope("strange_thing", "Something happened"), "service_error"),
        (200, '{"result": "error"}', "service_error"),
        (403, nested(403, "Your input was flagged"), "rejected_request"),
        (200, in_a_choice("strange", "Provider returned error"), "service_error"),
        (200, json.dumps({"choices": [{"message": {"content": "Half"}, "finish_reason": "error"}]}), "service_error"),
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
        (200, nested(502, "busy"), Unavailable),
        (200, nested(429, "slow down"), Limited),
        (200, nested("rate_limit_exceeded", "slow down"), Limited),
        (200, in_a_choice(502, "Provider returned error"), Unavailable),
        (200, in_a_choice(429, "Provider returned error"), Limited),
        (503, LOADING, Limited),
        (503, "busy", Limited),
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


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({"error": "plain"}, "plain"),
        ({"error": {"message": "of an object"}}, "of an object"),
        ({"object": "error", "message": {"detail": [{"loc": ["body", "x"], "msg": "Extra inputs"}]}}, "Extra inputs"),
        ({"error": {"message": {"error": {"message": "deep"}}}}, "deep"),
        ({"error": {"description": "Infomaniak's"}}, "Infomaniak's"),
        ([{"error": {"message": "in a list"}}], "in a list"),
    ],
)
def test_the_message_is_found_however_it_is_wrapped(body: object, message: str) -> None:
    fault = read_fault(body)
    assert fault is not None
    assert fault.message == message


def test_a_model_that_loads_is_waited_for_and_said_to_be_loading() -> None:
    limiter = NotingLimiter()
    with scripted(answer(503, LOADING)) as server, pytest.raises(Limited) as caught:
        EuriaClient(api_key="", url=server.url, model="m", limiter=limiter, sleep=lambda _: None).complete([], 10)
    assert (caught.value.code, caught.value.quota) == ("loading", False)
    assert 5 <= caught.value.seconds <= 60
    assert len(limiter.blocks) == len(server.requests) == 4


@pytest.mark.parametrize(
    ("body", "code"), [("", "loading"), (nested(503, "server busy, please try again."), "rate_limited")]
)
def test_a_server_at_home_is_waited_for_without_its_asking(body: str, code: str) -> None:
    error = asked(503, body)
    assert isinstance(error, Limited)
    assert (error.code, error.quota) == (code, False)


def test_a_fault_of_a_server_elsewhere_is_none_of_its_loading() -> None:
    reply = Reply(503, CaseInsensitiveDict[str](), b"")
    assert refusal(reply) is None


def test_an_allowance_of_the_day_ends_at_midnight_of_utc() -> None:
    error = asked(429, nested(429, "Rate limit exceeded: free-models-per-day. Add 10 credits"))
    assert isinstance(error, Limited)
    assert error.quota
    assert 0 < error.seconds <= 86_400


@pytest.mark.parametrize(
    ("status", "body", "code", "setting"),
    [
        (401, nested(401, "No auth credentials found"), "key_needed", "EURIA_API_KEY"),
        (403, nested(403, "Forbidden"), "key_needed", "EURIA_API_KEY"),
        (403, "", "unwelcome_host", "EURIA_API_URL"),
    ],
)
def test_who_sends_no_key_is_told_that_one_is_needed(status: int, body: str, code: str, setting: str) -> None:
    with scripted(answer(status, body)) as server, pytest.raises(Refused) as caught:
        EuriaClient(api_key=" ", url=server.url, model="m", limiter=NotingLimiter()).complete([], 10)
    assert (caught.value.code, caught.value.setting) == (code, setting)
    assert "authorization" not in server.requests[0].lower()

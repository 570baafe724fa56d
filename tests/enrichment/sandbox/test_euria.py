from typing import Any

import pytest
import requests

from enrichment.sandbox import Sandbox
from enrichment.sandbox.keys import EURIA_KEY, EURIA_MODEL
from tests.enrichment.sandbox import clients

BEARER = {"Authorization": f"Bearer {EURIA_KEY}"}


def test_a_completion_has_the_form_of_the_service(sandbox: Sandbox) -> None:
    document = clients.chat(sandbox, temperature=0.4, max_tokens=900).json()
    [choice] = document["choices"]
    assert document["object"] == "chat.completion"
    assert document["model"] == EURIA_MODEL
    assert (choice["index"], choice["finish_reason"], choice["message"]["role"]) == (0, "stop", "assistant")


def test_usage_adds_up_and_grows_with_the_text(sandbox: Sandbox) -> None:
    usage = clients.chat(sandbox).json()["usage"]
    assert usage["total_tokens"] == usage["prompt_tokens"] + usage["completion_tokens"]
    assert 150 < usage["completion_tokens"] < 600


def test_a_small_cap_cuts_the_text(sandbox: Sandbox) -> None:
    document = clients.chat(sandbox, max_tokens=50).json()
    assert document["choices"][0]["finish_reason"] == "length"
    assert document["usage"]["completion_tokens"] <= 50


def test_the_models_are_listed(sandbox: Sandbox) -> None:
    document = clients.models(sandbox).json()
    assert document["object"] == "list"
    assert EURIA_MODEL in [row["id"] for row in document["data"]]


@pytest.mark.parametrize("header", [{}, {"Authorization": f"Basic {EURIA_KEY}"}, {"Authorization": "Bearer nobody"}])
def test_without_the_right_key_nothing_is_answered(sandbox: Sandbox, header: dict[str, str]) -> None:
    url = sandbox.environment()["EURIA_API_URL"]
    for reply in (
        requests.get(f"{url}/models", headers=header, timeout=5),
        requests.post(f"{url}/chat/completions", headers=header, timeout=5),
    ):
        assert reply.status_code == 401
        assert reply.json()["error"]["code"] == "not_authorized"


def test_a_server_at_home_answers_whoever_asks(sandbox: Sandbox) -> None:
    url = f"{sandbox.url}/local/v1"
    asked = {"model": EURIA_MODEL, "messages": [{"role": "user", "content": "Hello"}]}
    assert requests.get(f"{url}/models", timeout=5).json()["object"] == "list"
    assert requests.post(f"{url}/chat/completions", json=asked, timeout=5).json()["model"] == EURIA_MODEL


@pytest.mark.parametrize(
    ("body", "attribute"),
    [
        ({"messages": []}, "messages"),
        ({"messages": "Hello"}, "messages"),
        ({"messages": [{"role": "user", "content": [{"type": "text", "text": "Hello"}]}]}, "messages.0.content"),
        ({"messages": [{"role": "user", "content": ""}]}, "messages.0.content"),
        ({"messages": [{"role": "robot", "content": "Hello"}]}, "messages.0.role"),
        ({"messages": ["Hello"]}, "messages.0.role"),
        ({"model": None}, "model"),
        ({"stream": True}, "stream"),
    ],
)
def test_a_wrong_field_is_named(sandbox: Sandbox, body: dict[str, Any], attribute: str) -> None:
    reply = clients.chat(sandbox, **body)
    error = reply.json()["error"]
    assert reply.status_code == 422
    assert error["code"] == "validation_failed"
    assert error["errors"][0]["context"]["attribute"] == attribute


def test_a_body_that_is_no_json_is_refused(sandbox: Sandbox) -> None:
    url = sandbox.environment()["EURIA_API_URL"] + "/chat/completions"
    assert requests.post(url, data=b"model=x", headers=BEARER, timeout=5).status_code == 422


@pytest.mark.parametrize(
    ("body", "status", "phrase"),
    [
        ({"model": "qwen3"}, 404, "The model `qwen3` does not exist."),
        ({"max_tokens": 0}, 400, "max_tokens must be at least 1"),
        ({"messages": [{"role": "user", "content": "word " * 90_000}]}, 400, "maximum context length"),
    ],
)
def test_the_model_server_refuses_in_its_own_form(
    sandbox: Sandbox, body: dict[str, Any], status: int, phrase: str
) -> None:
    reply = clients.chat(sandbox, **body)
    error = reply.json()["error"]
    assert (reply.status_code, error["code"]) == (status, status)
    assert phrase in error["message"]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/2/ai/100001/openai/chat/completions", "method_not_found"),
        ("/2/ai/100001/openai/v1/chat/completions/chat/completions", "method_not_found"),
        ("/2/ai/999999/openai/v1/chat/completions", "object_not_found"),
        ("/1/ai/100001/openai/chat/completions", "html"),
        ("/2/llm/100001/chat/completions", "html"),
    ],
)
def test_a_wrong_address_is_not_found(sandbox: Sandbox, path: str, code: str) -> None:
    reply = requests.post(f"{sandbox.url}{path}", json={}, headers=BEARER, timeout=5)
    assert reply.status_code == 404
    if code == "html":
        assert "Page introuvable" in reply.text
    else:
        assert reply.json()["error"]["code"] == code


def test_a_text_cannot_be_asked_for_with_get(sandbox: Sandbox) -> None:
    url = sandbox.environment()["EURIA_API_URL"] + "/chat/completions"
    assert requests.get(url, headers=BEARER, timeout=5).json()["error"]["code"] == "method_not_found"

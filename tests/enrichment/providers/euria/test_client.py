import json

import pytest
import responses

from enrichment.providers.errors import BadAnswer, Limited, Refused, Unavailable
from enrichment.providers.euria.client import EuriaClient, api_base
from enrichment.providers.euria.types import Completion
from tests.enrichment.providers.scripted import NotingLimiter, answer, scripted

BASE = "https://api.infomaniak.com/2/ai/12345/openai/v1"
CHAT = BASE + "/chat/completions"
MESSAGES = [{"role": "user", "content": "Describe it."}]
GOOD = {
    "id": "x",
    "object": "chat.completion",
    "model": "served-model",
    "choices": [{"index": 0, "message": {"role": "assistant", "content": " A text. "}, "finish_reason": "stop"}],
    "usage": {"prompt_tokens": 11, "completion_tokens": 7, "total_tokens": 18},
}


def client(url: str = BASE, limiter: NotingLimiter | None = None) -> EuriaClient:
    return EuriaClient(
        api_key="planted-key", url=url, model="our-model", limiter=limiter or NotingLimiter(), sleep=lambda _: None
    )


def answered(**message: object) -> dict[str, object]:
    return {**GOOD, "choices": [{"message": message, "finish_reason": "length"}]}


@pytest.mark.parametrize(
    "url",
    [BASE, BASE + "/", CHAT, CHAT + "/", f"  {CHAT}\n", CHAT + "/chat/completions"],
)
def test_the_address_may_be_the_base_or_the_whole_path(url: str) -> None:
    assert api_base(url) == BASE


@responses.activate
def test_one_conversation_is_sent_with_plain_parameters_and_the_key_in_a_header() -> None:
    responses.post(CHAT, json=GOOD)
    assert client().complete(MESSAGES, 800) == Completion(" A text. ", "stop", "served-model", 11, 7)
    request = responses.calls[0].request
    assert request.headers["Authorization"] == "Bearer planted-key"
    assert json.loads(request.body or "") == {
        "model": "our-model",
        "messages": MESSAGES,
        "temperature": 0.4,
        "max_tokens": 800,
    }


@responses.activate
def test_a_key_pasted_with_its_prefix_works() -> None:
    responses.post(CHAT, json=GOOD)
    EuriaClient(api_key=" Bearer k3y ", url=CHAT, model="m", limiter=NotingLimiter()).complete(MESSAGES, 10)
    assert responses.calls[0].request.headers["Authorization"] == "Bearer k3y"


@pytest.mark.parametrize(
    ("message", "text"),
    [
        ({"content": None, "reasoning": "Let me think"}, ""),
        ({"reasoning_content": "Let me think"}, ""),
        ({"content": ""}, ""),
        ({"content": 7}, ""),
        ({"content": "<think>hm</think>Text"}, "<think>hm</think>Text"),
        ({"content": [{"type": "text", "text": "One. "}, None, {"type": "text", "text": "Two."}]}, "One. Two."),
    ],
)
@responses.activate
def test_only_the_content_is_the_text(message: dict[str, object], text: str) -> None:
    responses.post(CHAT, json=answered(**message))
    completion = client().complete(MESSAGES, 10)
    assert (completion.text, completion.finish_reason) == (text, "length")


@pytest.mark.parametrize(
    ("usage", "tokens"),
    [
        (None, (0, 0)),
        ({}, (0, 0)),
        ({"prompt_tokens": "5", "completion_tokens": None}, (5, 0)),
        ({"prompt_tokens": -5}, (0, 0)),
        ("many", (0, 0)),
    ],
)
@responses.activate
def test_missing_usage_counts_as_none(usage: object, tokens: tuple[int, int]) -> None:
    responses.post(CHAT, json={**GOOD, "usage": usage})
    completion = client().complete(MESSAGES, 10)
    assert (completion.prompt_tokens, completion.completion_tokens) == tokens


@pytest.mark.parametrize("reason", [None, "tool_calls", "something_new"])
@responses.activate
def test_an_unknown_reason_to_finish_is_passed_on(reason: str | None) -> None:
    responses.post(CHAT, json={**GOOD, "choices": [{"message": {"content": "x"}, "finish_reason": reason}]})
    assert client().complete(MESSAGES, 10).finish_reason == (reason or "")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ('{"choices": []}', "bad_shape"),
        ('{"choices": null}', "bad_shape"),
        ('{"choices": [null]}', "bad_shape"),
        ("[]", "bad_shape"),
        ("{}", "bad_shape"),
        ("", "not_json"),
        ("<html>Maintenance</html>", "not_json"),
        ('{"choices": [{"message"', "not_json"),
    ],
)
@responses.activate
def test_an_answer_without_a_choice_is_a_bad_one_and_not_paid_twice(body: str, code: str) -> None:
    responses.post(CHAT, body=body)
    with pytest.raises(BadAnswer) as caught:
        client().complete(MESSAGES, 10)
    assert caught.value.code == code
    assert len(responses.calls) == 1


@responses.activate
def test_models_are_listed_by_id() -> None:
    responses.get(BASE + "/models", json={"object": "list", "data": [{"id": "a/b"}, None, {"id": ""}, {"id": "c"}]})
    assert client(CHAT).models() == ["a/b", "c"]


@responses.activate
def test_a_list_of_models_without_data_is_a_bad_answer() -> None:
    responses.get(BASE + "/models", json={"result": "success"})
    with pytest.raises(BadAnswer):
        client().models()


def test_a_limit_without_a_time_waits_a_minute_and_the_wait_is_told_to_all() -> None:
    limiter = NotingLimiter()
    with scripted(answer(429, "slow down"), answer(200, json.dumps(GOOD))) as server:
        assert client(server.url, limiter).complete(MESSAGES, 10).text == " A text. "
    assert limiter.blocks == [(60.0, False)]


def test_a_day_long_limit_is_left_to_the_run() -> None:
    with scripted(answer(429, Retry_After="86400")) as server, pytest.raises(Limited) as caught:
        client(server.url).complete(MESSAGES, 10)
    assert caught.value.seconds == 86_400


def test_a_gateway_page_is_unavailable() -> None:
    with scripted(answer(504, "<html>Gateway timeout</html>")) as server, pytest.raises(Unavailable):
        client(server.url).complete(MESSAGES, 10)
    assert len(server.requests) == 3


def test_a_missing_address_names_its_setting() -> None:
    with pytest.raises(Refused) as caught:
        client("").complete(MESSAGES, 10)
    assert (caught.value.code, caught.value.setting) == ("wrong_url", "EURIA_API_URL")


def test_a_client_shows_no_key() -> None:
    assert repr(client()) == "<EuriaClient our-model>"
    assert "planted" not in repr(client())

import json
import socket
from collections.abc import Callable

import pytest
import requests
import responses

from enrichment.providers.errors import BadAnswer, Limited, Refused, Unavailable
from enrichment.providers.euria.answer import Completion
from enrichment.providers.euria.client import EuriaClient
from enrichment.providers.euria.server import api_base
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
        ({"content": [{"type": "thinking", "thinking": [], "text": "Hm"}, {"type": "text", "text": "One."}]}, "One."),
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
        (None, (3, 3)),
        ({}, (3, 3)),
        ({"prompt_tokens": "5", "completion_tokens": None}, (5, 3)),
        ({"prompt_tokens": -5}, (3, 3)),
        ({"prompt_tokens": 10**12, "completion_tokens": 10**19}, (3, 3)),
        ("many", (3, 3)),
    ],
)
@responses.activate
def test_missing_usage_is_estimated_and_said_to_be_so(usage: object, tokens: tuple[int, int]) -> None:
    responses.post(CHAT, json={**GOOD, "usage": usage})
    completion = client().complete(MESSAGES, 10)
    assert (completion.prompt_tokens, completion.completion_tokens) == tokens
    assert completion.is_estimated


@pytest.mark.parametrize(
    ("usage", "reason", "is_refused"),
    [
        ({"prompt_tokens": 1000, "completion_tokens": 200}, "stop", False),
        ({"prompt_tokens": 600, "completion_tokens": 200}, "stop", False),
        ({"prompt_tokens": 400, "completion_tokens": 200}, "stop", True),
        ({"prompt_tokens": 64, "completion_tokens": 200}, "stop", True),
        ({"prompt_tokens": 4095, "completion_tokens": 0}, "length", True),
        ({"prompt_tokens": 3900, "completion_tokens": 196}, "length", True),
        ({"prompt_tokens": 3900, "completion_tokens": 196}, "stop", False),
        ({"prompt_tokens": 3196, "completion_tokens": 900}, "length", False),
        ({"prompt_tokens": 1000, "completion_tokens": 500}, "length", False),
    ],
)
@responses.activate
def test_a_prompt_that_was_cut_without_a_word_stops_the_phase(
    usage: dict[str, int], reason: str, is_refused: bool
) -> None:
    responses.post(
        CHAT, json={**GOOD, "choices": [{"message": {"content": "x"}, "finish_reason": reason}], "usage": usage}
    )
    long = [{"role": "user", "content": "word" * 1000}]
    if not is_refused:
        assert client().complete(long, 900).prompt_tokens == usage["prompt_tokens"]
        return
    with pytest.raises(Refused) as caught:
        client().complete(long, 900)
    assert (caught.value.code, caught.value.setting) == ("context_too_small", "EURIA_MODEL")


@responses.activate
def test_a_count_that_is_no_count_is_not_believed() -> None:
    responses.post(CHAT, json={**GOOD, "usage": {"prompt_tokens": 10, "completion_tokens": 20}})
    completion = client().complete([{"role": "user", "content": "word" * 1000}], 900)
    assert (completion.prompt_tokens, completion.completion_tokens, completion.is_estimated) == (1000, 3, True)


def rejecting(*names: str) -> "Callable[[requests.PreparedRequest], tuple[int, dict[str, str], str]]":
    """A server that refuses parameters, the way that OpenAI's newer models do."""

    def answer_to(request: requests.PreparedRequest) -> tuple[int, dict[str, str], str]:
        sent = json.loads(request.body or "")
        for name in names:
            if name in sent:
                message = f"Unsupported parameter: '{name}' is not supported with this model."
                error = {
                    "message": message,
                    "type": "invalid_request_error",
                    "param": name,
                    "code": "unsupported_parameter",
                }
                return 400, {}, json.dumps({"error": error})
        return 200, {}, json.dumps(GOOD)

    return answer_to


@pytest.mark.parametrize(
    ("refused", "sent"),
    [
        ((), {"max_tokens": 800, "temperature": 0.4}),
        (("max_tokens",), {"max_completion_tokens": 800, "temperature": 0.4}),
        (("temperature",), {"max_tokens": 800}),
        (("max_tokens", "temperature"), {"max_completion_tokens": 800}),
    ],
)
@responses.activate
def test_what_the_server_does_not_take_is_learnt_once(refused: tuple[str, ...], sent: dict[str, object]) -> None:
    responses.add_callback("POST", CHAT, rejecting(*refused))
    ours = client()
    for _ in range(3):
        assert ours.complete(MESSAGES, 800).text == " A text. "
    assert len(responses.calls) == 3 + len(refused)
    assert json.loads(responses.calls[-1].request.body or "") == {"model": "our-model", "messages": MESSAGES, **sent}


@responses.activate
def test_a_parameter_that_cannot_be_left_out_stops_the_phase() -> None:
    responses.add_callback("POST", CHAT, rejecting("max_tokens", "max_completion_tokens"))
    with pytest.raises(Refused) as caught:
        client().complete(MESSAGES, 800)
    assert (caught.value.code, caught.value.setting) == ("parameter_refused", "EURIA_MODEL")
    assert len(responses.calls) == 2


@responses.activate
def test_the_nested_list_of_a_strict_server_is_understood() -> None:
    detail = [{"type": "extra_forbidden", "loc": ["body", "temperature"], "msg": "Extra inputs are not permitted"}]
    responses.post(CHAT, status=422, json={"object": "error", "message": {"detail": detail}, "type": "invalid"})
    responses.post(CHAT, json=GOOD)
    assert client().complete(MESSAGES, 10).text == " A text. "
    assert "temperature" not in json.loads(responses.calls[1].request.body or "")


@responses.activate
def test_without_a_key_none_is_sent() -> None:
    responses.post(CHAT, json=GOOD)
    EuriaClient(api_key="", url=CHAT, model="m", limiter=NotingLimiter()).complete(MESSAGES, 10)
    assert "Authorization" not in responses.calls[0].request.headers


@responses.activate
def test_an_answer_that_names_no_model_is_of_the_one_asked_for() -> None:
    responses.post(CHAT, json={**GOOD, "model": None})
    assert client().complete(MESSAGES, 10).model == "our-model"


STREAMED = """data: {"model": "served-model", "choices": [{"delta": {"role": "assistant", "content": "One "}}]}

data: {"model": "served-model", "choices": [{"delta": {"content": "text."}, "finish_reason": null}]}

: a comment
data: {"choices": [{"delta": {}, "finish_reason": "stop"}], "usage": {"prompt_tokens": 11, "completion_tokens": 7}}

data: [DONE]
"""


@responses.activate
def test_an_answer_that_streams_though_nobody_asked_for_it_is_put_together() -> None:
    responses.post(CHAT, body=STREAMED, content_type="text/event-stream")
    assert client().complete(MESSAGES, 10) == Completion("One text.", "stop", "served-model", 11, 7)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (STREAMED.split('data: {"choices')[0], "not_json"),
        ('data: {"error": {"message": "no", "code": "x"}}\n', "service_error"),
        ("data: \ndata: {\n", "not_json"),
    ],
)
@responses.activate
def test_a_stream_that_broke_off_is_a_bad_answer(body: str, code: str) -> None:
    responses.post(CHAT, body=body, content_type="text/event-stream")
    with pytest.raises(BadAnswer) as caught:
        client().complete(MESSAGES, 10)
    assert caught.value.code == code


def test_where_nobody_listens_at_home_the_server_is_waited_for() -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        url = f"http://127.0.0.1:{probe.getsockname()[1]}/v1"
    limiter = NotingLimiter()
    with pytest.raises(Limited) as caught:
        client(url, limiter).complete(MESSAGES, 10)
    assert (caught.value.code, caught.value.seconds) == ("not_running", 15.0)
    assert limiter.blocks == [(15.0, False)] * 4


@responses.activate
def test_elsewhere_it_cannot_be_reached() -> None:
    responses.post(CHAT, body=requests.ConnectionError())
    with pytest.raises(Unavailable) as caught:
        client().complete(MESSAGES, 10)
    assert caught.value.code == "connection"


@pytest.mark.parametrize(
    ("listed", "model", "asked"),
    [
        (["our-model"], "our-model", False),
        (["our-model:latest"], "our-model", False),
        (["our-model"], "our-model:latest", False),
        (["/models/our-model.gguf"], "our-model", False),
        (["/models/our-model.gguf"], "our-model.gguf", False),
        (["/models/gemma.gguf"], "anything", True),
        (["openai/*"], "openai/gpt", False),
        (["Our-Model"], "our-model", False),
        ([], "our-model", True),
        (None, "our-model", True),
    ],
)
@responses.activate
def test_a_model_that_is_not_listed_is_tried_before_it_is_called_unknown(
    listed: list[str] | None, model: str, asked: bool
) -> None:
    home = "http://home.example/v1"
    found = {"json": {"data": [{"id": name} for name in listed]}} if listed is not None else {"status": 404}
    responses.get(f"{home}/models", **found)
    responses.post(f"{home}/chat/completions", json=GOOD)
    EuriaClient(api_key="", url=home, model=model, limiter=NotingLimiter()).prove()
    assert len(responses.calls) == 1 + asked


@responses.activate
def test_at_infomaniak_the_list_decides_without_a_paid_call() -> None:
    responses.get(f"{BASE}/models", json={"data": [{"id": "another"}]})
    with pytest.raises(Refused) as caught:
        client().prove()
    assert (caught.value.code, caught.value.setting) == ("unknown_model", "EURIA_MODEL")
    assert len(responses.calls) == 1


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
    assert "planted" not in repr(client())


@responses.activate
def test_a_model_that_is_too_slow_is_told_apart_from_a_service_that_is() -> None:
    responses.post(CHAT, body=requests.exceptions.ReadTimeout())
    with pytest.raises(Unavailable) as caught:
        EuriaClient(api_key="k", url=CHAT, model="m", limiter=NotingLimiter(), retries=0).complete(MESSAGES, 10)
    assert caught.value.code == "slow_answer"


@responses.activate
def test_a_model_is_kept_from_repeating_itself_where_that_is_wanted_and_taken() -> None:
    responses.add_callback("POST", CHAT, rejecting())
    ours = client()
    ours.complete(MESSAGES, 10, varied=True)
    assert json.loads(responses.calls[-1].request.body or "")["frequency_penalty"] == 0.6


@responses.activate
def test_a_server_that_does_not_take_it_is_asked_without() -> None:
    responses.add_callback("POST", CHAT, rejecting("frequency_penalty"))
    ours = client()
    for _ in range(2):
        assert ours.complete(MESSAGES, 10, varied=True).text == " A text. "
    assert len(responses.calls) == 3
    assert "frequency_penalty" not in json.loads(responses.calls[-1].request.body or "")

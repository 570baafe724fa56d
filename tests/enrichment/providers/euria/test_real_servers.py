"""The client against servers that nobody here wrote."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from enrichment.providers.errors import Limited, Refused
from enrichment.providers.euria.client import EuriaClient
from enrichment.providers.texts import AlbumFacts, Track
from enrichment.providers.texts.prompts import build_messages
from tests.enrichment.providers.euria.real_servers import (
    LITELLM_KEY,
    free_port,
    litellm,
    llama_cpp,
    needs_litellm,
    needs_llama_cpp,
)
from tests.enrichment.providers.scripted import NotingLimiter

pytestmark = [pytest.mark.slow, pytest.mark.timeout(400), pytest.mark.xdist_group("real_servers")]
SHORT = [{"role": "user", "content": "Say OK."}]
LONG = [{"role": "user", "content": "word " * 4000}]
PATIENT = (5.0, 180.0)


def facts(tracks: int) -> AlbumFacts:
    return AlbumFacts(
        title="Moon Safari",
        artists="AIR",
        original_year=1998,
        tracklist=tuple(Track(f"Movement number {number}", str(number), "4:32") for number in range(tracks)),
    )


def client(url: str, key: str = "", model: str = "anything") -> EuriaClient:
    return EuriaClient(api_key=key, url=url, model=model, limiter=NotingLimiter(), timeout=PATIENT)


def refused(ours: EuriaClient, messages: list[dict[str, str]] = SHORT) -> tuple[str, str]:
    with pytest.raises(Refused) as caught:
        ours.complete(messages, 900)
    return caught.value.code, caught.value.setting


@pytest.fixture(scope="module")
def home() -> Iterator[str]:
    """llama.cpp with a small context and without a key."""
    with llama_cpp(2048) as url:
        yield url


@needs_llama_cpp
def test_llama_cpp_writes_without_a_key_whatever_the_model_is_called(home: str) -> None:
    client(home).prove()
    completion = client(home).complete(build_messages(facts(4), "en"), 24)
    assert completion.text
    assert completion.finish_reason == "length"
    assert completion.model.endswith("gemma-3-270m.gguf")
    assert (completion.completion_tokens, completion.is_estimated) == (24, False)
    assert completion.prompt_tokens > 100


@needs_llama_cpp
def test_llama_cpp_with_too_small_a_context_names_the_setting(home: str) -> None:
    assert refused(client(home), LONG) == ("context_too_small", "EURIA_MODEL")


@needs_llama_cpp
def test_an_address_of_llama_cpp_that_is_none_names_the_setting(home: str) -> None:
    assert refused(client(f"{home}/nowhere")) == ("wrong_url", "EURIA_API_URL")


@needs_llama_cpp
def test_llama_cpp_is_waited_for_while_it_starts_and_its_key_is_asked_for() -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}/v1"
    with pytest.raises(Limited) as caught:
        client(url).complete(SHORT, 8)
    assert caught.value.code == "not_running"
    starting = Waiting()
    thread = threading.Thread(target=starting.ask, args=(url,), daemon=True)
    thread.start()
    with llama_cpp(2048, "right", port=port):
        thread.join(120)
        assert starting.text
        assert refused(client(url)) == ("key_needed", "EURIA_API_KEY")
        assert refused(client(url, "wrong")) == ("refused_key", "EURIA_API_KEY")


class Waiting(NotingLimiter):
    """A limiter that waits a moment where the service asks for more, and what was answered in the end."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""

    def block(self, seconds: float, quota: bool) -> None:
        threading.Event().wait(10)

    def ask(self, url: str) -> None:
        ours = EuriaClient(api_key="right", url=url, model="m", limiter=self, timeout=PATIENT)
        self.text = ours.complete(SHORT, 8).text


@needs_litellm
def test_litellm_plays_and_refuses(tmp_path: Path) -> None:
    with litellm(tmp_path) as url:
        client(url, LITELLM_KEY, "played").prove()
        completion = client(url, LITELLM_KEY, "played").complete(build_messages(facts(10), "en"), 900)
        assert (completion.text, completion.model) == ("A played text.", "played")
        assert completion.is_estimated, "it counts ten tokens for whatever was sent"
        assert refused(client(url, LITELLM_KEY, "nobody")) == ("unknown_model", "EURIA_MODEL")
        assert refused(client(url, "sk-wrong", "played")) == ("refused_key", "EURIA_API_KEY")


@needs_litellm
@needs_llama_cpp
def test_litellm_in_front_of_llama_cpp(home: str, tmp_path: Path) -> None:
    with litellm(tmp_path, home) as url:
        assert client(url, LITELLM_KEY, "gemma").complete(SHORT, 8).text
        code = refused(client(url, LITELLM_KEY, "gemma"), LONG)
        assert code == ("context_too_small", "EURIA_MODEL")

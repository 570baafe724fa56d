"""The answer of a chat server: reading it (OpenAI's `chat.completion`), and what its counts of tokens tell."""

import contextlib
import json
from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

from enrichment.providers.errors import BadAnswer, Refused
from enrichment.providers.euria.faults import MODEL_SETTING, PROVIDER, URL_SETTING, read_fault
from enrichment.providers.http import Reply
from enrichment.providers.shapes import as_int, as_object, as_objects, as_text

# Other words for "the cap was reached".
_OTHER_WORDS = dict.fromkeys(("max_tokens", "max_length", "token_limit", "model_length"), "length")

_END = "[DONE]"  # of a stream

MOST_TOKENS = 10_000_000  # no model reads or writes a tenth of it at once
CHARACTERS_PER_TOKEN = 4
# Nobody's tokens are twice as long as usual: so few were read that the rest of the prompt was left out.
FEWEST_SHARE = 0.5
# No model's context is smaller: so low a count tells nothing of the prompt.
SMALLEST_CONTEXT = 64
_CONTEXTS = {2**power for power in range(11, 21)}


class Completion(NamedTuple):
    """One answer of the chat service.

    `text` is what the model wrote, untouched; empty when the service sent `content: null`.
    `finish_reason` is the service's word: "stop", "length" (the cap was reached), or empty when absent.
    `is_estimated`: the service did not count its tokens, so that they are reckoned from the characters.
    """

    text: str
    finish_reason: str = ""
    model: str = ""
    prompt_tokens: int = 0
    completion_tokens: int = 0
    is_estimated: bool = False

    @property
    def tokens(self) -> int:
        return self.prompt_tokens + self.completion_tokens


class ChatClient(Protocol):
    """Sends one conversation; raises a `ProviderError` when no usable answer came back."""

    def complete(
        self, messages: Sequence[Mapping[str, str]], max_tokens: int, *, varied: bool = False
    ) -> Completion: ...


def read_completion(reply: Reply) -> Completion:
    """The first choice. What the model thought (`reasoning`, `reasoning_content`) is none of the text."""
    answer = answered_object(reply)
    choices = as_objects(answer.get("choices"))
    if not choices:
        raise BadAnswer(PROVIDER, "bad_shape", "no choices")
    if as_text(choices[0].get("finish_reason")) == "error":
        raise BadAnswer(PROVIDER, "service_error", "the model broke off with an error")
    usage = as_object(answer.get("usage"))
    reason = as_text(choices[0].get("finish_reason")).lower()
    return Completion(
        text=_text(as_object(choices[0].get("message")).get("content")),
        finish_reason=_OTHER_WORDS.get(reason, reason),
        model=as_text(answer.get("model")),
        prompt_tokens=_count(usage.get("prompt_tokens")),
        completion_tokens=_count(usage.get("completion_tokens")),
    )


def read_models(reply: Reply) -> list[str]:
    """The ids of `{"data": [{"id": ...}]}`."""
    models = answered_object(reply).get("data")
    if not isinstance(models, list):
        raise BadAnswer(PROVIDER, "bad_shape", "no list of models")
    return [name for name in (as_text(item.get("id")) for item in as_objects(models)) if name]


def answered_object(reply: Reply) -> dict[str, object]:
    """`Refused` for a page: whoever shows pages at this address is no chat server, whatever is asked."""
    if reply.json is not None:
        return as_object(reply.json)
    if reply.is_html:
        raise Refused(PROVIDER, "web_page", setting=URL_SETTING)
    if streamed := assembled(reply.text):
        if fault := read_fault(streamed):
            raise BadAnswer(PROVIDER, "service_error", fault.message or fault.code)
        return streamed
    raise BadAnswer(PROVIDER, "not_json")


def _text(content: object) -> str:
    """`content` is a string or null; some servers send a list of parts, thoughts among them."""
    if isinstance(content, list):
        parts = [part for part in as_objects(content) if as_text(part.get("type")) in ("", "text", "output_text")]
        return "".join(_text(part.get("text")) for part in parts)
    return content if isinstance(content, str) else ""


def _count(value: object) -> int:
    """0, which is then reckoned from the text, where no call can have used so many."""
    count = as_int(value) or 0
    return count if 0 < count <= MOST_TOKENS else 0


def assembled(body: str) -> dict[str, object]:
    """The whole answer as it would have come at once; empty when `body` is no stream, or one that broke off.

    Some servers stream whether asked to or not: server-sent events of `chat.completion.chunk`.
    """
    chunks: list[dict[str, object]] = []
    for line in body.splitlines():
        field, _, data = line.partition(":")
        if field == "data" and data.strip() != _END:
            with contextlib.suppress(ValueError):
                chunks.append(as_object(json.loads(data)))
    text, reason, rest = "", "", dict[str, object]()
    for chunk in chunks:
        rest |= {name: value for name, value in chunk.items() if value and name != "choices"}
        for choice in as_objects(chunk.get("choices"))[:1]:
            piece = as_object(choice.get("delta")).get("content")
            text += piece if isinstance(piece, str) else ""
            reason = as_text(choice.get("finish_reason")) or reason
    if not chunks or not (reason or "error" in rest or _END in body):
        return {}
    return {**rest, "choices": [{"message": {"content": text}, "finish_reason": reason}]}


def checked(completion: Completion, messages: Sequence[Mapping[str, str]], max_tokens: int) -> Completion:
    """The completion with both counts, reckoned where they are missing; `Refused` where the context was too small for
    what was sent and asked: some servers (Ollama) cut a long prompt without a word and answer what is left of it.
    """
    sent = tokens("".join(message["content"] for message in messages))
    # Some gateways (LiteLLM where it plays a model) count the same few tokens for whatever was sent.
    if 0 < completion.prompt_tokens < min(SMALLEST_CONTEXT, sent * FEWEST_SHARE):
        completion = completion._replace(prompt_tokens=0, completion_tokens=0)
    read, written = completion.prompt_tokens, completion.completion_tokens
    # Broken off for length before the cap: prompt and answer filled a context, whose size is a power of two.
    is_full = not _CONTEXTS.isdisjoint((read + written, read + written + 1))
    ran_out = completion.finish_reason == "length" and is_full and written < max_tokens
    if ran_out or 0 < read < sent * FEWEST_SHARE:
        figures = f"{read} tokens of about {sent} were read, {written} written"
        raise Refused(PROVIDER, "context_too_small", figures, setting=MODEL_SETTING)
    if read and (written or not completion.text):
        return completion
    written = written or tokens(completion.text)
    return completion._replace(prompt_tokens=read or sent, completion_tokens=written, is_estimated=True)


def tokens(text: str) -> int:
    return -(-len(text) // CHARACTERS_PER_TOKEN)

"""Reading of a chat completion (OpenAI's `chat.completion`)."""

from enrichment.providers.errors import BadAnswer, Refused
from enrichment.providers.euria.bodies import read_fault
from enrichment.providers.euria.faults import PROVIDER, URL_SETTING
from enrichment.providers.euria.streamed import assembled
from enrichment.providers.euria.types import Completion
from enrichment.providers.http import Reply
from enrichment.providers.shapes import as_int, as_object, as_objects, as_text

# Other words for "the cap was reached".
_OTHER_WORDS = dict.fromkeys(("max_tokens", "max_length", "token_limit", "model_length"), "length")

MOST_TOKENS = 10_000_000  # no model reads or writes a tenth of it at once


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

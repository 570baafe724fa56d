"""Reading of a chat completion (OpenAI's `chat.completion`)."""

from enrichment.providers.errors import BadAnswer
from enrichment.providers.euria.faults import PROVIDER
from enrichment.providers.euria.types import Completion
from enrichment.providers.http import Reply
from enrichment.providers.shapes import as_int, as_object, as_objects, as_text


def read_completion(reply: Reply) -> Completion:
    """The first choice. What the model thought (`reasoning`, `reasoning_content`) is none of the text."""
    answer = answered_object(reply)
    choices = as_objects(answer.get("choices"))
    if not choices:
        raise BadAnswer(PROVIDER, "bad_shape", "no choices")
    usage = as_object(answer.get("usage"))
    return Completion(
        text=_text(as_object(choices[0].get("message")).get("content")),
        finish_reason=as_text(choices[0].get("finish_reason")),
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
    if reply.json is None:
        raise BadAnswer(PROVIDER, "not_json")
    return as_object(reply.json)


def _text(content: object) -> str:
    """`content` is a string or null; some servers send a list of parts."""
    if isinstance(content, list):
        return "".join(_text(part.get("text")) for part in as_objects(content))
    return content if isinstance(content, str) else ""


def _count(value: object) -> int:
    return max(as_int(value) or 0, 0)

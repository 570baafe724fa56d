"""The errors that chat servers write into their answers, which come in several families.

Infomaniak sends `{"result": "error", "error": {"code", "description", "errors": [{"context": {"attribute"}}]}}`.
OpenAI's is `{"error": {"message", "type", "param", "code"}}`; vLLM sends the same without the outer object and with the
HTTP status as `code`; LM Studio makes `error` a plain string; Mistral and FastAPI nest `{"detail": [{"type", "loc",
"msg"}]}`; OpenRouter puts `error` into a choice of a 200; Google wraps it all in a list.
"""

from collections.abc import Iterator
from typing import NamedTuple

from enrichment.providers.shapes import as_int, as_list, as_object, as_objects, as_text

# What a code means when the HTTP status says 200.
_STATUS_OF_CODE = {
    "not_authorized": 401,
    "invalid_scope_token": 403,
    "method_not_found": 404,
    "object_not_found": 404,
    "validation_failed": 422,
    "rate_limit_exceeded": 429,
    "insufficient_quota": 429,
}
_WORDS = ("message", "msg", "description", "detail", "error")
_DEEPEST = 6


class Fault(NamedTuple):
    """One error of any family. `status` is 0 when the body names none; `fields` are the parameters it blames."""

    code: str
    message: str
    status: int = 0
    fields: tuple[str, ...] = ()
    kind: str = ""


def read_fault(body: object) -> Fault | None:
    """The error a body holds, None when it holds none."""
    answer = as_object(body)
    if isinstance(body, list) and len(body) == 1:
        answer = as_object(body[0])
    of_choices = (choice["error"] for choice in as_objects(answer.get("choices")) if choice.get("error"))
    error = answer.get("error") or next(of_choices, None)
    if isinstance(error, str) and error:
        return Fault("", error)
    details = as_object(error)
    if not details and (answer.get("object") == "error" or answer.get("result") == "error"):
        details = answer
    return _fault(details) if details else None


def read_refusal(body: object) -> Fault:
    """The error of a body whose status says that it is one, whatever its form."""
    return read_fault(body) or _fault(as_object(body))


def _fault(details: dict[str, object]) -> Fault:
    code = as_text(details.get("code"))
    number = as_int(details.get("code")) or 0
    status = number if 400 <= number < 600 else _STATUS_OF_CODE.get(code, 0)
    message = " ".join(_words(details)) or as_text(details.get("error_description"))
    return Fault(code, message, status, tuple(_fields(details)), as_text(details.get("type")))


def _words(value: object, depth: int = 0) -> Iterator[str]:
    """What a message says, however deep it is nested."""
    if depth > _DEEPEST:
        return
    if isinstance(value, str):
        yield value.strip()
    for item in as_list(value):
        if isinstance(item, str):
            yield item.strip()
        for name in _WORDS:
            yield from _words(as_object(item).get(name), depth + 1)


def _fields(value: object, depth: int = 0) -> Iterator[str]:
    """The parameters blamed: `param`, `context.attribute`, the last part of `loc`."""
    for item in as_objects(value) if depth <= _DEEPEST else ():
        place = item.get("loc")
        named = [item.get("param"), as_object(item.get("context")).get("attribute")]
        named += [place[-1]] if isinstance(place, list) and place else []
        yield from filter(None, map(as_text, named))
        for name in ("errors", "message", "detail"):
            yield from _fields(item.get(name), depth + 1)

"""The errors of Infomaniak's AI service, which come in two families.

Its own envelope is `{"result": "error", "error": {"code", "description", "errors": [{"context": {"attribute"}}]}}`; the
model server behind it sends OpenAI's `{"error": {"message", "type", "param", "code"}}`, or the same without the outer
object, with the HTTP status as `code`.
"""

import re
from dataclasses import dataclass

from enrichment.providers.errors import BadAnswer, ProviderError, Refused
from enrichment.providers.http import Reply
from enrichment.providers.shapes import as_int, as_object, as_objects, as_text

PROVIDER = "euria"
KEY_SETTING = "EURIA_API_KEY"
URL_SETTING = "EURIA_API_URL"
MODEL_SETTING = "EURIA_MODEL"
PRODUCT_SETTING = "EURIA_PRODUCT_ID"

# What a code means when the HTTP status says 200.
_STATUS_OF_CODE = {
    "not_authorized": 401,
    "invalid_scope_token": 403,
    "method_not_found": 404,
    "object_not_found": 404,
    "validation_failed": 422,
}
_TOO_LONG = re.compile(r"context.?length|too long|max_tokens|maximum", re.IGNORECASE)
_UNKNOWN_MODEL = re.compile(
    r"\bmodel\b.*\b(not exist|not found|unknown|not available|unavailable|unsupported|not supported|no longer)\b"
    r"|\b(unknown|invalid|unsupported|no such) model\b",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True)
class Fault:
    """One error of either family. `status` is 0 when the body names none; `fields` are the parameters it blames."""

    code: str
    message: str
    status: int = 0
    fields: tuple[str, ...] = ()


def read_fault(body: object) -> Fault | None:
    """The error a body holds, None when it holds none."""
    answer = as_object(body)
    error = answer.get("error")
    if isinstance(error, str) and error:
        return Fault("", error)
    details = as_object(error)
    if not details and (answer.get("object") == "error" or answer.get("result") == "error"):
        details = answer
    if not details:
        return None
    code = as_text(details.get("code"))
    message = as_text(details.get("message")) or as_text(details.get("description"))
    number = as_int(details.get("code")) or 0
    status = number if 400 <= number < 600 else _STATUS_OF_CODE.get(code, 0)
    return Fault(code, message, status, _fields(details))


def _fields(details: dict[str, object]) -> tuple[str, ...]:
    named = [as_text(details.get("param"))]
    named += [as_text(as_object(item.get("context")).get("attribute")) for item in as_objects(details.get("errors"))]
    return tuple(name for name in named if name)


def refusal(reply: Reply) -> ProviderError | None:
    """The error that a reply means, None when it is an answer or what every service sends alike (429, 5xx)."""
    fault = read_fault(reply.json)
    status = status_of(reply)
    if status < 400:
        return BadAnswer(PROVIDER, "service_error", fault.message or fault.code) if fault else None
    return _meaning(status, fault or Fault("", ""), reply)


def status_of(reply: Reply) -> int:
    """The HTTP status, or the one that the body of a 200 admits."""
    fault = read_fault(reply.json) if reply.status < 400 else None
    return fault.status if fault and fault.status else reply.status


def _meaning(status: int, fault: Fault, reply: Reply) -> ProviderError | None:
    if status in (401, 403):
        return _refused("missing_scope" if "scope" in fault.code + fault.message else "refused_key", fault, KEY_SETTING)
    if status == 402:
        return _refused("credit_exhausted", fault, KEY_SETTING)
    if status in (400, 404, 422) and _blames_the_model(status, fault):
        return _refused("unknown_model", fault, MODEL_SETTING)
    if status == 404 and fault.code == "object_not_found":
        return _refused("wrong_product", fault, PRODUCT_SETTING)
    if status in (404, 405):
        return _refused("wrong_url", fault, URL_SETTING)
    if status in (408, 429) or status >= 500:
        return None
    return BadAnswer(PROVIDER, "rejected_request", fault.message or f"HTTP {reply.status}")


def _blames_the_model(status: int, fault: Fault) -> bool:
    if "model" in fault.fields or fault.code == "model_not_found":
        return True
    if status == 404:
        return "model" in fault.message.lower()
    return bool(_UNKNOWN_MODEL.search(fault.message)) and not _TOO_LONG.search(fault.message)


def _refused(code: str, fault: Fault, setting: str) -> Refused:
    return Refused(PROVIDER, code, fault.message or fault.code, setting=setting)

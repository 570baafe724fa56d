"""What the errors of a chat server mean: a setting to change, a wait, or a fault of one answer.

They come in several families. Infomaniak sends `{"result": "error", "error": {"code", "description", "errors":
[{"context": {"attribute"}}]}}`. OpenAI's is `{"error": {"message", "type", "param", "code"}}`; vLLM sends the same
without the outer object and with the HTTP status as `code`; LM Studio makes `error` a plain string; Mistral and FastAPI
nest `{"detail": [{"type", "loc", "msg"}]}`; OpenRouter puts `error` into a choice of a 200; Google wraps it all in a
list.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from enrichment.providers.errors import BadAnswer, Limited, ProviderError, Refused
from enrichment.providers.http import Reply
from enrichment.providers.shapes import as_int, as_list, as_object, as_objects, as_text

PROVIDER = "euria"
KEY_SETTING = "EURIA_API_KEY"
URL_SETTING = "EURIA_API_URL"
MODEL_SETTING = "EURIA_MODEL"
PRODUCT_SETTING = "EURIA_PRODUCT_ID"
# How long a server that loads its model is left alone before it is asked again.
LOADING_SECONDS = 15.0


# What servers say of it, to be compiled when one of them does.
_SMALL_CONTEXT = (
    r"(?is)context.?(length|size|window)|exceed_context|maximum context|prompt is too long|too many (input )?tokens"
    r"|input (is )?too long|longer than the (model's )?context|max_(completion_)?tokens.{0,40}too large"
)
_TOO_LONG = r"(?is)context.?length|too long|max_tokens|maximum"
_UNKNOWN_MODEL = (
    r"(?is)\bmodel\b.*\b(not exist|not found|unknown|not available|unavailable|unsupported|not supported|no longer)\b"
    r"|\b(unknown|invalid|unsupported|no such) model\b|no endpoints found|not a valid model"
)
_NO_MODEL_LOADED = r"(?is)no models? (is |are )?(currently )?loaded|failed to load (the )?model"
_IS_LOADING = r"(?is)\bis (still |currently )*(loading|being loaded)"
_LOADING = r"(?is)\bload(ing)?\b|\bstarting\b|warming up|not ready|initiali[sz]ing|unavailable_error"
_NO_CREDIT = (
    r"(?is)insufficient.?(quota|credit|balance|funds)|exceeded your current quota|out of credit|credit (balance )?is"
    r"|key limit exceeded|requires more credits"
)
_BUDGET = r"(?is)budget.?(has been )?exceeded|exceeded.{0,20}budget|over budget"
_DAILY = r"(?is)per.?day|daily"
_FLAGGED = r"(?is)flagged|moderation"
_OF_A_PARAMETER = (
    r"(?is)unsupported|not supported|unrecogni[sz]ed|unknown|unexpected|not permitted|not allowed|extra"
    r"|does not support|only the default"
)
# What we send beyond the conversation: all of it can be left out, or said otherwise.
PARAMETERS = ("max_completion_tokens", "max_tokens", "temperature", "frequency_penalty")


class Fault(NamedTuple):
    """One error of any family. `status` is 0 when the body names none; `fields` are the parameters it blames."""

    code: str
    message: str
    status: int = 0
    fields: tuple[str, ...] = ()
    kind: str = ""


class ParameterRefused(BadAnswer):
    """The server does not take the parameter `name`; it is to be asked without it."""

    def __init__(self, name: str, detail: str) -> None:
        super().__init__(PROVIDER, "rejected_request", detail)
        self.name = name


def refusal(reply: Reply, *, with_key: bool = True, at_home: bool = False) -> ProviderError | None:
    """The error that a reply means, None when it is an answer or what every service sends alike (429, 5xx).

    `with_key` says whether a key was sent at all, `at_home` whether the server is one of the owner's own.
    """
    fault = read_fault(reply.json)
    status = status_of(reply)
    if status < 400:
        return BadAnswer(PROVIDER, "service_error", fault.message or fault.code) if fault else None
    said = fault or read_refusal(reply.json)
    words = f"{said.kind} {said.message}"
    loads = re.search(_LOADING, words) if status == 503 else status < 500 and re.search(_IS_LOADING, said.message)
    if at_home and status == 503 and reply.retry_after is None:
        # A server at home is alone with its owner: it loads its model, which some say without a word, or has its hands
        # full. Either is over soon, and album after album would fail meanwhile.
        code = "loading" if loads or not words.strip() else "rate_limited"
        return Limited(PROVIDER, code, said.message, seconds=LOADING_SECONDS)
    if money := _about_money(status, said, reply):
        return money
    if status in (401, 403):
        return _about_the_key(status, said, reply, with_key)
    if loads and reply.retry_after is None:
        return Limited(PROVIDER, "loading", said.message, seconds=LOADING_SECONDS)
    if status in (408, 429) or status >= 500:
        return None
    return _about_the_request(status, said, reply)


def status_of(reply: Reply) -> int:
    """The HTTP status, or the one that the body of a 200 admits."""
    fault = read_fault(reply.json) if reply.status < 400 else None
    return fault.status if fault and fault.status else reply.status


def _about_money(status: int, fault: Fault, reply: Reply) -> ProviderError | None:
    said = f"{fault.code} {fault.kind} {fault.message}"
    if status not in (400, 402, 403, 429):
        return None
    if re.search(_BUDGET, said):
        return _refused("budget_spent", fault, KEY_SETTING)
    if status == 402 or re.search(_NO_CREDIT, said):
        return _refused("credit_exhausted", fault, KEY_SETTING)
    if status == 429 and reply.retry_after is None and re.search(_DAILY, said):
        now = datetime.now(UTC)  # by whose days daily allowances are renewed
        tomorrow = (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
        return Limited(PROVIDER, detail=fault.message, seconds=(tomorrow - now).total_seconds(), quota=True)
    return None


def _about_the_key(status: int, fault: Fault, reply: Reply, with_key: bool) -> ProviderError:
    if "scope" in fault.code + fault.message:
        return _refused("missing_scope", fault, KEY_SETTING)
    if status == 403 and re.search(_FLAGGED, fault.message):
        return BadAnswer(PROVIDER, "rejected_request", fault.message)
    if status == 403 and not with_key and not reply.body.strip():
        return _refused("unwelcome_host", fault, URL_SETTING)  # Ollama's answer to a name that it was not told of
    return _refused("refused_key" if with_key else "key_needed", fault, KEY_SETTING)


def _about_the_request(status: int, fault: Fault, reply: Reply) -> ProviderError:
    said = f"{fault.code} {fault.kind} {fault.message}"
    if fault.kind == "no_db_connection":
        return _refused("refused_key", fault, KEY_SETTING)  # LiteLLM: a key that its database, had it one, might know
    if re.search(_NO_MODEL_LOADED, said):
        return _refused("no_model_loaded", fault, MODEL_SETTING)
    if status in (400, 413, 422) and re.search(_SMALL_CONTEXT, said):
        return _refused("context_too_small", fault, MODEL_SETTING)
    if status in (400, 422) and (name := _refused_parameter(fault)):
        return ParameterRefused(name, fault.message)
    if status in (400, 404, 422) and _blames_the_model(status, fault):
        return _refused("unknown_model", fault, MODEL_SETTING)
    if status == 404 and fault.code == "object_not_found":
        return _refused("wrong_product", fault, PRODUCT_SETTING)
    if status in (404, 405):
        return _refused("wrong_url", fault, URL_SETTING)
    return BadAnswer(PROVIDER, "rejected_request", fault.message or f"HTTP {reply.status}")


def _refused_parameter(fault: Fault) -> str:
    """Which of our parameters the server does not know, or takes only as it pleases; empty for none."""
    said = f"{fault.code} {fault.kind} {fault.message}"
    if not re.search(_OF_A_PARAMETER, said):
        return ""
    for name in PARAMETERS:
        if name in fault.fields:
            return name
    told = re.search(rf"\b(?:{'|'.join(PARAMETERS)})\b", fault.message)
    return told.group() if told else ""


def _blames_the_model(status: int, fault: Fault) -> bool:
    if "model" in fault.fields or fault.code == "model_not_found":
        return True
    if status == 404 and "model" in fault.message.lower():
        return True
    return bool(re.search(_UNKNOWN_MODEL, fault.message)) and not re.search(_TOO_LONG, fault.message)


def _refused(code: str, fault: Fault, setting: str) -> Refused:
    return Refused(PROVIDER, code, fault.message or fault.code, setting=setting)


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

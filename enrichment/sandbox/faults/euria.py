"""Faults of Euria's service: refusals in both error families, and answers without a usable text."""

from typing import Any

from enrichment.sandbox.euria import backend_error, envelope, invalid, unknown_model
from enrichment.sandbox.faults.kinds import Call, Spoil, kind
from enrichment.sandbox.wire import Reply, html

CHAT = ("chat",)


def refusal(name: str, about: str, reply: Spoil, on: tuple[str, ...] = ()) -> None:
    kind(name, about, "euria", on=on)(reply)


refusal("wrong_key", "401 not_authorized", lambda _: envelope(401, "not_authorized", "Authorization required"))
refusal(
    "missing_scope", "403 invalid_scope_token", lambda _: envelope(403, "invalid_scope_token", "missing_ai_tools_scope")
)
refusal("no_credit", "402 payment_required", lambda _: envelope(402, "payment_required", "Credit exhausted"))
refusal("wrong_path", "404 method_not_found", lambda _: envelope(404, "method_not_found", "Method not found"))
refusal("html_404", "404 with the web site's page", lambda _: html(404, "Page introuvable"))
refusal(
    "invalid_content",
    "422 with the list of fields",
    lambda _: invalid("validation_rule_string", "messages.0.content"),
    CHAT,
)
refusal(
    "too_long_context",
    "400 of the model server, code as a number",
    lambda _: backend_error(400, "This model's maximum context length is 65536 tokens.", "BadRequestError"),
    CHAT,
)


@kind("echoed_key", "401 that repeats the key it was given", "euria")
def echoed_key(call: Call) -> Reply:
    given = call.request.headers.get("authorization", "")
    return backend_error(401, f"Incorrect API key provided: {given}", "AuthenticationError")


@kind("unknown_model", "the model asked for is not served (form=nested, flat or 400) nor listed", "euria")
def missing_model(call: Call) -> Reply:
    if call.endpoint == "models":
        reply, document = call.document()
        if document:
            document["data"] = document["data"][1:]
        return reply
    asked = call.request.json
    model = str(asked.get("model")) if isinstance(asked, dict) else ""
    message = f"The model `{model}` does not exist."
    flat = {"object": "error", "message": message, "type": "NotFoundError", "param": None, "code": 404}
    forms = {"flat": Reply(404, flat), "400": backend_error(400, message, "BadRequestError")}
    return forms.get(call.option("form", "nested")) or unknown_model(model)


@kind("error_in_200", "an error envelope with status 200", "euria")
def error_in_200(_call: Call) -> Reply:
    return Reply(document=envelope(200, "server_error", "An error occurred").document)


@kind("empty_choices", "no choice at all", "euria", on=CHAT)
def empty_choices(call: Call) -> Reply:
    reply, document = call.document()
    if document:
        document["choices"] = []
    return reply


def changed(call: Call, message: dict[str, Any], finish_reason: str | None = "stop") -> Reply:
    """The regular completion with another message and reason."""
    reply, document = call.document()
    if document:
        choice = document["choices"][0]
        choice["message"] |= message
        choice["finish_reason"] = finish_reason
    return reply


def content(call: Call) -> str:
    """The text of the regular completion; empty when there is none."""
    _, document = call.document()
    return str(document["choices"][0]["message"]["content"]) if document else ""


@kind("null_content", "content null, finish_reason length: the thoughts used up the cap", "euria", on=CHAT)
def null_content(call: Call) -> Reply:
    return changed(call, {"content": None, "reasoning": "The user wants a text. Let me think..."}, "length")


@kind("reasoning_field", "thoughts beside the text, field=reasoning (reasoning_content)", "euria", on=CHAT)
def reasoning_field(call: Call) -> Reply:
    return changed(call, {call.option("field", "reasoning"): "The user wants a text about an album."})


@kind("truncated", "cut in mid-sentence, finish_reason length", "euria", on=CHAT)
def truncated(call: Call) -> Reply:
    return changed(call, {"content": content(call)[:700].rstrip(" .!?")}, "length")


@kind("unknown_finish", "a whole text with finish_reason reason=model_dependent (null)", "euria", on=CHAT)
def unknown_finish(call: Call) -> Reply:
    reason = call.option("reason", "model_dependent")
    return changed(call, {}, None if reason == "null" else reason)

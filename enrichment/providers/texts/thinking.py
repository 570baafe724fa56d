"""What a model says of its own work: thoughts aloud, the facts that it was given, the text itself."""

import re

from enrichment.providers.texts.prose import Prose
from enrichment.providers.texts.signs import Signs

# A loop of signs that open nothing is read once: nothing is given back, and a letter has to follow.
_THOUGHT_TAG = re.compile(
    r"[<\[◁][\s/]{0,7}+(?=[a-z])(?:[a-z]{1,12}:)?(?:begin_of_|end_of_)?"
    r"(?:think|thinking|thoughts?|reasoning|reflection|analysis|scratchpad|plan|planning)\s{0,3}[>\]▷]",
    re.IGNORECASE,
)
# gpt-oss writes its thoughts and its answer into channels; servers may drop the marks and leave the channels' names.
_FINAL = re.compile(
    r"<\|channel\|>\s*final\s*(?:<\|[a-z_]+\|>[^<]{0,40})?<\|message\|>"
    r"|\bassistant\s*final(?=[\s:A-ZÀ-Þ«“„¿¡\"*])"
)
_CHANNEL = re.compile(
    r"<\|(?:channel|message|start)\|>|\A\W{0,3}(?:analysis|commentary)(?=[A-Z])"
    r"|\A\W{0,3}(?:[Tt]hinking|[Tt]houghts?|[Rr]easoning|[Aa]nalysis|[Pp]lan|[Tt]he task|[Rr]éflexions?|[Rr]aisonnement"
    r"|[Üü]berlegung(?:en)?|[Gg]edanken|[Rr]agionamento|[Rr]iflession[ei]|[Rr]azonamiento|[Rr]eflexi(?:ón|ones)) ?:"
)
_TOKEN = re.compile(
    r"<\|[^|<>\n]{1,40}\|>|<｜[^｜<>\n]{1,60}｜>|</?s>|\[/?(?:INST|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_CALLS|TOOL_RESULTS"
    r"|BOS|EOS)\]"
    r"|<(?:start|end)_of_turn>(?:model|user)?|<(?:unk|pad|eos|bos|mask|eot|eod|im_end|im_start|endoftext)>"
    r"|<<?/?SYS>>?|<0x[0-9A-F]{2}>"
)
_PLANS = Signs("plans", always_english=True)


def answered(raw: str) -> str:
    """The final channel of an answer that has channels, the tokens of the template taken away."""
    if "<" not in raw and "[" not in raw and "assistant" not in raw:
        return raw
    finals = list(_FINAL.finditer(raw))
    text = raw[finals[-1].end() :] if finals else raw
    if finals and (ends := re.search(r"<\|(?:end|return|start|channel)\|>", text)):
        text = text[: ends.start()]
    return text if _CHANNEL.search(text) else _TOKEN.sub("", text)


def without_thinking(text: str) -> str:
    """What stands outside the thoughts. Those never closed take all that follows; those never opened (some services
    drop the first tag) all that precedes.
    """
    kept: list[str] = []
    start, is_open = 0, False
    for tag in _THOUGHT_TAG.finditer(text):
        is_closing = "/" in tag.group() or "end_of" in tag.group()
        if is_closing and not is_open:
            kept.clear()
        elif not is_open:
            kept.append(text[start : tag.start()])
        start, is_open = tag.end(), not is_closing
    return "".join(kept if is_open else [*kept, text[start:]])


def find_thinking(prose: Prose) -> str:
    """A tag, a channel, or a sentence in which the model plans; given names ("Let Me Count the Ways") are none."""
    text = prose.hidden
    if "<" in text or "[" in text or "◁" in text or ":" in text[:24]:
        tag = _THOUGHT_TAG.search(text) or _CHANNEL.search(text) or _TOKEN.search(text)
        if tag:
            return tag.group()
    hit = next(_PLANS.found(prose), None)
    return prose.sentence(*hit.span()) if hit else ""


_PROMPT = Signs("prompt", always_english=True)
_ITSELF = Signs("itself", always_english=True)

# The notice at the end of a sample text says by whom it was written, and from what.
_OURS = "AIME"


def find_prompt(prose: Prose) -> str:
    """The sentence that speaks of the facts it was given, or of those it was not."""
    return _first(_PROMPT, prose)


def find_itself(prose: Prose) -> str:
    """The sentence in which the text counts, describes or announces itself."""
    return _first(_ITSELF, prose)


def _first(signs: Signs, prose: Prose) -> str:
    """The first such sentence of the text: the words of a set come in no order."""
    spans = sorted(hit.span() for hit in signs.found(prose))
    return next((said for span in spans if _OURS not in (said := prose.sentence(*span))), "")

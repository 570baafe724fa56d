"""The gate that every text passes: fresh answers, cache files, hand-edited ones, imports."""

from typing import NamedTuple

from enrichment.providers.texts import AlbumFacts, Fault
from enrichment.providers.texts.sentences import MAX_CHARACTERS, trim


class Verdict(NamedTuple):
    """`text` is cleaned and at most 2000 characters when it could be trimmed; good only when there is no fault."""

    text: str
    faults: tuple[Fault, ...]

    @property
    def accepted(self) -> bool:
        return not self.faults


def judge(raw: str, facts: AlbumFacts | None, language: str | None, finish_reason: str = "") -> Verdict:
    """Clean, trim at a sentence end when too long, then look for faults."""
    # Hundreds of patterns: compiled at the first text, not at each start of a command that judges none.
    from enrichment.providers.texts.cleaning import MAX_ANSWER, MAX_RAW, clean
    from enrichment.providers.texts.marks import find_marks_of_answer
    from enrichment.providers.texts.quality import emphasised_inventions, inspect
    from enrichment.providers.texts.thinking import without_thinking

    answered = without_thinking(raw[:MAX_ANSWER])[:MAX_RAW]
    cleaned = clean(raw)
    text = trim(cleaned, MAX_CHARACTERS, facts.names() if facts else ())
    # A text trimmed at a sentence end has lost the place where the model was interrupted.
    reason = "" if text != cleaned else finish_reason
    found = inspect(text, facts, language, reason)
    found += [Fault(code, passage) for code, passage in find_marks_of_answer(answered).items()]
    return Verdict(text, tuple(dict.fromkeys([*found, *emphasised_inventions(answered, text, facts)])))

"""Asks a chat service for the description of one album, and again when the answer has faults."""

from typing import NamedTuple

from enrichment.providers.errors import BadAnswer
from enrichment.providers.euria.answer import ChatClient, Completion
from enrichment.providers.texts import AlbumFacts, Fault
from enrichment.providers.texts.gate import Verdict, judge
from enrichment.providers.texts.languages import language as language_of
from enrichment.providers.texts.plain import LOST, build_plain_messages
from enrichment.providers.texts.prompts import PROMPT_VERSION, build_messages

# 230 words take some 450 tokens in French, the wordiest; the rest is room to end the last sentence.
MAX_TOKENS = 900
# A small model that goes on behind the third paragraph repeats itself, and on a small machine that takes minutes.
PLAIN_TOKENS = 600
_WANTS_ROOM = {"cut", "empty"}


class DescriptionRequest(NamedTuple):
    """`language` is a code ("fr"); `max_tokens` caps the first answer, None for the usual cap."""

    facts: AlbumFacts
    language: str
    max_tokens: int | None = None


class Description(NamedTuple):
    """What came of a request.

    Accepted: `text` is the description and `faults` is empty. Otherwise `text` is empty, `draft` is the better of the
    two answers and `faults` says what is wrong with it. The tokens are those of all `calls` together;
    `estimated_tokens` is how many of them the server did not count itself.
    """

    text: str
    draft: str
    faults: tuple[Fault, ...]
    model: str
    language: str
    prompt_version: str
    prompt_tokens: int
    completion_tokens: int
    calls: int
    estimated_tokens: int = 0

    @property
    def accepted(self) -> bool:
        return not self.faults


class _Attempt(NamedTuple):
    completion: Completion
    verdict: Verdict

    @property
    def codes(self) -> set[str]:
        return {fault.code for fault in self.verdict.faults}

    @property
    def is_lost(self) -> bool:
        """Whether the model had lost its way. It had not where the text is short though it took much room: then it
        thought before it wrote.
        """
        took_much = self.completion.finish_reason == "length" or self.completion.completion_tokens > PLAIN_TOKENS
        return bool(self.codes & LOST) and not (took_much and self.codes & LOST == {"too_short"})


class EuriaProvider:
    """Shared by threads: it holds nothing but its client."""

    def __init__(self, client: ChatClient) -> None:
        self._client = client

    def describe(self, request: DescriptionRequest) -> Description:
        """One call, a second one when the first answer is faulty: with an example, if the model had lost its way.

        ValueError for an unknown language; `ProviderError` from the client, or `BadAnswer("empty_answer")` when both
        answers hold no text at all.
        """
        attempts = [self._ask(request)]
        if not attempts[0].verdict.accepted:
            attempts.append(self._ask(request, attempts[0]))
        # The one with the fewest faults; the later of two equals, for it knew what had been wrong.
        chosen = min(reversed(attempts), key=lambda one: (not one.verdict.text, len(one.verdict.faults)))
        best, completions = chosen.verdict, [one.completion for one in attempts]
        if not best.text:
            raise BadAnswer("euria", "empty_answer", "the model wrote no text, twice")
        return Description(
            text=best.text if best.accepted else "",
            draft="" if best.accepted else best.text,
            faults=best.faults,
            model=chosen.completion.model,
            language=language_of(request.language).code,
            prompt_version=PROMPT_VERSION,
            prompt_tokens=sum(completion.prompt_tokens for completion in completions),
            completion_tokens=sum(completion.completion_tokens for completion in completions),
            calls=len(completions),
            estimated_tokens=sum(completion.tokens for completion in completions if completion.is_estimated),
        )

    def _ask(self, request: DescriptionRequest, former: _Attempt | None = None) -> _Attempt:
        """For a text, or for another one where the `former` was faulty."""
        messages = build_messages(request.facts, request.language, former.verdict.faults if former else ())
        cap = request.max_tokens or MAX_TOKENS
        if former and former.codes & _WANTS_ROOM:
            cap *= 2
        is_lost = former is not None and former.is_lost
        if is_lost:
            messages, cap = build_plain_messages(request.facts, request.language), min(cap, PLAIN_TOKENS)
        completion = self._client.complete(messages, cap, varied=is_lost)
        verdict = judge(completion.text, request.facts, request.language, completion.finish_reason)
        return _Attempt(completion, verdict)

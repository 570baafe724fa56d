"""Asks a chat service for the description of one album, and again when the answer has faults."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from enrichment.providers.errors import BadAnswer
from enrichment.providers.texts import AlbumFacts, Fault
from enrichment.providers.texts.gate import Verdict, judge
from enrichment.providers.texts.languages import language as language_of
from enrichment.providers.texts.plain import LOST, build_plain_messages
from enrichment.providers.texts.prompts import PROMPT_VERSION, build_messages


class Completion(NamedTuple):
    """One answer of the chat service.

    `text` is what the model wrote, untouched; empty when the service sent `content: null`.
    `finish_reason` is the service's word: "stop", "length" (the cap was reached), or empty when absent.
    `is_estimated`: the service did not count its tokens, so that they are reckoned from the characters.
    """

    text: str
    finish_reason: str = ""
    model: str = ""
    prompt_tokens: int = 0
    completion_tokens: int = 0
    is_estimated: bool = False

    @property
    def tokens(self) -> int:
        return self.prompt_tokens + self.completion_tokens


class ChatClient(Protocol):
    """Sends one conversation; raises a `ProviderError` when no usable answer came back."""

    def complete(
        self, messages: Sequence[Mapping[str, str]], max_tokens: int, *, varied: bool = False
    ) -> Completion: ...


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


@dataclass(slots=True)
class _Attempts:
    completions: list[Completion] = field(default_factory=list)
    verdicts: list[Verdict] = field(default_factory=list)

    def best(self) -> Verdict:
        """The one with the fewest faults; the later of two equals, for it knew what had been wrong."""
        return min(reversed(self.verdicts), key=lambda verdict: (not verdict.text, len(verdict.faults)))

    @property
    def want_room(self) -> bool:
        """Whether the last text is short though it took much room: the model thought before it wrote."""
        last, codes = self.completions[-1], {fault.code for fault in self.verdicts[-1].faults}
        took_much = last.finish_reason == "length" or last.completion_tokens > PLAIN_TOKENS
        return took_much and codes & LOST == {"too_short"}


class EuriaProvider:
    """Shared by threads: it holds nothing but its client."""

    def __init__(self, client: ChatClient) -> None:
        self._client = client

    def describe(self, request: DescriptionRequest) -> Description:
        """One call, a second one when the first answer is faulty: with an example, if the model had lost its way.

        ValueError for an unknown language; `ProviderError` from the client, or `BadAnswer("empty_answer")` when both
        answers hold no text at all.
        """
        attempts = _Attempts()
        cap = request.max_tokens or MAX_TOKENS
        verdict = self._ask(request, attempts, cap, ())
        if not verdict.accepted:
            wants_room = any(fault.code in _WANTS_ROOM for fault in verdict.faults)
            self._ask(request, attempts, cap * 2 if wants_room else cap, verdict.faults)
        best, completions = attempts.best(), attempts.completions
        if not best.text:
            raise BadAnswer("euria", "empty_answer", "the model wrote no text, twice")
        return Description(
            text=best.text if best.accepted else "",
            draft="" if best.accepted else best.text,
            faults=best.faults,
            model=completions[attempts.verdicts.index(best)].model,
            language=language_of(request.language).code,
            prompt_version=PROMPT_VERSION,
            prompt_tokens=sum(completion.prompt_tokens for completion in completions),
            completion_tokens=sum(completion.completion_tokens for completion in completions),
            calls=len(completions),
            estimated_tokens=sum(completion.tokens for completion in completions if completion.is_estimated),
        )

    def _ask(self, request: DescriptionRequest, attempts: _Attempts, cap: int, faults: tuple[Fault, ...]) -> Verdict:
        is_lost = any(fault.code in LOST for fault in faults) and not attempts.want_room
        if is_lost:
            messages = build_plain_messages(request.facts, request.language)
        else:
            messages = build_messages(request.facts, request.language, faults)
        completion = self._client.complete(messages, min(cap, PLAIN_TOKENS) if is_lost else cap, varied=is_lost)
        verdict = judge(completion.text, request.facts, request.language, completion.finish_reason)
        attempts.completions.append(completion)
        attempts.verdicts.append(verdict)
        return verdict

"""Trying the prompt on one album: one call, and nothing of it is kept."""

from typing import NamedTuple

from collection.models import Album
from enrichment.engine.rate_limit import limiter_of
from enrichment.engine.runs import require_settings
from enrichment.phases.descriptions.phase import Descriptions
from enrichment.phases.descriptions.service import EURIA
from enrichment.phases.descriptions.surroundings import surroundings
from enrichment.phases.descriptions.text import facts_of
from enrichment.providers.euria.provider import MAX_TOKENS
from enrichment.providers.texts.faults import Fault
from enrichment.providers.texts.gate import judge
from enrichment.providers.texts.prompts import PROMPT_VERSION, build_messages


class Trial(NamedTuple):
    """The conversation sent, the text as it would be kept, and what the gate found wrong with it.

    `is_estimated`: the server did not count its tokens.
    """

    prompt: str
    prompt_version: str
    language: str
    text: str
    faults: tuple[Fault, ...]
    model: str
    prompt_tokens: int
    completion_tokens: int
    is_estimated: bool


def try_prompt(album: Album, language: str) -> Trial:
    """Ask Euria once for `album`'s text. Neither the collection nor the cache is written.

    Raises `NothingConfigured`, or a `ProviderError` of the call.
    """
    require_settings([Descriptions.name])
    facts = facts_of(album, surroundings([album])[album.pk])
    messages = build_messages(facts, language)
    completion = EURIA.client(limiter_of(EURIA)).complete(messages, MAX_TOKENS)
    verdict = judge(completion.text, facts, language, completion.finish_reason)
    return Trial(
        prompt="\n\n".join(message["content"] for message in messages),
        prompt_version=PROMPT_VERSION,
        language=language,
        text=verdict.text,
        faults=verdict.faults,
        model=completion.model,
        prompt_tokens=completion.prompt_tokens,
        completion_tokens=completion.completion_tokens,
        is_estimated=completion.is_estimated,
    )

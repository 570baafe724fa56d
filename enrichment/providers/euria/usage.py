"""What the counts of an answer tell: missing ones are reckoned, and a prompt that was cut shows in them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from enrichment.providers.errors import Refused
from enrichment.providers.euria.faults import MODEL_SETTING, PROVIDER
from enrichment.providers.euria.types import Completion

CHARACTERS_PER_TOKEN = 4
# Nobody's tokens are twice as long as usual: so few were read that the rest of the prompt was left out.
FEWEST_SHARE = 0.5
# No model's context is smaller: so low a count tells nothing of the prompt.
SMALLEST_CONTEXT = 64
_CONTEXTS = {2**power for power in range(11, 21)}


def checked(completion: Completion, messages: Sequence[Mapping[str, str]], max_tokens: int) -> Completion:
    """The completion with both counts; `Refused` where the context was too small for what was sent and asked.

    Some servers (Ollama) cut a long prompt without a word and answer what is left of it.
    """
    sent = tokens("".join(message["content"] for message in messages))
    # Some gateways (LiteLLM where it plays a model) count the same few tokens for whatever was sent.
    if 0 < completion.prompt_tokens < min(SMALLEST_CONTEXT, sent * FEWEST_SHARE):
        completion = replace(completion, prompt_tokens=0, completion_tokens=0)
    read, written = completion.prompt_tokens, completion.completion_tokens
    # Broken off for length before the cap: prompt and answer filled a context, whose size is a power of two.
    is_full = not _CONTEXTS.isdisjoint((read + written, read + written + 1))
    ran_out = completion.finish_reason == "length" and is_full and written < max_tokens
    if ran_out or 0 < read < sent * FEWEST_SHARE:
        figures = f"{read} tokens of about {sent} were read, {written} written"
        raise Refused(PROVIDER, "context_too_small", figures, setting=MODEL_SETTING)
    if read and (written or not completion.text):
        return completion
    written = written or tokens(completion.text)
    return replace(completion, prompt_tokens=read or sent, completion_tokens=written, is_estimated=True)


def tokens(text: str) -> int:
    return -(-len(text) // CHARACTERS_PER_TOKEN)

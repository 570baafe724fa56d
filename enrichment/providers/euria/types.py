"""What the description provider and its HTTP client say to each other."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol


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

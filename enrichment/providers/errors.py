"""What can go wrong when a service is asked. "Nobody of that name" is an answer, not an error."""

import re

DETAIL_LENGTH = 200
_BLANKS = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029]+")


class Cancelled(Exception):
    """The run was cancelled while a call waited for its turn."""


class ProviderError(Exception):
    """A failed call: `code` is a stable word, `detail` one short line without secrets."""

    def __init__(self, provider: str, code: str, detail: str = "") -> None:
        self.provider = provider
        self.code = code
        self.detail = _BLANKS.sub(" ", detail).strip()[:DETAIL_LENGTH]
        super().__init__(provider, code)

    def __str__(self) -> str:
        return f"{self.provider}: {self.code}" + (f" ({self.detail})" if self.detail else "")


class Refused(ProviderError):
    """The service will refuse every further call until a person changes `setting` (an environment name, or two
    with a comma between them).
    """

    def __init__(self, provider: str, code: str, detail: str = "", *, setting: str) -> None:
        super().__init__(provider, code, detail)
        self.setting = setting


class Limited(ProviderError):
    """The service asks for a pause of `seconds`; `quota` when its allowance is used up."""

    def __init__(
        self, provider: str, code: str = "rate_limited", detail: str = "", *, seconds: float, quota: bool = False
    ) -> None:
        super().__init__(provider, "quota_exceeded" if quota else code, detail)
        self.seconds = seconds
        self.quota = quota


class Unavailable(ProviderError):
    """No usable answer for now: no connection, a timeout, an error of the server. Asking later may help."""


class BadAnswer(ProviderError):
    """The service answered with something that cannot be used for this item."""


class NotAsked(BadAnswer):
    """Nothing was sent for this item: the service gave trouble before, and `code` says which."""

"""Infomaniak's AI service over HTTP: an OpenAI-shaped chat API."""

from collections.abc import Mapping, Sequence
from typing import Unpack

from enrichment.providers.euria.answer import read_completion, read_models
from enrichment.providers.euria.faults import KEY_SETTING, PROVIDER, URL_SETTING, refusal, status_of
from enrichment.providers.euria.types import Completion
from enrichment.providers.http import HttpOptions, HttpSession, Reply
from enrichment.providers.limits import Limiter

TEMPERATURE = 0.4
# A 429 may come without Retry-After; the limit is counted by the minute.
WAIT_WHEN_LIMITED = 60.0
_CHAT = "/chat/completions"


class EuriaClient:
    """`url` is a base ending in /v1 or the whole .../chat/completions: people paste either."""

    def __init__(self, *, api_key: str, url: str, model: str, limiter: Limiter, **http: Unpack[HttpOptions]) -> None:
        key = api_key.strip().removeprefix("Bearer ").strip()
        self.model = model
        self._base = api_base(url)
        self._headers = {"Authorization": f"Bearer {key}"}
        self._http = HttpSession(
            PROVIDER,
            limiter,
            url_setting=URL_SETTING,
            key_setting=KEY_SETTING,
            secrets=(key,),
            default_wait=WAIT_WHEN_LIMITED,
            **http,
        )

    def __repr__(self) -> str:
        return f"<EuriaClient {self.model}>"

    def complete(self, messages: Sequence[Mapping[str, str]], max_tokens: int) -> Completion:
        """One answer of the model. Parameters beyond these are refused by some of the models served."""
        payload = {
            "model": self.model,
            "messages": [dict(message) for message in messages],
            "temperature": TEMPERATURE,
            "max_tokens": max_tokens,
        }
        return read_completion(self._request("POST", _CHAT, json=payload))

    def models(self) -> list[str]:
        """The names of the models served to this key."""
        return read_models(self._request("GET", "/models"))

    def _request(self, method: str, path: str, json: object = None) -> Reply:
        return self._http.request(method, self._base + path, check=self._check, headers=self._headers, json=json)

    def _check(self, reply: Reply) -> None:
        if error := refusal(reply):
            raise error
        self._http.check_status(status_of(reply), reply)


def api_base(url: str) -> str:
    """The address without a slash and without the path of the chat."""
    base = url.strip().rstrip("/")
    while base.endswith(_CHAT):
        base = base.removesuffix(_CHAT).rstrip("/")
    return base

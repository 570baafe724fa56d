"""Whom Spotify lets ask: the access token of the client credentials flow (OAuth 2), which lives in memory only."""

import base64
import threading
import time
from collections.abc import Callable
from typing import Unpack

from enrichment.providers.errors import BadAnswer, Refused
from enrichment.providers.http import FirstCall, HttpOptions, HttpSession, Limiter, Reply
from enrichment.providers.shapes import as_int, as_object, as_text

PROVIDER = "spotify"
ID_SETTING = "SPOTIFY_CLIENT_ID"
SECRET_SETTING = "SPOTIFY_CLIENT_SECRET"  # noqa: S105 - the name of a setting
PAIR = f"{ID_SETTING}, {SECRET_SETTING}"  # where the service does not say which of the two is wrong
TOKEN_SETTING = "SPOTIFY_TOKEN_URL"  # noqa: S105 - the name of a setting


USUAL_LIFETIME = 3600
RENEWED_EARLY = 60.0
WAIT_WHEN_LIMITED = 30.0


class SpotifyToken:
    """Fetched once for all threads, renewed a minute early, dropped when the service calls it expired."""

    def __init__(
        self,
        *,
        client_id: str,
        client_secret: str,
        url: str,
        limiter: Limiter,
        clock: Callable[[], float] = time.monotonic,
        **http: Unpack[HttpOptions],
    ) -> None:
        pair = f"{client_id.strip()}:{client_secret.strip()}"
        basic = base64.b64encode(pair.encode()).decode()
        self._url = url.strip()
        self._headers = {"Authorization": f"Basic {basic}"}
        self._http = HttpSession(
            PROVIDER,
            limiter,
            url_setting=TOKEN_SETTING,
            key_setting=SECRET_SETTING,
            secrets=(client_secret.strip(), basic, client_id.strip()),
            default_wait=WAIT_WHEN_LIMITED,
            **http,
        )
        self._clock = clock
        self._first_call = FirstCall()
        self._lock = threading.Lock()
        self._value = ""
        self._fresh_until = 0.0

    def value(self) -> str:
        """A token that still holds; fetches one when there is none."""
        with self._first_call(), self._lock:
            asked_at = self._clock()
            if self._value and asked_at < self._fresh_until:
                return self._value
            self._value = ""
            form = {"grant_type": "client_credentials"}
            reply = self._http.request("POST", self._url, check=_check, headers=self._headers, data=form)
            answer = as_object(reply.json)
            token = as_text(answer.get("access_token"))
            if not token or not token.isascii():
                raise BadAnswer(PROVIDER, "bad_shape", "no access token")
            lifetime = float(max(as_int(answer.get("expires_in")) or USUAL_LIFETIME, 1))
            self._fresh_until = asked_at + lifetime - min(RENEWED_EARLY, lifetime / 2)
            self._value = token
            return token

    def drop(self, value: str) -> None:
        """Forget `value`, unless another thread has replaced it already."""
        with self._lock:
            if self._value == value:
                self._value = ""


def _check(reply: Reply) -> None:
    """A wrong pair is 400 `{"error": "invalid_client", "error_description"}`; `error` may be an object, too."""
    if reply.status < 400 or reply.status in (408, 429) or reply.status >= 500:
        return
    answer = as_object(reply.json)
    error = as_object(answer.get("error"))
    description = as_text(answer.get("error_description")) or as_text(error.get("message"))
    word = as_text(answer.get("error")) or as_text(error.get("code")) or as_text(error.get("error"))
    if not word and "invalid client" in description.lower():
        word = "invalid_client"
    if reply.status in (400, 401, 403) and (word == "invalid_client" or reply.status != 400):
        # Seen: "Invalid client" for an unknown id, "Invalid client secret" for a known one.
        half = ID_SETTING if "client" in description.lower() else PAIR
        half = SECRET_SETTING if "secret" in description.lower() else half
        raise Refused(PROVIDER, "refused_key", description or word, setting=half)
    detail = description or word or f"HTTP {reply.status}"
    if reply.status in (404, 405):
        raise Refused(PROVIDER, "wrong_url", detail, setting=TOKEN_SETTING)
    raise BadAnswer(PROVIDER, "rejected_request", detail)

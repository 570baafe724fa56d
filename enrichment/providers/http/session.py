"""Pace, retries and refusals: what every client of a service needs, and no key in an error or a log.

The library that sends is loaded with the first session: it takes a tenth of a command's start, and most ask nothing.
"""

import logging
import random
import re
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol, TypedDict

from enrichment.providers.errors import BadAnswer, Limited, ProviderError, Refused, Unavailable
from enrichment.providers.http.reply import Reply, TooLarge


class Limiter(Protocol):
    """How a client asks for its turn. The limiter that all processes share is the engine's own."""

    def acquire(self) -> None:
        """Return when one request may be sent.

        Raises `Limited` when that would take too long, `Cancelled` when the run was told to stop.
        """

    def block(self, seconds: float, quota: bool) -> None:
        """Tell everybody that the service asked for a pause of `seconds`."""


class Unlimited:
    """Never waits: for tests and single checks."""

    def acquire(self) -> None:
        return None

    def block(self, seconds: float, quota: bool) -> None:
        return None


USER_AGENT = "AIME/0.2 (personal record collection)"
TIMEOUT = (5.0, 60.0)
MAX_BYTES = 2_000_000
RETRIES = 2
# A call that timed out may have been paid for: it is repeated once at most.
TIMEOUT_RETRIES = 1
LIMITED_RETRIES = 3
FIRST_PAUSE = 0.5

Check = Callable[[Reply], None]


class HttpOptions(TypedDict, total=False):
    """What whoever makes a client may change. Timeouts are (connect, whole call), all times in seconds."""

    timeout: tuple[float, float]
    retries: int
    max_bytes: int
    user_agent: str
    sleep: Callable[[float], None]
    short_wait: float


class HttpSession:
    """Requests to one service, for any number of threads.

    Every send, retries too, first takes its turn at the limiter. `url_setting` and `key_setting` are named when the
    address or the key cannot work; `secrets` never show in an error; `default_wait` is for a 429 without Retry-After.
    Where nobody listens, a server that is expected to start is given `starting_wait` seconds, as if it had asked.
    """

    def __init__(
        self,
        provider: str,
        limiter: Limiter,
        *,
        url_setting: str = "",
        key_setting: str = "",
        secrets: Iterable[str] = (),
        default_wait: float = 60.0,
        starting_wait: float = 0.0,
        timeout: tuple[float, float] = TIMEOUT,
        retries: int = RETRIES,
        max_bytes: int = MAX_BYTES,
        user_agent: str = USER_AGENT,
        sleep: Callable[[float], None] = time.sleep,
        short_wait: float = 60.0,
    ) -> None:
        from enrichment.providers.http.library import plain_session

        self.provider = provider
        self.url_setting = url_setting
        self._limiter = limiter
        self._key_setting = key_setting
        self._secrets = tuple(secrets)
        self._default_wait = default_wait
        self._starting_wait = starting_wait
        self._retries = retries
        self._sleep = sleep
        self._short_wait = short_wait
        self._timeout = timeout
        self._max_bytes = max_bytes
        self._http = plain_session(user_agent)
        self._first_call = FirstCall()
        guard_http_log()

    def __repr__(self) -> str:
        return f"<HttpSession {self.provider}>"

    def request(self, method: str, url: str, *, check: Check = lambda reply: None, **options: Any) -> Reply:
        """The service's reply, of any status below 500 save redirects and 429.

        `check` raises the service's own errors: what it calls `Unavailable` is tried again, `Limited` is obeyed.
        `options` are those of requests: params, headers, data, json.
        """
        failures = waits = 0
        with self._first_call():
            while True:
                self._limiter.acquire()
                try:
                    return self._judged(self._sent(method, url, options), check)
                except Limited as limit:
                    self._limiter.block(limit.seconds, limit.quota)
                    waits += 1
                    if limit.quota or limit.seconds > self._short_wait or waits > LIMITED_RETRIES:
                        raise
                except Unavailable as error:
                    failures += 1
                    if failures > (min(TIMEOUT_RETRIES, self._retries) if error.code == "timeout" else self._retries):
                        raise
                    spread = random.uniform(0.5, 1.5)  # noqa: S311 - only spreads load
                    self._sleep(FIRST_PAUSE * 2 ** (failures - 1) * spread)

    def _sent(self, method: str, url: str, options: dict[str, Any]) -> Reply:
        from enrichment.providers.http.library import FAILURES, as_provider_error, nobody_listens, read_reply

        try:
            with self._http.request(method, url, timeout=self._timeout, stream=True, **options) as answer:
                return read_reply(answer, self._max_bytes)
        except TooLarge:
            failure: ProviderError = BadAnswer(self.provider, "too_large")
        except FAILURES as error:
            failure = as_provider_error(
                error, self.provider, url_setting=self.url_setting, key_setting=self._key_setting
            )
            if self._starting_wait and nobody_listens(error):
                failure = Limited(self.provider, "not_running", seconds=self._starting_wait)
        # Raised out here so that the library's error, which holds the URL, is not even its context.
        raise failure

    def _judged(self, reply: Reply, check: Check) -> Reply:
        try:
            if 300 <= reply.status < 400:
                raise Refused(self.provider, "wrong_url", "the service redirects elsewhere", setting=self.url_setting)
            check(reply)
            self.check_status(reply.status, reply)
        except ProviderError as error:
            error.detail = redact(error.detail, self._secrets)
            raise
        return reply

    def check_status(self, status: int, reply: Reply) -> None:
        """What 429 and 5xx mean for every service; `status` may come from the body."""
        if status == 429 or (status == 503 and reply.retry_after is not None):
            raise Limited(self.provider, seconds=reply.retry_after or self._default_wait)
        if status >= 500 or status == 408:
            raise Unavailable(self.provider, "server_error", f"HTTP {status}")


HIDDEN = "***"
SHORTEST_SECRET = 4
_CREDENTIALS = re.compile(
    r"\b((?:Bearer|Basic|Discogs token)[ =]+|(?:api_key|token|access_token|client_secret)=)[^\s&\"',]+", re.IGNORECASE
)


def redact(text: str, secrets: Iterable[str] = ()) -> str:
    """`text` without the given secrets and without anything that looks like a credential."""
    for secret in sorted(secrets, key=len, reverse=True):
        if len(secret) >= SHORTEST_SECRET:
            text = text.replace(secret, HIDDEN)
    return _CREDENTIALS.sub(rf"\g<1>{HIDDEN}", text)


class HideCredentials(logging.Filter):
    """urllib3 logs whole request lines at DEBUG, and Last.fm takes its key in the query."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(redact(arg) if isinstance(arg, str) else arg for arg in record.args)
        return True


def guard_http_log() -> None:
    logger = logging.getLogger("urllib3.connectionpool")
    if not any(isinstance(known, HideCredentials) for known in logger.filters):
        logger.addFilter(HideCredentials())


SHARED_SECONDS = 2.0


class FirstCall:
    """Lets the first call go alone, so that a wrong key is tried once and not by every thread at once.

    Until one call was accepted they go one by one, and those who waited meanwhile share a refusal; so do those who
    were on their way and come up to `shared_for` seconds late.
    """

    def __init__(self, shared_for: float = SHARED_SECONDS) -> None:
        self._lock = threading.Lock()
        self._accepted = False
        self._refusal: Refused | None = None
        self._refused_at = 0.0
        self._shared_for = shared_for

    @contextmanager
    def __call__(self) -> Iterator[None]:
        before = self._refusal
        alone = self._wait_until_accepted()
        try:
            late = time.monotonic() - self._refused_at < self._shared_for
            if alone and self._refusal is not None and (late or self._refusal is not before):
                told = self._refusal
                # A copy: an exception raised by two threads would mix their tracebacks.
                raise Refused(told.provider, told.code, told.detail, setting=told.setting)
            try:
                yield
            except Refused as refusal:
                self._refusal, self._accepted, self._refused_at = refusal, False, time.monotonic()
                raise
            except (BadAnswer, Unavailable):
                self._accepted = True
                raise
            self._accepted = True
        finally:
            if alone:
                self._lock.release()

    def _wait_until_accepted(self) -> bool:
        """True when this call is to go alone, with the lock held; those who waited for an accepted one go together."""
        if self._is_accepted():
            return False
        self._lock.acquire()
        if self._is_accepted():
            self._lock.release()
            return False
        return True

    def _is_accepted(self) -> bool:
        return self._accepted

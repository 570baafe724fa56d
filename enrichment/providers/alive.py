"""Whether what an address names is still there."""

from typing import NamedTuple

import requests

from collection.addresses import is_https_address
from enrichment.providers.http.plain_session import DeadlineAdapter

TIMEOUT = (5.0, 10.0)
GONE = (404, 410)
HEAD_UNKNOWN = (405, 501)  # the host answers, but only to GET


class Doubt(NamedTuple):
    """Why an address is doubtful: a status or a word. `is_gone` only where the host itself says so."""

    why: str
    is_gone: bool = False


class AliveCheck:
    """Asks by HEAD, without credentials and without following redirects. One session, one thread."""

    def __init__(self) -> None:
        self._session = requests.Session()
        self._session.trust_env = False  # no netrc: an address out of the database gets no password
        self._session.mount("https://", DeadlineAdapter())

    def fault(self, url: str) -> Doubt | None:
        """What is wrong with `url`; None when it is alive."""
        if not is_https_address(url):
            return Doubt("not_https")
        try:
            with self._session.head(url, timeout=TIMEOUT, allow_redirects=False) as answer:
                status = answer.status_code
        except requests.Timeout:
            return Doubt("timeout")
        except requests.RequestException:
            return Doubt("connection")
        return Doubt(f"HTTP {status}", status in GONE) if status >= 400 and status not in HEAD_UNKNOWN else None

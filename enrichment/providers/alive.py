"""Whether something still answers at an address."""

import requests

from collection.addresses import is_https_address

TIMEOUT = (5.0, 10.0)


class AliveCheck:
    """Asks by HEAD, without credentials and without following redirects. One session, one thread."""

    def __init__(self) -> None:
        self._session = requests.Session()
        self._session.trust_env = False  # no netrc: an address out of the database gets no password

    def fault(self, url: str) -> str:
        """What is wrong with `url`: a status, or why nobody answers; "" when it is alive."""
        if not is_https_address(url):
            return "not_https"
        try:
            with self._session.head(url, timeout=TIMEOUT, allow_redirects=False) as answer:
                status = answer.status_code
        except requests.Timeout:
            return "timeout"
        except requests.RequestException:
            return "connection"
        # Some hosts do not know HEAD, and one that asks us to slow down has not lost the picture.
        return f"HTTP {status}" if status >= 400 and status not in (405, 429, 501) else ""

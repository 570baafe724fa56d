"""A session of `requests` without what a service's client does not want, and its bounded answers."""

from http.cookiejar import DefaultCookiePolicy

import requests

from enrichment.providers.http.deadline import DeadlineAdapter
from enrichment.providers.http.reply import Reply, TooLarge

POOL_SIZE = 32
CHUNK_BYTES = 65_536


class _Unfollowing(requests.Session):
    """Follows no redirect, nor looks where one leads: even that raises for an address that cannot be read."""

    def get_redirect_target(self, resp: requests.Response) -> None:
        return None


def plain_session(user_agent: str) -> requests.Session:
    """For any number of threads: keeps no cookie, follows no redirect, and no password of ~/.netrc replaces our
    Authorization. Its timeouts are (connect, from connecting to the last byte) in seconds.
    """
    session = _Unfollowing()
    session.headers.update({"User-Agent": user_agent, "Accept": "application/json"})
    session.auth = lambda request: request
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=()))
    for scheme in ("https://", "http://"):
        session.mount(scheme, DeadlineAdapter(pool_connections=4, pool_maxsize=POOL_SIZE))
    return session


def read_reply(response: requests.Response, max_bytes: int) -> Reply:
    """The whole answer; raises `TooLarge` once more than `max_bytes` have come."""
    body = bytearray()
    while chunk := response.raw.read1(CHUNK_BYTES, decode_content=True):
        body += chunk
        if len(body) > max_bytes:
            raise TooLarge
    return Reply(response.status_code, response.headers, bytes(body))

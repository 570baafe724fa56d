"""What the HTTP library raises, said in our own errors. Its messages hold URLs, hence keys: none is kept."""

import requests
import urllib3.exceptions

from enrichment.providers.errors import BadAnswer, ProviderError, Refused, Unavailable

FAILURES = (requests.RequestException, urllib3.exceptions.HTTPError, OSError, ValueError)  # all that a call may raise
WRONG_URL = (
    requests.exceptions.InvalidURL,
    requests.exceptions.MissingSchema,
    requests.exceptions.InvalidSchema,
    urllib3.exceptions.LocationValueError,
)
# The only header that people write is the one with their key.
WRONG_KEY = (requests.exceptions.InvalidHeader, UnicodeError)
TIMEOUT = (requests.exceptions.ReadTimeout, urllib3.exceptions.ReadTimeoutError)
UNREADABLE = (requests.exceptions.ContentDecodingError, urllib3.exceptions.DecodeError)


def as_provider_error(error: Exception, provider: str, *, url_setting: str, key_setting: str) -> ProviderError:
    if isinstance(error, WRONG_URL):
        return Refused(provider, "wrong_url", "not a usable address", setting=url_setting)
    if isinstance(_inner(error), urllib3.exceptions.InvalidHeader):
        return BadAnswer(provider, "not_json", "its headers contradict each other")
    if isinstance(error, WRONG_KEY):
        return Refused(provider, "refused_key", "holds characters that no key has", setting=key_setting)
    if isinstance(error, TIMEOUT):
        return Unavailable(provider, "timeout")
    if isinstance(error, UNREADABLE):
        return BadAnswer(provider, "not_json", "cannot be decompressed")
    reason = getattr(_inner(error), "reason", _inner(error))
    return Unavailable(provider, "connection", type(reason if isinstance(reason, Exception) else error).__name__)


def nobody_listens(error: Exception) -> bool:
    """The host is there and refuses the connection: no server runs at this port, or not yet."""
    reason = getattr(_inner(error), "reason", _inner(error))
    return isinstance(getattr(reason, "__cause__", None), ConnectionRefusedError)


def _inner(error: Exception) -> object:
    """What `requests` has wrapped: of a header it says the same whether ours or the answer's is wrong."""
    return error.args[0] if error.args else error

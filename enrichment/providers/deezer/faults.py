"""Deezer's errors, which come with status 200: `{"error": {"type", "message", "code"}}`.

The codes are those of its documentation ("API errors"); what was recorded of them is in the stand-in.
"""

from enrichment.providers.errors import BadAnswer, Limited, ProviderError, Refused, Unavailable
from enrichment.providers.http import Reply
from enrichment.providers.shapes import as_int, as_object, as_text

PROVIDER = "deezer"
URL_SETTING = "DEEZER_API_URL"
QUOTA, BUSY, NO_DATA = 4, 700, 800
# 50 requests in 5 seconds for everybody behind one address; it is not said when they are counted anew.
QUOTA_SECONDS = 10.0


def refusal(reply: Reply) -> ProviderError | None:
    """The error that a reply means; None for an answer, for "no such thing", and for what all services send alike."""
    if error := as_object(as_object(reply.json).get("error")):
        code, message = as_int(error.get("code")) or 0, as_text(error.get("message"))
        if code == NO_DATA:
            return None
        if code == QUOTA:
            return Limited(PROVIDER, detail=message, seconds=QUOTA_SECONDS)
        if code == BUSY:
            return Unavailable(PROVIDER, "server_error", message)
        return BadAnswer(PROVIDER, "rejected_request" if code in (100, 500, 501, 600) else "service_error", message)
    if reply.status == 403:
        return Unavailable(PROVIDER, "blocked_page", "HTTP 403")
    if reply.status in (404, 405):
        return Refused(PROVIDER, "wrong_url", f"HTTP {reply.status}", setting=URL_SETTING)
    if 400 <= reply.status < 500 and reply.status not in (408, 429):
        return BadAnswer(PROVIDER, "rejected_request", f"HTTP {reply.status}")
    return None


def is_unknown(reply: Reply) -> bool:
    """Whether Deezer has no such thing, by its own word or by that of HTTP with something of its own form."""
    if error := as_object(as_object(reply.json).get("error")):
        return as_int(error.get("code")) == NO_DATA
    return reply.status == 404 and isinstance(reply.json, dict)

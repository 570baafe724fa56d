"""The errors of Spotify's Web API: `{"error": {"status", "message", "reason"?}}`, and plain text now and then."""

from enrichment.providers.errors import BadAnswer, Limited, ProviderError, Refused, Unavailable
from enrichment.providers.http import Reply
from enrichment.providers.shapes import as_object, as_text

PROVIDER = "spotify"
ID_SETTING = "SPOTIFY_CLIENT_ID"
SECRET_SETTING = "SPOTIFY_CLIENT_SECRET"  # noqa: S105 - the name of a setting
PAIR = f"{ID_SETTING}, {SECRET_SETTING}"  # where the service does not say which of the two is wrong
API_SETTING = "SPOTIFY_API_URL"
TOKEN_SETTING = "SPOTIFY_TOKEN_URL"  # noqa: S105 - the name of a setting

# The size of the quota and the time of its reset are not published.
QUOTA_WAIT = 24 * 3600.0
SHORTEST_QUOTA_WAIT = 3600.0


def refusal(reply: Reply) -> ProviderError | None:
    """The error that a reply means; None for an answer, a 401 (the token is renewed first), a 404 and a plain 429."""
    if is_premium_missing(reply):
        return Refused(PROVIDER, "premium_required", setting=ID_SETTING)
    if reply.status == 403:
        if reply.is_html:
            return Unavailable(PROVIDER, "blocked_page", "HTTP 403")
        return Refused(PROVIDER, "forbidden", message(reply), setting=ID_SETTING)
    if reply.status == 429 and _error(reply).get("reason") == "QUOTA_EXCEEDED":
        wait = max(reply.retry_after or QUOTA_WAIT, SHORTEST_QUOTA_WAIT)
        return Limited(PROVIDER, seconds=wait, quota=True)
    if reply.status in (401, 404, 408, 429) or reply.status < 400 or reply.status >= 500:
        return None
    return BadAnswer(PROVIDER, "rejected_request", message(reply))


def is_premium_missing(reply: Reply) -> bool:
    """The body is plain text: "Active premium subscription required for the owner of the app."."""
    return reply.status == 403 and "premium" in reply.text[:1000].lower()


def bad_token() -> Refused:
    return Refused(PROVIDER, "refused_key", "HTTP 401", setting=SECRET_SETTING)


def wrong_address() -> Refused:
    return Refused(PROVIDER, "wrong_url", "HTTP 404", setting=API_SETTING)


def message(reply: Reply) -> str:
    return as_text(_error(reply).get("message")) or f"HTTP {reply.status}"


def _error(reply: Reply) -> dict[str, object]:
    return as_object(as_object(reply.json).get("error"))

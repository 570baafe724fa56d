"""The errors of Discogs: `{"message": str}`, and pages of the guard in front of it."""

from enrichment.providers.errors import BadAnswer, ProviderError, Refused, Unavailable
from enrichment.providers.http import Reply
from enrichment.providers.shapes import as_object, as_text

PROVIDER = "discogs"
KEY_SETTING = "DISCOGS_TOKEN"
USER_SETTING = "DISCOGS_USERNAME"
URL_SETTING = "DISCOGS_API_URL"


def check_reply(reply: Reply) -> None:
    """Raise what a reply about one release or master means; a 404 means that there is none."""
    if error := _refusal(reply, "forbidden"):
        raise error
    if reply.status == 404 and reply.json is None:
        raise Refused(PROVIDER, "wrong_url", "HTTP 404", setting=URL_SETTING)


def check_collection(reply: Reply) -> None:
    """Raise what a reply about the collection means: a 403 that it is private, a 404 that nobody has that name."""
    if error := _refusal(reply, "private_collection"):
        raise error
    if reply.status == 404:
        code, setting = ("wrong_url", URL_SETTING) if reply.json is None else ("unknown_user", USER_SETTING)
        raise Refused(PROVIDER, code, _message(reply), setting=setting)


def check_names(reply: Reply) -> None:
    """What the owner calls their folders is for the owner's token alone; without it the names are left out."""


def _refusal(reply: Reply, forbidden: str) -> ProviderError | None:
    if reply.status == 401:
        return Refused(PROVIDER, "refused_key", _message(reply), setting=KEY_SETTING)
    if reply.status == 403 and reply.is_html:
        return Unavailable(PROVIDER, "blocked_page", "HTTP 403")
    if reply.status == 403:
        return Refused(PROVIDER, forbidden, _message(reply), setting=KEY_SETTING)
    if reply.status < 400 or reply.status in (404, 408, 429) or reply.status >= 500:
        return None
    return BadAnswer(PROVIDER, "rejected_request", _message(reply))


def _message(reply: Reply) -> str:
    return as_text(as_object(reply.json).get("message")) or f"HTTP {reply.status}"

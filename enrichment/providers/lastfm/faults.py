"""The errors of Last.fm: `{"error": int, "message": str}`, which may come with HTTP 200."""

from enrichment.providers.errors import BadAnswer, Limited, Refused, Unavailable
from enrichment.providers.http import Reply
from enrichment.providers.shapes import as_int, as_object, as_text

PROVIDER = "lastfm"
KEY_SETTING = "LASTFM_API_KEY"
USER_SETTING = "LASTFM_USERNAME"
URL_SETTING = "LASTFM_API_URL"
WAIT_WHEN_LIMITED = 60.0

# Error 6 is a wrong parameter; the only one of ours that can be wrong is the user.
_REFUSALS = {
    4: ("refused_key", KEY_SETTING),
    6: ("unknown_user", USER_SETTING),
    9: ("refused_key", KEY_SETTING),
    10: ("refused_key", KEY_SETTING),
    13: ("refused_key", KEY_SETTING),
    17: ("private_profile", USER_SETTING),
    26: ("suspended_key", KEY_SETTING),
}
_PASSING = {8, 11, 16}
_RATE_LIMIT = 29


def check_reply(reply: Reply) -> None:
    """Raise what a reply means; the body's error counts before the HTTP status."""
    answer = as_object(reply.json)
    code = as_int(answer.get("error"))
    if code is not None:
        detail = f"error {code}: {as_text(answer.get('message'))}"
        if code in _REFUSALS:
            word, setting = _REFUSALS[code]
            raise Refused(PROVIDER, word, detail, setting=setting)
        if code in _PASSING:
            raise Unavailable(PROVIDER, "server_error", detail)
        if code == _RATE_LIMIT:
            raise Limited(PROVIDER, detail=detail, seconds=reply.retry_after or WAIT_WHEN_LIMITED)
        raise BadAnswer(PROVIDER, "service_error", detail)
    if reply.status == 403 and reply.is_html:
        raise Unavailable(PROVIDER, "blocked_page", "HTTP 403")
    if reply.status in (401, 403):
        raise Refused(PROVIDER, "refused_key", f"HTTP {reply.status}", setting=KEY_SETTING)
    if reply.status in (404, 405):
        raise Refused(PROVIDER, "wrong_url", f"HTTP {reply.status}", setting=URL_SETTING)
    if 400 <= reply.status < 500 and reply.status not in (408, 429):
        raise BadAnswer(PROVIDER, "rejected_request", f"HTTP {reply.status}")

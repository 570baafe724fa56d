#!/bin/bash
# pylast: an error never equals the constant that is named after it: "rate limit exceeded" is not STATUS_RATE_LIMIT_EXCEEDED.
#
# Software: pylast 7.2.0.
# Guess:    `error.get_id() == pylast.STATUS_RATE_LIMIT_EXCEEDED` tells the refusal apart; the method's own description says
#           that it returns one of these.
# Really:   the constants are numbers and what comes from the service's answer is text, "29". The comparison is False for
#           each of them, and an outage (HTTP 503) has a number after all.
# Matters:  a client that means to wait when it is too fast, to ask for a new key when the key is wrong, and to say "this
#           listener keeps that private" does none of it: all fall to the last branch. Compare with `int(error.status)`.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -qq --disable-pip-version-check pylast==7.2.0
timeout 60 "$work/venv/bin/python" >"$work/seen" <<'PY'
import pylast

answers = []


class Lastfm:
    """Stands for the HTTP client; gives the answers above, one after another."""

    def __init__(self, **_):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def post(self, *_, **__):
        return answers.pop(0)


pylast.httpx.Client = Lastfm
track = pylast.LastFMNetwork(api_key="invented").get_track("David Bowie", "Breaking Glass")
for name, code in (
    ("STATUS_RATE_LIMIT_EXCEEDED", 29), ("STATUS_INVALID_API_KEY", 10), ("STATUS_LOGIN_REQUIRED", 17), ("503", None)
):
    text = f'<lfm status="failed"><error code="{code}">As the service says</error></lfm>'
    answers.append(pylast.httpx.Response(200, text=text) if code else pylast.httpx.Response(503))
    try:
        track.get_playcount()
    except pylast.WSError as error:
        same = error.get_id() == (getattr(pylast, name) if code else 503)
        print(f"{name}: {error.get_id()!r}, {'equal' if same else 'not equal'}")
PY
diff -u - "$work/seen" <<'SEEN' && echo "Still so."
STATUS_RATE_LIMIT_EXCEEDED: '29', not equal
STATUS_INVALID_API_KEY: '10', not equal
STATUS_LOGIN_REQUIRED: '17', not equal
503: 503, equal
SEEN

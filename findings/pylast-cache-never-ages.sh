#!/bin/bash
# pylast: with caching on, "what was heard lately" is answered for ever as it was at the first call.
#
# Software: pylast 7.2.0.
# Guess:    enable_caching() keeps answers for some minutes, or leaves out calls whose answer changes.
# Really:   what was answered once is kept without a time, in a file that outlives the program, and get_recent_tracks()
#           takes part in it by default. A tracker sees the first page of its first day at each later poll, raises
#           nothing, and reports "nothing new".
# Matters:  caching is switched on to be gentle to the service, and everything but the listening works better for it.
#           Pass `cacheable=False` to each call whose answer may change.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -qq --disable-pip-version-check pylast==7.2.0
timeout 60 "$work/venv/bin/python" >"$work/seen" <<'PY'
import os
import tempfile

import pylast

heard = ["Speed of Life"]


class Lastfm:
    """Stands for the HTTP client; answers with the track heard last."""

    def __init__(self, **_):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def post(self, *_, **__):
        track = f'<track><artist>David Bowie</artist><name>{heard[-1]}</name><album>Low</album><date uts="1">x</date></track>'
        text = f'<lfm status="ok"><recenttracks totalPages="1">{track}</recenttracks></lfm>'
        return pylast.httpx.Response(200, text=text)


pylast.httpx.Client = Lastfm
folder = tempfile.TemporaryDirectory()


def last(**options):
    network = pylast.LastFMNetwork(api_key="invented")
    network.enable_caching(os.path.join(folder.name, "cache"))
    track = network.get_user("somebody").get_recent_tracks(limit=1, **options)[0].track.title
    network.disable_caching()
    return track


print("first poll:", last())
heard.append("Breaking Glass")
print("later, another network object:", last())
print("cacheable=False:", last(cacheable=False))
PY
diff -u - "$work/seen" <<'SEEN' && echo "Still so."
first poll: Speed of Life
later, another network object: Speed of Life
cacheable=False: Breaking Glass
SEEN

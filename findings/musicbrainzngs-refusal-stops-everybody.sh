#!/bin/bash
# musicbrainzngs: one refusal is asked eight times, and every other thread waits for it.
#
# Software: musicbrainzngs 0.7.1.
# Guess:    403 (blocked for its user agent) raises at once, as 400, 401 and 404 do; while one thread waits to try again,
#           others go on.
# Really:   every status but 400, 401, 404 and 411 is tried eight times with pauses of 2, 4 … 14 s, 56 s in all, 403 and
#           410 too; Retry-After is not looked at. All of it happens inside the module's one lock, so every call of every
#           thread stands still for that minute, even with the rate limit switched off.
# Matters:  a service that has blocked a client is asked eight times for each item, which is what it blocks clients for,
#           and a pool of ten threads is as fast as its unluckiest call.
# Here the pauses are recorded instead of slept.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -qq --disable-pip-version-check musicbrainzngs==0.7.1
timeout 60 "$work/venv/bin/python" >"$work/seen" <<'PY'
import threading
import time
import types
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import musicbrainzngs as mb
from musicbrainzngs import musicbrainz

asked = []


class Service(BaseHTTPRequestHandler):
    """Refuses to speak of one artist, answers searches."""

    def log_message(self, *_):
        pass

    def do_GET(self):
        asked.append(self.path)
        refused = "?query" not in self.path
        body = b'<metadata xmlns="http://musicbrainz.org/ns/mmd-2.0#"/>'
        self.send_response(403 if refused else 200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
threading.Thread(target=server.serve_forever, daemon=True).start()
mb.set_hostname(f"127.0.0.1:{server.server_port}")
mb.set_useragent("example", "1", "somebody@example.org")
mb.set_rate_limit(False)

pauses, in_first_pause, go_on = [], threading.Event(), threading.Event()


def pause(seconds):
    pauses.append(int(seconds))
    in_first_pause.set()
    go_on.wait(10)


musicbrainz.time = types.SimpleNamespace(sleep=pause, time=time.time)


def refused():
    try:
        mb.get_artist_by_id("5b11f4ce-a62d-471e-81fc-a69a8278c7da")
    except mb.MusicBrainzError as error:
        print("ends as", type(error).__name__, "after", len(asked), "requests, pauses", pauses, "s")


first = threading.Thread(target=refused)
first.start()
in_first_pause.wait(10)
other = threading.Thread(target=mb.search_artists, kwargs={"artist": "Low"})
other.start()
other.join(1)
print("another thread's search is answered meanwhile:", not other.is_alive())
go_on.set()
first.join()
other.join()
PY
diff -u - "$work/seen" <<'SEEN' && echo "Still so."
another thread's search is answered meanwhile: False
ends as NetworkError after 8 requests, pauses [2, 4, 6, 8, 10, 12, 14] s
SEEN

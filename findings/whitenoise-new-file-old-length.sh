#!/bin/bash
# WhiteNoise: a file that is replaced under a running site is cut at the old one's length.
#
# Software: WhiteNoise 6.12.0, behind Python's own wsgiref.
# Guess:    a style sheet that an upgrade replaces is served as it was at the start, or as it is now.
# Really:   the headers are those of the start, the bytes those of today. A longer file comes cut to the old length, with
#           status 200, the old ETag and date, and no complaint; a shorter one is announced too long, so that clients wait
#           and then fail; one that is gone is a traceback. Names with a hash in them are safe, for such a file never
#           changes; so is `autorefresh`, which is meant for development.
# Matters:  whoever copies new files over old ones and restarts a minute later serves half a script to everybody, and
#           caches keep it under the old ETag.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -qq --disable-pip-version-check whitenoise==6.12.0
mkdir "$work/static"
timeout 60 "$work/venv/bin/python" - "$work/static" >"$work/seen" 2>/dev/null <<'PY'
import http.client
import sys
import threading
from pathlib import Path
from wsgiref.simple_server import make_server

from whitenoise import WhiteNoise

file = Path(sys.argv[1], "wall.css")
file.write_text("a" * 100)
server = make_server("127.0.0.1", 0, WhiteNoise(None, root=sys.argv[1]))
threading.Thread(target=server.serve_forever, daemon=True).start()
first = None


def ask(what):
    global first
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=5)
    connection.request("GET", "/wall.css")
    answer = connection.getresponse()
    try:
        body = answer.read()
    except http.client.IncompleteRead as broken:
        body = broken.partial
    first = first or answer.getheader("ETag")
    length, tag = answer.getheader("Content-Length"), "old" if answer.getheader("ETag") == first else "new"
    print(f"{what}: {answer.status}, {length} bytes announced, {len(body)} of {body[:1].decode()!r} came, {tag} ETag")


ask("at the start")
file.write_text("b" * 150)
ask("a longer one")
file.write_text("c" * 40)
ask("a shorter one")
PY
diff -u - "$work/seen" <<'SEEN' && echo "Still so."
at the start: 200, 100 bytes announced, 100 of 'a' came, old ETag
a longer one: 200, 100 bytes announced, 100 of 'b' came, old ETag
a shorter one: 200, 100 bytes announced, 40 of 'c' came, old ETag
SEEN

#!/bin/bash
# deezer-python: a loop over a list stops after its first page when anything else reads the same list meanwhile.
#
# Software: deezer-python 7.4.0.
# Guess:    `artist.get_albums()` gives a list-like object that fetches its pages as needed; two loops over it are
#           independent, and `[-1]` is the last album.
# Really:   the position in the pages belongs to the list, not to the loop. Of 60 albums an outer loop sees 25 as soon as
#           an inner loop, or a look at `albums[40]`, has fetched the rest; nothing is raised. `[-1]` raises IndexError on
#           a fresh list, and after a first look at `[0]` it is the last album of the first page. `list(albums)` costs a
#           request more than the loop does, because list() asks for the length first.
# Matters:  "compare each album with each other" or a look-up within the loop silently drops most of a discography.
#           Read it once into a list of your own, by a comprehension.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -qq --disable-pip-version-check deezer-python==7.4.0
timeout 60 "$work/venv/bin/python" >"$work/seen" <<'PY'
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import deezer

requests = []


class Deezer(BaseHTTPRequestHandler):
    """Sixty albums in pages of 25, in the service's own form."""

    def log_message(self, *_):
        pass

    def do_GET(self):
        requests.append(self.path)
        address = urlsplit(self.path)
        answer = {"id": 27, "name": "Somebody", "type": "artist"}
        if address.path.endswith("/albums"):
            query = parse_qs(address.query)
            start, size = int(query.get("index", ["0"])[0]), int(query.get("limit", ["25"])[0])
            numbers = range(start, min(60, start + size))
            answer = {"data": [{"id": n, "title": f"No. {n}", "type": "album"} for n in numbers], "total": 60}
            if start + size < 60:
                answer["next"] = f"{base}/artist/27/albums?index={start + size}&limit={size}"
        body = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


server = ThreadingHTTPServer(("127.0.0.1", 0), Deezer)
threading.Thread(target=server.serve_forever, daemon=True).start()
base = f"http://127.0.0.1:{server.server_port}"
client = deezer.Client()
client.base_url = base


def fresh():
    return client.get_artist(27).get_albums()


print("a plain loop sees", sum(1 for _ in fresh()))
albums = fresh()
print("a loop with a loop inside sees", sum(1 for _ in albums if [other.id for other in albums]))
albums = fresh()
print("a loop that looks at albums[40] sees", sum(1 for _ in albums if albums[40]))
albums = fresh()
try:
    print("[-1] of a fresh list:", albums[-1])
except IndexError as error:
    print("[-1] of a fresh list: IndexError,", error)
albums[0]
print("[-1] after [0]:", albums[-1])
albums = fresh()
requests.clear()
[album for album in albums]
by_loop = len(requests)
albums = fresh()
requests.clear()
list(albums)
print(f"requests: {by_loop} by a comprehension, {len(requests)} by list()")
PY
diff -u - "$work/seen" <<'SEEN' && echo "Still so."
a plain loop sees 60
a loop with a loop inside sees 25
a loop that looks at albums[40] sees 35
[-1] of a fresh list: IndexError, list index out of range
[-1] after [0]: <Album: No. 24>
requests: 3 by a comprehension, 4 by list()
SEEN

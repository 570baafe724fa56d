#!/bin/bash
# spotipy: an outage is reported as "too many requests", a real 429 has lost its waiting time, and a page of HTML is None.
#
# Software: spotipy 2.26.0 with requests 2.34.2.
# Guess:    `SpotifyException.http_status` is the status that Spotify answered and `.headers` its headers, so that code
#           can wait for Retry-After on 429 and try another source on 503; what is no JSON raises.
# Really:   once its own retries are used up, every status of its retry list (500, 502, 503, 504, 429) becomes
#           http_status 429 with empty headers. With `requests_timeout=0.5` the call still takes 3 s: the waits asked for
#           by Retry-After are slept inside the call. A 200 that is no JSON (a proxy's login page) is returned as None.
# Matters:  a run that pauses on 429 pauses for an outage, one that obeys Retry-After has none to obey, and the HTML page
#           ends as "'NoneType' object is not subscriptable" far from its cause. Neither `retries=0` nor an empty
#           `status_forcelist` changes it; a `requests_session=requests.Session()` of one's own does.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -qq --disable-pip-version-check spotipy==2.26.0 requests==2.34.2
timeout 60 "$work/venv/bin/python" >"$work/seen" 2>/dev/null <<'PY'
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import requests
import spotipy


class Spotify(BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def do_GET(self):
        status = {"/down": 503, "/busy": 429, "/page": 200}[self.path]
        body = b"<html>Please log in</html>" if status == 200 else b'{"error": {"message": "as it is"}}'
        self.send_response(status)
        if status == 429:
            self.send_header("Retry-After", "1")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


server = ThreadingHTTPServer(("127.0.0.1", 0), Spotify)
threading.Thread(target=server.serve_forever, daemon=True).start()


def ask(path, **options):
    spotify = spotipy.Spotify(auth="invented", requests_timeout=0.5, **options)
    spotify.prefix = f"http://127.0.0.1:{server.server_port}/"
    begun = time.monotonic()
    try:
        answer = f"returns {spotify._get(path)}"
    except spotipy.SpotifyException as error:
        answer = f"http_status {error.http_status}, Retry-After {error.headers.get('Retry-After')}"
    return answer, f"{time.monotonic() - begun:.0f} s"


print("503:", ask("down")[0])
print("429 with Retry-After 1:", *ask("busy"), sep=" | ")
print("200 with HTML:", ask("page")[0])
print("503, no retries:", ask("down", retries=0, status_retries=0, status_forcelist=[])[0])
print("503, own session:", ask("down", requests_session=requests.Session())[0])
print("429, own session:", *ask("busy", requests_session=requests.Session()), sep=" | ")
PY
diff -u - "$work/seen" <<'SEEN' && echo "Still so."
503: http_status 429, Retry-After None
429 with Retry-After 1: | http_status 429, Retry-After None | 3 s
200 with HTML: returns None
503, no retries: http_status 429, Retry-After None
503, own session: http_status 503, Retry-After None
429, own session: | http_status 429, Retry-After 1 | 0 s
SEEN

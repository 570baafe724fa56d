#!/bin/bash
# requests: an adapter that "retries connections only" sleeps for as long as a Retry-After header says.
#
# Software: requests 2.34.2 with urllib3 2.8.0.
# Guess:    `HTTPAdapter(max_retries=2)` retries failed connections and nothing else, as its documentation says; a 503
#           comes back at once, and `timeout=0.5` keeps the call short.
# Really:   the number becomes a urllib3 Retry that respects Retry-After on 413, 429 and 503: the call sleeps what the
#           header says, twice, and asks three times. No timeout covers that sleep (up to six hours each), nothing is
#           logged, and the answer that comes back at last looks like a first one. With the default, 0, or without the
#           header, the 503 is there at once.
# Matters:  a service under maintenance that says "Retry-After: 3600" takes a worker thread for two hours, from one line
#           that was meant to survive a dropped connection. `Retry(connect=2, respect_retry_after_header=False)` does
#           what was meant.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -qq --disable-pip-version-check requests==2.34.2 urllib3==2.8.0
timeout 60 "$work/venv/bin/python" >"$work/seen" <<'PY'
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import requests
from requests.adapters import HTTPAdapter
from urllib3.util.retry import Retry

asked = []


class Maintenance(BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def do_GET(self):
        asked.append(self.path)
        self.send_response(503)
        if self.path == "/header":
            self.send_header("Retry-After", "1")
        self.send_header("Content-Length", "0")
        self.end_headers()


server = ThreadingHTTPServer(("127.0.0.1", 0), Maintenance)
threading.Thread(target=server.serve_forever, daemon=True).start()


def get(path, retries):
    asked.clear()
    session = requests.Session()
    session.mount("http://", HTTPAdapter(max_retries=retries))
    begun = time.monotonic()
    status = session.get(f"http://127.0.0.1:{server.server_port}{path}", timeout=0.5).status_code
    return f"{status} after {len(asked)} requests and {time.monotonic() - begun:.0f} s"


print("max_retries=2, no header:", get("/plain", 2))
print("max_retries=2, Retry-After 1:", get("/header", 2))
print("the default, Retry-After 1:", get("/header", 0))
print("connect=2, header not respected:", get("/header", Retry(connect=2, respect_retry_after_header=False)))
PY
diff -u - "$work/seen" <<'SEEN' && echo "Still so."
max_retries=2, no header: 503 after 1 requests and 0 s
max_retries=2, Retry-After 1: 503 after 3 requests and 2 s
the default, Retry-After 1: 503 after 1 requests and 0 s
connect=2, header not respected: 503 after 1 requests and 0 s
SEEN

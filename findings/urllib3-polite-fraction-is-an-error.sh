#!/bin/bash
# urllib3: "Retry-After: 0.5" is an error where no header at all would have been a retry.
#
# Software: urllib3 2.8.0 with requests 2.34.2.
# Guess:    a Retry-After that is not understood is passed over and the retry goes by the backoff; half a second is
#           waited, or rounded up.
# Really:   a fraction, or a second header line (joined to "1, 1" by HTTP's own rule), raises InvalidHeader at the first
#           429, although retries are left: the request fails just because the server was polite. An empty header, too.
# Matters:  gateways and AI servers do send fractions, because their rate windows are short. The exception is no
#           ConnectionError, no Timeout and no RetryError, so handlers written for those let it through.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -qq --disable-pip-version-check requests==2.34.2 urllib3==2.8.0
timeout 60 "$work/venv/bin/python" >"$work/seen" <<'PY'
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import requests
from requests.adapters import HTTPAdapter
from urllib3.util.retry import Retry

asked = []


class Busy(BaseHTTPRequestHandler):
    """Busy at first, then 200."""

    def log_message(self, *_):
        pass

    def do_GET(self):
        asked.append(self.path)
        self.send_response(429 if len(asked) == 1 else 200)
        for value in waits if len(asked) == 1 else []:
            self.send_header("Retry-After", value)
        self.send_header("Content-Length", "0")
        self.end_headers()


server = ThreadingHTTPServer(("127.0.0.1", 0), Busy)
threading.Thread(target=server.serve_forever, daemon=True).start()
session = requests.Session()
session.mount("http://", HTTPAdapter(max_retries=Retry(3, status_forcelist=[429])))
for waits in ([], ["1"], ["0.5"], ["1", "1"], [""]):
    asked.clear()
    try:
        answer = session.get(f"http://127.0.0.1:{server.server_port}/").status_code
    except requests.RequestException as error:
        answer = f"{type(error).__name__}, {error}"
    print(f"{waits}: {answer} ({len(asked)} requests)")
PY
diff -u - "$work/seen" <<'SEEN' && echo "Still so."
[]: 200 (2 requests)
['1']: 200 (2 requests)
['0.5']: InvalidHeader, Invalid Retry-After header: 0.5 (1 requests)
['1', '1']: InvalidHeader, Invalid Retry-After header: 1, 1 (1 requests)
['']: InvalidHeader, Invalid Retry-After header:  (1 requests)
SEEN

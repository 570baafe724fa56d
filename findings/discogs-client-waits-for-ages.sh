#!/bin/bash
# python3-discogs-client: when the quota lasts, one call sleeps for days; and None is searched for by name.
#
# Software: python3-discogs-client 2.10.
# Guess:    on 429 it backs off some times, with a ceiling, then raises; None among the search fields is left out.
# Really:   it tries a hundred times, each pause drawn from 0 to 2 to the power of the attempt, in seconds, without a
#           ceiling: the 20th pause is up to 6 days, the 40th up to 17,000 years. TooManyAttemptsError is never seen in
#           practice. Requests have no timeout either until set_timeout() is called. `search("Low", artist=None)` asks
#           for the artist called "None".
# Matters:  a nightly synchronisation beside another program on the same address does not fail: it hangs, holding its
#           lock or its worker, and no log line says so. Set `client.backoff_enabled = False` and
#           `client.set_timeout(5, 30)`, and wait by the rate headers.
# Here the pauses are recorded instead of slept, with chance at its upper end.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -qq --disable-pip-version-check python3-discogs-client==2.10
timeout 60 "$work/venv/bin/python" >"$work/seen" <<'PY'
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import discogs_client
from discogs_client import utils
from discogs_client.exceptions import TooManyAttemptsError

asked = []


class Discogs(BaseHTTPRequestHandler):
    """Its quota is used up, save for searches."""

    def log_message(self, *_):
        pass

    def do_GET(self):
        asked.append(self.path)
        search = self.path.startswith("/database")
        body = b'{"pagination": {"pages": 1, "items": 0}, "results": [], "message": "Too fast"}'
        self.send_response(200 if search else 429)
        self.send_header("Retry-After", "5")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


server = ThreadingHTTPServer(("127.0.0.1", 0), Discogs)
threading.Thread(target=server.serve_forever, daemon=True).start()
client = discogs_client.Client("example/1")
client._base_url = f"http://127.0.0.1:{server.server_port}"

pauses = []
utils.sleep, utils.uniform = pauses.append, lambda low, high: high
try:
    client.identity()
except TooManyAttemptsError:
    print("requests before it gives up:", len(asked))
print("pauses 1 to 5, s:", pauses[:5])
print("pause 20, days:", round(pauses[19] / 86400))
print("pause 40, years:", round(pauses[39] / 86400 / 365, -3))
print("timeouts:", client.connection_timeout, client.read_timeout)
asked.clear()
len(client.search("Low", artist=None, year=1977))
print("asked for:", asked[0])
PY
diff -u - "$work/seen" <<'SEEN' && echo "Still so."
requests before it gives up: 100
pauses 1 to 5, s: [1, 2, 4, 8, 16]
pause 20, days: 6
pause 40, years: 17000.0
timeouts: None None
asked for: /database/search?artist=None&year=1977&q=Low&page=1&per_page=50
SEEN

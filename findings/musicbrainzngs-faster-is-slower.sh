#!/bin/bash
# musicbrainzngs: asking for more requests a second makes each wait longer.
#
# Software: musicbrainzngs 0.7.1.
# Guess:    `set_rate_limit(1.0, 4)`, for a mirror of one's own that allows it, spreads four requests over each second.
# Really:   four go out at once, then nothing for about four seconds, then four at once again: the wait is multiplied by
#           the rate where it should be divided by it. Nine requests take about 8 s instead of 2, and the burst is what a
#           limiter is there to prevent. `set_rate_limit(1.0, 20)` would pause 20 s after each burst of twenty.
# Matters:  a private mirror is read at one request a second on average, whatever is asked for. One request
#           each quarter of a second, `set_rate_limit(0.25, 1)`, makes it a pause of 4 s before each. Switch it off with
#           `set_rate_limit(False)` and keep the pace outside.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -qq --disable-pip-version-check musicbrainzngs==0.7.1
timeout 90 "$work/venv/bin/python" >"$work/seen" <<'PY'
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import musicbrainzngs as mb


class Mirror(BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def do_GET(self):
        body = b'<metadata xmlns="http://musicbrainz.org/ns/mmd-2.0#"/>'
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


server = ThreadingHTTPServer(("127.0.0.1", 0), Mirror)
threading.Thread(target=server.serve_forever, daemon=True).start()
mb.set_hostname(f"127.0.0.1:{server.server_port}")
mb.set_useragent("example", "1", "somebody@example.org")


def pauses(*limit, count):
    """Each pause between the requests: short, or at least three seconds."""
    mb.set_rate_limit(*limit)
    sent = []
    for _ in range(count):
        mb.search_artists(artist="Low")
        sent.append(time.monotonic())
    return ["long" if after - before > 3 else "short" for before, after in zip(sent, sent[1:])]


print("four a second:", *pauses(1.0, 4, count=9))
print("one each quarter of a second:", *pauses(0.25, 1, count=4)[1:])
PY
diff -u - "$work/seen" <<'SEEN' && echo "Still so."
four a second: short short short long short short short long
one each quarter of a second: long long
SEEN

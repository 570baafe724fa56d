#!/bin/bash
# requests, httpx, urllib3: a compressed answer that was cut off is handed over as if it were whole.
#
# Software: requests 2.34.2, httpx 0.28.1, urllib3 2.8.0.
# Guess:    gzip has a checksum and a length at its end, so half a gzip stream raises, as Python's own gzip module does.
# Really:   where the server names no length and closes the connection (HTTP/1.0 style, as several proxies and streaming
#           back ends do), all three return 200 and the part that could be unpacked. No exception, no log line.
# Matters:  JSON breaks loudly when cut, but a CSV export, a sitemap or a text is simply shorter: a collection of 50,000
#           records becomes one of 22,000, and a synchronisation that removes what is gone removes the rest. Compare
#           with a total that the service tells, or take such files as bytes and unpack them with the gzip module.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -qq --disable-pip-version-check requests==2.34.2 httpx==0.28.1 urllib3==2.8.0
timeout 60 "$work/venv/bin/python" >"$work/seen" <<'PY'
import gzip
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import requests
import urllib3

ROWS = 50_000
packed = gzip.compress(b"".join(b"%d,Low,1977\n" % number for number in range(ROWS)))


class Export(BaseHTTPRequestHandler):
    """Half of a compressed CSV file, then the connection is closed."""

    def log_message(self, *_):
        pass

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/csv; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(packed[: len(packed) // 2])


server = ThreadingHTTPServer(("127.0.0.1", 0), Export)
threading.Thread(target=server.serve_forever, daemon=True).start()
address = f"http://127.0.0.1:{server.server_port}/"


def told(name, read):
    try:
        rows = read().count("\n")
        print(name, "- no error,", "all rows" if rows == ROWS else "about half of the rows" if rows > ROWS / 4 else rows)
    except Exception as error:
        print(name, "-", type(error).__name__)


told("requests", lambda: requests.get(address).text)
told("requests, in pieces", lambda: "".join(p.decode() for p in requests.get(address, stream=True).iter_content(9999)))
told("httpx", lambda: httpx.get(address).text)
told("urllib3", lambda: urllib3.request("GET", address).data.decode())
told("Python's gzip", lambda: gzip.decompress(packed[: len(packed) // 2]).decode())
PY
diff -u - "$work/seen" <<'SEEN' && echo "Still so."
requests - no error, about half of the rows
requests, in pieces - no error, about half of the rows
httpx - no error, about half of the rows
urllib3 - no error, about half of the rows
Python's gzip - EOFError
SEEN

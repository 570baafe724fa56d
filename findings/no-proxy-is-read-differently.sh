#!/bin/bash
# NO_PROXY: requests and httpx read the same variable differently, each honouring what the other ignores.
#
# Software: requests 2.34.2, httpx 0.28.1 (under the ollama client and most API clients), Python's urllib.
# Guess:    what is excepted from the proxy for one client of a program is excepted for all of them.
# Really:   a network (192.168.0.0/16) is understood by requests alone: httpx and urllib go through the proxy. A host with
#           its port (127.0.0.1:8080) is understood by httpx and urllib; requests goes through the proxy. A star inside
#           (127.*) is understood by none, a list with spaces for commas neither.
# Matters:  an AI server in the house is reached by one library and "refused by the proxy" for the next, in one process with
#           one environment; and what should stay in the house is sent to the proxy. Write plain host names or addresses,
#           with commas.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -qq --disable-pip-version-check requests==2.34.2 httpx==0.28.1
timeout 60 "$work/venv/bin/python" >"$work/seen" <<'PY'
import os
import threading
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import requests

came = []


class Any(BaseHTTPRequestHandler):
    """Proxy and server alike: a proxy is asked with the whole address."""

    def log_message(self, *_):
        pass

    def do_GET(self):
        came.append("proxy" if self.path.startswith("http") else "direct")
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()


def serve():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Any)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_port


proxy, port = serve(), serve()
os.environ["http_proxy"] = f"http://127.0.0.1:{proxy}"
address = f"http://127.0.0.1:{port}/"
for shown, value in [
    ("127.0.0.1", None), ("127.0.0.0/8", None), ("127.0.0.1:PORT", f"127.0.0.1:{port}"), ("127.*", None),
    ("localhost 127.0.0.1", None), ("localhost,127.0.0.1", None),
]:
    os.environ["no_proxy"] = value or shown
    came.clear()
    requests.get(address)
    httpx.get(address)
    urllib.request.urlopen(address)
    print(f"{shown}: requests {came[0]}, httpx {came[1]}, urllib {came[2]}")
PY
diff -u - "$work/seen" <<'SEEN' && echo "Still so."
127.0.0.1: requests direct, httpx direct, urllib direct
127.0.0.0/8: requests direct, httpx proxy, urllib proxy
127.0.0.1:PORT: requests proxy, httpx direct, urllib direct
127.*: requests proxy, httpx proxy, urllib proxy
localhost 127.0.0.1: requests proxy, httpx proxy, urllib proxy
localhost,127.0.0.1: requests direct, httpx direct, urllib direct
SEEN

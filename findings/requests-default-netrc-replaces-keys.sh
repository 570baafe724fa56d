#!/bin/bash
# requests: one old line in ~/.netrc replaces the key of every service.
#
# Software: requests 2.34.2, spotipy 2.26.0 on top of it, beside httpx 0.28.1.
# Guess:    an Authorization header that the program sets is what is sent; .netrc is for hosts that it names, and for
#           requests without a header.
# Really:   requests looks into ~/.netrc for each request that has no `auth=`, and what it finds there wins over the
#           header, the session's one as well. A `default` line (written for anonymous FTP) fits every host: all keys
#           and tokens become Basic "anonymous". httpx reads no .netrc unless asked.
# Matters:  a program that works on the developer's machine gets 401 from every service on one user's, with the right keys
#           in its settings, and its own log shows the header it set. `session.trust_env = False` ends it (and the
#           proxies of the environment, too); an `auth=` object that sets the header keeps both.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -qq --disable-pip-version-check requests==2.34.2 spotipy==2.26.0 httpx==0.28.1
mkdir "$work/home"
echo "default login anonymous password guest" >"$work/home/.netrc"
chmod 600 "$work/home/.netrc"
cd "$work"
env -u NETRC HOME="$work/home" timeout 60 venv/bin/python >seen <<'PY'
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import requests
import spotipy

received = []


class Service(BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def do_GET(self):
        received.append(self.headers["Authorization"].split()[0])
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")


server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
threading.Thread(target=server.serve_forever, daemon=True).start()
address = f"http://127.0.0.1:{server.server_port}/"
KEY = {"Authorization": "Discogs token=abc"}


class Token(requests.auth.AuthBase):
    def __call__(self, request):
        request.headers.update(KEY)
        return request


session, closed = requests.Session(), requests.Session()
session.headers.update(KEY)
closed.trust_env = False
ASK = {
    "requests, header of the request": lambda: requests.get(address, headers=KEY),
    "requests, header of the session": lambda: session.get(address),
    "spotipy, auth=": lambda: spotipy.Spotify(auth="abc")._get(address),
    "requests, trust_env off": lambda: closed.get(address, headers=KEY),
    "requests, auth= object": lambda: requests.get(address, auth=Token()),
    "httpx": lambda: httpx.get(address, headers=KEY),
}
for name, ask in ASK.items():
    ask()
    print(f"{name}: {received.pop()}")
PY
diff -u - seen <<'SEEN' && echo "Still so."
requests, header of the request: Basic
requests, header of the session: Basic
spotipy, auth=: Basic
requests, trust_env off: Discogs
requests, auth= object: Discogs
httpx: Discogs
SEEN

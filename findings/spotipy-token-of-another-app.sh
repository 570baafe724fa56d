#!/bin/bash
# spotipy: after the client id was changed, the token of the old app goes on being used.
#
# Software: spotipy 2.26.0.
# Guess:    a token that is kept between runs is kept per app: other credentials, another token (or a refusal at once,
#           when they are wrong).
# Really:   the client-credentials token is written to `.cache` in the current folder and taken from there while it is
#           valid, whichever client id and secret are given. Wrong credentials "work" for up to an hour.
# Matters:  people who correct a key, or check a new one, see the old one's answer: the check says yes to credentials that
#           Spotify was never asked about. Two apps started in one folder share one token, and so one app's quota.
#           Give a MemoryCacheHandler, or a CacheFileHandler with a path made from the client id.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -qq --disable-pip-version-check spotipy==2.26.0
cd "$work"
timeout 60 "$work/venv/bin/python" >"$work/seen" 2>/dev/null <<'PY'
import base64
import json
import os
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from spotipy.cache_handler import MemoryCacheHandler
from spotipy.oauth2 import SpotifyClientCredentials, SpotifyOauthError


class Accounts(BaseHTTPRequestHandler):
    """Gives the token "token of ID"; refuses the app named wrong."""

    def log_message(self, *_):
        pass

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        app = base64.b64decode(self.headers["Authorization"].split()[1]).decode().split(":")[0]
        good = {"access_token": f"token of {app}", "token_type": "Bearer", "expires_in": 3600}
        body = json.dumps({"error": "invalid_client"} if app == "wrong" else good).encode()
        self.send_response(400 if app == "wrong" else 200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


server = ThreadingHTTPServer(("127.0.0.1", 0), Accounts)
threading.Thread(target=server.serve_forever, daemon=True).start()
SpotifyClientCredentials.OAUTH_TOKEN_URL = f"http://127.0.0.1:{server.server_port}/token"


def token(app, **options):
    try:
        return SpotifyClientCredentials(app, "invented", **options).get_access_token(as_dict=False)
    except SpotifyOauthError as error:
        return f"refused: {error.error}"


print("first app:", token("first"))
print("second app:", token("second"))
print("wrong app:", token("wrong"))
print("wrong app, token kept in memory:", token("wrong", cache_handler=MemoryCacheHandler()))
print("left in the folder:", [name for name in os.listdir(".") if name == ".cache"])
PY
diff -u - "$work/seen" <<'SEEN' && echo "Still so."
first app: token of first
second app: token of first
wrong app: token of first
wrong app, token kept in memory: refused: invalid_client
left in the folder: ['.cache']
SEEN

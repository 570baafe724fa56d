#!/bin/bash
# requests-cache: a new key gets the old one's answer, and German the French one.
#
# Software: requests-cache 1.3.3 with requests 2.34.2.
# Guess:    one address with two values of a parameter, or with two accounts, is two entries in the cache; and since
#           it obeys HTTP's rules where it is told to, a header that changes the answer makes an entry of its own.
# Really:   `api_key` and `access_token` in the address and `Authorization` and `X-API-Key` among the headers are left out
#           of the cache's key by default, so that no secret is stored; other headers are not looked at. A key that is
#           named otherwise (`token`, Discogs's own) does count, and a service that sends `Vary` is obeyed.
# Matters:  Last.fm's key is called api_key: "test my new key" shows what the old one was answered, and Wikidata's
#           labels come in the language that was asked first. `match_headers=True` helps with the language; for keys pass
#           `ignored_parameters=[]`, or leave such calls out of the cache.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -qq --disable-pip-version-check requests-cache==1.3.3 requests==2.34.2
timeout 60 "$work/venv/bin/python" >"$work/seen" <<'PY'
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

from requests_cache import CachedSession


class Service(BaseHTTPRequestHandler):
    """Answers with what it was asked with."""

    def log_message(self, *_):
        pass

    def do_GET(self):
        told = [value for _name, value in parse_qsl(urlsplit(self.path).query)]
        told += [self.headers[name] for name in ("Authorization", "Accept-Language") if self.headers[name]]
        body = " ".join(told).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
threading.Thread(target=server.serve_forever, daemon=True).start()
address = f"http://127.0.0.1:{server.server_port}/"


def second_answer(first, second, **options):
    session = CachedSession(backend="memory", **options)
    session.get(address, **first)
    return session.get(address, **second).text


PAIRS = {
    "api_key in the address": ({"params": {"api_key": "old"}}, {"params": {"api_key": "new"}}),
    "token in the address": ({"params": {"token": "old"}}, {"params": {"token": "new"}}),
    "Authorization": ({"headers": {"Authorization": "old"}}, {"headers": {"Authorization": "new"}}),
    "Accept-Language": ({"headers": {"Accept-Language": "fr"}}, {"headers": {"Accept-Language": "de"}}),
}
for name, (first, second) in PAIRS.items():
    print(f"{name}: answered with {second_answer(first, second)!r},",
          f"told to match: {second_answer(first, second, match_headers=True, ignored_parameters=[])!r}")
PY
diff -u - "$work/seen" <<'SEEN' && echo "Still so."
api_key in the address: answered with 'old', told to match: 'new'
token in the address: answered with 'new', told to match: 'new'
Authorization: answered with 'old', told to match: 'new'
Accept-Language: answered with 'fr', told to match: 'de'
SEEN

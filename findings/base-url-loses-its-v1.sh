#!/bin/bash
# aiohttp, requests-toolbelt, httpx, niquests: one base address and "/models" are two different places.
#
# Software: aiohttp 3.14.5, requests-toolbelt 1.0.0 with requests 2.34.2; beside httpx 0.28.1 and niquests 3.21.2.
# Guess:    a client made with base_url="http://host/v1" asks for /v1/models, whether one writes "models" or "/models",
#           and whether the base ends with a slash; it is what `base_url` means in the clients of language models.
# Really:   httpx and niquests do so. aiohttp and requests-toolbelt join as a browser does for links: a path that begins
#           with a slash replaces the base's own, and with requests-toolbelt a base that does not end with one loses its
#           last part in any case. aiohttp refuses such a base, and then asks for /models itself.
# Matters:  the address of a compatible service comes from a setting, with or without the last slash. A call that leaves
#           out /v1 or /api is answered by whatever stands at the root: a page with status 200, another version, a 404
#           that is taken for "no such model". The change from httpx to aiohttp changes every address.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -qq --disable-pip-version-check \
    aiohttp==3.14.5 requests-toolbelt==1.0.0 requests==2.34.2 httpx==0.28.1 niquests==3.21.2
timeout 60 venv/bin/python - >seen 2>/dev/null <<'PY'
import asyncio
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import aiohttp
import httpx
import niquests
from requests_toolbelt.sessions import BaseUrlSession

asked = []


class Server(BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def do_GET(self):
        asked.append(self.path)
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()


server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
threading.Thread(target=server.serve_forever, daemon=True).start()


async def by_aiohttp(base, path):
    async with aiohttp.ClientSession(base_url=base) as session, session.get(path):
        pass


CLIENTS = {
    "httpx": lambda base, path: httpx.Client(base_url=base).get(path),
    "niquests": lambda base, path: niquests.Session(base_url=base).get(path),
    "aiohttp": lambda base, path: asyncio.run(by_aiohttp(base, path)),
    "requests-toolbelt": lambda base, path: BaseUrlSession(base).get(path),
}
for name, get in CLIENTS.items():
    print(name)
    for base in ("/v1", "/v1/"):
        for path in ("models", "/models"):
            asked.clear()
            try:
                get(f"http://127.0.0.1:{server.server_port}{base}", path)
            except ValueError as error:
                asked.append(f"ValueError: {error}")
            print(f"  {base} and {path}:", *asked)
PY
cat seen
diff - seen <<'SEEN'
httpx
  /v1 and models: /v1/models
  /v1 and /models: /v1/models
  /v1/ and models: /v1/models
  /v1/ and /models: /v1/models
niquests
  /v1 and models: /v1/models
  /v1 and /models: /v1/models
  /v1/ and models: /v1/models
  /v1/ and /models: /v1/models
aiohttp
  /v1 and models: ValueError: base_url must have a trailing '/'
  /v1 and /models: ValueError: base_url must have a trailing '/'
  /v1/ and models: /v1/models
  /v1/ and /models: /models
requests-toolbelt
  /v1 and models: /models
  /v1 and /models: /models
  /v1/ and models: /v1/models
  /v1/ and /models: /models
SEEN
echo "Still so."

#!/bin/bash
# ollama (the Python client): localhost means port 11434, http://localhost means port 80; and no call has a time limit.
#
# Software: ollama 0.6.3.
# Guess:    the scheme in front changes nothing: whoever names no port means Ollama's own, 11434. And a client of a service
#           that may load a model for minutes has some limit, as openai's has (600 s).
# Really:   with a scheme the web's ports are taken, 80 or 443; a bare name with a path gets 11434. The limit is None: a server
#           that takes a connection and never answers is waited for without end.
# Matters:  a setting that holds for both libraries, "http://nas.local" as people write addresses, is refused by nobody on port
#           80, while "nas.local" works; a run stands still for ever behind a model that was unloaded.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -qq --disable-pip-version-check ollama==0.6.3
timeout 60 venv/bin/python - >seen <<'PY'

import httpx
import ollama

asked = []


class Notes(httpx.BaseTransport):
    """Notes where a request would go and what limit it has, in place of a network."""

    def handle_request(self, request):
        asked.append((request.url.scheme, request.url.host, request.url.port or {"http": 80, "https": 443}[request.url.scheme]))
        asked.append(request.extensions["timeout"]["read"])
        return httpx.Response(200, json={"models": []})


for host in ("localhost", "http://localhost", "https://nas.local", "nas.local/ollama", "http://localhost:11434"):
    asked.clear()
    ollama.Client(host, transport=Notes()).list()
    print(f"{host}: port {asked[0][2]}, limit {asked[1]}")
PY
cat seen
diff - seen <<'SEEN'
localhost: port 11434, limit None
http://localhost: port 80, limit None
https://nas.local: port 443, limit None
nas.local/ollama: port 11434, limit None
http://localhost:11434: port 11434, limit None
SEEN
echo "Still so."

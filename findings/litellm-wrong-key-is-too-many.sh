#!/bin/bash
# LiteLLM's proxy: a wrong key of the service behind it is told once, and then called "too many requests".
#
# Software: litellm[proxy] 1.108.7.
# Guess:    every call is answered by the service's own refusal (401, "Incorrect key"), as a refused key heals by nothing that a
#           client does; only what is busy or broken is let rest.
# Really:   a 401 sends the only deployment into a rest of 5 s, in which every call gets 429 "No deployments available … Try
#           again in 5 seconds" with `Retry-After: 5`, and the service is not asked. One caller in many sees the reason; the
#           others, waiting as they were told, see a limit that never ends. A 400 sends nobody to rest.
# Matters:  a client with several calls at once, or one that asks after another program did, waits for ever on a key that must
#           be changed. Treat a 429 that names no deployments as "ask again for the reason", and keep the first 401.
set -euo pipefail
work=$(mktemp -d)
end() {
    [ -z "${proxy:-}" ] || { kill "$proxy"; wait "$proxy" || true; }
    [ -z "${service:-}" ] || { kill "$service"; wait "$service" || true; }
    rm -rf "$work"
}
trap end EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -qq --disable-pip-version-check 'litellm[proxy]==1.108.7'
free_port() { python3 -c 'import socket; s = socket.create_server(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
behind=$(free_port) before=$(free_port)
cat >service.py <<'PY'
import json
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer

status = 401
asked = 0


class Service(BaseHTTPRequestHandler):
    """Refuses every call, at first for its key; GET /STATUS changes how, and tells how often it was asked."""

    def do_POST(self):
        global asked
        asked += 1
        self.rfile.read(int(self.headers["Content-Length"]))
        self.say(status, {"error": {"message": "Incorrect key" if status == 401 else "Bad", "type": "x", "code": "x"}})

    def do_GET(self):
        global asked, status
        counted, asked, status = asked, 0, int(self.path[1:])
        self.say(200, counted)

    def say(self, code, body):
        text = json.dumps(body).encode()
        self.send_response(code)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_):
        pass


HTTPServer(("127.0.0.1", int(sys.argv[1])), Service).serve_forever()
PY
python3 service.py "$behind" &
service=$!
cat >proxy.yaml <<YAML
model_list:
- model_name: model
  litellm_params: {model: openai/model, api_base: "http://127.0.0.1:$behind/v1", api_key: sk-of-yesterday}
YAML
export LITELLM_MASTER_KEY=sk-a-key-of-the-proxy-itself-0123456789
venv/bin/litellm --config proxy.yaml --host 127.0.0.1 --port "$before" >proxy.log 2>&1 &
proxy=$!
timeout 240 python3 - "$before" "$behind" >seen <<'PY'
import http.client
import json
import os
import sys
import time
import urllib.request

proxy, service = sys.argv[1:]
HEADERS = {"Authorization": f"Bearer {os.environ['LITELLM_MASTER_KEY']}", "Content-Type": "application/json"}
BODY = json.dumps({"model": "model", "messages": [{"role": "user", "content": "Describe the record."}]})


def call():
    line = http.client.HTTPConnection("127.0.0.1", int(proxy), timeout=60)
    line.request("POST", "/v1/chat/completions", BODY, HEADERS)
    answer = line.getresponse()
    words = json.loads(answer.read())["error"]["message"]
    words = next((each for each in ("Incorrect key", "No deployments available") if each in words), "Bad")
    return f"{answer.status} {words}, Retry-After: {answer.headers.get('Retry-After')}"


def asked(status):
    return urllib.request.urlopen(f"http://127.0.0.1:{service}/{status}").read().decode()


for _ in range(180):
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{proxy}/health/liveliness", timeout=5)
        break
    except OSError:
        time.sleep(1)
for _ in range(3):
    print(call())
print("the service was asked", asked(400), "time")
time.sleep(7)
for _ in range(2):
    print(call())
print("the service was asked", asked(400), "times")
PY
cat seen
diff - seen <<'SEEN'
401 Incorrect key, Retry-After: None
429 No deployments available, Retry-After: 5
429 No deployments available, Retry-After: 5
the service was asked 1 time
400 Bad, Retry-After: None
400 Bad, Retry-After: None
the service was asked 2 times
SEEN
echo "Still so."

#!/bin/bash
# LiteLLM: `num_retries=2` asks five times, and the same two retries of its router three times.
#
# Software: litellm 1.110.2 with openai 3.3.0 and tenacity 9.2.1.
# Guess:    two retries are three calls, whoever counts them; or, if the client below retries as well, nine.
# Really:   for a service that speaks OpenAI's way by its SDK, n retries are 2n + 1 calls: one without, three for one, five for
#           two. `max_retries` is the SDK's own number and counts as it says; beside `num_retries` it changes nothing. The
#           same server addressed as "hosted_vllm/…" is asked n + 1 times, for there no SDK is between.
# Matters:  a model at home that is too slow for the time limit computes each of these answers to its end, one after the
#           other; with a service that is paid, what was asked for twice is paid twice.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -qq --disable-pip-version-check litellm==1.110.2 openai==3.3.0 tenacity==9.2.1
LITELLM_LOCAL_MODEL_COST_MAP=True timeout 300 venv/bin/python - >seen 2>log <<'PY' || { cat log; exit 1; }
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import litellm

calls = 0
litellm.suppress_debug_info = True


class Busy(BaseHTTPRequestHandler):
    def do_POST(self):
        global calls
        calls += 1
        self.rfile.read(int(self.headers["Content-Length"]))
        body = b'{"error": {"message": "busy", "type": "server_error"}}'
        self.send_response(500)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Busy)
threading.Thread(target=server.serve_forever, daemon=True).start()
HOME = {"api_base": f"http://127.0.0.1:{server.server_port}/v1", "api_key": "none"}
ASKED = [{"role": "user", "content": "Describe this album."}]


def ask(told, call):
    global calls
    calls = 0
    try:
        call()
    except litellm.InternalServerError:
        print(f"{told}: {calls} calls")


for number in (0, 1, 2, 3):
    ask(f"num_retries={number}", lambda: litellm.completion("openai/home", ASKED, num_retries=number, **HOME))
ask("max_retries=2", lambda: litellm.completion("openai/home", ASKED, max_retries=2, **HOME))
ask("both", lambda: litellm.completion("openai/home", ASKED, max_retries=0, num_retries=2, **HOME))
ask("hosted_vllm, num_retries=2", lambda: litellm.completion("hosted_vllm/home", ASKED, num_retries=2, **HOME))
router = litellm.Router([{"model_name": "home", "litellm_params": {"model": "openai/home", **HOME}}], num_retries=2)
ask("router, num_retries=2", lambda: router.completion("home", ASKED))
PY
cat seen
diff - seen <<'SEEN'
num_retries=0: 1 calls
num_retries=1: 3 calls
num_retries=2: 5 calls
num_retries=3: 7 calls
max_retries=2: 3 calls
both: 5 calls
hosted_vllm, num_retries=2: 3 calls
router, num_retries=2: 3 calls
SEEN
echo "Still so."

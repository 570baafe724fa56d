#!/bin/bash
# openai: an error, or a page of HTML, is returned as a good answer when its status is 200.
#
# Software: openai 3.57.0 (the Python client), against any server that speaks OpenAI's form.
# Guess:    the client checks what it receives by its typed models: no choices, or no JSON, raises an OpenAIError.
# Really:   nothing is checked. `{"error": …}` with 200, as gateways and quota walls send, becomes a ChatCompletion whose
#           `choices` is None, though its type says list; a login page becomes a plain str; a number sent as text stays
#           text. The failure comes later, as TypeError or AttributeError, and is not an OpenAIError.
#           And OPENAI_ORG_ID from the environment goes along as a header to whatever `base_url` names.
# Matters:  "except openai.OpenAIError" around the call lets these through to the user as a traceback; retries never
#           happen. Check `isinstance(answer, ChatCompletion) and answer.choices` first.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -qq --disable-pip-version-check openai==3.57.0
timeout 60 "$work/venv/bin/python" >"$work/seen" <<'PY'
import os
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import openai

BODIES = {
    "/quota": b'{"error": {"message": "Quota used up", "code": "insufficient_quota"}}',
    "/page": b"<html>Please log in</html>",
    "/text": b'{"choices": [{"message": {"content": "Good."}, "index": "0"}], "usage": {"total_tokens": "12"}}',
}
organisations = set()


class Gateway(BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        organisations.add(self.headers["OpenAI-Organization"])
        path = "/" + self.path.split("/")[1]
        self.send_response(200)
        self.send_header("Content-Type", "text/html" if path == "/page" else "application/json")
        self.send_header("Content-Length", str(len(BODIES[path])))
        self.end_headers()
        self.wfile.write(BODIES[path])


server = ThreadingHTTPServer(("127.0.0.1", 0), Gateway)
threading.Thread(target=server.serve_forever, daemon=True).start()
os.environ["OPENAI_ORG_ID"] = "org-of-another-service"


def ask(path):
    client = openai.OpenAI(base_url=f"http://127.0.0.1:{server.server_port}{path}", api_key="invented")
    return client.chat.completions.create(model="m", messages=[{"role": "user", "content": "Describe it."}])


quota, page, text = ask("/quota"), ask("/page"), ask("/text")
print("error with 200:", type(quota).__name__, "choices", quota.choices)
print("page with 200:", type(page).__name__)
print("tokens sent as text:", repr(text.usage.total_tokens))
try:
    quota.choices[0]
except Exception as error:
    print("then:", type(error).__name__, "| an OpenAIError:", isinstance(error, openai.OpenAIError))
print("sent along:", *organisations)
PY
diff -u - "$work/seen" <<'SEEN' && echo "Still so."
error with 200: ChatCompletion choices None
page with 200: str
tokens sent as text: '12'
then: TypeError | an OpenAIError: False
sent along: org-of-another-service
SEEN

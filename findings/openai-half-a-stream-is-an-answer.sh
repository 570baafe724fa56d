#!/bin/bash
# openai: a stream that stops in the middle of a sentence ends like a finished one.
#
# Software: openai 3.57.0 (the Python client), against any server that speaks OpenAI's form.
# Guess:    a stream ends with a finish_reason and `[DONE]`; without them the client raises an APIConnectionError, and the
#           helper that collects the answer (`chat.completions.stream`) does so at the latest.
# Really:   neither is asked for. When the server ends its response early, as a gateway does whose model died, the loop
#           ends as always. Half an event at the end is dropped; `event: error` is a chunk whose `choices` is None, and
#           the helper passes over it. Only a chunked response that is broken off raises.
# Matters:  half a text is stored as a whole one, and paid texts are seldom read twice. Keep the last finish_reason that
#           is not None: without one, the answer is not whole.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -qq --disable-pip-version-check openai==3.57.0
timeout 60 "$work/venv/bin/python" >"$work/seen" <<'PY'
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import openai


def event(text, reason=None):
    choice = {"index": 0, "delta": {"role": "assistant", "content": text}, "finish_reason": reason}
    chunk = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [choice]}
    return f"data: {json.dumps(chunk)}\n\n"


BEGUN = event("Low was recorded near ")
ANSWERS = {
    "whole": BEGUN + event("Paris.", "stop") + "data: [DONE]\n\n",
    "ended early": BEGUN,
    "half an event": BEGUN + event("Paris.", "stop")[:90],
    "event: error": BEGUN + 'event: error\ndata: {"message": "out of memory"}\n\n',
}


class Server(BaseHTTPRequestHandler):
    """Sends the answer that the model's name asks for."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_POST(self):
        name = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["model"]
        body = ANSWERS.get(name, BEGUN).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self.wfile.write(b"%x\r\n%s\r\n" % (len(body), body))
        if name == "broken off":
            self.close_connection = True
        else:
            self.wfile.write(b"0\r\n\r\n")


server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
threading.Thread(target=server.serve_forever, daemon=True).start()
client = openai.OpenAI(base_url=f"http://127.0.0.1:{server.server_port}/v1", api_key="invented", max_retries=0)
QUESTION = [{"role": "user", "content": "Where was Low recorded?"}]


def plain(name):
    text, reasons = "", []
    for chunk in client.chat.completions.create(model=name, messages=QUESTION, stream=True):
        text += chunk.choices[0].delta.content
        reasons.append(chunk.choices[0].finish_reason)
    return f"{text!r}, finish_reason {reasons[-1]}"


def collected(name):
    with client.chat.completions.stream(model=name, messages=QUESTION) as stream:
        choice = stream.get_final_completion().choices[0]
    return f"{choice.message.content!r}, finish_reason {choice.finish_reason}"


for name in (*ANSWERS, "broken off"):
    for way in (plain, collected):
        try:
            told = way(name)
        except Exception as error:
            told = type(error).__name__
        print(f"{name}, {way.__name__}: {told}")
PY
diff -u - "$work/seen" <<'SEEN' && echo "Still so."
whole, plain: 'Low was recorded near Paris.', finish_reason stop
whole, collected: 'Low was recorded near Paris.', finish_reason stop
ended early, plain: 'Low was recorded near ', finish_reason None
ended early, collected: 'Low was recorded near ', finish_reason None
half an event, plain: 'Low was recorded near ', finish_reason None
half an event, collected: 'Low was recorded near ', finish_reason None
event: error, plain: TypeError
event: error, collected: 'Low was recorded near ', finish_reason None
broken off, plain: APIConnectionError
broken off, collected: APIConnectionError
SEEN

#!/bin/bash
# requests, httpx, ollama: a line of JSON that holds a line separator inside a text is cut in two.
#
# Software: requests 2.34.2, httpx 0.28.1, ollama 0.6.3 (its Python client), openai 3.57.0.
# Guess:    `iter_lines()` splits a stream where "\n" or "\r\n" stands, as line-wise JSON and server-sent events define.
# Really:   on text it splits as Python's str.splitlines does: also at U+2028, U+2029 and U+0085, which JSON allows
#           unescaped in a string and models do write. requests does so with `decode_unicode=True` only, httpx always.
#           The ollama client, built on httpx, ends with a JSONDecodeError in the middle of an answer; the openai client
#           splits bytes and is right.
# Matters:  one text of hundreds fails, and again each time it is asked for with the same seed. Ask for bytes and split
#           those: `b"\n"` cannot be part of another character in UTF-8.
# (A server that escapes U+2028 in its JSON, as Ollama's own does, still sends U+0085 as it is.)
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -qq --disable-pip-version-check requests==2.34.2 httpx==0.28.1 ollama==0.6.3 openai==3.57.0
timeout 60 "$work/venv/bin/python" >"$work/seen" <<'PY'
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import ollama
import openai
import requests

TEXTS = ["Side one.", "A pause\u0085and on.", "The end."]


class Model(BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        events = "completions" in self.path
        self.send_header("Content-Type", "text/event-stream" if events else "application/x-ndjson; charset=utf-8")
        self.end_headers()
        for text in TEXTS:
            chat = {"message": {"role": "assistant", "content": text}}
            chunk = {"choices": [{"delta": {"content": text}}]}
            line = json.dumps(chunk if events else chat, ensure_ascii=False)
            self.wfile.write((f"data: {line}\n\n" if events else f"{line}\n").encode())


server = ThreadingHTTPServer(("127.0.0.1", 0), Model)
threading.Thread(target=server.serve_forever, daemon=True).start()
base = f"http://127.0.0.1:{server.server_port}"
messages = [{"role": "user", "content": "Describe it."}]


def told(name, read):
    try:
        print(f"{name}:", read())
    except Exception as error:
        print(f"{name}: {type(error).__name__}")


def by_openai():
    client = openai.OpenAI(base_url=base, api_key="invented")
    chunks = client.chat.completions.create(model="m", messages=messages, stream=True)
    return [chunk.choices[0].delta.content for chunk in chunks] == TEXTS


def by_requests(**options):
    return len(list(requests.post(base, json={}, stream=True).iter_lines(**options)))


def by_httpx():
    with httpx.stream("POST", base, json={}) as answer:
        return len(list(answer.iter_lines()))


told("lines by requests, bytes", by_requests)
told("lines by requests, text", lambda: by_requests(decode_unicode=True))
told("lines by httpx", by_httpx)
told("ollama", lambda: [part.message.content for part in ollama.Client(base).chat("m", messages, stream=True)] == TEXTS)
told("openai, the three texts", by_openai)
PY
diff -u - "$work/seen" <<'SEEN' && echo "Still so."
lines by requests, bytes: 3
lines by requests, text: 4
lines by httpx: 4
ollama: JSONDecodeError
openai, the three texts: True
SEEN

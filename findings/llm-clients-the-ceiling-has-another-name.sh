#!/bin/bash
# LangChain, pydantic-ai, DSPy, any-llm: `max_tokens=300` is sent under another name, and a cut answer is an answer.
#
# Software: langchain-openai 1.7.4, pydantic-ai-slim 2.31.1, dspy 3.4.1, any-llm-sdk 1.40.2; litellm 1.110.2,
#           llama-index-llms-openai-like 0.8.1, haystack-ai 3.4.1 and smolagents 1.26.0 beside them.
# Guess:    with the address of another server and a model that OpenAI does not have, the parameters of the older interface
#           are sent as they were given. An answer whose finish_reason is "length" raises, or at least is marked.
# Really:   four of eight send `max_completion_tokens` instead, whatever the server. All eight hand over half a sentence as
#           the text; DSPy and haystack write a line to the log.
# Matters:  of servers that are compatible some know `max_tokens` only. Ollama passes over the other name, so the ceiling
#           that keeps a bill or an evening small is gone without an error; Mistral's service refuses the whole request.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -qq --disable-pip-version-check langchain-openai==1.7.4 'pydantic-ai-slim[openai]==2.31.1' dspy==3.4.1 \
    'any-llm-sdk[openai]==1.40.2' litellm==1.110.2 llama-index-llms-openai-like==0.8.1 haystack-ai==3.4.1 'smolagents[openai]==1.26.0'
export HOME=$work OPENAI_API_KEY=invented LITELLM_LOCAL_MODEL_COST_MAP=True HAYSTACK_TELEMETRY_ENABLED=False
timeout 300 venv/bin/python - >seen 2>log <<'PY' || { cat log; exit 1; }
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

asked = {}


class Server(BaseHTTPRequestHandler):
    """Answers like a chat server that has reached the ceiling."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_POST(self):
        asked.update(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        message = {"role": "assistant", "content": "Low is the eleventh album by"}
        body = json.dumps({
            "id": "1", "object": "chat.completion", "created": 1, "model": "mistral24b",
            "choices": [{"index": 0, "finish_reason": "length", "message": message}],
            "usage": {"prompt_tokens": 1, "completion_tokens": 300, "total_tokens": 301},
        }).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
threading.Thread(target=server.serve_forever, daemon=True).start()
url = f"http://127.0.0.1:{server.server_port}/v1"
QUESTION = [{"role": "user", "content": "Describe the album."}]


def langchain():
    from langchain_openai import ChatOpenAI

    return ChatOpenAI(model="mistral24b", base_url=url, max_tokens=300).invoke("Describe the album.").content


def pydantic_ai():
    from pydantic_ai import Agent
    from pydantic_ai.models.openai import OpenAIChatModel
    from pydantic_ai.providers.openai import OpenAIProvider

    model = OpenAIChatModel("mistral24b", provider=OpenAIProvider(base_url=url, api_key="invented"))
    return Agent(model, model_settings={"max_tokens": 300}).run_sync("Describe the album.").output


def dspy():
    from dspy import LM

    return LM("openai/mistral24b", api_base=url, api_key="invented", max_tokens=300, cache=False)("Describe the album.")[0]


def any_llm():
    from any_llm import completion

    given = {"model": "mistral24b", "provider": "openai", "api_base": url, "api_key": "invented"}
    return completion(**given, max_tokens=300, messages=QUESTION).choices[0].message.content


def litellm():
    from litellm import completion

    given = {"model": "openai/mistral24b", "api_base": url, "api_key": "invented"}
    return completion(**given, max_tokens=300, messages=QUESTION).choices[0].message.content


def llama_index():
    from llama_index.llms.openai_like import OpenAILike

    model = OpenAILike(model="mistral24b", api_base=url, api_key="invented", max_tokens=300, is_chat_model=True)
    return model.complete("Describe the album.").text


def haystack():
    from haystack.components.generators.chat import OpenAIChatGenerator
    from haystack.dataclasses import ChatMessage

    model = OpenAIChatGenerator(model="mistral24b", api_base_url=url, generation_kwargs={"max_tokens": 300})
    return model.run([ChatMessage.from_user("Describe the album.")])["replies"][0].text


def smolagents():
    from smolagents import OpenAIServerModel

    model = OpenAIServerModel(model_id="mistral24b", api_base=url, api_key="invented", max_tokens=300)
    return model.generate([{"role": "user", "content": [{"type": "text", "text": "Describe the album."}]}]).content


for client in (langchain, pydantic_ai, dspy, any_llm, litellm, llama_index, haystack, smolagents):
    asked.clear()
    text = client()
    print(f"{client.__name__}:", *(f"{name}={asked[name]}" for name in sorted(asked) if "tokens" in name), "|", text, flush=True)
PY
cat seen
diff - seen <<'SEEN'
langchain: max_completion_tokens=300 | Low is the eleventh album by
pydantic_ai: max_completion_tokens=300 | Low is the eleventh album by
dspy: max_completion_tokens=300 | Low is the eleventh album by
any_llm: max_completion_tokens=300 | Low is the eleventh album by
litellm: max_tokens=300 | Low is the eleventh album by
llama_index: max_tokens=300 | Low is the eleventh album by
haystack: max_tokens=300 | Low is the eleventh album by
smolagents: max_tokens=300 | Low is the eleventh album by
SEEN
echo "Still so."

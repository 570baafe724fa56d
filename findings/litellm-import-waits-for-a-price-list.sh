#!/bin/bash
# LiteLLM: `import litellm` asks a public address for a list of prices, three times with pauses, before the first line runs.
#
# Software: litellm 1.110.2.
# Guess:    a client library that is imported opens no connection; what a model costs is in the package.
# Really:   the list in the package is the last resort. On the first import a newer one is fetched, and where that fails it is
#           tried three times with seconds between. So what a run "cost" depends on the day's list, not on the version
#           that is pinned. LITELLM_LOCAL_MODEL_COST_MAP=True leaves it.
# Matters:  a machine at home that talks to a model beside it needs no internet, and without it each start and each short
#           command waits; in a network that lets nothing out, the first sign of life is an alarm.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -qq --disable-pip-version-check litellm==1.110.2
cat >asked.py <<'PY'
"""Counts what is asked for on the way out, by a proxy that lets nothing through, and the time beyond the usual."""
import os
import socket
import threading
import time

asked = []
door = socket.create_server(("127.0.0.1", 0))


def keep_shut():
    while True:
        connection, _ = door.accept()
        asked.append(connection.recv(4096).split()[1].decode())
        connection.sendall(b"HTTP/1.1 503 Nothing goes out\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        connection.close()


threading.Thread(target=keep_shut, daemon=True).start()
for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
    del os.environ[name]
os.environ["HTTPS_PROXY"] = f"http://127.0.0.1:{door.getsockname()[1]}"

paused = 0.0
sleep = time.sleep


def counted(seconds):
    global paused
    paused += seconds
    sleep(seconds)


time.sleep = counted
import litellm  # noqa: E402

print("asked for:", " ".join(asked) or "nothing", "; slept for more than 3 s:", paused > 3)
PY
timeout 200 venv/bin/python asked.py >seen 2>log || { cat log; exit 1; }
LITELLM_LOCAL_MODEL_COST_MAP=True timeout 200 venv/bin/python asked.py >>seen 2>log || { cat log; exit 1; }
cat seen
diff - seen <<'SEEN'
asked for: raw.githubusercontent.com:443 raw.githubusercontent.com:443 raw.githubusercontent.com:443 ; slept for more than 3 s: True
asked for: nothing ; slept for more than 3 s: False
SEEN
echo "Still so."

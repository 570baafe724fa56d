#!/bin/bash
# waitress, hypercorn: a restart ends the requests that are running, at once or after three seconds with a 500.
#
# Software: waitress 3.0.2, hypercorn 0.18.0; beside gunicorn 27.0.1, uvicorn 0.54.0 and granian 2.8.9.
# Guess:    on SIGTERM, which is how systemd and containers stop a service, a server takes no new requests and finishes
#           those it has, for half a minute or so, as gunicorn documents it.
# Really:   waitress knows Ctrl-C and leaves SIGTERM to the system: the process is gone at once, the answer with it.
#           hypercorn waits for 3 s, then answers what is still running with 500, though nothing is wrong, and its exit
#           status is 0. gunicorn, uvicorn and granian let a request of six seconds finish.
# Matters:  an import that a person waits for, or a text that a model writes, takes longer than that. With waitress a
#           client cannot tell whether its request was carried out; with hypercorn it reads of a fault in the
#           application. SIGINT gives waitress five seconds; for hypercorn there is `graceful_timeout`.
set -euo pipefail
work=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill -9 "$server" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -qq --disable-pip-version-check \
    waitress==3.0.2 hypercorn==0.18.0 gunicorn==27.0.1 uvicorn==0.54.0 granian==2.8.9
cat >site_of_six_seconds.py <<'PY'
import asyncio
import time


def wsgi(environ, start_response):
    time.sleep(6)
    start_response("200 OK", [("Content-Length", "4")])
    return [b"done"]


async def asgi(scope, receive, send):
    if scope["type"] == "lifespan":
        for stage in ("startup", "shutdown"):
            await receive()
            await send({"type": f"lifespan.{stage}.complete"})
        return
    await asyncio.sleep(6)
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"4")]})
    await send({"type": "http.response.body", "body": b"done"})
PY
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
restarted() {
    local signal=$1 name=$2 client
    shift 2
    "venv/bin/$@" >server.log 2>&1 &
    server=$!
    for _ in $(seq 100); do
        ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || break
        sleep 0.2
    done
    timeout 30 python3 - "$port" >answer <<'PY' &
import http.client
import sys

connection = http.client.HTTPConnection("127.0.0.1", int(sys.argv[1]), timeout=20)
connection.request("GET", "/")
try:
    answer = connection.getresponse()
    print(answer.status, answer.read().decode() if answer.status == 200 else answer.reason)
except http.client.RemoteDisconnected:
    print("no answer, the connection is closed")
PY
    client=$!
    sleep 1.5
    kill "-$signal" "$server"
    wait "$client" || true
    for _ in $(seq 100); do kill -0 "$server" 2>/dev/null || break; sleep 0.2; done
    kill -9 "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
    server=
    echo "$name: $(cat answer)"
}
app=site_of_six_seconds
{
    restarted TERM waitress waitress-serve "--listen=127.0.0.1:$port" $app:wsgi
    restarted TERM hypercorn hypercorn -b "127.0.0.1:$port" $app:asgi
    restarted TERM "hypercorn, graceful_timeout" hypercorn --graceful-timeout 30 -b "127.0.0.1:$port" $app:asgi
    restarted TERM gunicorn gunicorn -b "127.0.0.1:$port" $app:wsgi
    restarted TERM uvicorn uvicorn --port "$port" $app:asgi
    restarted TERM granian granian --interface asgi --port "$port" $app:asgi
} >seen 2>&1
cat seen
diff - seen <<'SEEN'
waitress: no answer, the connection is closed
hypercorn: 500 
hypercorn, graceful_timeout: 200 done
gunicorn: 200 done
uvicorn: 200 done
granian: 200 done
SEEN
echo "Still so."

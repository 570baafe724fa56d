#!/bin/bash
# gunicorn: `--threads 2` lifts the time limit of requests.
#
# Software: gunicorn 27.0.1.
# Guess:    `--timeout 2` ends a request that takes longer, and a second thread per worker changes how many are served at
#           once, nothing else.
# Really:   more than one thread makes it another kind of worker, whose main loop gives the sign of life while its threads
#           work. The timeout now watches the loop. A request may take for ever: with all threads busy the site
#           answers nobody, and no worker is restarted. With one thread the same request is a 500 after 2 s.
# Matters:  threads are added when pages wait for a slow service, so just where requests need an end. What was ended before,
#           a call to a service without its own timeout, now takes a thread away each time until none is left.
set -euo pipefail
work=$(mktemp -d)
end() {
    [ -z "${server:-}" ] || { kill "$server"; wait "$server" || true; }
    rm -rf "$work"
}
trap end EXIT
cd "$work"
export HOME=$work
python3 -m venv venv
venv/bin/pip install -qq --disable-pip-version-check gunicorn==27.0.1
cat >slow.py <<'PY'
import time


def site(environ, start_response):
    time.sleep(5)
    start_response("200 OK", [("Content-Length", "5")])
    return [b"done\n"]
PY
ask() {
    venv/bin/gunicorn --bind "unix:$work/$1.sock" --timeout 2 --threads "$1" slow:site 2>"$1.log" &
    server=$!
    timeout 60 venv/bin/python - "$work/$1.sock" <<'PY'
import http.client
import socket
import sys
import time

for _ in range(300):
    connection = socket.socket(socket.AF_UNIX)
    try:
        connection.connect(sys.argv[1])
        break
    except OSError:
        time.sleep(0.1)
connection.sendall(b"GET / HTTP/1.0\r\n\r\n")
answer = http.client.HTTPResponse(connection)
answer.begin()
print(answer.status)
PY
    kill "$server"
    wait "$server" || true
    server=
}
for threads in 1 2; do
    echo "a request of 5 s, --timeout 2 --threads $threads: $(ask $threads)"
done >seen
diff -u - seen <<'SEEN' && echo "Still so."
a request of 5 s, --timeout 2 --threads 1: 500
a request of 5 s, --timeout 2 --threads 2: 200
SEEN

#!/bin/bash
# redis-py: by default a push that the server carried out late is sent again, and the list holds it twice.
#
# Software: redis-py 8.1.0, Redis 7.0 of Debian 12.
# Guess:    a command that times out raises TimeoutError, and whether to send it again is the caller's choice, since RPUSH
#           and INCR are not harmless to repeat.
# Really:   a client made without options retries three times, timeouts included, whatever the command. A server that
#           stands still for a moment (a large key removed, a snapshot forked, a slow script) finds the first and the
#           second push waiting in two sockets and carries out both. The caller sees one success.
#           Each client also has a socket timeout of 5 s now, so a blocking pop must ask for less than that.
# Matters:  job queues push with RPUSH: django-q2's Redis broker, made from a URL, queues a task twice that way, though it
#           is called "at most once". Make the client with `retry=Retry(NoBackoff(), 0)` where commands must not repeat.
set -euo pipefail
work=$(mktemp -d)
end() {
    [ -z "${server:-}" ] || { kill "$server"; wait "$server" || true; }
    rm -rf "$work"
}
trap end EXIT
cd "$work"
redis=$(command -v redis-server) || {
    apt-get download -qq redis-server redis-tools liblzf1 libjemalloc2  # after `apt-get update`
    for package in *.deb; do dpkg -x "$package" root; done
    redis=$work/root/usr/bin/redis-server
    export LD_LIBRARY_PATH=$work/root/usr/lib/$(uname -m)-linux-gnu
}
python3 -m venv venv
venv/bin/pip install -qq --disable-pip-version-check redis==8.1.0
"$redis" --port 0 --unixsocket "$work/redis.sock" --save '' --enable-debug-command local >redis.log &
server=$!
timeout 60 venv/bin/python - "$work/redis.sock" >seen <<'PY'
import sys
import threading
import time

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry


def client(**options):
    return redis.Redis(unix_socket_path=sys.argv[1], **options)


watcher = client()
for _ in range(100):
    try:
        watcher.ping()
        break
    except redis.ConnectionError:
        time.sleep(0.1)


def stand_still():
    client(socket_timeout=10).execute_command("DEBUG", "SLEEP", "1.5")


def push(**options):
    """Push one job while the server stands still for 1.5 s, with a patience of 0.6 s."""
    watcher.delete("jobs")
    pusher = client(socket_timeout=0.6, **options)
    pusher.ping()
    stall = threading.Thread(target=stand_still)
    stall.start()
    time.sleep(0.2)
    try:
        answer = f"returns {pusher.rpush('jobs', 'describe album 7')}"
    except redis.TimeoutError:
        answer = "TimeoutError"
    stall.join()
    return f"{answer}, jobs in the list: {watcher.llen('jobs')}"


print("as it comes:", "one job" if "list: 1" in push() else "more than one job in the list")
print("no retries:", push(retry=Retry(NoBackoff(), 0)))
print("socket timeout of a client without options:", redis.Redis().get_connection_kwargs()["socket_timeout"])
PY
diff -u - seen <<'SEEN' && echo "Still so."
as it comes: more than one job in the list
no retries: TimeoutError, jobs in the list: 1
socket timeout of a client without options: 5
SEEN

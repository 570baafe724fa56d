#!/bin/bash
# redis-py: an address whose database is not a number leads to database 0, and /1/2 leads to database 12.
#
# Software: redis-py 8.1.0, Redis 7.0 of Debian 12.
# Guess:    redis://host/albums, written the way a database's address is, is refused like any other value that does not
#           fit (socket_timeout=soon is), and so is a path of two parts.
# Really:   what is no number is dropped without a word, and the client works in database 0, beside whoever else did the
#           same; slashes are removed before the number is read.
# Matters:  two applications with a "database" of their own name share one: keys of one name overwrite each other, and a
#           FLUSHDB of the tests empties the other's queue. Check the path before the address is handed on.
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
port=$(python3 -c 'import socket; s = socket.create_server(("127.0.0.1", 0)); print(s.getsockname()[1])')
"$redis" --port "$port" --bind 127.0.0.1 --save '' >redis.log &
server=$!
timeout 60 venv/bin/python - "$port" >seen <<'PY'
import sys
import time

import redis

host = f"redis://127.0.0.1:{sys.argv[1]}"


def client(path):
    return redis.Redis.from_url(host + path)


for _ in range(100):
    try:
        client("").ping()
        break
    except redis.ConnectionError:
        time.sleep(0.1)
for path in ("/albums", "/photos", "/1x", "/1/2", "/3"):
    print(f"{path} is database {client(path).client_info()['db']}")
client("/albums").set("waiting", 300)
client("/photos").flushdb()
print("albums waiting after photos emptied its own:", client("/albums").get("waiting"))
try:
    client("/0?socket_timeout=soon")
except ValueError as error:
    print("socket_timeout=soon:", error)
PY
cat seen
diff - seen <<'SEEN'
/albums is database 0
/photos is database 0
/1x is database 0
/1/2 is database 12
/3 is database 3
albums waiting after photos emptied its own: None
socket_timeout=soon: Invalid value for 'socket_timeout' in connection URL.
SEEN
echo "Still so."

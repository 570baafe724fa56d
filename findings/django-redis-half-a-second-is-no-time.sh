#!/bin/bash
# Django's Redis cache: a lock for half a second is given to everybody.
#
# Software: Django 5.2.19 (django.core.cache.backends.redis) with redis-py 8.1.0, Redis 7.0 of Debian 12.
# Guess:    `cache.add(key, 1, timeout=0.5)` is true for the first caller and false for the others during that half second,
#           as the cache in memory does it; at worst a whole second.
# Really:   the Redis backend cuts the timeout down to whole seconds. 0.5 is 0, and 0 means "remove at once": add() is true
#           for each caller, set() keeps nothing, touch() deletes. 1.9 becomes 1. Nothing is raised or logged.
# Matters:  short locks are how a rate limit or a double click is held off. They hold in tests and on the developer's
#           machine (memory), and stop no one where Redis was put in for several processes. Round up, or talk to redis-py,
#           which takes milliseconds (`px=`).
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
venv/bin/pip install -qq --disable-pip-version-check django==5.2.19 redis==8.1.0
"$redis" --port 0 --unixsocket "$work/redis.sock" --save '' >redis.log &
server=$!
timeout 60 venv/bin/python - "$work/redis.sock" >seen <<'PY'
import sys
import time

import redis
from django.conf import settings

BACKENDS = "django.core.cache.backends."
settings.configure(CACHES={
    "default": {"BACKEND": BACKENDS + "locmem.LocMemCache"},
    "redis": {"BACKEND": BACKENDS + "redis.RedisCache", "LOCATION": f"unix://{sys.argv[1]}"},
})
from django.core.cache import caches

raw = redis.Redis(unix_socket_path=sys.argv[1])
for _ in range(100):
    try:
        raw.ping()
        break
    except redis.ConnectionError:
        time.sleep(0.1)
for name in ("default", "redis"):
    cache = caches[name]
    given = [cache.add("lock", caller, timeout=0.5) for caller in range(4)]
    cache.set("limit", 1, timeout=0.5)
    cache.set("kept", 1, timeout=60)
    cache.touch("kept", 0.9)
    print(f"{name}: add {given}, set then get {cache.get('limit')}, touch then get {cache.get('kept')}")
caches["redis"].set("longer", 1, timeout=1.9)
print("1.9 s is kept for more than 1 s:", raw.pttl(":1:longer") > 1000)
PY
diff -u - seen <<'SEEN' && echo "Still so."
default: add [True, False, False, False], set then get 1, touch then get 1
redis: add [True, True, True, True], set then get None, touch then get None
1.9 s is kept for more than 1 s: False
SEEN

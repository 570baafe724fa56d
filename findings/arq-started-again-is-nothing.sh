#!/bin/bash
# arq: a job that failed or finished cannot be started again by its id for an hour, and an error is not retried.
#
# Software: arq 0.28.0, Redis 7.0 of Debian 12.
# Guess:    an id keeps a second one out while the first waits or runs, so that a double click is harmless; after it
#           ended, the same can be asked for again. `max_tries=5` tries what raises five times.
# Really:   the id is taken for as long as the result is kept, an hour by default, of failures too: `enqueue_job`
#           returns None and nothing runs. Only `Retry`, raised by the job itself, and a worker that is stopped are
#           tried again; any other error is final at once. With `keep_result=0` on the worker the id is free at the end.
# Matters:  ids are what makes "enrich album 7" harmless to repeat. The service was down for a minute, the button is
#           pressed again, and for an hour the page says that it was started, for nobody looks at the None.
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
venv/bin/pip install -qq --disable-pip-version-check arq==0.28.0
"$redis" --port 0 --unixsocket "$work/redis.sock" --save '' >redis.log &
server=$!
for _ in $(seq 100); do [ ! -S redis.sock ] || break; sleep 0.1; done
timeout 60 venv/bin/python - "$work/redis.sock" >seen 2>/dev/null <<'PY'
import asyncio
import sys

from arq import Retry, create_pool
from arq.connections import RedisSettings
from arq.worker import Worker

runs = []


async def enrich(ctx, outcome):
    runs.append(outcome)
    if outcome == "fails":
        raise ConnectionError
    if outcome == "asks for another try":
        raise Retry(defer=0)


async def main():
    pool = await create_pool(RedisSettings(unix_socket_path=sys.argv[1]))
    for outcome in ("succeeds", "fails", "asks for another try"):
        for options in ({}, {"keep_result": 0}):
            runs.clear()
            told = []
            for _ in range(2):
                job = await pool.enqueue_job("enrich", outcome, _job_id=f"album 7 {outcome}")
                told.append("a job" if job else "None")
                worker = Worker(
                    [enrich], redis_pool=pool, burst=True, max_tries=5, poll_delay=0.02, handle_signals=False, **options
                )
                await worker.async_run()
            print(f"{outcome} {options or ''}: started twice, told {' and '.join(told)}; runs: {len(runs)}")
            await pool.flushdb()
    await pool.aclose()


asyncio.run(main())
PY
cat seen
diff - seen <<'SEEN'
succeeds : started twice, told a job and None; runs: 1
succeeds {'keep_result': 0}: started twice, told a job and a job; runs: 2
fails : started twice, told a job and None; runs: 1
fails {'keep_result': 0}: started twice, told a job and a job; runs: 2
asks for another try : started twice, told a job and None; runs: 5
asks for another try {'keep_result': 0}: started twice, told a job and a job; runs: 10
SEEN
echo "Still so."

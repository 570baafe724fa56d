#!/bin/bash
# taskiq, procrastinate: three retries are two, and three attempts are four.
#
# Software: taskiq 0.13.0, procrastinate 3.10.0; beside huey 3.5.4 and tenacity 9.2.1.
# Guess:    what is called retries is counted after the first run, what is called attempts with it: max_retries=3 runs a
#           failing task four times, max_attempts=3 three times, as in the other queues and in tenacity.
# Really:   the other way round. taskiq's `max_retries=3` (the label, and `default_retry_count` of its middleware) runs
#           it three times, `max_retries=1` once, which is no retry. procrastinate's `max_attempts=3` runs it four times
#           and `max_attempts=1` twice.
# Matters:  `max_retries=1`, "once more, for the network", never tries again. And who allows one attempt because the
#           call costs money, or posts something, makes it twice.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -qq --disable-pip-version-check \
    taskiq==0.13.0 procrastinate==3.10.0 huey==3.5.4 tenacity==9.2.1
timeout 120 venv/bin/python - >seen 2>/dev/null <<'PY'
import asyncio

import huey
import procrastinate
import tenacity
from procrastinate.testing import InMemoryConnector
from taskiq import InMemoryBroker, SimpleRetryMiddleware

runs = []


def fail():
    runs.append("run")
    raise ConnectionError


async def by_taskiq(number):
    broker = InMemoryBroker(await_inplace=True).with_middlewares(SimpleRetryMiddleware())

    @broker.task(retry_on_error=True, max_retries=number)
    async def task():
        fail()

    await task.kiq()
    await asyncio.sleep(0.5)


async def by_procrastinate(number):
    app = procrastinate.App(connector=InMemoryConnector())

    @app.task(retry=procrastinate.RetryStrategy(max_attempts=number))
    async def task():
        fail()

    async with app.open_async():
        await task.defer_async()
        for _ in range(6):
            await app.run_worker_async(wait=False, install_signal_handlers=False)


def by_huey(number):
    queue = huey.MemoryHuey()
    queue.task(retries=number)(fail)()
    while task := queue.dequeue():
        queue.execute(task)


def by_tenacity(number):
    try:
        tenacity.retry(stop=tenacity.stop_after_attempt(number))(fail)()
    except tenacity.RetryError:
        pass


for name, run in (
    ("huey, retries", by_huey),
    ("taskiq, max_retries", lambda number: asyncio.run(by_taskiq(number))),
    ("tenacity, stop_after_attempt", by_tenacity),
    ("procrastinate, max_attempts", lambda number: asyncio.run(by_procrastinate(number))),
):
    for number in (1, 3):
        runs.clear()
        run(number)
        print(f"{name} {number}: {len(runs)} runs")
PY
cat seen
diff - seen <<'SEEN'
huey, retries 1: 2 runs
huey, retries 3: 4 runs
taskiq, max_retries 1: 1 runs
taskiq, max_retries 3: 3 runs
tenacity, stop_after_attempt 1: 1 runs
tenacity, stop_after_attempt 3: 3 runs
procrastinate, max_attempts 1: 2 runs
procrastinate, max_attempts 3: 4 runs
SEEN
echo "Still so."

#!/bin/bash
# tenacity, backoff, stamina: retries around a function that yields do nothing, or hand out its first pages again.
#
# Software: tenacity 9.2.1, backoff 2.2.1, stamina 26.1.0.
# Guess:    a decorator that cannot retry a generator refuses it; one that can goes on where the failure was.
# Really:   tenacity and backoff wrap it without a word and never retry: the call only makes the generator, and what
#           fails in the loop afterwards is outside. stamina retries, from the beginning (a line of its reference says
#           so), into the same loop: what was handed out before the failure comes once more for each attempt.
# Matters:  pages of a collection are what one yields, and what fails in the middle. With two the night's run ends at
#           the first hiccup in spite of `stop_after_attempt(4)`; with the third a page of a hundred records is imported
#           three times and nothing fails. Put the retry around the single request.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -qq --disable-pip-version-check tenacity==9.2.1 backoff==2.2.1 stamina==26.1.0
timeout 60 venv/bin/python - >seen 2>/dev/null <<'PY'
import asyncio

import backoff
import stamina
import tenacity


def pages(retry):
    calls = []

    @retry
    def read():
        calls.append("call")
        yield "page 1"
        if len(calls) < 3:
            raise ConnectionError
        yield "page 2"

    return calls, read()


def pages_async(retry):
    calls = []

    @retry
    async def read():
        calls.append("call")
        yield "page 1"
        if len(calls) < 3:
            raise ConnectionError
        yield "page 2"

    return calls, read()


def collect(loop):
    got = []
    try:
        for page in loop:
            got.append(page)
    except ConnectionError:
        got.append("ConnectionError")
    return got


async def collect_async(loop):
    got = []
    try:
        async for page in loop:
            got.append(page)
    except ConnectionError:
        got.append("ConnectionError")
    return got


for name, retry in (
    ("tenacity", tenacity.retry(stop=tenacity.stop_after_attempt(4))),
    ("backoff", backoff.on_exception(backoff.constant, ConnectionError, max_tries=4, interval=0)),
    ("stamina", stamina.retry(on=ConnectionError, attempts=4, wait_initial=0.01)),
):
    calls, loop = pages(retry)
    print(f"{name}: {', '.join(collect(loop))}; calls: {len(calls)}")
    calls, loop = pages_async(retry)
    print(f"{name}, async: {', '.join(asyncio.run(collect_async(loop)))}; calls: {len(calls)}")
PY
cat seen
diff - seen <<'SEEN'
tenacity: page 1, ConnectionError; calls: 1
tenacity, async: page 1, ConnectionError; calls: 1
backoff: page 1, ConnectionError; calls: 1
backoff, async: page 1, ConnectionError; calls: 1
stamina: page 1, page 1, page 1, page 2; calls: 3
stamina, async: page 1, page 1, page 1, page 2; calls: 3
SEEN
echo "Still so."

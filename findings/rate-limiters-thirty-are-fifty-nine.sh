#!/bin/bash
# Rate limiters: thirty calls in three seconds are fifty-nine, also with a window that "slides" and a bucket that "leaks".
#
# Software: aiolimiter 1.3.0, ratelimit 2.2.1, limits 5.8.0, throttled-py 3.5.0, pyrate-limiter 4.5.1.
# Guess:    a limiter for 30 calls in 3 seconds never lets more through in any 3 seconds. That a window fixed by the clock
#           is no such limit is well known; one named sliding, a leaky bucket and an asynchronous limiter are.
# Really:   nearly twice as many come through in the worst three seconds. A leaky or token bucket lets 30 go at once and
#           refills meanwhile. A sliding window that only counts weighs what the last window held, which is little when
#           that window was quiet until its end. Only what remembers the time of each call keeps the word (the moving
#           window of limits, pyrate-limiter).
# Matters:  a catalogue that allows 60 calls a minute counts the calls of the last 60 seconds. A client that "obeys the
#           limit" is refused after every pause, and some services block whoever goes on after being refused.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -qq --disable-pip-version-check \
    aiolimiter==1.3.0 ratelimit==2.2.1 limits==5.8.0 throttled-py==3.5.0 pyrate-limiter==4.5.1
timeout 300 venv/bin/python - >seen <<'PY'
import asyncio
import datetime
import time

from aiolimiter import AsyncLimiter
from limits import parse, storage, strategies
from pyrate_limiter import Limiter, Rate
from ratelimit import limits, sleep_and_retry
from throttled import Throttled, rate_limiter

CALLS, SECONDS = 30, 3


def tell(name, times):
    most = max(sum(start <= at < start + SECONDS for at in times) for start in times)
    print(f"{name}: {'as promised' if most <= CALLS + 1 else 'over fifty' if most > 50 else most}")


def asked(allowed):
    """Times at which it was allowed, asked without rest from just before a window of the clock ends."""
    time.sleep((SECONDS - time.time() % SECONDS - 0.3) % SECONDS)
    times, end = [], time.monotonic() + 2 * SECONDS
    while time.monotonic() < end:
        if allowed():
            times.append(time.monotonic())
        else:
            time.sleep(0.01)
    return times


async def asynchronous():
    limiter, times = AsyncLimiter(CALLS, SECONDS), []

    async def one():
        async with limiter:
            times.append(time.monotonic())

    await asyncio.gather(*[one() for _ in range(2 * CALLS)])
    return times


@sleep_and_retry
@limits(calls=CALLS, period=SECONDS)
def decorated():
    return time.monotonic()


tell("aiolimiter", asyncio.run(asynchronous()))
first = decorated()
time.sleep(SECONDS - 0.3)
tell("ratelimit", [first] + [decorated() for _ in range(2 * CALLS)])
for strategy in (strategies.SlidingWindowCounterRateLimiter, strategies.MovingWindowRateLimiter):
    window, rate = strategy(storage.MemoryStorage()), parse(f"{CALLS} per {SECONDS} second")
    tell(f"limits, {strategy.__name__}", asked(lambda: window.hit(rate, "catalogue")))
for kind in ("sliding_window", "leaking_bucket", "token_bucket", "gcra"):
    quota = rate_limiter.per_duration(datetime.timedelta(seconds=SECONDS), limit=CALLS, burst=CALLS)
    throttle = Throttled(key=kind, using=kind, quota=quota)
    tell(f"throttled, {kind}", asked(lambda: not throttle.limit().limited))
limiter, times = Limiter(Rate(CALLS, SECONDS * 1000)), []
for _ in range(2 * CALLS):
    limiter.try_acquire("catalogue")
    times.append(time.monotonic())
tell("pyrate-limiter", times)
PY
cat seen
diff - seen <<'SEEN'
aiolimiter: over fifty
ratelimit: over fifty
limits, SlidingWindowCounterRateLimiter: over fifty
limits, MovingWindowRateLimiter: as promised
throttled, sliding_window: over fifty
throttled, leaking_bucket: over fifty
throttled, token_bucket: over fifty
throttled, gcra: over fifty
pyrate-limiter: as promised
SEEN
echo "Still so."

#!/bin/bash
# aiocache, cashews: a cached method answers one account with what another was told; aiocache never keeps a None.
#
# Software: aiocache 0.12.3, cashews 7.6.0.
# Guess:    two clients are two keys: what a method answered for one of them is not given to the other, as functools'
#           caches keep it. An answer is an answer, None too, and ten tasks that ask the same at once make one call.
# Really:   the key is made of the arguments' text, the object's own included, and that is its class and address in
#           memory ("<Client object at 0x7f…>"). An address is used again as soon as its object is gone: of fifty
#           clients made one after the other, each with a token of its own, nearly all are told who the first one was.
#           `noself=True` of aiocache does it for all. With aiocache None counts as not found and is asked for each
#           time; ten at once ask ten times.
# Matters:  a client per request or per person is common in web applications: a person sees another's collection, now
#           and then. And what a catalogue does not have, the costliest question of a run, is the one that is never
#           cached. Give a key that names the account (`key_builder`, `key`).
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -qq --disable-pip-version-check aiocache==0.12.3 cashews==7.6.0
timeout 60 venv/bin/python - >seen <<'PY'
import asyncio

import cashews
from aiocache import cached

cashews.cache.setup("mem://")


async def tell(name, cache):
    calls, own = [], 0

    class Client:
        def __init__(self, token):
            self.token = token

        @cache(ttl=60)
        async def whoami(self):
            return f"the owner of {self.token}"

    @cache(ttl=60)
    async def cover(title):
        calls.append(title)
        await asyncio.sleep(0.05)
        return None if title == "Untitled" else f"{title}.jpg"

    for number in range(50):
        client = Client(f"token {number}")
        own += await client.whoami() == f"the owner of token {number}"
        del client
    print(f"{name}, fifty accounts in turn:", "most get another's answer" if own < 25 else "most get their own")
    for _ in range(3):
        await cover("Untitled")
    print(f"{name}, three times a cover that there is not, calls:", len(calls))
    calls.clear()
    await asyncio.gather(*[cover("Trust") for _ in range(10)])
    print(f"{name}, ten at once for one cover, calls:", len(calls))


for name, cache in (("aiocache", cached), ("cashews", cashews.cache)):
    asyncio.run(tell(name, cache))
PY
cat seen
diff - seen <<'SEEN'
aiocache, fifty accounts in turn: most get another's answer
aiocache, three times a cover that there is not, calls: 3
aiocache, ten at once for one cover, calls: 10
cashews, fifty accounts in turn: most get another's answer
cashews, three times a cover that there is not, calls: 1
cashews, ten at once for one cover, calls: 1
SEEN
echo "Still so."

#!/bin/bash
# aiocache: a cached method answers one account with what another was told, and never keeps an answer that is None.
#
# Software: aiocache 0.12.3.
# Guess:    two clients are two keys: what a method answered for one of them is not given to the other, as functools'
#           caches keep it. An answer is an answer, None too, and ten tasks that ask the same at once make one call.
# Really:   the key is made of the arguments' text, the object's own included, and that is its class and address in
#           memory ("<Client object at 0x7f…>"). An address is used again as soon as its object is gone: of fifty
#           clients made one after the other, each with a token of its own, nearly all are told who the first one was.
#           `noself=True` does it for all. None counts as not found and is asked for each time; ten at once ask ten
#           times.
# Matters:  a client per request or per person is common in web applications: a person sees another's collection, now
#           and then. And what a catalogue does not have, the costliest question of a run, is the one that is never
#           cached. Give a `key_builder` that names the account.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -qq --disable-pip-version-check aiocache==0.12.3
timeout 60 venv/bin/python - >seen <<'PY'
import asyncio

from aiocache import cached

calls = []


class Client:
    def __init__(self, token):
        self.token = token

    @cached(ttl=60)
    async def whoami(self):
        return f"the owner of {self.token}"


@cached(ttl=60)
async def cover(title):
    calls.append(title)
    await asyncio.sleep(0.05)
    return None if title == "Untitled" else f"{title}.jpg"


async def main():
    own = 0
    for number in range(50):
        client = Client(f"token {number}")
        own += await client.whoami() == f"the owner of token {number}"
        del client
    print("fifty accounts, one after the other:", "most get another's answer" if own < 25 else "most get their own")
    for _ in range(3):
        await cover("Untitled")
    print("three times a cover that there is not, calls:", len(calls))
    calls.clear()
    await asyncio.gather(*[cover("Trust") for _ in range(10)])
    print("ten at once for one cover, calls:", len(calls))


asyncio.run(main())
PY
cat seen
diff - seen <<'SEEN'
fifty accounts, one after the other: most get another's answer
three times a cover that there is not, calls: 3
ten at once for one cover, calls: 10
SEEN
echo "Still so."

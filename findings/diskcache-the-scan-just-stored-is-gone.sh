#!/bin/bash
# diskcache: in a cache that is full the entry just stored is gone, together with all others, when entries are large.
#
# Software: diskcache 5.6.3.
# Guess:    a full cache makes room for what comes: the oldest goes, or what was not read for longest, as much as
#           needed. What `set()` says it stored, `get()` finds. A cache of 8 MB in shards holds a picture of 2 MB.
# Really:   each write that finds the cache over its limit removes the ten entries stored longest ago, be it too many or
#           not, the one just written among them, and returns True: ten scans of 2 MB in 10 MB leave an empty cache now
#           and then. With small entries the one that is read all the time goes as the others do. FanoutCache, which
#           Django's backend is made of, gives each of eight shards an eighth: what is larger is never kept.
# Matters:  the size is no protection: scans and covers are fetched again in every run, and nothing is logged. Choose
#           the policy (`least-recently-used`), a `cull_limit` of 1 for large entries, and few shards.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -qq --disable-pip-version-check diskcache==5.6.3
timeout 120 venv/bin/python - >seen <<'PY'
from diskcache import Cache, FanoutCache

MEGABYTE = 1_000_000


def scans(title, cache):
    lost = []
    for number in range(12):
        stored = cache.set(number, bytes(2 * MEGABYTE))
        if stored and cache.get(number) is None:
            lost.append(number)
    print(f"{title}: lost at once {lost or 'none'}, in the cache at the end {len(cache)}")


scans("10 MB", Cache("default", size_limit=10 * MEGABYTE))
scans("10 MB, cull_limit=1", Cache("one", size_limit=10 * MEGABYTE, cull_limit=1))
scans("FanoutCache of 8 MB", FanoutCache("fanout", size_limit=8 * MEGABYTE))
for policy in ("least-recently-stored", "least-recently-used"):
    cache = Cache(policy, size_limit=MEGABYTE, **{"eviction_policy": policy} if "used" in policy else {})
    cache.set("asked all the time", bytes(1000))
    for number in range(1500):
        cache.set(number, bytes(1000))
        cache.get("asked all the time")
    print(f"{policy}, 1 kB each: {'still there' if 'asked all the time' in cache else 'gone'}")
PY
cat seen
diff - seen <<'SEEN'
10 MB: lost at once [4, 9], in the cache at the end 2
10 MB, cull_limit=1: lost at once none, in the cache at the end 4
FanoutCache of 8 MB: lost at once [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], in the cache at the end 0
least-recently-stored, 1 kB each: gone
least-recently-used, 1 kB each: still there
SEEN
echo "Still so."

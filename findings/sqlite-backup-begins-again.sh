#!/bin/bash
# Python's sqlite3: a backup in small steps begins anew each time somebody writes.
#
# Software: Python's sqlite3 (tried on 3.11.7 with SQLite 3.40.1), WAL mode.
# Guess:    `backup(target, pages=100, sleep=…)` is the polite way beside a running site: a little at a time, and at the end
#           the database as it was at some moment. Writes meanwhile cost some pages more.
# Really:   a write by any other connection sends it back to page 0, one changed row as much as a thousand. A site that
#           writes more often than the whole copy takes never has a backup: `remaining` falls, and is at its height again.
#           Writes through the connection that is being copied are taken over and cost nothing. In one step (`pages=-1`,
#           the default) it ends, and in WAL mode writers do not wait for it.
# Matters:  the long run during which one wants the backup is what keeps it from ending, and on a quiet machine it passes
#           every test. Use the default, or `VACUUM INTO`, which reads one snapshot.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
timeout 60 python3 - "$work" >"$work/seen" <<'PY'
import sqlite3
import sys

STEPS = 200
site = sqlite3.connect(f"{sys.argv[1]}/site", isolation_level=None)
site.execute("PRAGMA journal_mode = WAL")
site.execute("CREATE TABLE album (id INTEGER PRIMARY KEY, plays INTEGER, text TEXT)")
site.executemany("INSERT INTO album (plays, text) VALUES (0, ?)", [("x" * 3000,)] * 2000)
other = sqlite3.connect(f"{sys.argv[1]}/site", isolation_level=None)


class Enough(Exception):
    pass


def copy(writer=None, **options):
    """Copy the database; `writer` changes one number after each second step."""
    left = []

    def step(_status, remaining, _total):
        left.append(remaining)
        if len(left) == STEPS:
            raise Enough
        if writer and len(left) % 2 == 0:
            writer.execute("UPDATE album SET plays = plays + 1 WHERE id = 7")

    target = sqlite3.connect(":memory:")
    try:
        site.backup(target, progress=step, sleep=0, **options)
    except Enough:
        return f"given up after {STEPS} steps, begun again {sum(b > a for a, b in zip(left, left[1:]))} times"
    return f"done in {len(left)} steps, {target.execute('SELECT count(*) FROM album').fetchone()[0]} albums"


print("nobody writes:", copy(pages=100))
print("another connection writes:", copy(other, pages=100))
print("the copied connection writes:", copy(site, pages=100))
print("in one step:", copy(other))
PY
diff -u - "$work/seen" <<'SEEN' && echo "Still so."
nobody writes: done in 21 steps, 2000 albums
another connection writes: given up after 200 steps, begun again 99 times
the copied connection writes: done in 21 steps, 2000 albums
in one step: done in 1 steps, 2000 albums
SEEN

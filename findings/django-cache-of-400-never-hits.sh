#!/bin/bash
# Django's default cache: a collection of 400 artists looped over three times is never found in it.
#
# Software: Django 5.2.19, LocMemCache (the default).
# Guess:    a cache without a time limit on its keys keeps what it is given, or at worst most of it.
# Really:   300 entries are kept unless OPTIONS says otherwise, and a third is thrown out each time that is passed. The
#           least recently used go first, so a loop over 400 keys always meets those just thrown out: 0 hits of 1,200.
# Matters:  a cache that works with the test's 20 artists is pure cost with a real collection of 400, and nothing says so.
#           Set MAX_ENTRIES above what one pass needs.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -qq --disable-pip-version-check django==5.2.19
timeout 60 "$work/venv/bin/python" >"$work/seen" <<'PY'
import django
from django.conf import settings

BACKENDS = "django.core.cache.backends."
settings.configure(
    INSTALLED_APPS=[],
    CACHES={
        "default": {"BACKEND": BACKENDS + "locmem.LocMemCache"},
        "large": {"BACKEND": BACKENDS + "locmem.LocMemCache", "LOCATION": "large", "OPTIONS": {"MAX_ENTRIES": 1000}},
    },
)
django.setup()
from django.core.cache import caches

artists = [f"artist-{number:03}" for number in range(400)]


def hits(name):
    """Hits of three passes after a first one that filled the cache."""
    cache, found = caches[name], 0
    for number in range(4):
        for artist in artists:
            if cache.get(artist):
                found += number > 0
            else:
                cache.set(artist, "a photo", None)
    return found


print("default, hits of 1200:", hits("default"))
print("with room for 1000:", hits("large"))
PY
diff -u - "$work/seen" <<'SEEN' && echo "Still so."
default, hits of 1200: 0
with room for 1000: 1200
SEEN

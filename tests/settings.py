"""Settings for tests: AIME's own, in a data folder of their own, without any key of the machine's owner."""

import os
import tempfile

# Child processes (a live cluster, a command) inherit these, so they are set before the real settings are read.
os.environ.setdefault("AIME_DATA_DIR", tempfile.mkdtemp(prefix="aime-tests-"))

from aime_site.settings import *

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
for name in (
    "EURIA_API_KEY",
    "EURIA_API_URL",
    "SPOTIFY_CLIENT_ID",
    "SPOTIFY_CLIENT_SECRET",
    "DISCOGS_TOKEN",
    "DISCOGS_USERNAME",
    "LASTFM_API_KEY",
    "LASTFM_USERNAME",
    "AIME_API_TOKEN",
):
    globals()[name] = ""

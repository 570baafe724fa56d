"""Settings for tests: AIME's own, in a data folder of their own, without any key of the machine's owner."""

import atexit
import os
import shutil
import tempfile

# Workers of a parallel run inherit the folder, so it is named before the real settings are read.
os.environ.setdefault("AIME_COMMAND", "uv run manage.py")  # not with the folder of the tests
if "AIME_DATA_DIR" not in os.environ:
    os.environ["AIME_DATA_DIR"] = tempfile.mkdtemp(prefix="aime-tests-")
    atexit.register(shutil.rmtree, os.environ["AIME_DATA_DIR"], ignore_errors=True)

from aime_site.settings import *  # noqa: F403 - all of them, then changed below
from aime_site.settings import DATA_DIR, DATABASES, INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.emptying"]
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

AIME_PHOTO_SOURCES = ["spotify"]  # Deezer is there for everybody, so that a test asks for it
LANGUAGE_CODE = EURIA_LANGUAGE = "en"  # whatever the machine speaks
CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}  # one test knows nothing of another
WHITENOISE_AUTOREFRESH = True  # a file is looked for when it is asked for, not all of them for each client of a test
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, for a database in memory is invisible to other threads and processes.
    DATABASES["default"]["TEST"] = {"NAME": DATA_DIR / "tests.sqlite3"}
    # Nobody pulls the plug on a test: the disk need not confirm each commit.
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"

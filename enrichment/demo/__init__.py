"""The demo: AIME at work on a sample collection, with a stand-in for the services and a data folder of its own.

It plays in an empty folder with a `.env` of its own, in an environment without anything of the owner's.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from enrichment import env_file
from enrichment.sandbox import keys

INHERITED = ("PATH", "HOME", "LANG", "LC_ALL", "TERM", "COLORTERM", "NO_COLOR", "COLUMNS", "TMPDIR", "VIRTUAL_ENV")
QUICK = {
    "EURIA_CONCURRENCY": "8",
    "EURIA_REQUESTS_PER_MINUTE": "1200",
    "SPOTIFY_REQUESTS_PER_MINUTE": "1200",
    "DISCOGS_REQUESTS_PER_MINUTE": "1200",
    "LASTFM_REQUESTS_PER_MINUTE": "1200",
    "AIME_BATCH_SECONDS": "0.5",
    "AIME_STOP_GRACE_SECONDS": "10",
}


class AlreadyPlaying(Exception):
    """Another demo uses the folder."""


@contextmanager
def fresh_folder(folder: Path) -> Iterator[Path]:
    """`folder`, emptied of what an earlier demo left, for this one alone. Raises `AlreadyPlaying`."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with folder.with_suffix(".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyPlaying from None
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        yield folder


def environment(folder: Path, stand_in: str, **more: str) -> dict[str, str]:
    """For the demo's processes: `stand_in` is its address. Nothing of the owner's is in it.

    The settings are written to a `.env` in `folder`, so that a command typed with the `AIME_CONFIG_DIR` that the
    demo's messages name reaches the demo.
    """
    inherited = {name: os.environ[name] for name in INHERITED if name in os.environ}
    env_file.write(folder / ".env", {"AIME_DATA_DIR": str(folder), **QUICK, **keys.environment(stand_in), **more})
    own = {"DJANGO_SETTINGS_MODULE": "aime_site.settings", "AIME_CONFIG_DIR": str(folder), "PYTHONUNBUFFERED": "1"}
    return {**inherited, **own}

"""What AIME keeps is read by its owner's account alone, not by everybody who has one on the machine: above all Django's
secret key, made on first use into the data folder so that nobody has to invent one.
"""

import os
import secrets
import stat
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from aime_site.environment import SettingsError

OURS_ALONE = 0o077  # what is taken from everybody else, as a umask
OF_THE_DATA_FOLDER = ("secret_key", "cache", "logs", "media", "static")
_SAID = "AIME_SAID_PRIVATE"  # inherited by the processes that this one starts: a sentence is said once


def begin_private() -> None:
    """Whatever this process makes from now on is private: folders 700, files 600. Save what browsers are to read: the
    server may run under another name than whoever gathers it.
    """
    os.umask(0o022 if "collectstatic" in sys.argv else OURS_ALONE)


def make_private(data: Path, files: Iterable[Path]) -> None:
    """Close the data folder, what AIME keeps in it, and `files`, where an earlier version left them open; say so once.

    Only by AIME's own names, for the folder that a setting names may hold more; nothing behind a link. The folder
    itself comes last: while it is open, a start that was cut off begins again.
    """
    kept = [each for name in OF_THE_DATA_FOLDER for each in _tree(data / name)] if _is_open(data) else []
    opened = [path for path in (*kept, *files, data) if _is_open(path) and not (path == data and _is_shared(data))]
    failed = [path for path in opened if not _closed(path)]
    if closed := [path for path in opened if path not in failed]:
        names = str(closed[-1]) if len(closed) == 1 else f"{closed[-1]} and {len(closed) - 1} more"
        _say(f"{names} could be read by everybody with an account on this machine; no longer.")
    if failed:
        _say(f"{failed[-1]} can be read by others on this machine, and that cannot be changed: see its owner.")


def _tree(top: Path) -> Iterator[Path]:
    if top.is_dir() and not top.is_symlink():
        for folder, _folders, names in os.walk(top):
            yield from (Path(folder, name) for name in names)
            yield Path(folder)
    else:
        yield top


def _is_open(path: Path) -> bool:
    try:
        mode = path.lstat().st_mode
    except OSError:
        return False
    return not stat.S_ISLNK(mode) and bool(mode & OURS_ALONE)


def _is_shared(folder: Path) -> bool:
    """Somebody's home or the root, named by mistake: closing it would shut out what is none of AIME's."""
    return folder == Path.home() or folder in Path.home().parents or (folder / "manage.py").exists()


def _closed(path: Path) -> bool:
    try:
        path.chmod(stat.S_IMODE(path.stat().st_mode) & ~OURS_ALONE)
    except OSError:
        return False
    return not _is_open(path)  # some file systems know no modes


def _say(sentence: str) -> None:
    if not os.environ.get(_SAID):
        sys.stderr.write(f"AIME: {sentence}\n")
        os.environ[_SAID] = "1"


def secret_key(folder: Path) -> str:
    """Return the site's key; two processes starting at once agree on one, for only the first link wins.

    Raises `SettingsError` for one that cannot be made, read or used.
    """
    path = folder / "secret_key"
    try:
        if not os.path.lexists(path):
            _create(path)
        key = path.read_text(encoding="ascii").strip()
    except OSError as error:
        raise SettingsError(
            f"{path} cannot be used ({error.strerror}): give it to the user that runs AIME, or set SECRET_KEY."
        ) from None
    except UnicodeDecodeError:
        key = ""
    if not key or not key.isprintable():
        raise SettingsError(
            f"{path} holds no key: put the copy of yours back, or remove the file, and everybody signs in anew."
        )
    return key


def _create(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".secret_key.{os.getpid()}.{secrets.token_hex(4)}")
    draft.touch(mode=0o600)
    try:
        draft.write_text(secrets.token_urlsafe(64), encoding="ascii")
        os.link(draft, path)
    except FileExistsError:
        pass
    except OSError:  # a file system without hard links
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)

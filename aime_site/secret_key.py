"""Django's secret key, made on first use into the data folder so that nobody has to invent one."""

import os
import secrets
from pathlib import Path

from aime_site.environment import SettingsError


def load_or_create(folder: Path) -> str:
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

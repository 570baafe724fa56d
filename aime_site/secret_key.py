"""Django's secret key, made on first use into the data folder so that nobody has to invent one."""

import os
import secrets
from pathlib import Path


def load_or_create(folder: Path) -> str:
    """Return the site's key; two processes starting at once agree on one, for only the first link wins."""
    path = folder / "secret_key"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        draft = folder / f".secret_key.{os.getpid()}"
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(64), encoding="ascii")
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        except OSError:  # a file system without hard links
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
    return path.read_text(encoding="ascii").strip()

"""The earlier version's two cache files: `{"data": {key: value}}`."""

import json
from pathlib import Path

from django.utils.translation import gettext as _

from collection.os_errors import in_words

TEXTS, PHOTOS = "euria_descriptions.json", "artist_images.json"
LARGEST = 50_000_000


class UnusableFolderError(ValueError):
    """Neither file can be read; `str()` of it is for people."""


def read_folder(folder: Path) -> tuple[dict[str, object], dict[str, object]]:
    """The entries of both files, a missing one being empty. Raises `UnusableFolderError`."""
    present = [name for name in (TEXTS, PHOTOS) if (folder / name).is_file()]
    if not present:
        raise UnusableFolderError(
            _("%(folder)s holds neither %(texts)s nor %(photos)s.")
            % {"folder": folder, "texts": TEXTS, "photos": PHOTOS}
        )
    texts, photos = (_read(folder / name) if name in present else {} for name in (TEXTS, PHOTOS))
    return texts, photos


def _read(path: Path) -> dict[str, object]:
    try:
        if path.stat().st_size > LARGEST:
            raise ValueError
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        message = _("%(file)s cannot be read: %(why)s.") % {"file": path, "why": in_words(error)}
        raise UnusableFolderError(message) from None
    except (ValueError, RecursionError):
        raise UnusableFolderError(_("%(file)s is not a JSON file.") % {"file": path}) from None
    data = content.get("data") if isinstance(content, dict) else None
    if not isinstance(data, dict):
        raise UnusableFolderError(_('%(file)s does not hold {"data": {key: value}}.') % {"file": path})
    return data

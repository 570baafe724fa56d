"""The earlier version's two cache files, `{"data": {key: value}}`, and what became of their entries."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from django.utils.translation import gettext as _

from collection.commands import in_words

TEXTS, PHOTOS = "euria_descriptions.json", "artist_images.json"
LARGEST = 50_000_000


class Refusal(NamedTuple):
    """One entry that was not taken: its key, a reason code, and for a text its faults, one a line."""

    key: str
    reason: str
    detail: str = ""


@dataclass
class ImportReport:
    """`texts` counts albums that got a text, `photos` artists that got a candidate to review, `kept` entries that were
    not needed: there is a value already, or a person has decided. `run_id` is None where nothing was written.
    """

    texts: int = 0
    photos: int = 0
    kept: int = 0
    refusals: list[Refusal] = field(default_factory=list)
    run_id: int | None = None

    def refuse(self, key: str, reason: str, detail: str = "") -> None:
        self.refusals.append(Refusal(key, reason, detail))


def is_placeholder(value: str) -> bool:
    """ "[Fill in the description of …]": a template that nobody filled in."""
    return value.lstrip().startswith("[")


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

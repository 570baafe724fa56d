"""Tell the two kinds of collection files apart."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from collection.importing.csv_export import read_csv
from collection.importing.errors import UnusableFileError
from collection.importing.json_file import read_json
from collection.importing.records import Refusal, ReleaseRecord

LARGEST = 100_000_000


def read_collection(content: bytes) -> Iterator[ReleaseRecord | Refusal]:
    """Return what each row or entry of a file says. Raise UnusableFileError when nothing can be read."""
    if len(content) > LARGEST:
        raise UnusableFileError(_("The file is larger than %(most)d MB.") % {"most": LARGEST // 1_000_000})
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnusableFileError(_("The file is not UTF-8 text: save it as UTF-8 and try again.")) from None
    if not text.strip():
        raise UnusableFileError(_("The file is empty."))
    return read_json(text) if text.lstrip().startswith(("{", "[")) else read_csv(text)

"""`manage.py export_collection`: everything that is kept of the collection, as JSON or as CSV."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from collection.commands import PlainCommand, in_words
from collection.exporting import as_csv, as_json

USAGE = 2
FORMATS = {"json": as_json, "csv": as_csv}


class Command(PlainCommand):
    help = "Writes the collection with all that AIME added. JSON is taken back by import_collection without loss."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help="where to write; standard output else")
        parser.add_argument("--format", choices=FORMATS, help="json, or csv; else by the name of the file")

    def handle(self, *args: Any, file: Path | None, **options: Any) -> None:
        named = file.suffix.lstrip(".").lower() if file else "json"
        lines = FORMATS[options["format"] or (named if named in FORMATS else "json")]()
        if file is None:
            sys.stdout.writelines(lines)
            return
        try:
            with file.open("w", encoding="utf-8", newline="") as target:
                target.writelines(lines)
        except OSError as error:
            raise CommandError(
                _("%(file)s cannot be written: %(why)s.") % {"file": file, "why": in_words(error)}, returncode=USAGE
            ) from None
        self.stdout.write(_("The collection was written to %(file)s.") % {"file": file})

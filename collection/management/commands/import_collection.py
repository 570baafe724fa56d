"""`manage.py import_collection FILE`: albums from a Discogs export or from the earlier version's JSON."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collection.importing import ImportReport, UnusableFileError, read_collection, save_releases
from collection.importing.files import LARGEST

SOME_REFUSED = 1
USAGE = 2


class Command(BaseCommand):
    help = "Imports albums from a Discogs CSV export or from a JSON collection file. It may be repeated at any time."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="the CSV or JSON file")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            report = save_releases(read_collection(_content(file)))
        except UnusableFileError as error:
            raise CommandError(str(error), returncode=USAGE) from None
        for refusal in report.refusals:
            self.stderr.write(str(refusal))
        self.stdout.write(summary(report))
        if report.refusals:
            raise SystemExit(SOME_REFUSED)


def _content(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            return stream.read(LARGEST + 1)
    except OSError as error:
        raise UnusableFileError(
            _("%(file)s cannot be read: %(why)s.") % {"file": file, "why": error.strerror}
        ) from None


def summary(report: ImportReport) -> str:
    read = report.created + report.updated + report.unchanged
    albums = ngettext("%(count)d album read", "%(count)d albums read", read) % {"count": read}
    parts = _("%(created)d added, %(updated)d updated, %(unchanged)d unchanged, %(refused)d refused") % {
        "created": report.created,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "refused": len(report.refusals),
    }
    return f"{albums}: {parts}."

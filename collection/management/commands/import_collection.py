"""`manage.py import_collection FILE`: albums from whatever list of them a collector has."""

import time
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from collection.commands import PlainCommand, in_words
from collection.importing import UnusableFileError, open_collection, save_releases
from collection.importing.headers import MAPPABLE
from collection.importing.records import Entry, UnknownColumnsError
from collection.importing.report import remarks, summary

SOME_REFUSED = 1
USAGE = 2
SECONDS_BETWEEN_LINES = 5.0


class Command(PlainCommand):
    help = (
        "Imports albums from a Discogs export or any other table (CSV, text, .xlsx, also zipped) or from JSON. "
        "It may be repeated at any time."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="the file with the albums")
        parser.add_argument(
            "--column",
            action="append",
            default=[],
            metavar="FIELD=NAME",
            help=f"the column of the table that holds a field, such as title=Album; fields: {', '.join(MAPPABLE)}",
        )

    def handle(self, *args: Any, file: Path, column: list[str], **options: Any) -> None:
        try:
            with _opened(file) as content:
                entries = open_collection(content, _columns(column))
                report = save_releases(self._told(entries.read(), lambda: entries.total))
        except UnknownColumnsError as error:
            hint = _("For instance: --column title=NAME --column artist=NAME")
            raise CommandError(f"{error}\n{hint}", returncode=USAGE) from None
        except UnusableFileError as error:
            raise CommandError(str(error), returncode=USAGE) from None
        for refusal in report.refusals:
            self.stderr.write(str(refusal))
        for remark in remarks(report):
            self.stderr.write(remark)
        self.stdout.write(summary(report))
        if report.refused:
            raise SystemExit(SOME_REFUSED)

    def _told(self, entries: Iterator[Entry], total: Any) -> Iterator[Entry]:
        """The same entries, with a line now and then while many are read."""
        due = time.monotonic() + SECONDS_BETWEEN_LINES
        for number, entry in enumerate(entries, 1):
            yield entry
            if time.monotonic() >= due:
                due = time.monotonic() + SECONDS_BETWEEN_LINES
                self.stderr.write(_("%(number)d of %(total)d rows read…") % {"number": number, "total": total()})


def _columns(chosen: list[str]) -> dict[str, str]:
    """Field and column of each `--column`."""
    columns: dict[str, str] = {}
    for one in chosen:
        field, sign, name = one.partition("=")
        if not sign or not name.strip() or field.strip() not in MAPPABLE:
            raise UnusableFileError(
                _("“%(given)s” is not of the form FIELD=NAME with one of the fields %(fields)s.")
                % {"given": one, "fields": ", ".join(MAPPABLE)}
            )
        columns[field.strip()] = name.strip()
    return columns


def _opened(file: Path) -> BinaryIO:
    try:
        return file.open("rb")
    except OSError as error:
        raise UnusableFileError(
            _("%(file)s cannot be read: %(why)s.") % {"file": file, "why": in_words(error)}
        ) from None

"""`manage.py verify_enrichment`: what is filled, and what is suspect."""

import json
from argparse import ArgumentTypeError
from collections.abc import Iterator
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from collection.commands import PlainCommand, typed
from enrichment.console.report import INTERRUPTED, SOME_FAILED, and_more, printable
from enrichment.phases.results import Verification
from enrichment.reasons import sentence
from enrichment.reports.verify import verify

SHOWN = 5


class Command(PlainCommand):
    help = (
        "Shows how much of the collection is filled and what looks wrong. It changes nothing. Exit status: 0; 1 when "
        "the descriptions or the photos are filled less than --fail-under; 2 usage."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print one JSON object")
        parser.add_argument("--fail-under", type=percentage, metavar="PERCENT", help="from 0 to 100")
        parser.add_argument("--check-urls", action="store_true", help="ask whether each picture is still there")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            found = verify(check_urls=options["check_urls"])
        except KeyboardInterrupt:
            raise CommandError(_("Interrupted."), returncode=INTERRUPTED) from None
        table = lines(found, everything=options["verbosity"] > 1)
        self.stdout.write(json.dumps(as_dict(found), ensure_ascii=False) if options["json"] else "\n".join(table))
        least = options["fail_under"]
        if least is not None and found.is_under(least):
            self.stderr.write(_("Descriptions or photos are filled less than %(least)g %%.") % {"least": least})
            raise SystemExit(SOME_FAILED)


def percentage(text: str) -> float:
    try:
        number = float(text.strip().removesuffix("%"))
    except ValueError:
        number = -1.0
    if 0 <= number <= 100:
        return number
    raise ArgumentTypeError(_("it must be a number from 0 to 100"))


def lines(found: Verification, *, everything: bool) -> Iterator[str]:
    """A table for people."""
    width = max(len(str(row.label)) for row in found.coverage)
    for row in found.coverage:
        yield f"{row.label!s:<{width}}  {row.have:>6} / {row.of:<6}  {row.percent:5.1f} %"
    yield ""
    if not found.suspects:
        yield _("Nothing suspect.")
    for name, kind in found.suspects.items():
        yield f"{kind.count} × {kind_words(name)}"
        shown = len(kind.examples) if everything else SHOWN
        for suspect in kind.examples[:shown]:
            yield f"    {printable(suspect.label)}  {printable(suspect.detail)}".rstrip()
        if kind.count > shown:
            yield f"    {and_more(kind.count - shown)}"
    for code in sorted(found.languages):
        command = {"command": typed(f"check_texts --language {code}")}
        yield _("Ask again for these texts, save the locked ones: %(command)s") % command


def kind_words(name: str) -> str:
    again = {"command": typed("check_photos")}
    words = {
        "too_short": _("text under 150 words"),
        "cut": _("text that breaks off"),
        "markdown": _("text with Markdown"),
        "same_text": _("same text on different works"),
        "shared_photo": _("same photo for different artists"),
        "shared_artist": _("two artists whom Discogs tells apart on one Spotify artist"),
        "photo_unproved": _("photo with no album of yours to speak for it (look again: %(command)s)") % again,
        "photo_old": _("photo not looked at for over a month"),
        "album_cover": _("album cover as an artist's photo"),
        "not_https": _("address without HTTPS"),
        "torn_cache_file": _("cache file that cannot be read"),
        "cache_differs": _("cache and database differ"),
        "not_cached": _("not in the cache"),
        "dead_address": _("picture that is gone"),
        "unchecked_address": _("picture that could not be checked"),
    }
    return words.get(name) or sentence(name)


def as_dict(found: Verification) -> dict[str, Any]:
    """The same for machines."""
    suspects = {}
    for name, kind in found.suspects.items():
        examples = [{"label": suspect.label, "detail": suspect.detail} for suspect in kind.examples]
        suspects[name] = {"count": kind.count, "examples": examples}
    covered = {row.name: {"have": row.have, "of": row.of, "percent": round(row.percent, 1)} for row in found.coverage}
    return {"coverage": covered, "suspects": suspects}

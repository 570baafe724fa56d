"""`manage.py check_photos`: the photos that are shown, looked at again by what speaks for them."""

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _

from enrichment.engine.ready_made import check_photos
from enrichment.management.commands import enrich


class Command(enrich.Command):
    help = (
        "Looks again for the artists whose photo rests on no album of yours, no identity and no choice of a person. "
        "A photo that nothing speaks for goes to review; what a person chose stays. Exit status as of enrich."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--background", action="store_true", help=_("only enqueue it for the background worker"))
        parser.add_argument("--json", action="store_true", help=_("print the report as JSON"))

    def _do(self) -> None:
        request = check_photos()
        if request is None:
            self._show({"to_check": 0}, [_("Every photo rests on an album, an identity or a choice of yours.")])
        else:
            self._start(request)

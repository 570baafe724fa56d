"""`manage.py check_texts`: the texts that are shown, held against today's rules, and asked for again."""

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _

from enrichment.engine.text_check import check_texts
from enrichment.management.commands import enrich


class Command(enrich.Command):
    help = (
        "Asks again for the texts that today's rules would refuse (verify_enrichment lists them). A new text "
        "that passes takes the old one's place; locked texts stay. Exit status as of enrich."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--background", action="store_true", help=_("only enqueue it for the background worker"))
        parser.add_argument("--json", action="store_true", help=_("print the report as JSON"))

    def _do(self) -> None:
        request = check_texts().request
        if request is None:
            self._show({"to_check": 0}, [_("Every text passes today's rules, or is locked.")])
        else:
            self._start(request)

"""`manage.py sync_discogs`: the collection at Discogs, and the facts that descriptions need."""

from django.core.management.base import CommandParser

from enrichment.console.run_command import SourceCommand
from enrichment.engine.ready_made import facts_request
from enrichment.engine.request import RunRequest
from enrichment.models import Kind


class Command(SourceCommand):
    help = (
        "Brings the collection up to date with Discogs, then fetches the original years and tracklists that are "
        "missing. Albums that are gone there are marked, never deleted; what you edited is left alone. "
        "Exit status as that of enrich."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--facts-only", action="store_true", help="only complete the albums known here; needs no user name"
        )
        parser.add_argument("--yes", action="store_true", help="also mark albums as gone when they are many at once")
        super().add_arguments(parser)

    def request(self) -> RunRequest:
        if self.options["facts_only"]:
            return facts_request()
        return RunRequest(kind=Kind.DISCOGS, confirmed=self.options["yes"])

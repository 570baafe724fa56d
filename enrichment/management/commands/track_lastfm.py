"""`manage.py track_lastfm`: what was listened to since the last track known."""

from enrichment.console.run_command import SourceCommand
from enrichment.engine.request import RunRequest
from enrichment.models import Kind


class Command(SourceCommand):
    help = (
        "Adds the tracks played since the last time to the listening history; albums heard that are not in the "
        "collection become albums. Exit status as that of enrich."
    )

    def request(self) -> RunRequest:
        return RunRequest(kind=Kind.LASTFM)

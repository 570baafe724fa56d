"""What people should know before they start a run."""

from collections.abc import Iterator

from django.utils.translation import ngettext

from collection.commands import typed
from enrichment.engine import facts
from enrichment.engine.request import RunRequest


def missing_facts(request: RunRequest) -> Iterator[str]:
    """Texts are better with the original year and the tracklist: where Discogs was not asked yet, and how to."""
    if missing := facts.missing_for(request):
        yield ngettext(
            "%(count)d album lacks its original year and tracklist. Fetch them first: %(command)s",
            "%(count)d albums lack their original year and tracklist. Fetch them first: %(command)s",
            missing,
        ) % {"count": missing, "command": typed("sync_discogs --facts-only")}

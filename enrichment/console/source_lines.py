"""What a run of a source brought, as lines for people."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collection.commands import typed
from collection.importing.report import left_out_words
from enrichment.console.words import and_more, printable
from enrichment.models import EnrichmentRun, Kind
from enrichment.reports.source_summary import SourceSummary


def brought_lines(run: EnrichmentRun, brought: SourceSummary) -> Iterator[str]:
    if run.kind == Kind.LASTFM:
        tracks = brought["tracks"]
        yield ngettext("%(count)d new track.", "%(count)d new tracks.", tracks) % {"count": tracks}
        if brought["listened_count"]:
            yield _("Albums heard that were not in the collection:")
            yield from _named(brought["listened"], brought["listened_count"])
        return
    if run.options.get("only") != "facts":
        yield _("Albums: %(created)d new, %(updated)d changed, %(unchanged)d as they were.") % brought
        if brought["left_out"]:
            yield left_out_words(brought["left_out"])
    yield ngettext("Facts of %(count)d album were read.", "Facts of %(count)d albums were read.", brought["facts"]) % {
        "count": brought["facts"]
    }
    if brought["seems_gone"]:
        yield _(
            "%(count)d albums seem to be gone from Discogs, or the collection is another user's; nothing was marked. "
            "If they are gone: %(command)s"
        ) % {"count": brought["seems_gone"], "command": typed("sync_discogs --yes")}
    if brought["removed_count"]:
        yield _("No longer in the collection at Discogs, marked and not deleted:")
        yield from _named(brought["removed"], brought["removed_count"])


def _named(labels: Sequence[str], count: int) -> Iterator[str]:
    yield from (f"      {printable(label)}" for label in labels)
    if count > len(labels):
        yield f"      {and_more(count - len(labels))}"

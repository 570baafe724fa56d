"""The report of a run as lines for people, and the exit statuses of the commands that work at runs."""

from collections.abc import Iterator, Sequence

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collection.commands import typed
from enrichment.console.words import (
    and_more,
    duration,
    named,
    outcome_words,
    printable,
    reason_of,
    why_it_stopped,
)
from enrichment.engine.enrich import stats_of
from enrichment.engine.request import AlreadyActive, NothingConfigured, NotNow, RunRefused
from enrichment.models import Kind, State
from enrichment.phases.registry import phase_name
from enrichment.reports.messages import gone_without
from enrichment.reports.run_report import Cause, RunReport

SOME_FAILED, USAGE, NOT_CONFIGURED, ACTIVE, INTERRUPTED = 1, 2, 3, 4, 130


def lines(report: RunReport) -> Iterator[str]:
    stats = stats_of(report.run)
    values = {"number": report.run.pk, "state": report.run.get_state_display()}
    values["time"] = duration(stats["processing_time"])
    added_nothing = not any(row.added for row in report.phases)
    if report.run.state == State.COMPLETED and stats["errors"] and added_nothing:  # which is no success
        yield _("Run %(number)s ended after %(time)s: nothing was added, there were errors.") % values
    else:
        yield _("Run %(number)s: %(state)s after %(time)s.") % values
    for row in report.phases:
        words = outcome_words(row) or _("nothing to do")
        if row.remaining:
            words = f"{words}; " if row.done else ""
            words += ngettext("%(count)d left", "%(count)d left", row.remaining) % {"count": row.remaining}
        elif not row.done and row.reason:
            words = _("not begun")
        yield "  " + named(phase_name(row.name), words)
    yield from _causes(_("Failed:"), report.failures)
    yield from _causes(_("To review:"), report.reviews)
    for row in report.phases:
        for why in filter(None, (gone_without(row), why_it_stopped(row))):
            yield named(phase_name(row.name), why)
    if report.counts["remaining"] or report.counts["failed"]:
        sources = {Kind.DISCOGS.value: typed("sync_discogs"), Kind.LASTFM.value: typed("track_lastfm")}
        command = sources.get(report.run.kind) or typed(f"enrich --resume {report.run.pk}")
        yield _("Go on with: %(command)s") % {"command": command}
    yield _("The whole story is in %(file)s.") % {"file": settings.LOG_DIR / "aime.log"}


def _causes(title: str, causes: Sequence[Cause]) -> Iterator[str]:
    if causes:
        yield title
    for cause in causes:
        yield f"  {cause.count} × {reason_of(cause.phase, cause.reason)}"
        for label in cause.labels:
            yield f"      {printable(label)}"
        if cause.count > len(cause.labels):
            yield f"      {and_more(cause.count - len(cause.labels))}"


def exit_status(report: RunReport) -> int:
    """What the shell is told of a finished run."""
    if report.run.state == State.CANCELLED:
        return INTERRUPTED
    if report.nothing_configured:
        return NOT_CONFIGURED
    return 0 if report.is_whole else SOME_FAILED


def of_refusal(refusal: RunRefused) -> int:
    """What the shell is told of a run that was not started."""
    if isinstance(refusal, AlreadyActive):
        return ACTIVE
    return NOT_CONFIGURED if isinstance(refusal, NothingConfigured | NotNow) else USAGE

"""The report of a run, and of what a source brought, as lines for people; the words and exit statuses that commands
share. Whatever came from outside is made harmless for a terminal.
"""

from collections.abc import Iterator, Sequence

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collection.commands import typed
from collection.importing.report import left_out_words
from enrichment.engine.enrich import stats_of
from enrichment.engine.request import AlreadyActive, NothingConfigured, NotNow, RunRefused
from enrichment.models import EnrichmentRun, Kind, Outcome, RunPhase, State
from enrichment.phases.registry import phase_name, service_label
from enrichment.providers.texts.writing import without_unwanted
from enrichment.reasons import sentence
from enrichment.reports.messages import gone_without
from enrichment.reports.run_report import Cause, RunReport, SourceSummary

SOME_FAILED, USAGE, NOT_CONFIGURED, ACTIVE, INTERRUPTED = 1, 2, 3, 4, 130


def printable(text: str) -> str:
    """Without control characters: a title could otherwise move the cursor or recolour the screen."""
    return without_unwanted(text.replace("\r", ""))


def reason_of(phase: str, code: str) -> str:
    """A reason code as a sentence that names the service of `phase`."""
    return sentence(code, service=service_label(phase, code))


def why_it_stopped(row: RunPhase) -> str:
    return sentence(
        row.reason,
        setting=row.setting,
        service=service_label(row.name, row.reason),
        until=row.resume_at,
        refused=row.stopped_after,
    )


def waits_for_a_worker(run: EnrichmentRun) -> str:
    return _("Run %(number)s waits for the background worker: start `%(serve)s`, or `%(worker)s`, unless one runs.") % {
        "number": run.pk,
        "serve": typed("serve"),
        "worker": typed("worker"),
    }


def named(name: str, words: str) -> str:
    return _("%(name)s: %(words)s") % {"name": name, "words": words}


def outcome_words(row: RunPhase) -> str:
    """`20 enriched, 2 from the cache, 1 failed`: what there is of each, in the order of the outcomes."""
    counts = ((outcome, getattr(row, outcome.value)) for outcome in Outcome if outcome)
    texts = [
        _("%(count)d %(outcome)s") % {"count": count, "outcome": outcome.label} for outcome, count in counts if count
    ]
    return ", ".join(texts)


def note(row: RunPhase) -> str:
    """What has come of a phase so far, and why it stopped."""
    return " · ".join(part for part in (outcome_words(row), why_it_stopped(row)) if part)


def duration(seconds: float) -> str:
    """`8 s`, `3 min 12 s`, `2 h 5 min`."""
    whole = round(seconds)
    if whole < 60:
        return _("%(seconds)d s") % {"seconds": whole}
    if whole < 3600:
        return _("%(minutes)d min %(seconds)d s") % {"minutes": whole // 60, "seconds": whole % 60}
    return _("%(hours)d h %(minutes)d min") % {"hours": whole // 3600, "minutes": whole % 3600 // 60}


def and_more(count: int) -> str:
    return ngettext("and %(count)d more", "and %(count)d more", count) % {"count": count}


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


def brought_lines(run: EnrichmentRun, brought: SourceSummary) -> Iterator[str]:
    """What a source brought."""
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
    """The first few, and how many more there are."""
    yield from (f"      {printable(label)}" for label in labels)
    if count > len(labels):
        yield f"      {and_more(count - len(labels))}"


def _causes(title: str, causes: Sequence[Cause]) -> Iterator[str]:
    if causes:
        yield title
    for cause in causes:
        yield f"  {cause.number} × {reason_of(cause.phase, cause.reason)}"
        yield from _named(cause.labels, cause.number)


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

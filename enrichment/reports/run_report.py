"""The report of a run: what became of its items, what failed and why, what remains; the mail that carries it, counts
and a link, nothing of the collection; and what a run of a source brought: albums from Discogs, tracks and albums from
Last.fm.
"""

import logging
from collections import Counter
from typing import Any, NamedTuple, TypedDict

from django.conf import settings
from django.core.mail import send_mail
from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from enrichment.engine.enrich import stats_of
from enrichment.models import (
    ACTIVE_STATES,
    EnrichmentRun,
    Kind,
    MailWhen,
    Outcome,
    PhaseState,
    Preferences,
    RunItem,
    RunPhase,
    State,
)
from enrichment.models.run import TOKEN_FIELDS
from enrichment.phases.discogs.collection import DiscogsCollection
from enrichment.phases.discogs.facts import PART as FACTS
from enrichment.phases.lastfm.tracker import LastfmRecent, LastfmTopAlbums
from enrichment.phases.registry import phases_of
from enrichment.reports.snapshot import OUTCOMES, counts

EXAMPLES = 5
TOLD = ("name", "state", "reason", "setting", "left_out", "total", *OUTCOMES, "remaining", *TOKEN_FIELDS)  # of a phase

logger = logging.getLogger(__name__)


class Cause(NamedTuple):
    """Items of one phase that ended alike: how many in `number`, and the first few by name."""

    phase: str
    reason: str
    number: int
    labels: tuple[str, ...]


class RunReport(NamedTuple):
    """`failures` and `reviews` are grouped by cause, the most frequent first."""

    run: EnrichmentRun
    phases: tuple[RunPhase, ...]
    failures: tuple[Cause, ...]
    reviews: tuple[Cause, ...]

    @property
    def counts(self) -> dict[str, int]:
        return counts(self.phases)

    @property
    def nothing_configured(self) -> bool:
        """A missing or refused key kept everything from being worked at."""
        worked = sum(row.enriched + row.cached + row.not_found + row.review for row in self.phases)
        blamed = [row for row in self.phases if row.state == PhaseState.STOPPED and row.setting]
        others_failed = any(row.failed for row in self.phases if row not in blamed)
        return bool(blamed) and not worked and not others_failed

    @property
    def is_whole(self) -> bool:
        """Nothing failed and nothing that could be asked was left."""
        return self.run.state == State.COMPLETED and not any(phase.failed for phase in self.phases)

    def as_dict(self) -> dict[str, Any]:
        """For machines: everything plain, times as ISO texts."""
        stats = stats_of(self.run)
        return {
            **stats,
            "start_time": stats["start_time"].isoformat(),
            "counts": self.counts,
            "phases": [
                {
                    **{name: getattr(row, name) for name in TOLD},
                    "resume_at": row.resume_at.isoformat() if row.resume_at else None,
                }
                for row in self.phases
            ],
            "failures": [_cause(cause) for cause in self.failures],
            "reviews": [_cause(cause) for cause in self.reviews],
        }


def report_of(run: EnrichmentRun) -> RunReport:
    run.refresh_from_db()
    phases = tuple(run.phases.order_by("position"))
    return RunReport(run, phases, _causes(run, Outcome.FAILED), _causes(run, Outcome.REVIEW))


def _causes(run: EnrichmentRun, outcome: Outcome) -> tuple[Cause, ...]:
    items = RunItem.objects.filter(run=run, outcome=outcome)
    groups = items.values_list("phase__name", "reason").annotate(number=Count("pk")).order_by("-number", "reason")
    causes = []
    for phase, reason, number in groups:
        alike = items.filter(phase__name=phase, reason=reason).order_by("pk")
        causes.append(Cause(phase, reason, number, tuple(alike.values_list("label", flat=True)[:EXAMPLES])))
    return tuple(causes)


def _cause(cause: Cause) -> dict[str, Any]:
    return {"phase": cause.phase, "reason": cause.reason, "count": cause.number, "items": list(cause.labels)}


def mail_report(run: EnrichmentRun) -> None:
    """Mail the report of a finished run, once, if the owner wants it. A mail that cannot be sent is only logged."""
    # The first to see the run's end takes its report.
    finished = EnrichmentRun.objects.filter(pk=run.pk, reported_at__isnull=True).exclude(state__in=ACTIVE_STATES)
    if not finished.update(reported_at=timezone.now()):
        return
    preferences, found = Preferences.load(), report_of(run)
    when = preferences.mail_when
    is_wanted = when == MailWhen.ALWAYS or (when == MailWhen.FAILURES and not found.is_whole)
    if preferences.mail_to and is_wanted:
        try:
            with override(settings.LANGUAGE_CODE):  # not that of whoever cancelled the run in a browser
                send_mail(*_letter(found), None, [preferences.mail_to])
        except Exception:
            logger.exception("run %s: its report could not be mailed", run.pk)


def _letter(found: RunReport) -> tuple[str, str]:
    """Subject and body."""
    subject = _("AIME: %(kind)s, run %(number)d: %(state)s, %(failed)d failed") % {
        "kind": found.run.get_kind_display(),
        "number": found.run.pk,
        "state": found.run.get_state_display(),
        "failed": found.counts["failed"],
    }
    names = {
        "enriched": _("Enriched"),
        "cached": _("From the cache"),
        "kept": _("Kept"),
        "not_found": _("Not found"),
        "review": _("To review"),
        "failed": _("Failed"),
        "remaining": _("Remaining"),
    }
    lines = [_("%(name)s: %(count)d") % {"name": names[name], "count": count} for name, count in found.counts.items()]
    return subject, "\n".join([*lines, "", link_to(found.run)])


def link_to(run: EnrichmentRun) -> str:
    """A run's page at the site's public address: the first trusted origin, else where `serve` listens by default."""
    origins = [origin for origin in settings.CSRF_TRUSTED_ORIGINS if "*" not in origin]
    path = reverse("admin:enrichment_enrichmentrun_change", args=[run.pk])
    return (origins[0] if origins else "http://127.0.0.1:8000") + path


NAMED = 20
READ = (DiscogsCollection.name, LastfmRecent.name, LastfmTopAlbums.name)
SEEMS_GONE = "seems_gone"  # a reason code


class SourceSummary(TypedDict):
    """`seems_gone` counts albums that are not marked before a person says so. `removed` and `listened` name the first
    twenty albums: gone from Discogs, and made because they were heard.
    """

    created: int
    updated: int
    unchanged: int
    left_out: int
    removed_count: int
    seems_gone: int
    removed: list[str]
    facts: int
    tracks: int
    listened_count: int
    listened: list[str]


def source_summary(run: EnrichmentRun) -> SourceSummary:
    sums, listened = Counter[str](), list[str]()
    pages = RunItem.objects.filter(run=run, phase__name__in=READ).order_by("pk")
    for after in pages.values_list("after", flat=True).iterator(chunk_size=500):
        sums.update({name: after.get(name, 0) for name in ("created", "updated", "unchanged", "left_out", "tracks")})
        albums = after.get("albums", [])
        sums["listened"] += len(albums)
        listened += albums[: NAMED - len(listened)]

    gone = RunItem.objects.filter(run=run, reason="removed")
    facts = RunItem.objects.filter(run=run, phase__name__in=phases_of(Kind.DISCOGS, FACTS), outcome=Outcome.ENRICHED)
    return {
        "created": sums["created"],
        "updated": sums["updated"],
        "unchanged": sums["unchanged"],
        "left_out": sums["left_out"],
        "removed_count": gone.count(),
        "seems_gone": RunItem.objects.filter(run=run, reason=SEEMS_GONE).count(),
        "removed": list(gone.order_by("pk").values_list("label", flat=True)[:NAMED]),
        "facts": facts.values("album").distinct().count(),
        "tracks": sums["tracks"],
        "listened_count": sums["listened"],
        "listened": listened,
    }

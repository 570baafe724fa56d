"""Taking back what a run wrote, byte for byte, except what somebody has changed since. How, each phase knows."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from collection.models import Album
from enrichment.engine.request import AlreadyActive
from enrichment.models import EnrichmentRun, RunItem
from enrichment.phases.descriptions.phase import Descriptions
from enrichment.phases.registry import PHASES

CHUNK = 100


@dataclass
class UndoReport:
    """`left_alone` names the items that were not restored, each with the reason in a sentence."""

    restored: int = 0
    left_alone: list[tuple[str, str]] = field(default_factory=list)


class Rest(NamedTuple):
    """Before when nobody asks by night for what was taken back; None for never. Who names it is heard at any time."""

    until: datetime | None


class Outlook(NamedTuple):
    """How many changes would be taken back, and how many somebody changed, locked or deleted since."""

    standing: int
    changed: int


def written_by(run: EnrichmentRun) -> QuerySet[RunItem]:
    """The items that wrote something and are not taken back yet."""
    return RunItem.objects.filter(run=run, undone_at__isnull=True).exclude(after={})


def outlook(items: QuerySet[RunItem]) -> Outlook:
    """What taking back `items`, none of them taken back yet, would do. What has no `before` was no change."""
    of_phase = {name: items.filter(phase__name=name) for name, phase in PHASES.items() if phase.undoable}
    standing = sum(PHASES[name].count_standing(own) for name, own in of_phase.items())
    return Outlook(standing, items.filter(phase__name__in=of_phase).exclude(before={}).count() - standing)


def undo_run(run: EnrichmentRun, rest: Rest | None = None) -> UndoReport:
    """Restore the values before `run`, a few items at a time. Raises `AlreadyActive` while it is under way."""
    run.refresh_from_db()
    if run.is_active:
        raise AlreadyActive(run)
    return undo_items(list(written_by(run).order_by("-pk").values_list("pk", flat=True)), rest)


def undo_items(pks: Sequence[int], rest: Rest | None = None) -> UndoReport:
    """Restore the values before these items, a few in each transaction; one that wrote nothing, or is undone already,
    gives nothing to report. Without `rest` it rests for the usual thirty days.
    """
    report = UndoReport()
    for start in range(0, len(pks), CHUNK):
        part = _undo(pks[start : start + CHUNK], rest)
        report.restored += part.restored
        report.left_alone += part.left_alone
    return report


def last_texts(albums: QuerySet[Album]) -> QuerySet[RunItem]:
    """The items that wrote the latest text of each of `albums`, without those that are taken back already."""
    written = RunItem.objects.filter(phase__name=Descriptions.name, undone_at__isnull=True).exclude(after={})
    latest = written.filter(album=OuterRef("album")).order_by("-pk").values("pk")[:1]
    selected = albums.prefetch_related(None).order_by().values("pk")
    return written.filter(album__in=selected, pk=Subquery(latest)).order_by("-pk")


@transaction.atomic
def _undo(pks: Sequence[int], rest: Rest | None = None) -> UndoReport:
    report = UndoReport()
    items = RunItem.objects.select_for_update(of=("self",)).select_related("phase")
    for item in items.filter(pk__in=pks, undone_at__isnull=True).exclude(after={}).order_by("-pk"):
        phase = PHASES.get(item.phase.name)  # a stored name may outlive its phase
        why = phase.take_back(item) if phase else _("AIME does not know any more how this was written.")
        if why:
            report.left_alone.append((item.label, why))
        else:
            item.undone_at = timezone.now()
            if rest:
                PHASES[item.phase.name].set_aside(item, rest.until)
            item.save(update_fields=["undone_at", "ask_again_at"])
            report.restored += 1
    return report

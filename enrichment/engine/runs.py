"""How runs come to be: one row, whichever door asked for it; which earlier run to take up again, and whether an active
one has been left by its workers.
"""

from collections.abc import Container, Sequence
from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from collection.models import Album
from enrichment.engine import clock
from enrichment.engine.items import prepare_chunk
from enrichment.engine.lifecycle import NOT_CONFIGURED, close_if_over
from enrichment.engine.request import AlreadyActive, BadOption, NothingConfigured, NotNow, RunRequest
from enrichment.models import ACTIVE_STATES, EnrichmentRun, Kind, Outcome, PhaseState, RunPhase, State
from enrichment.models.run import Options, Selection
from enrichment.outages import obstacle
from enrichment.phases.registry import PHASES
from enrichment.phases.selection import albums_in_reach

UNASKED_OR_FAILED = (Outcome.PENDING, Outcome.FAILED)


def active_run(kind: str = Kind.ENRICHMENT) -> EnrichmentRun | None:
    return EnrichmentRun.objects.filter(kind=kind, state__in=ACTIVE_STATES).first()


def missing_settings(phases: Sequence[str]) -> dict[str, list[str]]:
    """For each of `phases` that cannot run, the settings it lacks."""
    lacking = {name: PHASES[name].missing_settings() for name in phases}
    return {name: settings for name, settings in lacking.items() if settings}


def require_settings(phases: Sequence[str]) -> dict[str, list[str]]:
    """As `missing_settings`. Raises `NothingConfigured` when none of `phases` can run, or an essential one cannot."""
    lacking = missing_settings(phases)
    if len(lacking) == len(phases) or any(PHASES[name].essential for name in lacking):
        raise NothingConfigured(list(dict.fromkeys(name for names in lacking.values() for name in names)))
    return lacking


def planned(request: RunRequest) -> EnrichmentRun:
    """The run that `create_run` would write, to be looked at only: it has no row."""
    selection = _selection(request, missing_settings(request.phases))
    return EnrichmentRun(pk=0, kind=request.kind, options=_options(request), selection=selection)


def create_run(request: RunRequest, trigger: str, *, user: AbstractBaseUser | None = None) -> EnrichmentRun:
    """Write the row of a new run. Raises `NothingConfigured`, or `AlreadyActive` with the run under way."""
    if active := active_run(request.kind):
        raise AlreadyActive(active)
    lacking = require_settings(request.phases)
    row = EnrichmentRun(
        kind=request.kind, trigger=trigger, options=_options(request), selection=_selection(request, lacking)
    )
    return _insert(row, user, request.phases, lacking)


def create_child(parent: EnrichmentRun, outcomes: Sequence[str], trigger: str, user: Any = None) -> EnrichmentRun:
    """A new run for the items of a finished one that ended with `outcomes`; the finished one never reopens."""
    if parent.is_active:
        raise AlreadyActive(parent)
    if active := active_run(parent.kind):
        raise AlreadyActive(active)
    phases = [phase.name for phase in parent.phases.all() if phase.name in PHASES]
    if not parent.items.filter(outcome__in=outcomes).exists():
        raise BadOption(_("Run %(number)s has nothing to take up again.") % {"number": parent.pk})
    lacking = require_settings(phases)
    options, selection = {**parent.options, "missing_only": False}, {"outcomes": list(outcomes)}
    row = EnrichmentRun(kind=parent.kind, trigger=trigger, options=options, selection=selection, parent=parent)
    return _insert(row, user, phases, lacking)


def retry_failed(parent: EnrichmentRun, trigger: str, user: Any = None) -> EnrichmentRun:
    return create_child(parent, [Outcome.FAILED], trigger, user)


def resume(parent: EnrichmentRun, trigger: str, user: Any = None) -> EnrichmentRun:
    """Take up what a finished run left unasked, and what failed in it."""
    if not parent.is_active:
        # A run that ended early may have items that were never made; as pending ones they can be taken up.
        for row in parent.phases.filter(name__in=PHASES, prepared=False):
            while not row.prepared:
                row = prepare_chunk(parent, row.pk, PHASES[row.name])
    return create_child(parent, UNASKED_OR_FAILED, trigger, user)


@transaction.atomic
def retry_items(parent: EnrichmentRun, pks: Sequence[int], trigger: str, user: Any = None) -> EnrichmentRun:
    """A new run for the items `pks` of a finished one, however they ended. Raises `RunRefused`."""
    own = sorted(parent.items.filter(pk__in=pks).values_list("pk", flat=True))
    run = create_child(parent, [outcome.value for outcome in Outcome] if own else [], trigger, user)
    run.selection = {**run.selection, "items": own}
    run.save(update_fields=["selection"])
    return run


def with_something_missing(names: Sequence[str], language: str = "") -> QuerySet[Album]:
    """Albums that lack what one of the phases `names` would fill in a run in `language`."""
    missing = [PHASES[name].lacking(language) for name in names]
    return albums_in_reach().filter(reduce(or_, missing, Q(pk__in=()))).distinct()


def has_work(request: RunRequest) -> bool:
    """Whether anything is missing that the configured phases of this request would fill."""
    if any(PHASES[name].essential for name in request.phases):
        return True  # only the source itself knows
    if request.force or request.albums is not None or request.artists is not None:
        return True
    lacking = missing_settings(request.phases)
    if len(lacking) == len(request.phases):
        return True  # the start says which settings they lack
    fillable = [name for name in request.phases if name not in lacking]
    return with_something_missing(fillable, request.language_code).exists()


def _options(request: RunRequest) -> Options:
    options: Options = {
        "only": request.only,
        "force": request.force,
        "limit": request.limit,
        "language": request.language_code,
        "max_tokens": request.max_tokens,
        "missing_only": not request.force and request.albums is None and request.artists is None,
    }
    if request.confirmed:
        options["confirmed"] = True
    if request.other_languages:
        options["other_languages"] = True
    return options


def _selection(request: RunRequest, lacking: Container[str]) -> Selection:
    """`lacking` are the phases without their settings."""
    if request.artists is not None:
        return {"artists": list(request.artists)}
    if request.limit is None:
        return {} if request.albums is None else {"albums": list(request.albums)}
    fillable = [name for name in request.phases if name not in lacking] or request.phases
    rows = albums_in_reach() if request.force else with_something_missing(fillable, request.language_code)
    if request.albums is None:
        return {"albums": list(rows.order_by("pk").values_list("pk", flat=True)[: request.limit])}
    return {"albums": list(request.albums)[: request.limit]}


def _insert(row: EnrichmentRun, user: Any, phases: Sequence[str], lacking: dict[str, list[str]]) -> EnrichmentRun:
    """Insert the run with its phases; where another start was quicker, the database says so. Raises `NotNow`."""
    if why := obstacle():
        raise NotNow(why)
    row.started_by_id = user.pk if user else None
    parts = [RunPhase(run=row, name=name, position=position) for position, name in enumerate(phases)]
    for part in parts:
        if missing := lacking.get(part.name):
            part.state, part.reason, part.setting = PhaseState.STOPPED, NOT_CONFIGURED, missing[0]
    try:
        with transaction.atomic():
            row.save()
            RunPhase.objects.bulk_create(parts)
    except IntegrityError:
        winner = active_run(row.kind)
        if winner is None:
            raise
        raise AlreadyActive(winner) from None
    return row


def run_numbered(number: int) -> EnrichmentRun:
    """An enrichment. Raises `BadOption` for a number that none has."""
    run = EnrichmentRun.objects.filter(pk=number, kind=Kind.ENRICHMENT).first()
    if run is None:
        raise BadOption(_("There is no run %(number)s.") % {"number": number})
    return run


def run_to_resume() -> EnrichmentRun:
    """The active enrichment, else the latest that left something. Raises `BadOption` when there is none."""
    return active_run() or latest_with(UNASKED_OR_FAILED)


def latest_with(outcomes: Sequence[str]) -> EnrichmentRun:
    """The latest finished enrichment with such items that no later run has taken up. Raises `BadOption`."""
    runs = EnrichmentRun.objects.filter(kind=Kind.ENRICHMENT, items__outcome__in=outcomes, children__isnull=True)
    run = runs.exclude(state__in=ACTIVE_STATES).order_by("-pk").first()
    if run is None:
        raise BadOption(_("There is no run to take up again."))
    return run


def is_stale(run: EnrichmentRun) -> bool:
    """An active run that nobody has worked at for a minute, whatever it waits for: another process may go on with it.

    One that was being cancelled ends by this look.
    """
    if run.state == State.CANCELLING:
        close_if_over(run.pk)
        run.refresh_from_db()
    return run.is_active and _is_silent(run, clock.now())


def is_interrupted(run: EnrichmentRun, now: datetime | None = None) -> bool:
    """Work was under way, and nobody has given a sign of life for a minute. `now` by the database's clock."""
    return run.state in (State.RUNNING, State.CANCELLING) and _is_silent(run, now or clock.now())


def _is_silent(run: EnrichmentRun, now: datetime) -> bool:
    return now - run.heartbeat_at > timedelta(seconds=settings.AIME_INTERRUPTED_SECONDS)

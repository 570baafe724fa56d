"""What a person can do with a run: cancel it, leave it to the night, take it up again, take it back."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any, cast

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from enrichment import jobs
from enrichment.admin.pages import CHANGE, START, require, run_page, start_with
from enrichment.admin.settings_forms import kept_preferences
from enrichment.engine import lifecycle
from enrichment.engine.request import AlreadyActive, RunRequest
from enrichment.engine.undo import Rest, UndoReport, undo_items, undo_run
from enrichment.jobs.planning import next_start, request_for
from enrichment.models import EnrichmentRun, Job, Kind, State, Trigger
from enrichment.reasons import clock_time

NAMED = 5
LONG = timedelta(minutes=15)  # a run never waits for more than an hour, see `lifecycle.pause_limited`

NIGHT, DAY, NEVER = "night", "day", "never"


def run_for(request: HttpRequest, pk: int, permission: str) -> EnrichmentRun:
    """The run, for somebody who has `permission`."""
    require(request, permission)
    return get_object_or_404(EnrichmentRun, pk=pk)


def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    run = lifecycle.cancel(run_for(request, pk, CHANGE))
    messages.info(request, _("%(run)s: %(state)s.") % {"run": run, "state": run.get_state_display()})
    return _to(run)


def tonight(request: HttpRequest, pk: int) -> HttpResponse:
    """End the run here; what is still missing is what the night asks for."""
    run = run_for(request, pk, CHANGE)
    night = next_night(run)
    if night and run.is_active:
        run = lifecycle.cancel(run)
        words = _("%(run)s ends here; the rest is left to %(time)s.")
        messages.info(request, words % {"run": run, "time": clock_time(night)})
    elif run.is_active:
        messages.warning(request, _("No enrichment at night is planned that could take over: the run goes on."))
    return _to(run)


def retry(request: HttpRequest, pk: int) -> HttpResponse:
    """What failed, once more."""
    parent = run_for(request, pk, CHANGE)
    return _to(start_with(request, lambda: jobs.retry(parent, Trigger.BUTTON, request.user)) or parent)


def resume(request: HttpRequest, pk: int) -> HttpResponse:
    """What was left."""
    parent = run_for(request, pk, CHANGE)
    return _to(start_with(request, lambda: jobs.resume(parent, Trigger.BUTTON, request.user)) or parent)


def again(request: HttpRequest, pk: int) -> HttpResponse:
    """The ticked items, once more."""
    parent, ticked = run_for(request, pk, CHANGE), _ticked(request)
    if not ticked:
        return _nothing_ticked(request, parent)
    return _to(start_with(request, lambda: jobs.retry_items(parent, ticked, Trigger.BUTTON, request.user)) or parent)


def mark_gone(request: HttpRequest, pk: int) -> HttpResponse:
    """Read the collection at Discogs once more, and mark what is gone however much it is."""
    run, wanted = run_for(request, pk, START), RunRequest(kind=Kind.DISCOGS, confirmed=True)
    return _to(start_with(request, lambda: jobs.launch(wanted, Trigger.BUTTON, request.user)) or run)


def undo_ticked(request: HttpRequest, pk: int) -> HttpResponse:
    run, ticked = run_for(request, pk, CHANGE), _ticked(request)
    if not ticked:
        return _nothing_ticked(request, run)
    tell_undone(request, undo_items(list(run.items.filter(pk__in=ticked).values_list("pk", flat=True))))
    return _to(run)


def undo(request: HttpRequest, run: EnrichmentRun, rest: Rest | None = None) -> HttpResponse:
    try:
        tell_undone(request, undo_run(run, rest))
    except AlreadyActive as refusal:
        messages.warning(request, str(refusal))
    return _to(run)


ACTS: dict[str, Callable[[HttpRequest, int], HttpResponse]] = {
    "cancel": cancel,
    "tonight": tonight,
    "retry": retry,
    "resume": resume,
    "again": again,
    "mark_gone": mark_gone,
    "undo_ticked": undo_ticked,
}


def _ticked(request: HttpRequest) -> list[int]:
    return [int(pk) for pk in request.POST.getlist("items") if pk.isascii() and pk.isdigit()]


def _nothing_ticked(request: HttpRequest, run: EnrichmentRun) -> HttpResponse:
    messages.warning(request, _("Tick at least one item first."))
    return _to(run)


def tell_undone(request: HttpRequest, report: UndoReport) -> None:
    """How many changes were taken back, and which were left and why."""
    words = ngettext("%(number)d change was taken back.", "%(number)d changes were taken back.", report.restored)
    messages.success(request, words % {"number": report.restored})
    for label, why in report.left_alone[:NAMED]:
        messages.warning(request, f"{label}: {why}")
    if (more := len(report.left_alone) - NAMED) > 0:
        words = ngettext("%(number)d more was left as it is.", "%(number)d more were left as they are.", more)
        messages.warning(request, words % {"number": more})


def _to(run: EnrichmentRun) -> HttpResponse:
    return HttpResponseRedirect(run_page(run))


def offer_tonight(run: EnrichmentRun | None) -> dict[str, Any]:
    """When the night comes, where it can take over from `run`, and whether `run` waits long enough to say so."""
    if run is None or not run.is_active:
        return {}
    waits = run.resume_at - timezone.now() if run.state == State.PAUSED and run.resume_at else timedelta()
    return {"tonight": next_night(run), "tonight_shown": waits > LONG, "tonight_after": int(LONG.total_seconds())}


def next_night(run: EnrichmentRun) -> datetime | None:
    """None where no night is planned, or it would not do the same: it replaces nothing, and writes in one language."""
    preferences = kept_preferences()
    language = request_for(Job.NIGHT, preferences).language_code
    differs = (
        run.kind != Kind.ENRICHMENT or run.options.get("force") or run.options.get("language", language) != language
    )
    return None if differs else next_start(Job.NIGHT, preferences)


CHOICES = [
    (NIGHT, gettext_lazy("by night, and with all that is missing")),
    (DAY, gettext_lazy("not before the day below")),
    (NEVER, gettext_lazy("never: what is missing is locked")),
]


class RestForm(forms.Form):
    """When to ask again for what is taken back: by night, not before a day, or never."""

    again = forms.ChoiceField(label=gettext_lazy("Ask again"), choices=CHOICES, initial=DAY, widget=forms.RadioSelect)
    day = forms.DateField(
        label=gettext_lazy("Not before"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )

    def __init__(self, data: Any = None, *, has_day: bool = True) -> None:
        """Without `has_day` there is no such day: a synchronisation is told all that is missing."""
        super().__init__(data)
        if not has_day:
            del self.fields["day"]
            again = cast("forms.ChoiceField", self.fields["again"])
            again.choices, again.initial = [one for one in CHOICES if one[0] != DAY], NIGHT
            return
        self.fields["day"].initial = timezone.localdate() + timedelta(days=settings.AIME_ASK_AGAIN_DAYS)

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("again") == DAY and not given.get("day") and "day" not in self.errors:
            self.add_error("day", _("Say from which day on."))
        return given

    def rest(self) -> Rest:
        if self.cleaned_data["again"] == NEVER:
            return Rest(None)
        if self.cleaned_data["again"] == NIGHT:
            return Rest(timezone.now())
        return Rest(timezone.make_aware(datetime.combine(self.cleaned_data["day"], time())))

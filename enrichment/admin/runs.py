"""The list of runs, and the page of one."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from enrichment.admin import run_acts
from enrichment.admin.pages import (
    CHANGE,
    VIEW,
    NothingEdited,
    RunModelAdmin,
    duration,
    live_run,
    require,
    run_page,
    show,
    state_word,
)
from enrichment.admin.run_items import export, filtered, items_page
from enrichment.engine.runs import is_interrupted
from enrichment.engine.undo import outlook, written_by
from enrichment.models import EnrichmentRun, Kind
from enrichment.phases.descriptions.phase import Descriptions
from enrichment.phases.registry import phase_label
from enrichment.reports.run_report import SEEMS_GONE


@admin.register(EnrichmentRun)
class RunAdmin(NothingEdited, RunModelAdmin):
    """Nothing of a run is edited; it is watched, cancelled, taken up again and undone."""

    list_display = ["__str__", "state_words", "results", "trigger", "who", "created_at", "took", "kind"]
    list_filter = ["state", "kind", "trigger", "created_at"]
    list_per_page = 50

    class Media:
        css = {"all": ["enrichment/admin.css"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[EnrichmentRun]:
        return super().get_queryset(request).select_related("started_by").prefetch_related("phases")

    @admin.display(description=gettext_lazy("who"))
    def who(self, run: EnrichmentRun) -> str:
        return str(run.started_by or "–")

    @admin.display(description=gettext_lazy("took"))
    def took(self, run: EnrichmentRun) -> str:
        if run.started_at is None or run.finished_at is None:
            return "–"
        return duration((run.finished_at - run.started_at).total_seconds())

    @admin.display(description=gettext_lazy("state"), ordering="state")
    def state_words(self, run: EnrichmentRun) -> SafeString:
        if is_interrupted(run):
            return state_word("interrupted", _("interrupted"))
        return state_word(run.state, run.get_state_display())

    @admin.display(description=gettext_lazy("result"))
    def results(self, run: EnrichmentRun) -> str:
        phases = list(run.phases.all())
        added, failed = sum(phase.added for phase in phases), sum(phase.failed for phase in phases)
        return _("%(added)d added, %(failed)d failed") % {"added": added, "failed": failed}

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        own = [
            path(f"<int:pk>/{name}/", view(require_POST(act)), name=f"enrichment_enrichmentrun_{name}")
            for name, act in run_acts.ACTS.items()
        ]
        reading = [
            path("<int:pk>/csv/", view(self.csv), name="enrichment_enrichmentrun_csv"),
            path("<int:pk>/undo/", view(self.undo), name="enrichment_enrichmentrun_undo"),
        ]
        return [*own, *reading, *super().get_urls()]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The run's page, whole for whoever may look; what changes it are forms of their own."""
        require(request, VIEW)
        run = self.get_object(request, object_id)
        if run is None:
            messages.warning(request, _("Run %(number)s does not exist any more.") % {"number": object_id})
            return HttpResponseRedirect("../../")
        shown = {**live_run(run.pk), **run_acts.offer_tonight(run), **facts(run), **items_page(run, request.GET)}
        return show(self, request, "run", str(run), shown)

    def csv(self, request: HttpRequest, pk: int) -> Any:
        """The items that the page's filters let through, as a file."""
        run = run_acts.run_for(request, pk, VIEW)
        return export(run, filtered(run, request.GET))

    def undo(self, request: HttpRequest, pk: int) -> HttpResponse:
        """A page that says what taking the run back would do; sending it does so."""
        run = run_acts.run_for(request, pk, CHANGE)
        form = run_acts.RestForm(request.POST or None, has_day=run.kind == Kind.ENRICHMENT)
        if request.method == "POST" and (form.is_valid() or "again" not in request.POST):
            return run_acts.undo(request, run, form.rest() if form.is_valid() else None)
        title = _("Take back %(run)s") % {"run": run}
        return show(self, request, "run/undo", title, {**facts(run), "back": run_page(run), "rest_form": form})


def facts(run: EnrichmentRun) -> dict[str, Any]:
    """What the page tells about the run: options, prompt version, what undoing would take back."""
    return {
        "run": run,
        "seems_gone": run.items.filter(reason=SEEMS_GONE).count(),
        "options": options_in_words(run),
        "prompt_version": prompt_version(run),
        "took_back": outlook(written_by(run)),
    }


def options_in_words(run: EnrichmentRun) -> list[str]:
    given, selection = run.options, run.selection
    albums, artists = len(selection.get("albums", ())), len(selection.get("artists", ()))
    limit, cap = given.get("limit") or 0, given.get("max_tokens") or 0
    words = [
        (given.get("only"), _("only %(name)s") % {"name": phase_label(given.get("only") or "").lower()}),
        (given.get("force"), _("replacing what is there")),
        (limit, ngettext("at most %(count)d album", "at most %(count)d albums", limit) % {"count": limit}),
        (given.get("language"), _("language %(code)s") % {"code": given.get("language")}),
        (cap, ngettext("at most %(count)d word piece", "at most %(count)d word pieces", cap) % {"count": cap}),
        (
            "albums" in selection,
            ngettext("%(count)d album selected", "%(count)d albums selected", albums) % {"count": albums},
        ),
        (
            "artists" in selection,
            ngettext("%(count)d artist selected", "%(count)d artists selected", artists) % {"count": artists},
        ),
    ]
    return [sentence for holds, sentence in words if holds]


def prompt_version(run: EnrichmentRun) -> str:
    """Of the texts that the run wrote; empty where it wrote none."""
    written = run.items.filter(phase__name=Descriptions.name).exclude(after={}).values_list("after", flat=True).first()
    return str((written or {}).get("description_prompt_version", ""))

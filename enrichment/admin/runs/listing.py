"""The columns of the list of runs."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enrichment.admin.generics import RunModelAdmin
from enrichment.admin.wording import duration, state_word
from enrichment.engine.resuming import is_interrupted
from enrichment.models import EnrichmentRun


class RunListing(RunModelAdmin):
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

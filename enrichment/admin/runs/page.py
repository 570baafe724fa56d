"""The page of one run."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from enrichment.admin.launching import CHANGE, VIEW, run_page
from enrichment.admin.live import live_run
from enrichment.admin.runs import acts
from enrichment.admin.runs.csv_export import export
from enrichment.admin.runs.facts import facts
from enrichment.admin.runs.items import filtered, items_page
from enrichment.admin.runs.listing import RunListing
from enrichment.admin.runs.rest import RestForm
from enrichment.admin.settings.tonight import offer
from enrichment.models import EnrichmentRun


@admin.register(EnrichmentRun)
class RunAdmin(RunListing):
    """Nothing of a run is edited; it is watched, cancelled, taken up again and undone."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        own = [
            path(f"<int:pk>/{name}/", view(require_POST(act)), name=f"enrichment_enrichmentrun_{name}")
            for name, act in acts.ACTS.items()
        ]
        reading = [
            path("<int:pk>/csv/", view(self.csv), name="enrichment_enrichmentrun_csv"),
            path("<int:pk>/undo/", view(self.undo), name="enrichment_enrichmentrun_undo"),
        ]
        return [*own, *reading, *super().get_urls()]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: EnrichmentRun | None = None) -> bool:
        return False

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The run's page, whole for whoever may look; what changes it are forms of their own."""
        if not request.user.has_perm(VIEW):
            raise PermissionDenied
        run = self.get_object(request, object_id)
        if run is None:
            messages.warning(request, _("Run %(number)s does not exist any more.") % {"number": object_id})
            return HttpResponseRedirect("../../")
        more = {**live_run(run.pk), **offer(run), **facts(run), **items_page(run, request.GET)}
        return TemplateResponse(request, "enrichment/admin/run.html", self._context(request, run, str(run), more))

    def csv(self, request: HttpRequest, pk: int) -> Any:
        """The items that the page's filters let through, as a file."""
        run = acts.run_for(request, pk, VIEW)
        return export(run, filtered(run, request.GET))

    def undo(self, request: HttpRequest, pk: int) -> HttpResponse:
        """A page that says what taking the run back would do; sending it does so."""
        run = acts.run_for(request, pk, CHANGE)
        form = RestForm(request.POST or None)
        if request.method == "POST" and (form.is_valid() or "again" not in request.POST):
            return acts.undo(request, run, form.rest() if form.is_valid() else None)
        title = _("Take back %(run)s") % {"run": run}
        return TemplateResponse(
            request,
            "enrichment/admin/run/undo.html",
            self._context(request, run, title, {**facts(run), "back": run_page(run), "rest_form": form}),
        )

    def _context(self, request: HttpRequest, run: EnrichmentRun, title: str, more: dict[str, Any]) -> dict[str, Any]:
        return {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            "run": run,
            "may_change": request.user.has_perm(CHANGE),
            **more,
        }

"""The list of runs and the page of one run."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from enrichment import jobs
from enrichment.admin.launching import CHANGE, VIEW, run_page, start_with
from enrichment.admin.live import live_run
from enrichment.admin.runs.listing import RunListing
from enrichment.models import EnrichmentRun, Trigger
from enrichment.services import closing


@admin.register(EnrichmentRun)
class RunAdmin(RunListing):
    """Nothing of a run is edited; it is watched, cancelled, taken up again and undone."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        own = [
            path("<int:pk>/cancel/", view(require_POST(self.cancel)), name="enrichment_enrichmentrun_cancel"),
            path("<int:pk>/retry/", view(require_POST(self.retry)), name="enrichment_enrichmentrun_retry"),
            path("<int:pk>/resume/", view(require_POST(self.resume)), name="enrichment_enrichmentrun_resume"),
        ]
        return [*own, *super().get_urls()]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: EnrichmentRun | None = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[EnrichmentRun]:
        return super().get_queryset(request).select_related("started_by").prefetch_related("phases")

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
        context = {
            **self.admin_site.each_context(request),
            "title": str(run),
            "opts": self.opts,
            "run": run,
            "may_change": request.user.has_perm(CHANGE),
            **live_run(run.pk),
        }
        return TemplateResponse(request, "enrichment/admin/run.html", context)

    def cancel(self, request: HttpRequest, pk: int) -> HttpResponse:
        run = closing.cancel(self._changeable(request, pk))
        messages.info(request, _("%(run)s: %(state)s.") % {"run": run, "state": run.get_state_display()})
        return self._back(request, run)

    def retry(self, request: HttpRequest, pk: int) -> HttpResponse:
        parent = self._changeable(request, pk)
        run = start_with(request, lambda: jobs.retry(parent, Trigger.BUTTON, request.user))
        return self._back(request, run or parent)

    def resume(self, request: HttpRequest, pk: int) -> HttpResponse:
        parent = self._changeable(request, pk)
        run = start_with(request, lambda: jobs.take_up(parent, Trigger.BUTTON, request.user))
        return self._back(request, run or parent)

    def _changeable(self, request: HttpRequest, pk: int) -> EnrichmentRun:
        if not request.user.has_perm(CHANGE):
            raise PermissionDenied
        run = EnrichmentRun.objects.filter(pk=pk).first()
        if run is None:
            raise Http404(gettext_lazy("This run does not exist any more."))
        return run

    @staticmethod
    def _back(request: HttpRequest, run: EnrichmentRun) -> HttpResponse:
        return HttpResponseRedirect(run_page(run))

"""A run about one album or one artist, started from its page."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from enrichment.admin.generics import AnyPage
from enrichment.admin.launching import START, run_page, start_run
from enrichment.engine.request import RunRequest
from enrichment.models import Trigger


class EnrichOne(AnyPage):
    """For a ModelAdmin: `<pk>/enrich/`, a POST by somebody who may start runs; its page says `may_start`."""

    def run_about(self, subject: Any) -> RunRequest:
        raise NotImplementedError

    def get_urls(self) -> list[URLPattern]:
        view, name = require_POST(self.enrich_one), f"collection_{self.opts.model_name}_enrich"
        return [path("<int:pk>/enrich/", self.admin_site.admin_view(view), name=name), *super().get_urls()]

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None) -> Any:
        more = {**(extra_context or {}), "may_start": request.user.has_perm(START)}
        return super().change_view(request, object_id, form_url, more)

    def enrich_one(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not request.user.has_perm(START):
            raise PermissionDenied
        subject = self.model._default_manager.filter(pk=pk).first()
        if subject is None:
            raise Http404(_("It does not exist any more."))
        run = start_run(request, self.run_about(subject), Trigger.ACTION)
        here = reverse(f"admin:collection_{self.opts.model_name}_change", args=[pk])
        return HttpResponseRedirect(run_page(run) if run else here)

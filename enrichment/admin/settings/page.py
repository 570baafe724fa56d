"""The Settings page's addresses: looking is GET, starting is POST."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from enrichment.admin.generics import SettingsModelAdmin
from enrichment.admin.launching import CHANGE, START, VIEW, start_run
from enrichment.admin.settings.overview import overview
from enrichment.models import Settings, Trigger
from enrichment.services.requests import RunRequest
from enrichment.services.runs import has_work


@admin.register(Settings)
class SettingsAdmin(SettingsModelAdmin):
    """A page in the place of a list; whoever may see runs may see it."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("", view(self.page), name="enrichment_settings_changelist"),
            path("enrich/", view(require_POST(self.enrich)), name="enrichment_settings_enrich"),
        ]

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Settings | None = None) -> bool:
        return request.user.has_perm(VIEW)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Settings | None = None) -> bool:
        return False

    def page(self, request: HttpRequest) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        return TemplateResponse(request, "enrichment/admin/settings.html", self._context(request))

    def enrich(self, request: HttpRequest) -> HttpResponse:
        """The button."""
        if not request.user.has_perm(START):
            raise PermissionDenied
        options = RunRequest()
        if has_work(options):
            start_run(request, options, Trigger.BUTTON)
        else:
            self.message_user(request, _("There is nothing to enrich: no run was started."))
        return HttpResponseRedirect(reverse("admin:enrichment_settings_changelist"))

    def _context(self, request: HttpRequest) -> dict[str, Any]:
        return {
            **self.admin_site.each_context(request),
            "title": _("Settings"),
            "opts": self.opts,
            "may_start": request.user.has_perm(START),
            "may_change": request.user.has_perm(CHANGE),
            **overview(),
        }

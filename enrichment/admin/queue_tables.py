"""django-q2's four tables in the admin: not at all, or as lists to read for superusers.

Its own pages let whoever may add a schedule run any function of any module as the worker.
"""

from typing import Any

from django.conf import settings
from django.contrib.admin import AdminSite, ModelAdmin
from django.http import HttpRequest

from enrichment.admin.pages import NothingEdited
from enrichment.jobs.queue import tables


class ReadOnlyAdmin(NothingEdited, ModelAdmin):  # type: ignore[type-arg]  # one for four models
    """A list for superusers, without a page for a row, without actions."""

    list_display_links = None
    actions = None

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.is_active and request.user.is_superuser)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def replace(site: AdminSite) -> None:
    """Take django-q2's pages off `site`; with AIME_QUEUE_TABLES on, put the lists there."""
    for model, columns in tables():
        if site.is_registered(model):
            site.unregister(model)
        if settings.AIME_QUEUE_TABLES:
            site.register(model, type("QueueTableAdmin", (ReadOnlyAdmin,), {"list_display": columns}))

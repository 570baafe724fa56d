"""The admin's index and menu begin with the records."""

from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest

FIRST = ("collection", "enrichment")


class AimeAdminSite(AdminSite):
    enable_nav_sidebar = False  # the wall has none, and its room is what wide lists want

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """As Django orders it, but for AIME's own pages: they come before accounts and the queue."""
        listed = super().get_app_list(request, app_label)
        return sorted(
            listed, key=lambda app: FIRST.index(app["app_label"]) if app["app_label"] in FIRST else len(FIRST)
        )

"""The admin as AIME starts it: its index and menu begin with the records."""

import gc
from typing import Any

from django.contrib.admin import AdminSite, autodiscover
from django.contrib.admin.apps import SimpleAdminConfig
from django.contrib.admin.checks import check_admin_app, check_dependencies
from django.core import checks
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


class AimeAdminConfig(SimpleAdminConfig):
    """The pages are found with the addresses, so that commands and workers, which show none, do without them."""

    default_site = "aime_site.apps.AimeAdminSite"

    def ready(self) -> None:
        """As Django's own, but that the pages are looked for before they are checked."""
        checks.register(check_dependencies, checks.Tags.admin)
        checks.register(found_and_checked, checks.Tags.admin)
        gc.freeze()  # nothing of what is loaded by now is ever garbage; the applications before this one have the most
        gc.enable()


def found_and_checked(app_configs: Any, **_kwargs: Any) -> list[checks.CheckMessage]:
    autodiscover()
    return list(check_admin_app(app_configs))

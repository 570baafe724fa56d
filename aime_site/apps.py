"""The admin as AIME starts it."""

import gc
from typing import Any

from django.contrib.admin import autodiscover
from django.contrib.admin.apps import SimpleAdminConfig
from django.contrib.admin.checks import check_admin_app, check_dependencies
from django.core import checks


class AimeAdminConfig(SimpleAdminConfig):
    """The pages are found with the addresses, so that commands and workers, which show none, do without them."""

    default_site = "aime_site.admin_site.AimeAdminSite"

    def ready(self) -> None:
        """As Django's own, but that the pages are looked for before they are checked."""
        checks.register(check_dependencies, checks.Tags.admin)
        checks.register(found_and_checked, checks.Tags.admin)
        gc.freeze()  # nothing of what is loaded by now is ever garbage; the applications before this one have the most
        gc.enable()


def found_and_checked(app_configs: Any, **_kwargs: Any) -> list[checks.CheckMessage]:
    autodiscover()
    return list(check_admin_app(app_configs))

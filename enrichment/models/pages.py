"""Pages of the admin that are no tables of their own: a proxy gives each its place in the menu."""

from django.utils.translation import gettext_lazy as _

from enrichment.models.item import RunItem
from enrichment.models.run import EnrichmentRun


class Settings(EnrichmentRun):
    """The page where runs are started and watched."""

    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = verbose_name_plural = _("settings")


class Review(RunItem):
    """The queue of what a person has to decide."""

    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = verbose_name_plural = _("to review")

"""Folders of the owner's collection that stay out of it here, such as "Sold"."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LeftOutFolder(models.Model):
    """Albums in a folder of this name are not shown, not described, and not brought in anew."""

    name = models.CharField(_("folder"), max_length=200, unique=True)

    class Meta:
        verbose_name = _("folder that is left out")
        verbose_name_plural = _("folders that are left out")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

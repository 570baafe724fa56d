"""What the owner decided and nothing automatic undoes: fields that are locked, and folders of the collection that stay
out of it here, such as "Sold".
"""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.db.models.lookups import In
from django.utils.translation import gettext_lazy as _

from collection.models.sql import Written, WrittenExists
from collection.validators import list_of_texts


class Lockable(models.Model):
    """A row some of whose fields may be locked, by hand or because a person edited them."""

    lockable: ClassVar[tuple[str, ...]] = ()

    locked_fields = models.JSONField(_("locked fields"), default=list, blank=True, editable=False)
    # The keys by which sources know what a person renamed; null of what nobody did.
    former_names = models.JSONField(null=True, blank=True, editable=False, validators=[list_of_texts])

    class Meta:
        abstract = True

    def is_locked(self, field: str) -> bool:
        return field in self.locked_fields

    def lock(self, fields: Iterable[str]) -> None:
        """Lock `fields` on this object; the caller saves."""
        self.locked_fields = sorted({*self.locked_fields, *fields})

    def unlock(self, fields: Iterable[str]) -> None:
        """Unlock `fields` on this object; the caller saves."""
        self.locked_fields = sorted({*self.locked_fields} - {*fields})


class LeftOutFolder(models.Model):
    """Albums in a folder of this name are not shown, not described, and not brought in anew."""

    name = models.CharField(_("folder"), max_length=200, unique=True)

    class Meta:
        verbose_name = _("folder that is left out")
        verbose_name_plural = _("folders that are left out")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def outside(cls, folder: str = "folder") -> Q:
        """Whether the column `folder` names none of them, in whatever case.

        Asked once for all rows; while nothing is left out, no row's folder is looked at.
        """
        return ~Q(WrittenExists(_names)) | ~Q(In(Lower(folder), Written(_names)))


def _names() -> "models.QuerySet[LeftOutFolder, Any]":
    return LeftOutFolder.objects.order_by().values(folded=Lower("name"))


def kept(album: str = "") -> Q:
    """Neither gone from the collection nor in a folder that is left out."""
    return Q((f"{album}removed_at__isnull", True)) & LeftOutFolder.outside(f"{album}folder")

"""Fields that their owner has claimed: nothing automatic ever writes them."""

from collections.abc import Iterable
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

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

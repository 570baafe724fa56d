"""The choice of folders that are left out, on the import page and among the preferences."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from collection.models import LeftOutFolder


class FoldersField(forms.CharField):
    """Names of folders, a line for each; None where the field was not sent, so that the choice stays."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Folders that are left out"),
            required=False,
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text=_(
                "A name in each line, such as Sold. Albums in them are not brought in, and are hidden where they are "
                "there already; nothing is deleted. Discogs tells the names of folders to your own token only."
            ),
        )

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) else "\n".join(LeftOutFolder.objects.values_list("name", flat=True))

    def to_python(self, value: Any) -> Any:
        return None if value is None else super().to_python(value)

    def clean(self, value: Any) -> Sequence[str] | None:
        written = super().clean(value)
        return None if written is None else written.splitlines()

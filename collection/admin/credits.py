"""The artists of an album, edited on its page."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from collection.admin.generics import CreditInlineFormSet, CreditModelForm, CreditStackedInline
from collection.models import AlbumArtist
from collection.searching.texts import refresh_albums


class CreditForm(CreditModelForm):
    class Meta:
        labels: ClassVar = {"artist": _("Artist")}  # the column has no name for people

    def validate_constraints(self) -> None:
        """Positions are numbered anew on saving, so that two credits can change places."""


class CreditFormSet(CreditInlineFormSet):
    def validate_unique(self) -> None:
        """See `CreditForm`."""

    def save(self, commit: bool = True) -> list[AlbumArtist]:
        """Write all credits anew in the order of their positions."""
        if not self.has_changed():
            self.new_objects, self.changed_objects, self.deleted_objects = [], [], []
            return []
        kept = [
            form for form in self.forms if form not in self.deleted_forms and (form.has_changed() or form.instance.pk)
        ]
        super().save(commit=False)  # the admin's log reads what it notes
        self.instance.album_artists.all().delete()
        rows = sorted((form.instance for form in kept), key=lambda row: row.position)
        for position, row in enumerate(rows):
            row.pk, row.album, row.position = None, self.instance, position
        made = AlbumArtist.objects.bulk_create(rows)
        refresh_albums([self.instance.pk])
        return made


class CreditInline(CreditStackedInline):
    model = AlbumArtist
    form = CreditForm
    formset = CreditFormSet
    fieldsets = [(None, {"fields": [("artist", "credited_as"), ("join_phrase", "position")]})]
    autocomplete_fields = ["artist"]
    extra = 0
    min_num = 1

    def get_formset(self, request: Any, obj: Any = None, **kwargs: Any) -> Any:
        return super().get_formset(request, obj, validate_min=True, **kwargs)

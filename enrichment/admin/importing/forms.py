"""What a person hands in: a file, and which of its columns is what."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from collection.importing.headers import MAPPABLE, Field
from enrichment.admin.folders import FoldersField

FIELD_WORDS = {
    Field.TITLE: _("title"),
    Field.ARTIST: _("artist"),
    Field.RELEASE_ID: _("Discogs release id"),
    Field.YEAR: _("year of this edition"),
    Field.FORMAT: _("format"),
    Field.LABEL: _("label"),
    Field.CATALOG_NUMBER: _("catalogue number"),
    Field.GENRE: _("genre"),
    Field.RATING: _("rating"),
    Field.FOLDER: _("folder"),
    Field.ADDED: _("added to the collection"),
    Field.MEDIA_CONDITION: _("condition of the record"),
    Field.SLEEVE_CONDITION: _("condition of the sleeve"),
    Field.NOTES: _("notes"),
    Field.PURCHASED: _("bought on"),
}


class ImportForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "A Discogs export, or any list of albums: CSV, text with tabs, an Excel workbook (.xlsx) or JSON, "
            "also zipped."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.json,.xlsx,.zip,text/csv,application/json"}),
    )
    left_out = FoldersField()


class ColumnsForm(forms.Form):
    """A choice of column for each field."""

    def __init__(self, names: Sequence[str], guess: dict[str, str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        columns = [("", "–"), *((name, name) for name in dict.fromkeys(names) if name)]
        for name in MAPPABLE:
            self.fields[name] = forms.ChoiceField(
                label=FIELD_WORDS[name], choices=columns, required=False, initial=guess.get(name, "")
            )

    def chosen(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in MAPPABLE}

"""The page on which a collection file is handed in: its columns are confirmed where a person made them, then it is
imported. The choice of folders that are left out stands among the preferences, too.
"""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from collection.exporting import as_csv, as_json
from collection.importing import UnusableFileError, leave_out, open_collection
from collection.importing.headers import MAPPABLE, Columns, Field
from collection.importing.report import remarks
from collection.importing.table import Table
from collection.models import LeftOutFolder
from enrichment.admin.kept_imports import KeptImport
from enrichment.admin.pages import AlbumPage, show

REFUSALS_SHOWN = 500
_EXPORTS = {"json": (as_json, "application/json"), "csv": (as_csv, "text/csv")}


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


class ImportPage(AlbumPage):
    """For the albums' admin: `import/`, for those who may add albums."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        own = [
            path("import/", view(self.import_file), name="collection_album_import"),
            path("export/<str:form>/", view(self.export), name="collection_album_export"),
            path("import/<str:token>/", view(self.import_on), name="collection_album_import_on"),
        ]
        return [*own, *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        return super().changelist_view(
            request, {**(extra_context or {}), "may_import": self.has_add_permission(request)}
        )

    def import_file(self, request: HttpRequest) -> HttpResponse:
        """An import may be repeated at any time; what cannot be read is listed, the rest is kept."""
        self._permit(request)
        form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
        if not form.is_valid():
            return self._page(request, form=form)
        if (folders := form.cleaned_data["left_out"]) is not None:
            leave_out(folders)
        kept = KeptImport.keep(form.cleaned_data["file"])
        try:
            with kept.open() as content:
                table = open_collection(content)
                if isinstance(table, Table) and table.columns.is_own_sheet and len(table.columns.names) > 1:
                    return self._ask_for_columns(request, kept, table)
        except UnusableFileError as error:
            return self._refuse(request, error)
        return self._step(request, kept)

    def export(self, request: HttpRequest, form: str) -> StreamingHttpResponse:
        """Everything, as a file to keep: JSON that can be imported again, or a table."""
        if not self.has_view_permission(request) or form not in _EXPORTS:
            raise PermissionDenied
        lines, kind = _EXPORTS[form]
        named = {"Content-Disposition": f'attachment; filename="collection.{form}"'}
        return StreamingHttpResponse(lines(), content_type=kind, headers=named)

    def import_on(self, request: HttpRequest, token: str) -> HttpResponse:
        """The columns that a person confirmed, or the next few seconds of a long file."""
        self._permit(request)
        kept = KeptImport.find(token)
        if kept is None:
            raise Http404
        if request.method == "POST" and not kept.finished and "columns" in request.POST:
            return self._confirmed(request, kept)
        if request.method == "POST" and not kept.finished and kept.total:
            return self._step(request, kept)
        return self._page(request, kept=kept)

    def _confirmed(self, request: HttpRequest, kept: KeptImport) -> HttpResponse:
        with kept.open() as content:
            table = open_collection(content)
            if not isinstance(table, Table):
                raise Http404
            form = ColumnsForm(table.columns.names, {}, request.POST)
            if not form.is_valid():
                return self._ask_for_columns(request, kept, table, form)
            kept.columns = form.chosen()
            if not Columns(table.columns.names, kept.columns).are_enough:
                form.add_error(None, gettext("Choose at least the columns of the title and of the artist."))
                return self._ask_for_columns(request, kept, table, form)
        return self._step(request, kept)

    def _ask_for_columns(
        self, request: HttpRequest, kept: KeptImport, table: Table, form: ColumnsForm | None = None
    ) -> HttpResponse:
        shown = form or ColumnsForm(table.columns.names, table.columns.guess())
        return self._page(request, columns=shown, names=table.columns.names, samples=table.samples(), kept=kept)

    def _step(self, request: HttpRequest, kept: KeptImport) -> HttpResponse:
        try:
            kept.step()
        except UnusableFileError as error:
            return self._refuse(request, error)
        return self._page(request, kept=kept)

    def _refuse(self, request: HttpRequest, error: UnusableFileError) -> HttpResponse:
        form = ImportForm({})
        form.errors["file"] = form.error_class([str(error)])
        return self._page(request, form=form)

    def _page(self, request: HttpRequest, **shown: Any) -> HttpResponse:
        kept: KeptImport | None = shown.get("kept")
        report = kept.report if kept and (kept.done or kept.finished) else None
        form = shown.pop("form", None) or ImportForm()
        context = {
            **shown,
            "form": form,
            "report": report,
            "remarks": remarks(report) if report else [],
            "refusals": report.refusals[:REFUSALS_SHOWN] if report else [],
        }
        is_refused = form.errors or (shown["columns"].errors if "columns" in shown else {})
        return show(self, request, "import", gettext("Import a collection"), context, 400 if is_refused else 200)

    def _permit(self, request: HttpRequest) -> None:
        if not self.has_add_permission(request):
            raise PermissionDenied

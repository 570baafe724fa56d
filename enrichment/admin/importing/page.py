"""The page itself: a file is handed in, its columns are confirmed where a person made them, then it is imported."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from collection.exporting import as_csv, as_json
from collection.importing import UnusableFileError, leave_out, open_collection
from collection.importing.headers import Columns
from collection.importing.report import remarks
from collection.importing.table import Table
from enrichment.admin.importing.forms import ColumnsForm, ImportForm
from enrichment.admin.importing.kept import KeptImport
from enrichment.admin.pages import AlbumPage

REFUSALS_SHOWN = 500
_EXPORTS = {"json": (as_json, "application/json"), "csv": (as_csv, "text/csv")}


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
                form.add_error(None, _("Choose at least the columns of the title and of the artist."))
                return self._ask_for_columns(request, kept, table, form)
        return self._step(request, kept)

    def _ask_for_columns(
        self, request: HttpRequest, kept: KeptImport, table: Table, form: ColumnsForm | None = None
    ) -> HttpResponse:
        shown = form or ColumnsForm(table.columns.names, table.columns.guess())
        context = {"columns": shown, "names": table.columns.names, "samples": table.samples(), "kept": kept}
        return self._page(request, status=400 if shown.errors else 200, **context)

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

    def _page(self, request: HttpRequest, *, status: int = 200, **shown: Any) -> HttpResponse:
        kept: KeptImport | None = shown.get("kept")
        report = kept.report if kept and (kept.done or kept.finished) else None
        form = shown.pop("form", None) or ImportForm()
        context = {
            **self.admin_site.each_context(request),
            **shown,
            "title": _("Import a collection"),
            "opts": self.opts,
            "form": form,
            "report": report,
            "remarks": remarks(report) if report else [],
            "refusals": report.refusals[:REFUSALS_SHOWN] if report else [],
        }
        return TemplateResponse(request, "enrichment/admin/import.html", context, status=400 if form.errors else status)

    def _permit(self, request: HttpRequest) -> None:
        if not self.has_add_permission(request):
            raise PermissionDenied

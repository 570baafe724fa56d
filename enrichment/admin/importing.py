"""The page on which a collection file is handed in."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from collection.importing import ImportReport, UnusableFileError, read_collection, save_releases
from collection.importing.files import LARGEST
from enrichment.admin.generics import AlbumPage

REFUSALS_SHOWN = 500


class ImportForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("The CSV export of a Discogs collection, or a JSON file with a list of albums."),
        widget=forms.FileInput(attrs={"accept": ".csv,.json,text/csv,application/json"}),
    )


class ImportPage(AlbumPage):
    """For the albums' admin: `import/`, for those who may add albums."""

    def get_urls(self) -> list[URLPattern]:
        own = path("import/", self.admin_site.admin_view(self.import_file), name="collection_album_import")
        return [own, *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        return super().changelist_view(
            request, {**(extra_context or {}), "may_import": self.has_add_permission(request)}
        )

    def import_file(self, request: HttpRequest) -> HttpResponse:
        """An import may be repeated at any time; what cannot be read is listed, the rest is kept."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
        report = self._import(form) if form.is_valid() else None
        context = {
            **self.admin_site.each_context(request),
            "title": _("Import a collection"),
            "opts": self.opts,
            "form": form,
            "report": report,
            "refusals": report.refusals[:REFUSALS_SHOWN] if report else [],
        }
        return TemplateResponse(request, "enrichment/admin/import.html", context, status=400 if form.errors else 200)

    @staticmethod
    def _import(form: ImportForm) -> ImportReport | None:
        try:
            return save_releases(read_collection(form.cleaned_data["file"].read(LARGEST + 1)))
        except UnusableFileError as error:
            form.add_error("file", str(error))
            return None

"""The notices that are owed to the services, on the admin's pages too."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse

from collection.admin.generics import AnyModelAdmin


class Notices(AnyModelAdmin):
    """For a ModelAdmin; the templates in `admin/collection/` show what `sources` names."""

    def sources(self, rows: Iterable[Any]) -> set[str]:
        """The services whose data `rows` show."""
        raise NotImplementedError

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        response = super().changelist_view(request, extra_context)
        shown: dict[str, Any] = getattr(response, "context_data", None) or {}
        if "cl" in shown:
            shown["sources"] = self.sources(shown["cl"].result_list)
        return response

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        shown = context.get("original")
        return super().render_change_form(
            request, {**context, "sources": self.sources([shown]) if shown else set()}, *args, **kwargs
        )

"""The admin's long lists: light rows, and all filters count their choices while the albums are read once."""

from functools import cached_property
from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.filters import FacetsMixin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from collection.admin.generics import AnyModelAdmin


class LightRows(AnyModelAdmin):
    """For a ModelAdmin with a long list, whose rows hold only the columns `in_rows`."""

    in_rows: ClassVar[tuple[str, ...]]
    list_per_page = 50

    def rows(self, shown: QuerySet[Any]) -> QuerySet[Any]:
        """Of the page that is shown, with whatever only a row says."""
        return shown.only(*self.in_rows)

    def get_changelist(self, request: HttpRequest, **_more: Any) -> "type[LightList]":
        return LightList

    @admin.display(description=mark_safe('<input type="checkbox" id="action-toggle">'))
    def action_checkbox(self, obj: Any) -> SafeString:
        """Django's own box, without a template for each row."""
        return format_html(
            '<input type="checkbox" name="{}" value="{}" class="action-select" aria-label="{}">',
            ACTION_CHECKBOX_NAME,
            obj.pk,
            gettext("Select this object for an action - {}").format(obj),
        )


class LightList(ChangeList):
    """The list of a `LightRows`."""

    model_admin: LightRows

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> QuerySet[Any]:
        """Without the filter of these parameters: where it is not in use, that is the list itself."""
        if exclude_parameters and self._is_unused(exclude_parameters):
            unfiltered: QuerySet[Any] = self.queryset
            return unfiltered
        return super().get_queryset(request, exclude_parameters)

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        self.result_list = self.model_admin.rows(self.result_list)

    def counts_of(self, one: Any) -> dict[str, int]:
        """What a filter counts, by its own names; empty where it is in use, for then its own choice counts not."""
        return self._counts.get(tuple(one.expected_parameters()), {})

    @cached_property
    def _counts(self) -> dict[Any, dict[str, int]]:
        specs: list[Any] = self.filter_specs
        unused = [one for one in specs if self._is_unused(one.expected_parameters())]
        asked = [one.get_facet_counts(self.pk_attname, self.queryset) for one in unused]
        wanted = {f"{place}_{name}": count for place, counts in enumerate(asked) for name, count in counts.items()}
        found = self.queryset.aggregate(**wanted)
        return {
            tuple(one.expected_parameters()): {name: found[f"{place}_{name}"] for name in asked[place]}
            for place, one in enumerate(unused)
        }

    def _is_unused(self, parameters: Any) -> bool:
        return not self.filter_params.keys() & set(parameters)


class CountedTogether(FacetsMixin):
    """A filter of a `LightList`, counted with all others that are not in use."""

    def get_facet_queryset(self, changelist: Any) -> Any:
        return changelist.counts_of(self) or super().get_facet_queryset(changelist)

"""What pages of the admin have in common: long lists with light rows, whose filters all count their choices while the
albums are read once; locks, shown as boxes on a page and as a count in a list; the notices that are owed to the
services.
"""

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.admin.filters import FacetsMixin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.views.main import ChangeList
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from collection.correcting import LockForm, field_label, locked_words
from collection.models import Album, AlbumArtist, Artist, Image
from collection.models.decided import Lockable

# Django's classes take type parameters for mypy only; at run time they are not subscriptable.
if TYPE_CHECKING:
    from typing import TypeAlias

    AnyModelAdmin: TypeAlias = admin.ModelAdmin[Any]
    AlbumModelAdmin: TypeAlias = admin.ModelAdmin[Album]
    ArtistModelAdmin: TypeAlias = admin.ModelAdmin[Artist]
    ImageModelAdmin: TypeAlias = admin.ModelAdmin[Image]
    PeoplePage: TypeAlias = UserAdmin[User]
    CreditStackedInline: TypeAlias = admin.StackedInline[AlbumArtist, Album]
    CreditModelForm: TypeAlias = forms.ModelForm[AlbumArtist]
    CreditInlineFormSet: TypeAlias = forms.BaseInlineFormSet[AlbumArtist, Album, forms.ModelForm[AlbumArtist]]
else:
    AnyModelAdmin = object
    AlbumModelAdmin = ArtistModelAdmin = ImageModelAdmin = admin.ModelAdmin
    PeoplePage = UserAdmin
    CreditStackedInline = admin.StackedInline
    CreditModelForm = forms.ModelForm
    CreditInlineFormSet = forms.BaseInlineFormSet


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


class LockOnEdit(AnyModelAdmin):
    """For a ModelAdmin of a Lockable with a `LockForm`.

    Subclasses name in `page` where people look at one. Whoever came from there (`?from=page`) goes back to it.
    """

    page = ""

    def save_model(self, request: HttpRequest, obj: Lockable, form: LockForm, change: bool) -> None:
        form.keep()

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        response = super().response_change(request, obj)
        if words := locked_words(obj):
            self.message_user(request, words)
        came_from_page = request.GET.get("from") == "page" and "_save" in request.POST
        return redirect(self.page, obj.pk) if came_from_page else response

    @admin.display(description=_("locks"))
    def lock_state(self, obj: Lockable) -> SafeString | str:
        """The locks in words for a list: a count, with the fields named for a pointer and for a screen reader."""
        names = ", ".join(field_label(type(obj), name) for name in obj.locked_fields)
        return format_html('<span class="lock-state">{}</span>', names) if names else "–"

    @admin.display(description=_("locked fields"))
    def locked(self, obj: Lockable) -> SafeString | str:
        """What people who may only look are shown in place of the boxes."""
        return self.lock_state(obj)


class FoundByWords(AnyModelAdmin):
    """For a ModelAdmin whose list is searched as the pages of the collection are."""

    search_fields = ("pk",)  # that there is a search at all; `matching` says where

    def matching(self, text: str) -> Q:
        raise NotImplementedError

    def get_search_results(self, request: HttpRequest, queryset: QuerySet[Any], search_term: str) -> Any:
        return (queryset.filter(self.matching(search_term)) if search_term.strip() else queryset), False


class Notices(AnyModelAdmin):
    """For a ModelAdmin; the templates in `admin/collection/` show what `sources` names."""

    class Media:
        css = {"all": ["collection/admin.css"]}

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

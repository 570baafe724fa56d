"""Locks in the admin: shown as boxes on a page and as a count in a list."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from collection.admin.generics import AnyModelAdmin
from collection.correcting.forms import LockForm, field_label, locked_words
from collection.models.decided import Lockable


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

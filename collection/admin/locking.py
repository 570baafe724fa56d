"""What a person changes by hand is theirs: the change itself locks the field against everything automatic."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.contrib import admin
from django.core.exceptions import FieldDoesNotExist
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from collection.admin.generics import AnyModelAdmin
from collection.models.locking import Lockable

LOCKED = "locked"


def field_label(model: type[Lockable], name: str) -> str:
    try:
        return str(capfirst(str(getattr(model._meta.get_field(name), "verbose_name", name))))
    except FieldDoesNotExist:  # "photo" is kept in another table
        return str(_("Photo"))


class LockForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    """Shows the locks as boxes to tick; leaves alone what another hand or a run changed since the page was opened."""

    locked = forms.MultipleChoiceField(
        label=_("locked fields"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Nothing automatic changes a locked field. Editing a field locks it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        model: type[Lockable] = self._meta.model
        if LOCKED in self.fields:
            boxes = cast("forms.MultipleChoiceField", self.fields[LOCKED])
            boxes.choices = [(name, field_label(model, name)) for name in model.lockable]
            self.initial.setdefault(LOCKED, list(self.instance.locked_fields))
        for field in self.fields.values():
            field.label = capfirst(str(field.label))
            # "Changed" then means changed by this person, not by a run while the page was open.
            field.show_hidden_initial = not isinstance(field, forms.FileField)

    def locks(self) -> tuple[set[str], set[str]]:
        """The names that this person locked and unlocked by the boxes."""
        if LOCKED not in self.fields:
            return set(), set()
        posted = cast("QueryDict", self.data)
        ticked, before = set(self.cleaned_data[LOCKED]), set(posted.getlist(self.add_initial_prefix(LOCKED)))
        return ticked - before, before - ticked


class LockOnEdit(AnyModelAdmin):
    """For a ModelAdmin of a Lockable: locks what was changed, and writes nothing else over what a run wrote meanwhile.

    Subclasses name further fields to lock in `also_changed`, and in `page` where people look at one. Whoever came from
    there (`?from=page`) goes back to it.
    """

    page = ""

    def save_model(self, request: HttpRequest, obj: Lockable, form: LockForm, change: bool) -> None:
        edited = {*form.changed_data, *self.also_changed(obj, form)}
        columns = self.complete(obj, edited)
        if not change:
            obj.lock((edited & set(obj.lockable)) | form.locks()[0])
            obj.save()
            return
        ticked, unticked = form.locks()
        self.relock(obj, add=ticked | (edited & set(obj.lockable)), remove=unticked)
        names = {field.name for field in obj._meta.concrete_fields}
        obj.save(update_fields=sorted({*columns, *(edited & names), "locked_fields"}))

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        response = super().response_change(request, obj)
        if names := ", ".join(field_label(type(obj), name) for name in obj.locked_fields):
            self.message_user(request, _("Locked, so that nothing automatic changes it: %(names)s.") % {"names": names})
        came_from_page = request.GET.get("from") == "page" and "_save" in request.POST
        return redirect(self.page, obj.pk) if came_from_page else response

    def also_changed(self, obj: Lockable, form: LockForm) -> Iterable[str]:
        """Names of lockable fields that this form changes outside the model's own columns."""
        return ()

    def complete(self, obj: Lockable, edited: set[str]) -> Iterable[str]:
        """Set what follows from the edit; return the columns set."""
        return ()

    @staticmethod
    def relock(obj: Lockable, *, add: Iterable[str], remove: Iterable[str] = ()) -> None:
        """Change the locks as they are now, which may be more than the page showed; the caller saves.

        What is in both is locked: an edit wins over unticking its box.
        """
        stored = type(obj)._default_manager.select_for_update().only("locked_fields").get(pk=obj.pk)
        obj.locked_fields = stored.locked_fields
        obj.unlock(remove)
        obj.lock(add)

    @admin.display(description=_("locks"))
    def lock_state(self, obj: Lockable) -> SafeString | str:
        """The locks in words for a list: a count, with the fields named for a pointer and for a screen reader."""
        names = ", ".join(field_label(type(obj), name) for name in obj.locked_fields)
        return format_html('<span class="lock-state">{}</span>', names) if names else "–"

    @admin.display(description=_("locked fields"))
    def locked(self, obj: Lockable) -> SafeString | str:
        """What people who may only look are shown in place of the boxes."""
        return self.lock_state(obj)

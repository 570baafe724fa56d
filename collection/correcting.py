"""The forms of albums and artists, with fields for lists and long texts, written the way people write them: a line
each. What a person changes by hand is theirs: the change itself locks the field.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any, Self, cast

from django import forms
from django.conf import settings
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from collection.addresses import is_shown
from collection.importing.meant import names_of_album, names_of_artist
from collection.models import Artist
from collection.models.album import DESCRIPTION_LENGTH
from collection.models.decided import Lockable
from collection.models.image import MANUAL
from collection.pictures import checked_picture, choose_photo
from collection.validators import https_address

Track = dict[str, str]
_DURATION = re.compile(r"[0-9]{1,3}(:[0-9]{2}){1,2}")

LOCKED = "locked"
PROVENANCE = ("provider", "model", "language", "prompt_version", "at", "run_id")


class ProseField(forms.CharField):
    """A text of several lines. Browsers send CRLF; only a change of the text itself counts as one."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value) or "").replace("\r\n", "\n")


class LinesField(forms.Field):
    """A list of texts, one a line."""

    widget = forms.Textarea(attrs={"rows": 3, "cols": 60})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(self.write(entry) for entry in value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[Any]:
        if isinstance(value, list):
            return value
        lines = str(value or "").replace("\x00", "").splitlines()
        return [self.read(line.strip()) for line in lines if line.strip()]

    def write(self, entry: Any) -> str:
        return str(entry)

    def read(self, line: str) -> Any:
        return line


class TracksField(LinesField):
    """A tracklist, one track a line: position | title | duration, and | performers; a heading begins with #."""

    widget = forms.Textarea(attrs={"rows": 12, "cols": 60})

    def write(self, entry: Track) -> str:
        if entry.get("kind"):
            return f"# {entry.get('title', '')}"
        names = ("position", "title", "duration", *(["artists"] if entry.get("artists") else []))
        return " | ".join(entry.get(name, "") for name in names)

    def read(self, line: str) -> Track:
        """The position precedes the first bar, the duration follows the last: a title may hold a bar of its own."""
        if line.startswith("# "):
            return {"position": "", "title": line[2:].strip(), "duration": "", "kind": "heading"}
        position, bar, rest = line.partition("|")
        if not bar:
            return {"position": "", "title": line, "duration": ""}
        # What follows a duration, as `4:33 | CLSM`, are performers; that alone tells it from a bar in a title.
        before, _bar, last = rest.rpartition("|")
        known, last = before.rpartition("|")[2].strip(), last.strip()
        is_told = last and before.count("|") and not _DURATION.fullmatch(last)
        performers: Track = {}
        if is_told and (not known or _DURATION.fullmatch(known)):
            rest, performers = before, {"artists": last}
        title, _bar, duration = rest.rpartition("|") if "|" in rest else (rest, "", "")
        return {"position": position.strip(), "title": title.strip(), "duration": duration.strip(), **performers}


class PairsField(LinesField):
    """Texts by name, a pair a line: name | text."""

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(f"{name} | {text}" for name, text in value.items()) if isinstance(value, dict) else value

    def to_python(self, value: Any) -> Any:
        if isinstance(value, dict):
            return value
        lines = (line.partition("|") for line in str(value or "").replace("\x00", "").splitlines())
        return {name.strip(): text.strip() for name, _bar, text in lines if name.strip()}


def field_label(model: type[Lockable], name: str) -> str:
    try:
        return str(capfirst(str(getattr(model._meta.get_field(name), "verbose_name", name))))
    except FieldDoesNotExist:  # "photo" is kept in another table
        return str(_("Photo"))


def locked_words(row: Lockable) -> str:
    """What a person is told after saving; "" where nothing of `row` is locked."""
    names = ", ".join(field_label(type(row), name) for name in row.locked_fields)
    return str(_("Locked, so that nothing automatic changes it: %(names)s.") % {"names": names}) if names else ""


def relock(row: Lockable, *, add: Iterable[str], remove: Iterable[str] = ()) -> None:
    """Change the locks as they are now, which may be more than the page showed; the caller saves.

    What is in both is locked: an edit wins over unticking its box.
    """
    stored = type(row)._default_manager.select_for_update().only("locked_fields").get(pk=row.pk)
    row.locked_fields = stored.locked_fields
    row.unlock(remove)
    row.lock(add)


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
        for name in self.fields.keys() - {*(self._meta.fields or self.fields)}:
            del self.fields[name]  # declared ones come along, whatever columns are asked for
        model: type[Lockable] = self._meta.model
        if LOCKED in self.fields:
            boxes = cast("forms.MultipleChoiceField", self.fields[LOCKED])
            boxes.choices = [(name, field_label(model, name)) for name in model.lockable]
            self.initial.setdefault(LOCKED, list(self.instance.locked_fields))
        for field in self.fields.values():
            field.label = capfirst(str(field.label))
            # "Changed" then means changed by this person, not by a run while the page was open.
            field.show_hidden_initial = not isinstance(field, forms.FileField)

    @classmethod
    def of_part(cls, request: HttpRequest, fields: Sequence[str], row: Lockable) -> Self:
        """With these fields alone, ready to type in (browsers focus nothing where an address has a fragment)."""
        sent = (request.POST, request.FILES) if request.method == "POST" else ()
        form_class: Any = forms.modelform_factory(type(row), form=cls, fields=fields)
        form: Self = form_class(*sent, instance=row)
        next(iter(form.fields.values())).widget.attrs["autofocus"] = True
        return form

    def locks(self) -> tuple[set[str], set[str]]:
        """The names that this person locked and unlocked by the boxes."""
        if LOCKED not in self.fields:
            return set(), set()
        posted = cast("QueryDict", self.data)
        ticked, before = set(self.cleaned_data[LOCKED]), set(posted.getlist(self.add_initial_prefix(LOCKED)))
        return ticked - before, before - ticked

    def keep(self) -> None:
        """Write what was changed, lock it, and write nothing else over what a run wrote meanwhile.

        To be called within a transaction.
        """
        row: Lockable = self.instance
        edited = {*self.changed_data, *self.also_changed()}
        columns = self.complete(edited)
        ticked, unticked = self.locks()
        if row.pk is None:
            row.lock((edited & set(row.lockable)) | ticked)
            row.save()
            return
        relock(row, add=ticked | (edited & set(row.lockable)), remove=unticked)
        names = {field.name for field in row._meta.concrete_fields}
        row.save(update_fields=sorted({*columns, *(edited & names), "locked_fields"}))

    def also_changed(self) -> Iterable[str]:
        """Names of lockable fields that this form changes outside the model's own columns."""
        return ()

    def complete(self, edited: set[str]) -> Iterable[str]:
        """Set what follows from the edit; return the columns set."""
        return ()


class AlbumForm(LockForm):
    labels = LinesField(label=_("labels"), required=False, help_text=_("One a line."))
    genres = LinesField(label=_("genres"), required=False, help_text=_("One a line."))
    styles = LinesField(label=_("styles"), required=False, help_text=_("One a line."))
    credits = LinesField(label=_("credits"), required=False, help_text=_("One a line."))
    tracklist = TracksField(
        label=_("tracklist"), required=False, help_text=_("One track a line: position | title | duration.")
    )
    notes = ProseField(label=_("notes"), required=False, widget=forms.Textarea(attrs={"rows": 3, "cols": 60}))
    further = PairsField(label=_("further columns"), required=False, help_text=_("One a line: name | text."))
    ai_description = ProseField(
        label=_("description"),
        required=False,
        max_length=DESCRIPTION_LENGTH,
        widget=forms.Textarea(attrs={"rows": 14, "cols": 90, "dir": "auto"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "ai_description" in self.fields and self.instance.description_language:
            self.fields["ai_description"].widget.attrs["lang"] = self.instance.description_language
        for name in {"added_at", "removed_at"} & set(self.fields):
            moment = self.fields[name]
            # Date and time are two inputs under one label, which names neither.
            for half, words in zip(getattr(moment.widget, "widgets", ()), (_("date"), _("time")), strict=False):
                half.attrs["aria-label"] = f"{moment.label}: {words}"

    def complete(self, edited: set[str]) -> Iterable[str]:
        """A text written by hand has a person for its provider; a title has a former one."""
        album, columns = self.instance, []
        if album.pk and "title" in edited:
            album.former_names, columns = names_of_album(album.pk), ["former_names"]
        if "ai_description" not in edited:
            return columns
        album.description_provider = MANUAL if album.ai_description else ""
        album.description_at = timezone.now() if album.ai_description else None
        album.description_model = album.description_language = album.description_prompt_version = ""
        album.description_run_id = None
        return [*columns, *(f"description_{name}" for name in PROVENANCE)]


class ArtistForm(LockForm):
    photo_file = forms.FileField(label=_("upload a photo"), required=False, help_text=_("JPEG, PNG or WebP."))
    photo_url = forms.CharField(
        label=_("or its address"), required=False, max_length=1000, validators=[https_address], widget=forms.URLInput
    )

    def clean_photo_file(self) -> Any:
        upload = self.cleaned_data["photo_file"]
        return checked_picture(upload) if upload else None

    def clean_photo_url(self) -> str:
        url = str(self.cleaned_data["photo_url"])
        if url and not is_shown(url, settings.AIME_IMAGE_HOSTS):
            raise ValidationError(_("Pictures from that site are not shown here: upload the picture instead."))
        return url

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("photo_file") and cleaned.get("photo_url"):
            self.add_error("photo_url", _("Give a file or an address, not both."))
        if cleaned.get("name") and not cleaned.get("discogs_artist_id"):
            # Of artists without a Discogs id, the name is the identity.
            same = Artist.objects.filter(key=Artist.key_of(cleaned["name"]), discogs_artist_id=None)
            if same.exclude(pk=self.instance.pk).exists():
                self.add_error("name", _("An artist of this name exists already."))
        return cleaned

    def is_renamed(self) -> bool:
        """Of an artist that there was: not where the name is only spelled otherwise, for then its key is the same."""
        if "name" not in self.changed_data:
            return False
        return Artist.key_of(self.initial["name"]) != Artist.key_of(self.cleaned_data["name"])

    def complete(self, edited: set[str]) -> Iterable[str]:
        if not self.instance.pk or not self.is_renamed():
            return ()
        self.instance.former_names = names_of_artist(self.instance.pk)
        return ["former_names"]

    def also_changed(self) -> Iterable[str]:
        return ["photo"] if {"photo_answer", "photo_file", "photo_url"} & set(self.changed_data) else []

    def keep(self) -> None:
        super().keep()
        artist: Artist = self.instance
        url, file = self.cleaned_data.get("photo_url"), self.cleaned_data.get("photo_file")
        if url or file:
            choose_photo(artist, url=url or "", file=file)
            artist.save(update_fields=["photo_answer", "locked_fields"])
        elif "photo_answer" in self.changed_data and not artist.photo_answer:
            artist.unlock(["photo"])  # an answer taken back: the photo may be looked for again
            artist.save(update_fields=["locked_fields"])

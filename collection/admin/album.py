"""Albums in the admin, with their artists on the same page."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.contrib import admin
from django.db import models
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.template.defaultfilters import linebreaks_filter
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from collection.admin.bases import (
    AlbumModelAdmin,
    CreditInlineFormSet,
    CreditModelForm,
    CreditStackedInline,
    FoundByWords,
    LightRows,
    LockOnEdit,
    Notices,
)
from collection.admin.filters import (
    AlbumPhotosFilter,
    DescriptionFilter,
    NamedChoicesFilter,
    NamedValuesFilter,
    OwnedFilter,
)
from collection.correcting import AlbumForm, relock
from collection.importing.meant import names_of_album
from collection.models import Album, AlbumArtist
from collection.models.album import OWNERS
from collection.models.image import MANUAL
from collection.pictures import sources_of_albums, thumbnail
from collection.searching.asking import WITH_NOTES, matching_albums
from collection.searching.texts import refresh_albums


class CreditForm(CreditModelForm):
    class Meta:
        labels: ClassVar = {"artist": _("Artist")}  # the column has no name for people

    def validate_constraints(self) -> None:
        """Positions are numbered anew on saving, so that two credits can change places."""


class CreditFormSet(CreditInlineFormSet):
    def validate_unique(self) -> None:
        """See `CreditForm`."""

    def save(self, commit: bool = True) -> list[AlbumArtist]:
        """Write all credits anew in the order of their positions."""
        if not self.has_changed():
            self.new_objects, self.changed_objects, self.deleted_objects = [], [], []
            return []
        kept = [
            form for form in self.forms if form not in self.deleted_forms and (form.has_changed() or form.instance.pk)
        ]
        super().save(commit=False)  # the admin's log reads what it notes
        self.instance.album_artists.all().delete()
        rows = sorted((form.instance for form in kept), key=lambda row: row.position)
        for position, row in enumerate(rows):
            row.pk, row.album, row.position = None, self.instance, position
        made = AlbumArtist.objects.bulk_create(rows)
        refresh_albums([self.instance.pk])
        return made


class CreditInline(CreditStackedInline):
    model = AlbumArtist
    form = CreditForm
    formset = CreditFormSet
    fieldsets = [(None, {"fields": [("artist", "credited_as"), ("join_phrase", "position")]})]
    autocomplete_fields = ["artist"]
    extra = 0
    min_num = 1

    def get_formset(self, request: Any, obj: Any = None, **kwargs: Any) -> Any:
        return super().get_formset(request, obj, validate_min=True, **kwargs)


@admin.register(Album)
class AlbumAdmin(LightRows, FoundByWords, Notices, LockOnEdit, AlbumModelAdmin):
    form = AlbumForm
    page = "collection:album"
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    inlines = [CreditInline]
    list_display = ["cover", "title", "credited_artists", "years", "carrier", "has_description", "source", "lock_state"]
    list_display_links = ["title"]
    in_rows = (
        *("title", "year", "original_year", "support", "source", "discogs_id", "image_url", "ai_description"),
        "locked_fields",
    )
    list_filter = [
        ("source", NamedChoicesFilter),
        OwnedFilter,
        ("support", NamedValuesFilter),
        ("folder", NamedValuesFilter),
        DescriptionFilter,
        AlbumPhotosFilter,
    ]
    search_help_text = _("Title, artist, catalogue number or notes")
    readonly_fields = ["cover", "description_origin"]
    fieldsets = [
        (None, {"fields": ["cover", "title", "year", "original_year", "support", "copies", "image_url"]}),
        (_("Description"), {"fields": ["ai_description", "description_origin"]}),
        (_("Your copy"), {"fields": [*OWNERS]}),
        (_("Locks"), {"fields": ["locked"]}),
        (_("Edition"), {"fields": ["labels", "catalog_number", "country", "genres", "styles", "tracklist", "credits"]}),
        (
            _("Sources"),
            {
                "fields": [
                    *("source", "discogs_id", "discogs_master_id", "discogs_url", "spotify_url"),
                    *("added_at", "removed_at"),
                ]
            },
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Album]:
        return Album.objects.with_names()

    def matching(self, text: str) -> Q:
        return matching_albums(text, WITH_NOTES)

    @admin.display(description=_("cover"))
    def cover(self, album: Album) -> SafeString:
        return thumbnail(album.image_url, album.title)

    @admin.display(description=_("artists"))
    def credited_artists(self, album: Album) -> str:
        return album.artist_credit

    @admin.display(description=_("year (this edition)"), ordering="original_year")
    def years(self, album: Album) -> str:
        """The work's year, and this edition's where it is another."""
        original, pressed = album.original_year, album.year
        if original and pressed and original != pressed:
            return f"{original} ({pressed})"
        return str(original or "") or (f"({pressed})" if pressed else "–")

    @admin.display(description=_("format"), ordering="support", empty_value="-")
    def carrier(self, album: Album) -> str:
        return album.shown_support

    @admin.display(description=_("description"), boolean=True)
    def has_description(self, album: Album) -> bool:
        return bool(album.ai_description)

    @admin.display(description=_("written by"))
    def description_origin(self, album: Album) -> SafeString | str:
        if album.is_generated:
            return render_to_string("collection/generated.html", {"album": album})
        return str(_("you")) if album.description_provider == MANUAL else "–"

    @admin.display(description=_("description"))
    def described(self, album: Album) -> SafeString:
        """The text for people who may only look, in its own language."""
        text = linebreaks_filter(album.ai_description) if album.ai_description else "–"
        return format_html('<div lang="{}" dir="auto">{}</div>', album.description_language, text)

    def get_fieldsets(self, request: HttpRequest, obj: Album | None = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or self.has_change_permission(request, obj):
            return fieldsets
        shown: dict[Any, Any] = {"ai_description": "described"}
        return [(name, {**each, "fields": [shown.get(one, one) for one in each["fields"]]}) for name, each in fieldsets]

    def sources(self, rows: Iterable[Album]) -> set[str]:
        return sources_of_albums(rows)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        recredited = isinstance(formset, CreditFormSet) and formset.has_changed()
        if recredited and change:
            form.instance.former_names = names_of_album(form.instance.pk)
        super().save_formset(request, form, formset, change)
        if recredited:
            relock(form.instance, add=["artists"])
            form.instance.save(update_fields=["former_names", "locked_fields"])

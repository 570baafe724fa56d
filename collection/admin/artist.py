"""Artists in the admin, with the photo that their owner may choose."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from collection.addresses import is_shown
from collection.admin.filters import ArtistPhotoFilter
from collection.admin.generics import ArtistModelAdmin
from collection.admin.locking import LockForm, LockOnEdit
from collection.admin.notices import Notices
from collection.admin.thumbnails import thumbnail
from collection.models import Artist
from collection.models.image import MANUAL
from collection.models.locking import Lockable
from collection.photos import choose_photo
from collection.searching.asking import matching_artists
from collection.sources import sources_of_artists
from collection.uploads import checked_picture
from collection.validators import https_address


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
        if cleaned.get("name") and not cleaned.get("discogs_artist_id") and self._is_known(cleaned["name"]):
            self.add_error("name", _("An artist of this name exists already."))
        return cleaned

    def _is_known(self, name: str) -> bool:
        """Whether another artist without a Discogs id has this name, which would be the same identity."""
        others = Artist.objects.filter(key=Artist.key_of(name), discogs_artist_id=None)
        return others.exclude(pk=self.instance.pk).exists()


@admin.register(Artist)
class ArtistAdmin(Notices, LockOnEdit, ArtistModelAdmin):
    form = ArtistForm
    page = "collection:artist"
    list_display = ["picture", "name", "album_count", "photo_origin", "photo_answer", "lock_state"]
    list_display_links = ["name"]
    list_filter = [ArtistPhotoFilter, "photo_answer"]
    search_fields = ["name"]  # that there is a search at all; `get_search_results` says where
    readonly_fields = ["picture", "photo_origin"]
    fieldsets = [
        (None, {"fields": ["name", "discogs_artist_id", "spotify_id"]}),
        (_("Photo"), {"fields": ["picture", "photo_origin", "photo_file", "photo_url", "photo_answer"]}),
        (_("Locks"), {"fields": ["locked"]}),
    ]

    class Media:
        css = {"all": ["collection/admin.css"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Artist]:
        counted = Artist.objects.annotate(number_of_albums=Count("albums", distinct=True))
        return counted.prefetch_related("images").order_by("key", "pk")  # counting drops the model's own order

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Artist], search_term: str
    ) -> tuple[QuerySet[Artist], bool]:
        return (queryset.filter(matching_artists(search_term)) if search_term.strip() else queryset), False

    @admin.display(description=_("photo"))
    def picture(self, artist: Artist) -> SafeString:
        photo = artist.photo if artist.pk else None
        return thumbnail(photo.address if photo else "", artist.name)

    @admin.display(description=_("photo from"))
    def photo_origin(self, artist: Artist) -> SafeString | str:
        """Where the photo comes from; Spotify's photos carry its name and a link to the artist there."""
        photo = artist.photo if artist.pk else None
        if photo is None or photo.source == MANUAL:
            return str(_("you")) if photo else "–"
        return render_to_string("collection/photo_source.html", {"artist": artist})

    def sources(self, rows: Iterable[Artist]) -> set[str]:
        return sources_of_artists(rows)

    @admin.display(description=_("albums"), ordering="number_of_albums")
    def album_count(self, artist: Any) -> int:
        return int(artist.number_of_albums)

    def also_changed(self, obj: Lockable, form: LockForm) -> Iterable[str]:
        return ["photo"] if {"photo_answer", "photo_file", "photo_url"} & set(form.changed_data) else []

    def save_model(self, request: HttpRequest, obj: Lockable, form: LockForm, change: bool) -> None:
        super().save_model(request, obj, form, change)
        url, file = form.cleaned_data.get("photo_url"), form.cleaned_data.get("photo_file")
        if isinstance(obj, Artist) and (url or file):
            choose_photo(obj, url=url or "", file=file)
            obj.save(update_fields=["photo_answer", "locked_fields"])
        elif isinstance(obj, Artist) and "photo_answer" in form.changed_data and not obj.photo_answer:
            obj.unlock(["photo"])  # an answer taken back: the photo may be looked for again
            obj.save(update_fields=["locked_fields"])

"""The albums' and the artists' admin with what enrichment adds to them."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Case, CharField, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from collection.admin import AlbumAdmin, ArtistAdmin
from collection.admin.filters import AlbumPhotosFilter, NamedChoicesFilter, NamedValuesFilter, OwnedFilter
from collection.models import Album, Artist
from collection.models.sql import Written
from enrichment.admin import questions
from enrichment.admin.importing import ImportPage
from enrichment.admin.lists import (
    ArtistLastRunFilter,
    LastRunFilter,
    LockActions,
    LockFilter,
    Offer,
    PhotoFilter,
    PhotoLockFilter,
    PromptVersionFilter,
    SupportFilter,
    TextFilter,
    offer_run,
    offer_undo,
)
from enrichment.admin.one import EnrichOne, TryPage
from enrichment.admin.pages import CHANGE, ArtistPage, show, state_word
from enrichment.admin.states import MISSING, PRESENT, REVIEW, TEXT_STATES, albums_to_review
from enrichment.engine.request import RunRequest
from enrichment.phases.artist_images import afterwards
from enrichment.phases.artist_images.phase import ArtistImages
from enrichment.phases.descriptions.phase import Descriptions
from enrichment.phases.discogs import facts
from enrichment.phases.review import latest_proposals

MISSING_ONLY = Offer(
    _("Enrich what is missing"),
    _("Descriptions and artist photos that are already there stay as they are."),
)
PHOTOS = Offer(
    _("Look for the artists' photos"),
    _("Photos that are already there stay as they are."),
    only=ArtistImages.name,
)
REGENERATE = Offer(
    _("Write the descriptions anew"),
    _("The descriptions are replaced by new ones, save those that are locked."),
    only=Descriptions.name,
    force=True,
)

TEXT_IS = Case(
    When(ai_description__gt="", then=Value(PRESENT)),
    When(pk__in=Written(albums_to_review), then=Value(REVIEW)),
    default=Value(MISSING),
    output_field=CharField(),
)

admin.site.unregister(Album)


@admin.register(Album)
class EnrichedAlbumAdmin(ImportPage, TryPage, EnrichOne, LockActions, AlbumAdmin):
    change_list_template = "enrichment/admin/albums.html"
    change_form_template = "enrichment/admin/album.html"
    actions = ["enrich_missing", "find_photos", "regenerate", "take_back", "lock_rows", "unlock_rows"]
    list_display = ["cover", "title", "credited_artists", "years", "carrier", "text_state", "source", "lock_state"]
    list_filter = [
        TextFilter,
        AlbumPhotosFilter,
        LockFilter,
        ("source", NamedChoicesFilter),
        OwnedFilter,
        SupportFilter,
        ("folder", NamedValuesFilter),
        PromptVersionFilter,
        LastRunFilter,
    ]
    search_help_text = ""  # type: ignore[assignment]  # described by a help text alone, the field would count as having no label
    locked_field = "ai_description"

    class Media:
        css = {"all": ["enrichment/admin.css"]}

    def rows(self, shown: QuerySet[Any]) -> QuerySet[Any]:
        """The state of a text stands here, for nothing that counts albums needs it."""
        rows: QuerySet[Any] = super().rows(shown)
        return rows.annotate(text_is=TEXT_IS)  # type: ignore[no-any-return]

    @admin.display(description=_("description"), ordering=TEXT_IS)
    def text_state(self, album: Any) -> SafeString:
        return state_word(album.text_is, str(TEXT_STATES[album.text_is]))

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if change and facts.forget(obj, form.changed_data):
            messages.info(
                request, gettext("What Discogs told of another number is gone: synchronise to fetch the facts.")
            )

    def run_about(self, subject: Album, language: str) -> RunRequest:
        """Who presses the button on a text's own page wants it in the language that stands there."""
        return RunRequest(albums=[subject.pk], language=language, other_languages=True)

    @admin.action(description=_("🤖 Enrich what is missing (Euria + Spotify)"), permissions=["enrich"])
    def enrich_missing(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse:
        return offer_run(self, request, queryset, MISSING_ONLY)

    @admin.action(description=_("Look for the artists' photos…"), permissions=["enrich"])
    def find_photos(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse:
        return offer_run(self, request, queryset, PHOTOS)

    @admin.action(description=_("Write the descriptions anew…"), permissions=["enrich"])
    def regenerate(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse:
        return offer_run(self, request, queryset, REGENERATE)

    def has_undo_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(CHANGE)

    @admin.action(description=_("Take back the last enrichment…"), permissions=["undo"])
    def take_back(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse:
        return offer_undo(self, request, queryset)


class PhotoPicker(ArtistPage):
    """Choosing another of the photos that the last search found: `<pk>/photo/`, for those who may change the artist."""

    def get_urls(self) -> list[URLPattern]:
        own = path("<int:pk>/photo/", self.admin_site.admin_view(self.choose), name="collection_artist_photo")
        return [own, *super().get_urls()]

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        shown = context.get("original")
        may_choose = bool(shown and self.has_change_permission(request, shown) and latest_proposals(shown))
        return super().render_change_form(request, {**context, "may_choose": may_choose}, *args, **kwargs)

    def choose(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The candidates as in the queue; whoever was settled may be settled anew."""
        artist = Artist.objects.filter(pk=pk).first()
        if not self.has_change_permission(request, artist):
            raise PermissionDenied
        here = reverse("admin:collection_artist_change", args=[pk])
        item = latest_proposals(artist) if artist else None
        if artist is None or item is None:
            messages.info(request, gettext("No photos are known to choose from."))
            return HttpResponseRedirect(here)
        problem = questions.settle(request, item) if request.method == "POST" else ""
        if request.method == "POST" and not problem:
            return HttpResponseRedirect(here)
        title = gettext("Choose another photo: %(name)s") % {"name": artist.display_name[:100]}
        context = {
            "item": item,
            "reason": questions.reason(item),
            "problem": problem,
            "proposals": questions.proposals(item),
            "chosen": request.POST.get("choice", questions.CANDIDATE + artist.spotify_id),
            "owned": questions.owned_titles(item),
            "may_change": True,
        }
        return show(self, request, "artist_photo", title, context, status=400 if problem else 200)


PHOTOS_OF_ARTISTS = Offer(_("Look for missing photos"), _("Photos that are already there stay as they are."))

admin.site.unregister(Artist)


@admin.register(Artist)
class EnrichedArtistAdmin(PhotoPicker, EnrichOne, LockActions, ArtistAdmin):
    change_form_template = "enrichment/admin/artist.html"
    actions = ["find_photos", "lock_rows", "unlock_rows"]
    list_filter = [PhotoFilter, ("photo_answer", NamedChoicesFilter), PhotoLockFilter, ArtistLastRunFilter]
    locked_field = "photo"

    class Media:
        css = {"all": ["enrichment/admin.css"]}

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if not change:
            return
        changed = set(form.changed_data) - (set() if form.is_renamed() else {"name"})
        if afterwards.forget(obj, changed):
            words = gettext("The photo was that of the earlier name or number: it is gone, and is looked for again.")
            messages.info(request, words)

    def run_about(self, subject: Artist, language: str) -> RunRequest:
        """Offered while there is no photo: who presses it wants the service asked, however lately it was."""
        return RunRequest(artists=[subject.pk], force=subject.photo is None)

    @admin.action(description=_("🤖 Look for missing photos (Spotify)"), permissions=["enrich"])
    def find_photos(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse:
        return offer_run(self, request, queryset, PHOTOS_OF_ARTISTS)

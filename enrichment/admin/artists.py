"""The artists' admin with what enrichment adds to it."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from collection.admin import ArtistAdmin
from collection.admin.filters import NamedChoicesFilter
from collection.models import Artist
from enrichment.admin import questions
from enrichment.admin.confirmation import Offer, offer_run
from enrichment.admin.lists import ArtistLastRunFilter, LockActions, PhotoFilter, PhotoLockFilter
from enrichment.admin.one import EnrichOne
from enrichment.admin.pages import START, ArtistPage
from enrichment.engine.request import RunRequest
from enrichment.phases.artist_images.of_artists import forget
from enrichment.phases.review import ReviewError, latest_proposals


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
        problem = ""
        if request.method == "POST":
            try:
                messages.success(request, questions.answer(request, item))
                return HttpResponseRedirect(here)
            except (questions.NotAnswered, ReviewError) as error:
                problem = str(error)
            except ValidationError as error:
                problem = " ".join(error.messages)
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Choose another photo: %(name)s") % {"name": artist.display_name[:100]},
            "opts": self.opts,
            "item": item,
            "reason": questions.reason(item),
            "problem": problem,
            "proposals": questions.proposals(item),
            "chosen": request.POST.get("choice", questions.CANDIDATE + artist.spotify_id),
            "owned": questions.owned_titles(item),
            "may_change": True,
        }
        return TemplateResponse(request, "enrichment/admin/artist_photo.html", context, status=400 if problem else 200)


PHOTOS = Offer("find_photos", _("Look for missing photos"), _("Photos that are already there stay as they are."))

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
        if forget(obj, changed):
            words = gettext("The photo was that of the earlier name or number: it is gone, and is looked for again.")
            messages.info(request, words)

    def run_about(self, subject: Artist, language: str) -> RunRequest:
        """Offered while there is no photo: who presses it wants the service asked, however lately it was."""
        return RunRequest(artists=[subject.pk], force=subject.photo is None)

    def has_enrich_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(START)

    @admin.action(description=_("🤖 Look for missing photos (Spotify)"), permissions=["enrich"])
    def find_photos(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse:
        return offer_run(self, request, queryset, PHOTOS)

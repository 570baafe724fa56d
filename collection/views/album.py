"""An album's page."""

from typing import Any

from django.db.models import Count, Max
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from collection.browsing.cards import for_cards
from collection.browsing.choices import Choices
from collection.browsing.matching import owned
from collection.browsing.places import around
from collection.importing.owners import LeftOut
from collection.models import Album
from collection.models.album import OWNERS
from collection.personnel import personnel
from collection.sources import sources_of_albums
from collection.tracks import sides
from collection.views.access import reading
from collection.views.wall import COVERS_PER_PAGE


@reading
def album(request: HttpRequest, pk: int) -> HttpResponse:
    return render(request, "collection/album.html", album_context(request, pk))


def album_context(request: HttpRequest, pk: int) -> dict[str, Any]:
    """What the page of album `pk` shows to whoever asks; raises Http404 where they may see none."""
    shown = get_object_or_404(Album.objects.prefetch_related("album_artists__artist__images", "images"), pk=pk)
    public = not request.user.is_authenticated
    if public and shown.is_heard_only:
        raise Http404
    choices = Choices.read(request.GET, public=public)
    return {
        "around": around(choices, request.GET.get("at", ""), pk, COVERS_PER_PAGE),
        "album": shown,
        "credits": list(shown.album_artists.all()),
        "personnel": personnel(shown.credits),
        "may_correct": request.user.has_perm("collection.change_album"),
        "here": f"?{request.GET.urlencode()}" if request.GET else "",
        "public": public,  # what the owner wrote, paid or listened to is for people of the house
        "copies": [] if public else copies_of(shown),
        "is_left_out": not public and shown.folder in LeftOut.chosen(),
        "sides": sides(shown.tracklist),
        "editions": other_editions(shown),
        "listening": {} if public else shown.scrobbles.aggregate(plays=Count("pk"), last=Max("played_at")),
        "sources": sources_of_albums([shown]),
    }


def copies_of(album: Album) -> list[dict[str, Any]]:
    """What the owner says of each copy of which anything is said."""
    first = {name: getattr(album, name) for name in OWNERS}
    return [copy for copy in (first, *album.more_copies) if any(copy.get(name) for name in OWNERS)]


def other_editions(album: Album) -> list[Album]:
    """The owner's other editions of the same work."""
    if album.discogs_master_id is None:
        return []
    same = owned().filter(discogs_master_id=album.discogs_master_id).exclude(pk=album.pk)
    return list(for_cards(same.order_by("year", "pk"))[:24])

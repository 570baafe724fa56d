"""The page of one album or artist, and corrections on the spot: the page itself, with one part of it as a form."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Count, Max
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from collection.browsing.choices import Choices
from collection.browsing.matching import around, chosen, for_cards, other_editions
from collection.correcting import AlbumForm, ArtistForm, LockForm, locked_words
from collection.importing.owners import LeftOut
from collection.models import Album, Artist
from collection.models.album import OWNERS
from collection.pictures import sources_of_albums, sources_of_artists
from collection.sleeve import by_importance, sides
from collection.views import correcting, reading
from collection.views.lists import COVERS_PER_PAGE

MOST_ALBUMS = 300

# Of each page the parts that can be corrected, in the words of its address, with their columns.
EDITION = ("title", "original_year", "year", "support", "labels", "catalog_number", "country", "genres", "styles")
ALBUM_PARTS = {"text": ("ai_description",), "facts": EDITION, "copy": OWNERS, "tracks": ("tracklist",)}
ARTIST_PARTS = {"photo": ("photo_file", "photo_url")}


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
        "personnel": by_importance(shown.credits),
        "may_correct": request.user.has_perm("collection.change_album"),
        "here": f"?{request.GET.urlencode()}" if request.GET else "",
        "public": public,  # what the owner wrote, paid or listened to is for people of the house
        "copies": [] if public else [one for one in shown.each_copy if any(map(one.get, OWNERS))],
        "is_left_out": not public and shown.folder in LeftOut.chosen(),
        "sides": sides(shown.tracklist),
        "editions": other_editions(shown),
        "listening": {} if public else shown.scrobbles.aggregate(plays=Count("pk"), last=Max("played_at")),
        "sources": sources_of_albums([shown]),
    }


@reading
def artist(request: HttpRequest, pk: int) -> HttpResponse:
    return render(request, "collection/artist.html", artist_context(pk))


def artist_context(pk: int) -> dict[str, Any]:
    """What the page of artist `pk` shows; raises Http404 where there is none."""
    shown = get_object_or_404(Artist.objects.prefetch_related("images"), pk=pk)
    choices = Choices(artist=pk, sort="year")
    albums = list(for_cards(chosen(choices))[: MOST_ALBUMS + 1])
    has_more = len(albums) > MOST_ALBUMS
    return {
        "artist": shown,
        "albums": albums[:MOST_ALBUMS],
        "owned": chosen(choices).count() if has_more else len(albums),
        "has_more": has_more,
        "order": choices.query(),
        "all_albums": Choices(artist=pk).query(),
        "sources": sources_of_albums(albums) | sources_of_artists([shown]),
    }


@correcting("collection.change_album")
def correct_album(request: HttpRequest, pk: int, part: str) -> HttpResponse:
    form = AlbumForm.of_part(request, ALBUM_PARTS[part], get_object_or_404(Album, pk=pk))
    if form.is_valid():
        return _kept(request, form, "collection:album", part)
    context = {**album_context(request, pk), "form": form, "part": part}
    return render(request, "collection/album.html", context)


@correcting("collection.change_artist")
def correct_artist(request: HttpRequest, pk: int, part: str) -> HttpResponse:
    form = ArtistForm.of_part(request, ARTIST_PARTS[part], get_object_or_404(Artist, pk=pk))
    if form.is_valid():
        return _kept(request, form, "collection:artist", part)
    return render(request, "collection/artist.html", {**artist_context(pk), "form": form, "part": part})


def _kept(request: HttpRequest, form: LockForm, page: str, part: str) -> HttpResponse:
    """Store the correction and go back to where it stands, in the order one came in."""
    if form.has_changed():
        with transaction.atomic():
            form.keep()
        messages.success(request, locked_words(form.instance))
    order = f"?{request.GET.urlencode()}" if request.GET else ""
    return redirect(f"{reverse(page, args=[form.instance.pk])}{order}#{part}")

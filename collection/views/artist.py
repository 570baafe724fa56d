"""An artist's page, and the faces of all artists."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from collection.browsing.artists import named, number_before, number_of
from collection.browsing.cards import for_cards
from collection.browsing.choices import Choices
from collection.browsing.matching import chosen
from collection.browsing.places import asked_place, page_of
from collection.models import Artist
from collection.sources import sources_of_albums, sources_of_artists
from collection.views.access import reading

FACES_PER_PAGE = 60
MOST_ALBUMS = 300
ON_A_FACE = ("name", "discogs_artist_id", "spotify_id", "photo_answer")


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


@reading
def artists(request: HttpRequest) -> HttpResponse:
    text = Choices.read(request.GET).text
    place = asked_place(request.GET, FACES_PER_PAGE, lambda letter: number_before(text, letter))
    found = named(text).only(*ON_A_FACE).prefetch_related("images")
    page = page_of(found, number_of(text), FACES_PER_PAGE, place.page)
    context = {
        "page": page,
        "artists": page.object_list,
        "row": place.row,
        "text": text,
        "here": Choices(text=text).query(),
        "numbers": page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1),
        "sources": sources_of_artists(page),
    }
    return render(request, "collection/artists.html", context)

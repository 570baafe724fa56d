"""The collection in numbers, and as a poster of covers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from collection.browsing.cards import for_cards
from collection.browsing.choices import Choices
from collection.browsing.matching import chosen
from collection.browsing.statistics import Statistics
from collection.sources import sources_of_albums
from collection.views.access import household, reading

COVERS_ON_A_POSTER = 240


@household
def statistics(request: HttpRequest) -> HttpResponse:
    found = Statistics(timezone.localdate())
    sources = sources_of_albums(played.album for played in found.most_played)
    return render(request, "collection/statistics.html", {"statistics": found, "sources": sources})


@reading
def poster(request: HttpRequest) -> HttpResponse:
    """The first covers of what was chosen, side by side, as a page to print."""
    choices = Choices.read(request.GET, public=not request.user.is_authenticated)
    albums = list(for_cards(chosen(choices))[:COVERS_ON_A_POSTER])
    context = {"albums": albums, "wall": choices.query(), "sources": sources_of_albums(albums)}
    return render(request, "collection/poster.html", context)

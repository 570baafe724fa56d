"""Search over everything, as a page and, while somebody types, as the part of it that changes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from collection.browsing.choices import Choices
from collection.searching.answers import answers
from collection.sources import sources_of_albums, sources_of_artists
from collection.views.access import reading


@reading
def search(request: HttpRequest) -> HttpResponse:
    text = Choices.read(request.GET).text
    found = answers(text, with_notes=request.user.is_authenticated)
    part = request.GET.get("part") == "1"
    context = {
        "text": text,
        "found": found,
        "sources": sources_of_albums(found.all_albums) | sources_of_artists(found.artists),
    }
    return render(request, "collection/found.html" if part else "collection/search.html", context)

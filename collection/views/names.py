"""Pages of all styles, labels, genres and countries."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from collection.browsing import names as browsing
from collection.browsing.places import asked_place
from collection.views.access import reading

NAMES_PER_PAGE = 300
TITLES = {"genre": _("Genres"), "style": _("Styles"), "label": _("Labels"), "country": _("Countries")}


@reading
def names(request: HttpRequest, kind: str) -> HttpResponse:
    found = browsing.names(kind)
    place = asked_place(request.GET, NAMES_PER_PAGE, lambda letter: browsing.before(found, letter))
    page = Paginator(found, NAMES_PER_PAGE).get_page(place.page)
    context = {
        "title": TITLES[kind],
        "page": page,
        "names": list(page),
        "row": place.row,
        "here": "?",
        "numbers": page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1),
        "sources": {"discogs"} if found else set(),
    }
    return render(request, "collection/names.html", context)

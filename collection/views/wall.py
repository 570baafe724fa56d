"""The wall of covers."""

import random

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from collection.browsing.cards import for_cards
from collection.browsing.choices import LARGEST_SEED, Choices
from collection.browsing.facets import Facets
from collection.browsing.labels import narrowings
from collection.browsing.matching import BY_NAME, chosen, count_before
from collection.browsing.places import asked_place, page_of
from collection.models import Album
from collection.sources import sources_of_albums
from collection.views.access import reading

COVERS_PER_PAGE = 60
SORTS = {
    "artist": _("Artist"),
    "title": _("Title"),
    "year": _("Year"),
    "added": _("Recently added"),
    "plays": _("Most played"),
    "random": _("At random"),
}


@reading
def wall(request: HttpRequest) -> HttpResponse:
    choices = Choices.read(request.GET, public=not request.user.is_authenticated)
    if choices.sort == "random" and not choices.seed:
        choices = choices._replace(seed=random.randint(1, LARGEST_SEED))  # noqa: S311 - no secret
    place = asked_place(request.GET, COVERS_PER_PAGE, lambda letter: count_before(choices, letter))
    facets = Facets(choices)
    page = page_of(for_cards(chosen(choices, facets.among)), facets.albums, COVERS_PER_PAGE, place.page)
    if not page.paginator.count and not choices.narrowed and not Album.objects.kept().exists():
        return first_use(request)
    context = {
        "choices": choices,
        "page": page,
        "albums": page.object_list,
        "row": place.row,
        "by_name": choices.sort in BY_NAME,
        "here": choices.query(),
        "numbers": page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1),
        "facets": facets,
        "has_heard": not choices.public and Album.objects.kept().heard_only().exists(),
        "heard_only": choices.query(heard=not choices.heard),
        "narrowings": narrowings(choices),
        "sorts": [(name, label) for name, label in SORTS.items() if not (choices.public and name == "plays")],
        "sources": sources_of_albums(page),
    }
    return render(request, "collection/wall.html", context)


def first_use(request: HttpRequest) -> HttpResponse:
    """Where the first page leads while there is nothing to show: whoever looks after the site to the first steps."""
    if getattr(request.user, "is_superuser", False) and settings.AIME_FIRST_STEPS:
        return redirect(settings.AIME_FIRST_STEPS)
    return render(request, "collection/first_use.html")

"""The wall of covers."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from collection.browsing.artists import to_choose
from collection.browsing.cards import for_cards
from collection.browsing.choices import Choices
from collection.browsing.facets import Facets
from collection.browsing.matching import chosen
from collection.models import Album
from collection.sources import sources_of_albums
from collection.views.access import reading

COVERS_PER_PAGE = 60
ARTISTS_TO_CHOOSE = 200
SORTS = {"artist": _("Artist"), "title": _("Title"), "year": _("Year"), "added": _("Recently added")}


@reading
def wall(request: HttpRequest) -> HttpResponse:
    choices = Choices.read(request.GET, public=not request.user.is_authenticated)
    page = Paginator(for_cards(chosen(choices)), COVERS_PER_PAGE).get_page(request.GET.get("page"))
    if not page.paginator.count and not choices.narrowed and not Album.objects.kept().exists():
        return first_use(request)
    albums = list(page)
    context = {
        "choices": choices,
        "page": page,
        "albums": albums,
        "here": choices.query(),
        "numbers": page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1),
        "facets": Facets(choices),
        "has_heard": not choices.public and Album.objects.kept().heard_only().exists(),
        "heard_only": Choices(heard=True).query(),
        "artists": to_choose(choices.artist, ARTISTS_TO_CHOOSE),
        "sorts": SORTS,
        "sources": sources_of_albums(albums),
    }
    return render(request, "collection/wall.html", context)


def first_use(request: HttpRequest) -> HttpResponse:
    """Where the first page leads while there is nothing to show: whoever looks after the site to the first steps."""
    if getattr(request.user, "is_superuser", False) and settings.AIME_FIRST_STEPS:
        return redirect(settings.AIME_FIRST_STEPS)
    return render(request, "collection/first_use.html")

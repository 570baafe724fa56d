"""Pages of many albums, artists or names: home, wall, faces, names, search, numbers."""

import random

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from collection.browsing import names as browsing
from collection.browsing import news_for, overview
from collection.browsing.choices import LARGEST_SEED, Choices
from collection.browsing.facets import Facets, narrowings
from collection.browsing.matching import (
    BY_NAME,
    asked_place,
    chosen,
    count_before,
    credits_and_covers,
    for_cards,
    page_of,
)
from collection.models import Album
from collection.pictures import sources_of_albums, sources_of_artists
from collection.searching.answers import answers
from collection.views import household, reading

COVERS_PER_PAGE = FACES_PER_PAGE = 60
SORTS = {
    "artist": _("Artist"),
    "title": _("Title"),
    "year": _("Year"),
    "added": _("Recently added"),
    "plays": _("Most played"),
    "random": _("At random"),
}
NAMES_PER_PAGE = 300
TITLES = {"genre": _("Genres"), "style": _("Styles"), "label": _("Labels"), "country": _("Countries")}
ON_A_FACE = ("name", "discogs_artist_id", "spotify_id", "photo_answer")
COVERS_ON_A_POSTER = 240


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


@reading
def home(request: HttpRequest) -> HttpResponseBase:
    """Strangers see the wall: what is played and added is the owner's. So does whoever owns nothing yet."""
    if asked := request.META.get("QUERY_STRING", ""):
        return redirect(f"{reverse('collection:wall')}?{asked}", permanent=True)
    surprise = overview.at_random() if request.user.is_authenticated else None
    if surprise is None:
        return wall(request)
    today = timezone.localdate()
    blocks = [
        ("added", gettext("Added lately"), overview.added_lately()),
        ("played", gettext("Played lately"), overview.played_lately()),
        ("forgotten", gettext("Not played for long"), overview.forgotten(timezone.now())),
        ("anniversaries", gettext("A round number of years old"), overview.of_an_age(today)),
    ]
    albums = [surprise, *(album for _name, _title, found in blocks for album in found)]
    prefetch_related_objects(albums, *credits_and_covers())
    context = {
        "blocks": [block for block in blocks if block[2]],
        "surprise": surprise,
        "news": news_for(request.user),
        "sources": sources_of_albums(albums),
    }
    return render(request, "collection/home.html", context)


@reading
def artists(request: HttpRequest) -> HttpResponse:
    text = Choices.read(request.GET).text
    place = asked_place(request.GET, FACES_PER_PAGE, lambda letter: browsing.artists_before(text, letter))
    found = browsing.artists_named(text).only(*ON_A_FACE).prefetch_related("images")
    page = page_of(found, browsing.number_of_artists(text), FACES_PER_PAGE, place.page)
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


@reading
def names(request: HttpRequest, kind: str) -> HttpResponse:
    found = browsing.names(kind)
    place = asked_place(request.GET, NAMES_PER_PAGE, lambda letter: browsing.names_before(found, letter))
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


@household
def statistics(request: HttpRequest) -> HttpResponse:
    found = overview.Statistics(timezone.localdate())
    sources = sources_of_albums(played.album for played in found.most_played)
    return render(request, "collection/statistics.html", {"statistics": found, "sources": sources})


@reading
def poster(request: HttpRequest) -> HttpResponse:
    """The first covers of what was chosen, side by side, as a page to print."""
    choices = Choices.read(request.GET, public=not request.user.is_authenticated)
    albums = list(for_cards(chosen(choices))[:COVERS_ON_A_POSTER])
    context = {"albums": albums, "wall": choices.query(), "sources": sources_of_albums(albums)}
    return render(request, "collection/poster.html", context)

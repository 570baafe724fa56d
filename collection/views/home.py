"""The place to come back to, and the way from addresses that the wall had before it moved."""

from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from collection.browsing import home as shelf
from collection.browsing.cards import credits_and_covers
from collection.browsing.news import news_for
from collection.sources import sources_of_albums
from collection.views.access import reading
from collection.views.wall import wall


@reading
def home(request: HttpRequest) -> HttpResponseBase:
    """Strangers see the wall: what is played and added is the owner's. So does whoever owns nothing yet."""
    if asked := request.META.get("QUERY_STRING", ""):
        return redirect(f"{reverse('collection:wall')}?{asked}", permanent=True)
    surprise = shelf.at_random() if request.user.is_authenticated else None
    if surprise is None:
        return wall(request)
    today = timezone.localdate()
    blocks = [
        ("added", _("Added lately"), shelf.added_lately()),
        ("played", _("Played lately"), shelf.played_lately()),
        ("forgotten", _("Not played for long"), shelf.forgotten(timezone.now())),
        ("anniversaries", _("A round number of years old"), shelf.of_an_age(today)),
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

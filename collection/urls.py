"""The addresses of the collection's own pages, and the way in for everybody of the household."""

from django.contrib.auth.views import LoginView, LogoutView, PasswordChangeDoneView, PasswordChangeView
from django.http import HttpRequest, JsonResponse
from django.templatetags.static import static
from django.urls import path, reverse, reverse_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from collection.accounts.forms import SignInForm
from collection.views.details import ALBUM_PARTS, ARTIST_PARTS, album, artist, correct_album, correct_artist
from collection.views.lists import artists, home, names, poster, search, statistics, wall

ICONS = (("record-192", "any"), ("record-512", "any"), ("record-maskable-512", "maskable"))
PAPER = "#faf6ef"
PAGE = "collection/password.html"
INDEXES = {"genres": "genre", "styles": "style", "labels": "label", "countries": "country"}


@require_safe
@cache_control(max_age=3600)
@vary_on_headers("Accept-Language")
def manifest(request: HttpRequest) -> JsonResponse:
    """What a phone or computer has to know to keep the site beside its apps (W3C Web App Manifest).

    For strangers, too: browsers ask for it without a login. It tells nothing of the collection.
    """
    start = reverse("collection:home")
    sides = {name: name.rpartition("-")[2] for name, _purpose in ICONS}
    icons = [
        {
            "src": static(f"collection/icons/{name}.png"),
            "sizes": f"{sides[name]}x{sides[name]}",
            "type": "image/png",
            "purpose": purpose,
        }
        for name, purpose in ICONS
    ]
    about = {
        "id": start,
        "name": "AIME",
        "short_name": "AIME",
        "description": _("Your record collection"),
        "lang": get_language(),
        "start_url": start,
        "scope": start,
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": icons,
    }
    return JsonResponse(about, content_type="application/manifest+json")


app_name = "collection"
urlpatterns = [
    path("", home, name="home"),
    path("albums/", wall, name="wall"),
    path("albums/<int:pk>/", album, name="album"),
    *(path(f"albums/<int:pk>/{part}/", correct_album, {"part": part}, name=f"album-{part}") for part in ALBUM_PARTS),
    path("albums/poster/", poster, name="poster"),
    path("statistics/", statistics, name="statistics"),
    *(path(f"{plural}/", names, {"kind": kind}, name=plural) for plural, kind in INDEXES.items()),
    path("search/", search, name="search"),
    path("manifest.webmanifest", manifest, name="manifest"),
    path("artists/", artists, name="artists"),
    path("artists/<int:pk>/", artist, name="artist"),
    *(
        path(f"artists/<int:pk>/{part}/", correct_artist, {"part": part}, name=f"artist-{part}")
        for part in ARTIST_PARTS
    ),
    # The admin's own login admits its staff only.
    path(
        "login/", LoginView.as_view(template_name="collection/login.html", authentication_form=SignInForm), name="login"
    ),
    path("logout/", LogoutView.as_view(), name="logout"),
    path(
        "password/",
        PasswordChangeView.as_view(template_name=PAGE, success_url=reverse_lazy("collection:password-changed")),
        name="password",
    ),
    path(
        "password/changed/",
        PasswordChangeDoneView.as_view(template_name=PAGE, extra_context={"changed": True}),
        name="password-changed",
    ),
]

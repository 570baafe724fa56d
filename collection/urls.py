"""The addresses of the collection's own pages, and the way in for everybody of the household."""

from django.contrib.auth.views import LoginView, LogoutView, PasswordChangeDoneView, PasswordChangeView
from django.urls import path, reverse_lazy

from collection.accounts.forms import SignInForm
from collection.views.details import ALBUM_PARTS, ARTIST_PARTS, album, artist, correct_album, correct_artist
from collection.views.lists import artists, home, names, poster, search, statistics, wall
from collection.views.manifest import manifest

PAGE = "collection/password.html"
INDEXES = {"genres": "genre", "styles": "style", "labels": "label", "countries": "country"}

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

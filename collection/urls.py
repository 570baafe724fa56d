"""The addresses of the collection's own pages."""

from django.urls import path

from collection.views.album import album
from collection.views.artist import artist, artists
from collection.views.wall import wall

app_name = "collection"
urlpatterns = [
    path("", wall, name="wall"),
    path("albums/<int:pk>/", album, name="album"),
    path("artists/", artists, name="artists"),
    path("artists/<int:pk>/", artist, name="artist"),
]

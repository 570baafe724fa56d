"""The site's addresses."""

from django.contrib import admin
from django.urls import include, path

from aime_site.media import media

admin.autodiscover()

urlpatterns = [
    path("admin/", admin.site.urls),
    path("media/<path:path>", media),
    path("", include("enrichment.urls")),
    path("", include("collection.urls")),
]

handler500 = "enrichment.views.unexpected.server_error"

"""The site's addresses, and the pictures that people uploaded."""

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.urls import include, path
from django.views.decorators.http import require_safe
from django.views.static import serve


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """The pictures are the owner's, so a login is asked for unless the wall is public."""
    view = _file if settings.AIME_PUBLIC_WALL else login_required(_file)
    return view(request, path)


def _file(request: HttpRequest, path: str) -> HttpResponseBase:
    response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    response.headers["Cache-Control"] = "private, max-age=3600"
    return response


admin.autodiscover()

urlpatterns = [
    path("admin/", admin.site.urls),
    path("media/<path:path>", media),
    path("", include("enrichment.urls")),
    path("", include("collection.urls")),
]

handler500 = "enrichment.views.access.server_error"

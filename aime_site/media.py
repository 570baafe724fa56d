"""The pictures that people uploaded. They are the owner's, so a login is asked for unless the wall is public."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.static import serve


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    view = _file if settings.AIME_PUBLIC_WALL else login_required(_file)
    return view(request, path)


def _file(request: HttpRequest, path: str) -> HttpResponseBase:
    response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    response.headers["Cache-Control"] = "private, max-age=3600"
    return response

"""A site that lives under a path, such as https://home.example/music/, behind a proxy."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse


def under_sub_path(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """A middleware: a proxy may pass on the whole path, or cut `SCRIPT_NAME` from it, and who asks from within the
    machine does not know of it; all three are answered alike.
    """
    prefix = settings.FORCE_SCRIPT_NAME or ""

    def middleware(request: HttpRequest) -> HttpResponse:
        if prefix and f"{request.path_info}/".startswith(f"{prefix}/"):
            request.path_info = request.path_info.removeprefix(prefix) or "/"
            request.path = prefix + request.path_info
        return get_response(request)

    return middleware

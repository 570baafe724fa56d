"""What happens to each request and answer: the path of a site below another's, `/healthz` by any name, which hosts a
page may load from.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

# Scripts and styles are our own files; nothing inline runs.
IMAGE_HOSTS = (
    "https://*.scdn.co",
    "https://*.spotifycdn.com",
    "https://*.dzcdn.net",
    "https://*.discogs.com",
    "https://lastfm.freetls.fastly.net",
)
POLICY = "; ".join(
    (
        "default-src 'self'",
        f"img-src 'self' data: {' '.join(IMAGE_HOSTS)}",
        "script-src 'self'",
        "style-src 'self'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)


def content_security_policy(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """A middleware: the answer's policy, unless a page brought its own."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        return response

    return middleware


def under_sub_path(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """A middleware for a site under a path, such as https://home.example/music/: a proxy may pass on the whole
    path, or cut `SCRIPT_NAME` from it, and who asks from within the machine does not know of it; all three are answered
    alike.
    """
    prefix = settings.FORCE_SCRIPT_NAME or ""

    def middleware(request: HttpRequest) -> HttpResponse:
        if prefix and f"{request.path_info}/".startswith(f"{prefix}/"):
            request.path_info = request.path_info.removeprefix(prefix) or "/"
            request.path = prefix + request.path_info
        return get_response(request)

    return middleware


def any_host_for_health(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """A middleware: `/healthz` answers whatever name it is called by, for monitors and containers ask by addresses that
    nobody else uses; that page neither shows the name nor leads anywhere.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path_info == "/healthz":
            request.META["HTTP_HOST"] = "localhost"
            request.META.pop("HTTP_X_FORWARDED_HOST", None)
        return get_response(request)

    return middleware

"""Which hosts a page may load from. Scripts and styles are our own files; nothing inline runs."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

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
    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        return response

    return middleware

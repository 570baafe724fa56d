"""The collection to look at: a wall of covers, a page for each album and artist. Here: who may look, and correct."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_http_methods, require_safe

View = Callable[..., HttpResponseBase]


def reading(view: View) -> View:
    """A page that only shows: it answers GET and HEAD."""
    guarded = login_required(view)

    @require_safe
    @wraps(view)
    def look(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return (view if settings.AIME_PUBLIC_WALL else guarded)(request, *args, **kwargs)

    return look


def household(view: View) -> View:
    """A page that only shows, and never to strangers: it tells what is the owner's own."""
    return require_safe(login_required(view))


def correcting(permission: str) -> Callable[[View], View]:
    """A page for those who hold `permission`; others are told so."""

    def guarded(view: View) -> View:
        allowed = permission_required(permission, raise_exception=True)(view)
        return require_http_methods(["GET", "HEAD", "POST"])(login_required(allowed))

    return guarded

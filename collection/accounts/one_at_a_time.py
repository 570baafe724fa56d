"""Hashing a password takes half a second of a core on purpose. A flood of logins must not take them all."""

import threading
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language_from_request, override
from django.utils.translation import gettext as _

AT_ONCE = 2  # in this process: one is hashed, one waits; threads remain for everybody else

_room = threading.BoundedSemaphore(AT_ONCE)
_turn = threading.Lock()

View = Callable[[HttpRequest], HttpResponse]


def one_login_at_a_time(get_response: View) -> View:
    """A middleware: whoever comes while two are signing in is asked to try again. So guesses that are sent at once are
    counted one after the other, too.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method != "POST" or request.path not in (reverse("collection:login"), reverse("admin:login")):
            return get_response(request)
        if not _room.acquire(blocking=False):
            with override(get_language_from_request(request)):
                busy = _("Many are signing in at once: go back and try again in a few seconds.")
            return HttpResponse(
                busy, status=429, content_type="text/plain; charset=utf-8", headers={"Retry-After": "2"}
            )
        try:
            with _turn:
                return get_response(request)
        finally:
            _room.release()

    return middleware

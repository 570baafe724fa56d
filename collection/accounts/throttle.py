"""How often signing in may fail, and how many do it at once. django-axes counts; here stands by what, and what people
are told.

The settings name these functions (AXES_…, MIDDLEWARE).
"""

import math
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from axes.models import AccessLog
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language_from_request, ngettext, override
from django.utils.translation import gettext as _

from collection.commands import typed

KNOWN_FOR = timedelta(days=30)
AT_ONCE = 2  # in this process: one is hashed, one waits; threads remain for everybody else

Credentials = dict[str, Any] | None
View = Callable[[HttpRequest], HttpResponse]

_room = threading.BoundedSemaphore(AT_ONCE)
_turn = threading.Lock()


def counted_by(request: HttpRequest, credentials: Credentials) -> list[str | list[str]]:
    """By account and by address. Where the account has signed in lately, what others try elsewhere does not lock it:
    nobody shuts the owner out by guessing.
    """
    ip_address = getattr(request, "axes_ip_address", None)
    username = (credentials or {}).get("username")
    lately = timezone.now() - KNOWN_FOR
    known = AccessLog.objects.filter(username=username, ip_address=ip_address, attempt_time__gt=lately)
    return [["username", "ip_address"] if known.exists() else "username", "ip_address"]


def forget_old_addresses(**_kwargs: object) -> None:
    """At each login (a `user_logged_in` receiver): from where people came is kept no longer than it is of use."""
    AccessLog.objects.filter(attempt_time__lte=timezone.now() - KNOWN_FOR).delete()


def is_locked(request: HttpRequest) -> bool:
    return bool(getattr(request, "axes_locked_out", False))


def words(request: HttpRequest, credentials: Credentials) -> str:
    """What a person is told who has to wait."""
    minutes = math.ceil(remaining(request, credentials).total_seconds() / 60)
    wait = ngettext("in a minute", "in %(minutes)d minutes", minutes) % {"minutes": minutes}
    return _(
        "Too many wrong passwords for this account or from this address: try again %(wait)s. Forgotten? "
        "`%(command)s`, on the computer that runs AIME, makes a new one and ends the wait."
    ) % {"wait": wait, "command": typed("account NAME --new-password")}


def remaining(request: HttpRequest, credentials: Credentials) -> timedelta:
    """How long the wait is, a second at least: until so many failures are forgotten that the rest is allowed."""
    ends = [timezone.now() + timedelta(seconds=1)]
    for attempts in AxesProxyHandler.get_implementation().get_user_attempts(request, credentials):
        failures = 0
        for moment, count in attempts.order_by("-attempt_time").values_list("attempt_time", "failures_since_start"):
            failures += count
            if failures >= settings.AXES_FAILURE_LIMIT:
                ends.append(moment + settings.AXES_COOLOFF_TIME)
                break
    return max(ends) - timezone.now()


def locked_out(request: HttpRequest, response: HttpResponse, credentials: Credentials) -> HttpResponse:
    """The page with the form, which says it in words, as a refusal that programs understand."""
    response.status_code = 429
    response.headers["Retry-After"] = str(math.ceil(remaining(request, credentials).total_seconds()))
    return response


def one_login_at_a_time(get_response: View) -> View:
    """A middleware: hashing a password takes half a second of a core on purpose, and a flood of logins must not take
    them all. Whoever comes while two are signing in is asked to try again. So guesses that are sent at once are
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

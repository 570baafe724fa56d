"""How often signing in may fail. django-axes counts; here stands what it counts by, and what people are told.

The settings name these functions (AXES_…).
"""

import math
from datetime import timedelta
from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from axes.models import AccessLog
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collection.commands import typed

KNOWN_FOR = timedelta(days=30)

Credentials = dict[str, Any] | None


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

"""The one gate of the JSON interface: who calls, who may call what, and every answer that is no success as JSON, never
a page or a redirect; also what is answered when the site itself fails.
"""

import logging
import secrets
import sys
from collections.abc import Callable, Sequence
from functools import wraps
from typing import NamedTuple

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError
from django.middleware.csrf import CsrfViewMiddleware
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import defaults
from django.views.decorators.csrf import csrf_exempt

from enrichment.engine.request import AlreadyActive, NotNow, RunRefused
from enrichment.models import EnrichmentRun, Trigger
from enrichment.outages import Outage, outage_of
from enrichment.reasons import sentence

AGAIN = {"Retry-After": "60", "Cache-Control": "no-store"}
FOR_PROGRAMS = ("services", "healthz")  # the first parts of their addresses
UNREADABLE = (BadRequest, SuspiciousOperation, MultiPartParserError, UnreadablePostError)

logger = logging.getLogger(__name__)


class Caller(NamedTuple):
    """A person with a session, a program with the site's token, or a stranger.

    `user` is None for a stranger and for the token; the token may do whatever the interface offers."""

    user: User | None = None
    by_token: bool = False

    @property
    def is_known(self) -> bool:
        return self.by_token or self.user is not None

    @property
    def trigger(self) -> Trigger:
        return Trigger.API if self.by_token else Trigger.BUTTON

    def may(self, permission: str) -> bool:
        return self.by_token or (self.user is not None and self.user.has_perm(permission))


def caller_of(request: HttpRequest) -> Caller:
    """A bearer token counts alone: a wrong one is a stranger's, whatever session comes with it."""
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        token = settings.AIME_API_TOKEN
        # As bytes, for a comparison in constant time refuses other than ASCII text.
        return Caller(by_token=bool(token) and secrets.compare_digest(_bytes(given.strip()), _bytes(token)))
    return Caller(user=request.user) if request.user.is_authenticated else Caller()


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


Door = Callable[[HttpRequest, Caller], HttpResponse]
View = Callable[[HttpRequest], HttpResponse]


class NotFound(Exception):
    """What was asked for does not exist; `str()` of it is for people."""


def door(permission: str, *methods: str) -> Callable[[Door], View]:
    """Let those with `permission` through, by session (CSRF enforced) or by the site's token, with one of `methods`.

    What the view raises of `RunRefused` and `NotFound`, and bodies that cannot be read, become answers.
    """

    def decorate(view: Door) -> View:
        @csrf_exempt  # checked in `_refusal`, whose answer is JSON
        @wraps(view)
        def guarded(request: HttpRequest) -> HttpResponse:
            response = _answer(view, request, permission, methods)
            response.headers["Cache-Control"] = "no-store"
            return response

        return guarded

    return decorate


def _answer(view: Door, request: HttpRequest, permission: str, methods: tuple[str, ...]) -> HttpResponse:
    try:
        caller = caller_of(request)
        return _refusal(request, caller, permission, methods) or view(request, caller)
    except AlreadyActive as refusal:
        return problem(409, str(refusal), **place_of(refusal.run))
    except NotNow as refusal:
        return unavailable(refusal.outage)
    except RunRefused as refusal:
        return problem(400, str(refusal))
    except NotFound as missing:
        return problem(404, str(missing))
    except UNREADABLE:
        return problem(400, _("The request cannot be read."))
    except (DatabaseError, InterfaceError) as error:
        outage = outage_of(error)
        if outage is None:
            raise
        logger.exception("The database cannot be used")
        return unavailable(outage)


def _refusal(request: HttpRequest, caller: Caller, permission: str, methods: tuple[str, ...]) -> HttpResponse | None:
    if not caller.is_known:
        return problem(401, _("Log in, or send the site's API token."))
    if not caller.may(permission):
        return problem(403, _("You may not do this: it needs the permission %(name)s.") % {"name": permission})
    if request.method not in methods:
        return wrong_method(methods)
    csrf = CsrfViewMiddleware(lambda _request: HttpResponse())  # Django's own check; its answer would be a page
    if not caller.by_token and csrf.process_view(request, lambda _request: HttpResponse(), (), {}) is not None:
        return problem(403, _("The CSRF token is missing or wrong: reload the page and try again."))
    return None


def wrong_method(methods: Sequence[str]) -> JsonResponse:
    allowed = ", ".join(methods)
    response = problem(405, _("This address only answers %(methods)s.") % {"methods": allowed})
    response.headers["Allow"] = allowed
    return response


def problem(status: int, detail: str, **more: object) -> JsonResponse:
    """One sentence for a person, and what a program needs to go on."""
    response = JsonResponse({"detail": detail, **more}, status=status)
    if status == 401:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


def unavailable(outage: Outage) -> JsonResponse:
    """503: neither the caller's fault nor for ever."""
    return JsonResponse({"status": "unavailable", "detail": outage.sentence}, status=503, headers=AGAIN)


def not_found() -> JsonResponse:
    return problem(404, _("There is nothing at this address."))


def place_of(run: EnrichmentRun) -> dict[str, object]:
    return {"run_id": run.pk, "progress_url": f"{reverse('enrichment:progress')}?run={run.pk}"}


def server_error(request: HttpRequest) -> HttpResponse:
    """The site's `handler500`: JSON where programs call, a page elsewhere. No details in either, but what is wrong with
    the disk or the database is said.
    """
    outage = outage_of(sys.exception())  # Django calls this while it handles the error
    if request.path_info.strip("/").partition("/")[0] in FOR_PROGRAMS:
        response: HttpResponse = unavailable(outage) if outage else problem(500, sentence("unexpected"))
        response.headers["Cache-Control"] = "no-store"
        return response
    if outage is None:
        return defaults.server_error(request)
    # This page needs no database, nor anything else that may be missing with it.
    page = render_to_string("enrichment/unavailable.html", {"sentence": outage.sentence})
    return HttpResponse(page, status=503, headers=AGAIN)

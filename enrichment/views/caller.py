"""Who calls: a person with a session, a program with the site's token, or a stranger."""

import secrets
from typing import NamedTuple

from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpRequest

from enrichment.models import Trigger


class Caller(NamedTuple):
    """`user` is None for a stranger and for the token; the token may do whatever the interface offers."""

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

"""Whether each service is configured and its key really works, by one or two cheap calls."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.utils.translation import gettext as _

from enrichment.engine.rate_limit import SharedLimiter
from enrichment.phases import clients
from enrichment.phases.services import SERVICES, Service
from enrichment.providers.discogs import DiscogsClient
from enrichment.providers.errors import BadAnswer, ProviderError, Refused
from enrichment.providers.limits import Limiter, Unlimited
from enrichment.reasons import sentence

# One attempt, and no long wait: somebody looks on.
HTTP: dict[str, Any] = {"timeout": (5.0, 20.0), "retries": 0, "short_wait": 0.0}
FAMOUS = "Miles Davis"


class CheckState(StrEnum):
    WORKS = "works"
    NOT_SET = "not_set"  # nothing is configured: the service is not wanted
    INCOMPLETE = "incomplete"
    REFUSED = "refused"
    FAILED = "failed"  # no answer that says anything about the key


@dataclass(frozen=True)
class Check:
    """`sentence` is for people; `setting` names what to change. No part of a key is in any of them."""

    service: str
    label: str
    state: CheckState
    sentence: str
    code: str = ""
    setting: str = ""

    @property
    def works(self) -> bool:
        return self.state == CheckState.WORKS


def check(name: str) -> Check:
    """Of one service, by its name in `SERVICES`. Raises nothing."""
    service = SERVICES[name]
    missing = service.missing_settings()
    if missing:
        return _not_ready(service, missing)
    try:
        _CALLS[name](_limiter(name))
    except ProviderError as error:
        return _failed(service, error)
    words = _("%(service)s works.") % {"service": service.label}
    return Check(name, service.label, CheckState.WORKS, words)


def check_all() -> list[Check]:
    return [check(name) for name in SERVICES]


def _not_ready(service: Service, missing: list[str]) -> Check:
    is_begun = any(getattr(settings, name, "") for group in service.needs for name in group)
    words = sentence("not_configured", setting=missing[0], service=service.label)
    state = CheckState.INCOMPLETE if is_begun else CheckState.NOT_SET
    return Check(service.name, service.label, state, words, "not_configured", missing[0])


def _failed(service: Service, error: ProviderError) -> Check:
    setting = error.setting if isinstance(error, Refused) else ""
    words = sentence(error.code, setting=setting, service=service.label)
    state = CheckState.REFUSED if setting else CheckState.FAILED
    return Check(service.name, service.label, state, words, error.code, setting)


def _limiter(name: str) -> Limiter:
    """The site's own pace; before the first migration there is none to share."""
    try:
        return SharedLimiter(name, getattr(settings, f"{name.upper()}_REQUESTS_PER_MINUTE"))
    except DatabaseError:
        return Unlimited()


def _euria(limiter: Limiter) -> None:
    clients.euria_client(limiter, **HTTP).prove()


def _spotify(limiter: Limiter) -> None:
    clients.spotify_client(limiter, **HTTP).search_artists(FAMOUS)


def _discogs(limiter: Limiter) -> None:
    """The identity proves the token, the collection the user name; either may be fine without the other."""
    client = clients.discogs_client(limiter, **HTTP)
    if settings.DISCOGS_TOKEN:
        _prove_token(client)
    client.collection_page()


def _prove_token(client: DiscogsClient) -> None:
    """Only a refusal of the token counts here; whatever else is wrong, the collection tells in better words."""
    try:
        client.identity()
    except BadAnswer:
        return
    except Refused as refusal:
        if refusal.setting == "DISCOGS_TOKEN":
            raise


def _lastfm(limiter: Limiter) -> None:
    clients.lastfm_client(limiter, **HTTP).check()


_CALLS: dict[str, Callable[[Limiter], None]] = {
    "euria": _euria,
    "spotify": _spotify,
    "discogs": _discogs,
    "lastfm": _lastfm,
}

"""Whether each service is configured and its key really works, by one or two cheap calls."""

from enum import StrEnum
from typing import NamedTuple

from django.db import DatabaseError
from django.utils.translation import gettext as _

from enrichment.engine.rate_limit import limiter_of
from enrichment.phases.registry import SERVICES
from enrichment.providers.errors import ProviderError, Refused
from enrichment.providers.http import Limiter, Unlimited
from enrichment.reasons import sentence


class CheckState(StrEnum):
    WORKS = "works"
    NOT_SET = "not_set"  # nothing is configured: the service is not wanted
    INCOMPLETE = "incomplete"
    REFUSED = "refused"
    FAILED = "failed"  # no answer that says anything about the key


class Check(NamedTuple):
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
        state = CheckState.INCOMPLETE if service.is_begun else CheckState.NOT_SET
        words = sentence("not_configured", setting=missing[0], service=service.label)
        return Check(name, service.label, state, words, "not_configured", missing[0])
    try:
        limiter: Limiter = limiter_of(service)
    except DatabaseError:
        limiter = Unlimited()  # before the first migration there is no pace to share
    try:
        service.check(limiter)
    except ProviderError as error:
        setting = error.setting if isinstance(error, Refused) else ""
        advised = service.own_address if error.code == "connection" else setting
        words = sentence(error.code, setting=advised, service=service.label)
        state = CheckState.REFUSED if setting else CheckState.FAILED
        return Check(name, service.label, state, words, error.code, setting)
    words = _("%(service)s works.") % {"service": service.label}
    return Check(name, service.label, CheckState.WORKS, words)


def check_all() -> list[Check]:
    return [check(name) for name, service in SERVICES.items() if service.is_wanted]

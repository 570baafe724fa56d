"""An HttpSession for tests: short timeouts, no sleep."""

from typing import Unpack

from enrichment.providers.http import HttpOptions, HttpSession
from tests.enrichment.providers.scripted import NotingLimiter


def session(limiter: NotingLimiter, **options: Unpack[HttpOptions]) -> HttpSession:
    chosen: HttpOptions = {"timeout": (2.0, 0.5), "sleep": lambda seconds: None, **options}
    return HttpSession(
        "euria", limiter, url_setting="EURIA_API_URL", key_setting="EURIA_API_KEY", secrets=("planted",), **chosen
    )

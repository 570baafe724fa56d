"""Where mail is handed in, in the words of the Django that is installed."""

from collections.abc import Mapping
from typing import Any

import django

MAILERS_SINCE = (6, 1)
_OPTIONS = {
    "EMAIL_HOST": "host",
    "EMAIL_PORT": "port",
    "EMAIL_HOST_USER": "username",
    "EMAIL_HOST_PASSWORD": "password",
    "EMAIL_USE_TLS": "use_tls",
    "EMAIL_USE_SSL": "use_ssl",
}


def mail_settings(given: Mapping[str, Any], version: tuple[Any, ...] = django.VERSION) -> dict[str, Any]:
    """The names of `given` are Django's settings up to 6.0; since then they are a mailer's options, and warned of."""
    if version < MAILERS_SINCE:
        return dict(given)
    return {"MAILERS": {"default": {"OPTIONS": {_OPTIONS[name]: value for name, value in given.items()}}}}

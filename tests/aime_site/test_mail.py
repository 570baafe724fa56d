"""Mail is handed in where `.env` says, whatever the Django."""

from pathlib import Path
from typing import Any

import pytest

from aime_site.mail import mail_settings
from tests.aime_site.test_start import manage

GIVEN = {"EMAIL_HOST": "mail.example", "EMAIL_PORT": 587, "EMAIL_HOST_USER": "me", "EMAIL_USE_TLS": True}
OPTIONS = {"host": "mail.example", "port": 587, "username": "me", "use_tls": True}


@pytest.mark.parametrize(
    ("version", "wanted"),
    [
        ((5, 2, 19, "final", 0), GIVEN),
        ((6, 0, 0, "final", 0), GIVEN),
        ((6, 1, 0, "final", 0), {"MAILERS": {"default": {"OPTIONS": OPTIONS}}}),
        ((7, 0, 0, "final", 0), {"MAILERS": {"default": {"OPTIONS": OPTIONS}}}),
    ],
)
def test_each_django_is_told_in_its_own_words(version: tuple[Any, ...], wanted: dict[str, Any]) -> None:
    assert mail_settings(GIVEN, version) == wanted


@pytest.mark.slow
def test_the_installed_django_takes_them(tmp_path: Path) -> None:
    asked = (
        "from django.core import mail; c = mail.mailers.default if hasattr(mail, 'mailers') else mail.get_connection();"
        "print(type(c).__module__, c.host, c.port, c.username, c.password, c.use_tls, c.use_ssl)"
    )
    given = {name: str(value) for name, value in GIVEN.items()} | {"EMAIL_HOST_PASSWORD": "p"}
    told = manage(tmp_path / "data", "shell", "--no-imports", "-v0", "-c", asked, **given).stdout
    assert told.strip() == "django.core.mail.backends.smtp mail.example 587 me p True False"

"""What a new site needs before anybody can sign in."""

import secrets

from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _

ADMIN = "admin"


def make_admin() -> str:
    """Make the superuser `admin` where there is no superuser yet, and return the password: only its hash is kept.

    Empty when there was one already.
    """
    users = get_user_model()._default_manager
    if users.filter(is_superuser=True).exists() or users.filter(username=ADMIN).exists():
        return ""
    password = secrets.token_urlsafe(12)
    get_user_model().objects.create_superuser(ADMIN, password=password)
    return password


def sign_in_lines(password: str) -> list[str]:
    """What people are told, once."""
    return [
        _("Sign in as %(name)s with the password %(password)s") % {"name": ADMIN, "password": password},
        _("It is shown only this once. Change it with: manage.py changepassword %(name)s") % {"name": ADMIN},
    ]

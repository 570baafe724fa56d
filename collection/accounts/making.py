"""Making an account, and a new password for one."""

import secrets
from shlex import quote

from axes.models import AccessAttempt
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from collection.commands import typed


class AccountRefused(Exception):
    """Why not, for people."""


def make_account(name: str) -> str:
    """An account without admin rights. Returns its password; only the hash is kept. Raises `AccountRefused`."""
    user = User(username=User.normalize_username(name))
    password = new_secret()
    user.set_password(password)
    try:
        # Before any question to the database: PostgreSQL takes no text with a NUL in it.
        user.clean_fields()
    except ValidationError as error:
        raise AccountRefused(" ".join(error.messages)) from None
    if User.objects.filter(username=user.username).exists():
        raise AccountRefused(
            _("There is an account %(name)s already. A new password for it: %(command)s")
            % {"name": name, "command": typed(f"account {quote(name)} --new-password")}
        )
    user.save()
    return password


def give_new_password(name: str) -> str:
    """For any account; its sessions and its wait after wrong passwords end. Raises `AccountRefused`."""
    user = User.objects.filter(username=User.normalize_username(name)).first()
    if user is None:
        raise AccountRefused(_("There is no account %(name)s.") % {"name": name})
    password = new_secret()
    user.set_password(password)
    with transaction.atomic():
        user.save(update_fields=["password"])
        # Also what was counted by address alone: whoever can run commands here is the owner.
        AccessAttempt.objects.all().delete()
    return password


def sign_in_lines(name: str, password: str) -> list[str]:
    """What people are told, once."""
    told = {"name": name, "password": password}
    return [
        _("Sign in as %(name)s with the password %(password)s") % told,
        _("It is shown only this once. It can be changed on the site, under Password."),
    ]


def new_secret() -> str:
    return secrets.token_urlsafe(12)

"""Everybody who may knock: strangers, people with and without permission, and programs."""

from django.contrib.auth.models import Permission, User
from django.test import Client

TOKEN = "sesame-7d1f"
NAMES = ("anonymous", "stranger", "viewer", "keeper", "token", "wrong_token")
_PERMISSIONS = {"stranger": (), "viewer": ("view",), "keeper": ("view", "add", "change")}


def client_of(name: str) -> Client:
    """A client that proves its CSRF token, as a browser's page does, where it has a session."""
    if name in ("token", "wrong_token"):
        return Client(
            enforce_csrf_checks=True, headers={"Authorization": f"Bearer {TOKEN * (name == 'token') or 'no'}"}
        )
    client = Client(enforce_csrf_checks=True, headers={"X-CSRFToken": "a" * 32})
    client.cookies["csrftoken"] = "a" * 32
    if name != "anonymous":
        client.force_login(person(name))
    return client


def person(name: str) -> User:
    user = User.objects.create_user(name, is_staff=name != "stranger")
    codenames = [f"{verb}_enrichmentrun" for verb in _PERMISSIONS[name]]
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    return user

"""Whatever one permission a person is given: no code is run, no secret or session of others read, no right won."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, Permission, User
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django_q.models import OrmQ, Schedule
from pytest_django import Settings

from tests.browser.stage import finished
from tests.cases import mostly_slow
from tests.collection.builders import make_album, make_photo

pytestmark = pytest.mark.django_db

SECRETS = {
    "SECRET_KEY": "planted-secret-key-cc18-of-the-site",
    "AIME_API_TOKEN": "planted-site-token-94b1",
    "EURIA_API_KEY": "planted-euria-key-2f1",
    "SPOTIFY_CLIENT_SECRET": "planted-spotify-secret-7",
    "DISCOGS_TOKEN": "planted-discogs-token-55",
    "LASTFM_API_KEY": "planted-lastfm-key-80",
    "EMAIL_HOST_PASSWORD": "planted-mail-password-07",
}
FOREIGN = "tests.enrichment.jobs.foreign.leave_a_file"


@pytest.fixture
def planted(settings: Settings) -> Settings:
    for name, value in SECRETS.items():
        setattr(settings, name, value)
    return settings


@pytest.fixture
def owner(planted: Settings) -> User:
    """Signed in elsewhere, with a session of their own."""
    owner = User.objects.create_superuser("owner", password="pass word 9")
    Client().force_login(owner)
    return owner


@pytest.fixture
def others(owner: User) -> dict[type, int]:
    """A row of each kind to look at."""
    album = make_album("Moon Safari", "AIR")
    photo = make_photo(album.artists.get())
    rows: list[Any] = [owner, album, album.artists.get(), photo, finished(), Group.objects.create(name="family")]
    return {type(row): row.pk for row in rows}


def permissions() -> list[str]:
    """All that can be given, of every application, as the models define them."""
    from django.apps import apps

    found = []
    for model in apps.get_models():
        names = [f"{action}_{model._meta.model_name}" for action in model._meta.default_permissions]
        names += [codename for codename, _ in model._meta.permissions]
        found += [f"{model._meta.app_label}.{name}" for name in names]
    return sorted(set(found))


def by_reach() -> list[str]:
    """The ones that lead furthest first."""
    far = ("django_q.add_schedule", "auth.change_user", "auth.add_user", "auth.change_group", "sessions.view_session")
    return [*far, *(name for name in permissions() if name not in far)]


def person_with(permission: str) -> User:
    label, _, codename = permission.partition(".")
    person = User.objects.create_user("somebody", password="x 9 y 8 z", is_staff=True)
    person.user_permissions.set(Permission.objects.filter(content_type__app_label=label, codename=codename))
    return person


def pages(others: dict[type, int]) -> Iterator[str]:
    """Every page of the admin, with and without a row, that a reader can name."""
    for model in admin.site._registry:
        names = f"{model._meta.app_label}_{model._meta.model_name}"
        for page in ("changelist", "add"):
            yield from _address(f"admin:{names}_{page}")
        for page in ("change", "history", "delete"):
            yield from _address(f"admin:{names}_{page}", others.get(model, 1))
    yield from ("/admin/", "/admin/auth/user/1/password/", "/", "/healthz", "/services/discogs/enrich/progress")
    yield from ("/admin/django_q/schedule/", "/admin/django_q/schedule/add/", "/admin/sessions/session/")


def _address(name: str, *arguments: int) -> list[str]:
    try:
        return [reverse(name, args=arguments)]
    except NoReverseMatch:
        return []


@pytest.mark.parametrize("permission", mostly_slow(by_reach()))
def test_a_person_with_one_permission(permission: str, owner: User, others: dict[type, int]) -> None:
    person, client = person_with(permission), Client()
    assert person.user_permissions.count() == 1
    client.force_login(person)
    hashes = list(User.objects.values_list("password", flat=True))
    sessions = list(Session.objects.exclude(pk=client.session.session_key).values_list("pk", flat=True))
    assert sessions

    for page in pages(others):
        shown = client.get(page).content.decode(errors="replace")
        found = [secret for secret in (*SECRETS.values(), *hashes, *sessions) if secret and secret in shown]
        assert not found, page
        assert not re.search(r'name="(is_superuser|groups|user_permissions|func)"', shown), page

    grab(client, owner, person)
    schedule(client)
    owner.refresh_from_db()
    person.refresh_from_db()
    assert not person.is_superuser
    assert person.user_permissions.count() == 1
    assert not person.groups.exists()
    assert not Group.objects.get(name="family").permissions.exists()
    assert owner.check_password("pass word 9")
    assert owner.is_superuser


def grab(client: Client, owner: User, person: User) -> None:
    """Try for every right, in every form that could give one."""
    rights = [str(pk) for pk in Permission.objects.values_list("pk", flat=True)]
    everything = {"is_superuser": "on", "is_staff": "on", "is_active": "on", "user_permissions": rights}
    for user in (person, owner):
        form = {"username": user.username, "date_joined_0": "2026-01-01", "date_joined_1": "00:00:00", **everything}
        client.post(reverse("admin:auth_user_change", args=[user.pk]), form)
        passwords = {"password1": "taken over 1", "password2": "taken over 1", "usable_password": "true"}
        client.post(reverse("admin:auth_user_password_change", args=[user.pk]), passwords)
    new = {"username": "mine", "password1": "taken over 1", "password2": "taken over 1", **everything}
    client.post(reverse("admin:auth_user_add"), new)
    assert not User.objects.filter(username="mine", is_superuser=True).exists()
    assert not User.objects.filter(username="mine", is_staff=True).exists()
    family = Group.objects.get(name="family")
    client.post(reverse("admin:auth_group_change", args=[family.pk]), {"name": "family", "permissions": rights})
    client.post(reverse("admin:auth_group_add"), {"name": "mine", "permissions": rights})
    assert not Group.objects.filter(name="mine").exists()


def schedule(client: Client) -> None:
    """Try to have a function of one's own run."""
    before = Schedule.objects.count()
    form = {"func": FOREIGN, "args": "'x',", "schedule_type": "O", "repeats": "-1", "next_run_0": "2026-01-01"}
    client.post("/admin/django_q/schedule/add/", form)
    assert Schedule.objects.count() == before
    assert not Schedule.objects.exclude(func__startswith="enrichment.jobs.").exists()
    assert not [row for row in OrmQ.objects.all() if row.task["func"] == FOREIGN]


def test_every_permission_is_in_the_table() -> None:
    rows = Permission.objects.values_list("content_type__app_label", "codename")
    given = {f"{label}.{name}" for label, name in rows}
    assert given <= set(permissions())
    assert {"django_q.add_schedule", "sessions.view_session", "auth.change_user"} <= given


def test_somebody_who_looks_after_the_households_accounts_can(owner: User) -> None:
    keeper, client = person_with("auth.change_user"), Client()
    client.force_login(keeper)
    child = User.objects.create_user("child", password="pass word 8")
    passwords = {"password1": "a better one 1", "password2": "a better one 1", "usable_password": "true"}
    assert client.post(reverse("admin:auth_user_password_change", args=[child.pk]), passwords).status_code == 302
    child.refresh_from_db()
    assert child.check_password("a better one 1")


def test_superusers_still_give_rights(owner: User) -> None:
    client = Client()
    client.force_login(owner)
    child = User.objects.create_user("child", password="pass word 8")
    shown = client.get(reverse("admin:auth_user_change", args=[child.pk])).content.decode()
    assert 'name="is_superuser"' in shown

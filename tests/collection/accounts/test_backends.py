"""Who is signed in: asked anew with each request, of the rows that Django keeps."""

from datetime import timedelta

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.forms import model_to_dict
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from collection.accounts.backends import Accounts, SessionStore

pytestmark = pytest.mark.django_db


def test_a_session_that_djangos_own_store_began_goes_on() -> None:
    before = db.SessionStore()
    before["fruit"] = "pear"
    before.save()
    assert SessionStore(before.session_key)["fruit"] == "pear"


def test_a_session_is_read_with_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    kept = SessionStore()
    kept["fruit"] = "pear"
    kept.save()
    with django_assert_num_queries(1):
        assert SessionStore(kept.session_key).get("fruit") == "pear"


@pytest.mark.parametrize("act", ["ended", "deleted", "forged", "deactivated", "without an account", "new password"])
def test_who_has_no_session_any_more_is_a_stranger_at_once(client: Client, act: str) -> None:
    client.force_login(User.objects.create_user("somebody"))
    home = reverse("collection:home")
    assert client.get(home).status_code == 200
    if act == "ended":
        Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    elif act == "deleted":
        Session.objects.all().delete()
    elif act == "forged":
        Session.objects.update(session_data="what:nobody:signed")
    elif act == "deactivated":
        User.objects.update(is_active=False)
    elif act == "without an account":
        User.objects.all().delete()
    else:
        User.objects.update(password="another")
    assert client.get(home).status_code == 302


def test_a_session_that_is_gone_does_not_come_back_under_its_name() -> None:
    """Else whoever made somebody use a key of their choice would know the key of what follows."""
    store = SessionStore("a" * 32)
    assert store.get("fruit") is None
    store["fruit"] = "pear"
    store.save()
    assert store.session_key != "a" * 32


def test_who_signed_in_before_aime_had_accounts_of_its_own_stays_signed_in(client: Client) -> None:
    client.force_login(User.objects.create_user("somebody"))
    session = client.session
    assert session[BACKEND_SESSION_KEY] == "collection.accounts.backends.Accounts"
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session.save()
    assert client.get(reverse("collection:home")).status_code == 200


def test_an_account_is_read_as_django_reads_it(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    kept = User.objects.create_user("somebody", "somebody@example.org", "secret", last_login=timezone.now())
    with django_assert_num_queries(1):
        found = Accounts().get_user(kept.pk)
    assert found is not None
    read = User.objects.get()
    assert model_to_dict(found) == model_to_dict(read)
    assert found.is_active is True
    assert found.is_staff is False
    assert (found.last_login, found.date_joined) == (read.last_login, read.date_joined)
    assert Accounts().get_user(kept.pk + 1) is None

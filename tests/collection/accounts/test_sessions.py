"""Who is signed in: asked anew with each request, of the rows that Django keeps."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from collection.accounts.sessions import SessionStore

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


@pytest.mark.parametrize("act", ["ended", "deleted", "forged"])
def test_who_has_no_session_any_more_is_a_stranger_at_once(client: Client, act: str) -> None:
    client.force_login(User.objects.create_user("somebody"))
    home = reverse("collection:home")
    assert client.get(home).status_code == 200
    if act == "ended":
        Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    elif act == "deleted":
        Session.objects.all().delete()
    else:
        Session.objects.update(session_data="what:nobody:signed")
    assert client.get(home).status_code == 302


def test_a_session_that_is_gone_does_not_come_back_under_its_name() -> None:
    """Else whoever made somebody use a key of their choice would know the key of what follows."""
    store = SessionStore("a" * 32)
    assert store.get("fruit") is None
    store["fruit"] = "pear"
    store.save()
    assert store.session_key != "a" * 32

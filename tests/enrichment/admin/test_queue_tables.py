"""django-q2's tables: no page by default, lists to read for superusers where they are asked for."""

import pytest
from django.contrib import admin
from django.contrib.admin import AdminSite
from django.contrib.auth.models import Permission, User
from django.test import Client, RequestFactory
from django.utils import timezone
from django_q.models import OrmQ, Schedule
from pytest_django import Settings

from enrichment.admin import queue_tables
from enrichment.jobs.queue import tables

pytestmark = pytest.mark.django_db


@pytest.fixture
def shown(settings: Settings) -> AdminSite:
    settings.AIME_QUEUE_TABLES = True
    site = AdminSite()
    queue_tables.replace(site)
    return site


def user(*, is_superuser: bool) -> User:
    somebody = User.objects.create_user("somebody", is_staff=True, is_superuser=is_superuser)
    somebody.user_permissions.set(Permission.objects.filter(content_type__app_label="django_q"))
    return somebody


def test_there_is_no_page_for_them() -> None:
    assert not any(model._meta.app_label == "django_q" for model in admin.site._registry)


@pytest.mark.parametrize("model", ["schedule", "success", "failure", "ormq"])
@pytest.mark.parametrize("page", ["", "add/", "1/change/"])
def test_no_address_leads_to_one_even_for_a_superuser(client: Client, model: str, page: str) -> None:
    client.force_login(User.objects.create_superuser("root"))
    assert client.get(f"/admin/django_q/{model}/{page}").status_code == 404


@pytest.mark.parametrize("superuser", [True, False])
def test_where_they_are_shown_superusers_read_and_nobody_writes(shown: AdminSite, superuser: bool) -> None:
    request = RequestFactory().get("/")
    request.user = user(is_superuser=superuser)
    for model, _ in tables():
        page = shown._registry[model]
        assert page.has_view_permission(request) is superuser
        assert not page.has_add_permission(request)
        assert not page.has_change_permission(request)
        assert not page.has_delete_permission(request)
        assert not page.get_actions(request)


def test_the_lists_can_be_read(shown: AdminSite) -> None:
    Schedule.objects.create(func="x", next_run=timezone.now())
    OrmQ.objects.create(key="aime", payload="unreadable", lock=timezone.now())
    request = RequestFactory().get("/")
    request.user = user(is_superuser=True)
    for model, _ in tables():
        changes = shown._registry[model].get_changelist_instance(request)
        assert list(changes.result_list) == list(model.objects.all())

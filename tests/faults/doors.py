"""Every door through which a run is started: each knocks once and says whether it was let in."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from collection.models import Album
from enrichment.engine.request import AlreadyActive, RunRequest
from enrichment.jobs import launch
from enrichment.models import Trigger
from tests.enrichment.admin.test_actions import hidden_fields, tick
from tests.enrichment.management.shell import run_here
from tests.faults.site import TOKEN

Door = Callable[[], bool]
ALBUMS = reverse("admin:collection_album_changelist")
SETTINGS = reverse("admin:enrichment_settings_enrich")


def python() -> bool:
    try:
        launch(RunRequest(), Trigger.PYTHON)
    except AlreadyActive:
        return False
    return True


def command() -> bool:
    status = run_here("enrich", "--background")
    assert status in (0, 4), status
    return status == 0


def api() -> bool:
    reply = Client(headers={"Authorization": f"Bearer {TOKEN}"}).post("/services/discogs/enrich")
    assert reply.status_code in (202, 409), reply.content
    return reply.status_code == 202


def button(person: User) -> Door:
    client = Client()
    client.force_login(person)
    return lambda: _was_let_in(client.post(SETTINGS, follow=True))


def action(person: User) -> Door:
    """The confirmation was read before; pressing Start is what counts."""
    client = Client()
    client.force_login(person)
    page = tick(client, ALBUMS, "enrich_missing", *Album.objects.values_list("pk", flat=True)[:5])
    fields = hidden_fields(page.content.decode())
    return lambda: _was_let_in(client.post(ALBUMS, fields, follow=True))


def _was_let_in(page: Any) -> bool:
    text = page.content.decode()
    assert ("has been started" in text) != ("is already active" in text), text
    return "has been started" in text

"""People with some of the permissions, and runs in the states that pages show."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.models import Permission, User
from django.test import Client
from django.utils import timezone

from enrichment.models import EnrichmentRun, PhaseState, RunPhase, State, Trigger

MAY_SEE = ("collection.view_album", "collection.view_artist", "enrichment.view_enrichmentrun")


def visitor(*permissions: str) -> Client:
    """Somebody of the staff who may see everything and do what `permissions` names."""
    user = User.objects.create_user(f"person {User.objects.count()}", is_staff=True)
    for name in (*MAY_SEE, *permissions):
        app, codename = name.split(".")
        user.user_permissions.add(Permission.objects.get(content_type__app_label=app, codename=codename))
    client = Client()
    client.force_login(user)
    return client


def make_run(state: State = State.RUNNING, *, age: float = 0, **fields: Any) -> EnrichmentRun:
    """A run with both its phases, which began `age` seconds ago and showed its last sign of life now."""
    now = timezone.now()
    born = now - timedelta(seconds=age)
    over = state in (State.COMPLETED, State.STOPPED, State.CANCELLED)
    values = {"trigger": Trigger.BUTTON, "created_at": born, "finished_at": now if over else None, **fields}
    if state != State.QUEUED:
        values.setdefault("started_at", born)
    run = EnrichmentRun.objects.create(state=state, **values)
    for position, name in enumerate(("descriptions", "artist_images")):
        RunPhase.objects.create(
            run=run, name=name, position=position, prepared=True, state=PhaseState.DONE if over else PhaseState.OPEN
        )
    return run


def count(run: EnrichmentRun, phase: str = "descriptions", **values: Any) -> None:
    """Set counters or columns of one phase."""
    RunPhase.objects.filter(run=run, name=phase).update(**values)

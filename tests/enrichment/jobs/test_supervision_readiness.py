"""Whether background work may begin: what waits for `migrate` is what Django would migrate."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from django.apps import apps

from enrichment.jobs.supervision.supervisor import obstacle

pytestmark = pytest.mark.django_db


@pytest.fixture
def migrations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of one more app, whose tables nobody has made. The connection of the test is not looked at: whether it
    is usable is told by closing it.
    """
    for door in ("reach_database", "reach_queue"):
        monkeypatch.setattr(f"enrichment.jobs.supervision.supervisor.{door}", lambda: None)
    (tmp_path / "migrations").mkdir()
    more = SimpleNamespace(label="more", path=str(tmp_path))
    known = list(apps.get_app_configs())
    monkeypatch.setattr("enrichment.jobs.supervision.supervisor.apps.get_app_configs", lambda: [*known, more])
    return tmp_path / "migrations"


def test_a_migration_that_was_not_made_yet_is_waited_for(migrations: Path) -> None:
    (migrations / "0001_initial.py").touch()
    why = obstacle()
    assert why is not None
    assert "migrate" in why.sentence


@pytest.mark.parametrize("name", ["_helpers.py", "~0001_draft.py", "old/__init__.py"])
def test_what_django_takes_for_no_migration_is_not_waited_for(migrations: Path, name: str) -> None:
    (migrations / name).parent.mkdir(exist_ok=True)
    (migrations / name).touch()
    assert obstacle() is None

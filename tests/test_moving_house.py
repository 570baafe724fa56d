"""A site moves from one database to another with Django's own tools and its data folder, and back, without loss."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from aime_site.servers import sqlite_url
from enrichment.sandbox import Sandbox
from tests import postgres

ROOT = Path(__file__).resolve().parent.parent
# What belongs to a machine or is made by `migrate`; `docs/operations.md` names the same.
LEFT_BEHIND = (
    *("contenttypes", "auth.permission", "sessions", "django_q.ormq", "enrichment.workerheartbeat"),
    *("collection.albumtext", "collection.artisttext", "collection.searchword"),  # written anew as rows arrive
)

LIVED_IN = """
from datetime import time
from django.contrib.auth.models import Group, Permission, User
from collection.models import Album, Artist, Image
from enrichment.models import EnrichmentRun, Preferences
user = User.objects.create_superuser("ada", "ada@example.org", "a long password")
group = Group.objects.create(name="helpers")
group.permissions.add(Permission.objects.get(codename="view_enrichmentrun"))
user.groups.add(group)
EnrichmentRun.objects.update(started_by=user)
album = Album.objects.order_by("pk")[0]
album.locked_fields, album.title = ["title"], "Café “Ünïcode” — ☃"
album.save()
Image.objects.create(artist=Artist.objects.order_by("pk")[0], image_type="artist", source="manual",
                     file="images/own.jpg")
preferences = Preferences.load()
preferences.night_enabled, preferences.night_time = True, time(3, 30)
preferences.save()
"""

STILL_AT_HOME = """
from django.contrib.auth.models import User
from django_q.models import Schedule
from collection.models import Album, AlbumText, Artist, ArtistText
from collection.searching.answers import answers
from enrichment.models import EnrichmentRun, Preferences, RunItem
assert (AlbumText.objects.count(), ArtistText.objects.count()) == (Album.objects.count(), Artist.objects.count())
assert [album.title for album in answers("cafe unicode", with_notes=False).albums] == ["Café “Ünïcode” — ☃"]
assert answers("abey road beatles", with_notes=False).albums
assert User.objects.get(username="ada").check_password("a long password")
assert User.objects.get().groups.get().permissions.get().codename == "view_enrichmentrun"
assert sorted(Schedule.objects.values_list("name", flat=True)) == ["night", "sweep"]
assert Preferences.load().night_time.isoformat() == "03:30:00"
assert Album.objects.get(title__startswith="Café").locked_fields == ["title"]
run = EnrichmentRun.objects.get()
assert run.started_by.username == "ada" and run.items.count() > 50
Album.objects.create(title="The first one bought in the new house")
Album.objects.filter(title__startswith="The first").delete()
"""


def run(environment: dict[str, str], *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "manage.py", *words], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert not done.returncode, done.stderr[-2000:]
    return done.stdout


def house(folder: Path, url: str, sandbox: Sandbox, *migrated_to: str) -> dict[str, str]:
    """The environment of a site in `folder`; its database is empty but migrated."""
    folder.mkdir(exist_ok=True)
    clean = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME"}}
    unlimited = {"EURIA_REQUESTS_PER_MINUTE": "0", "SPOTIFY_REQUESTS_PER_MINUTE": "0"}
    own = {"AIME_CONFIG_DIR": str(folder), "AIME_DATA_DIR": str(folder / "data"), "DATABASE_URL": url}
    environment = {**clean, **sandbox.environment(), **unlimited, **own}
    run(environment, "migrate", "-v0", *migrated_to)
    return environment


def move(old: dict[str, str], new: dict[str, str], file: Path) -> None:
    """The lines of `docs/operations.md`."""
    excluded = [f"--exclude={name}" for name in LEFT_BEHIND]
    run(old, "dumpdata", "--natural-foreign", "--format=jsonl", *excluded, f"--output={file}", "-v0")
    run(new, "loaddata", str(file), "-v0")
    shutil.copytree(old["AIME_DATA_DIR"], new["AIME_DATA_DIR"], dirs_exist_ok=True, ignore=_databases)


def _databases(_folder: str, names: list[str]) -> set[str]:
    return {name for name in names if ".sqlite3" in name}


@contextmanager
def database(vendor: str, folder: Path) -> Iterator[str]:
    if vendor == "sqlite":
        yield sqlite_url(folder / "new.sqlite3")
        return
    with postgres.server() as server, postgres.database(server) as url:
        yield url


@pytest.mark.slow
@pytest.mark.parametrize("vendor", ["sqlite", "postgresql"])
def test_a_site_moves_and_comes_back_without_loss(vendor: str, tmp_path: Path) -> None:
    if vendor == "postgresql" and not postgres.is_available():
        postgres.skip()
    with Sandbox() as sandbox, database(vendor, tmp_path) as url:
        old = house(tmp_path / "old", sqlite_url(tmp_path / "old.sqlite3"), sandbox)
        run(old, "import_collection", "enrichment/sandbox/sample-collection.json")
        run(old, "enrich", "-v0")
        run(old, "shell", "-v0", "-c", LIVED_IN)
        new = house(tmp_path / "new", url, sandbox)
        move(old, new, tmp_path / "there.jsonl")
        run(new, "shell", "-v0", "-c", STILL_AT_HOME)
        back = house(tmp_path / "back", sqlite_url(tmp_path / "back.sqlite3"), sandbox)
        move(new, back, tmp_path / "back.jsonl")
        calls = sandbox.record.count("euria")
        assert "Nothing to enrich" in run(new, "enrich")
        assert sandbox.record.count("euria") == calls
    assert lines(tmp_path / "back.jsonl") == lines(tmp_path / "there.jsonl")
    caches = [sorted(Path(site["AIME_DATA_DIR"]).rglob("cache/*/*.json")) for site in (old, back)]
    assert len(caches[0]) == len(caches[1]) > 50


def lines(file: Path) -> list[str]:
    """A dump without its order: databases disagree on how to sort texts, and on the keys of a JSON object."""
    rows = map(json.loads, file.read_text(encoding="utf-8").splitlines())
    return sorted(json.dumps(row, sort_keys=True) for row in rows)

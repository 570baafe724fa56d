"""What two newcomers do first, by the pages: hand in a re-saved export, and follow Last.fm before Discogs."""

import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from collection.models import Album, Artist, Scrobble
from collection.naming import base_form
from enrichment.models import State
from enrichment.sandbox import Sandbox
from tests.collection.importing.test_reading import row, table
from tests.enrichment.admin.people import visitor
from tests.enrichment.phases.playing import sync, track

pytestmark = pytest.mark.django_db(transaction=True)
IMPORT = reverse("admin:collection_album_import")
SHARED = Path(os.environ.get("AIME_SHARED_DATA", Path(__file__).parents[3] / "shared" / "data")) / "collectors"


@pytest.fixture
def client(data_dir: Path) -> Client:
    return visitor("collection.add_album", "collection.view_album")


def cards(client: Client, query: str = "") -> int:
    return client.get(f"/albums/{query}").content.decode().count('class="card-title"')


def test_an_export_that_excel_saved_anew_becomes_a_wall_and_stays_one(client: Client) -> None:
    rows = [
        row(release_id="1", Artist="Françoise Hardy", Title="La Question", Date_Added="31/12/2023 22:15"),
        row(release_id="2", Artist="Eat (2) & Bad Kid", Title="Two", CollectionFolder="Été", Collection_Notes="À moi"),
        row(release_id="2", Artist="Eat (2) & Bad Kid", Title="Two", Catalog="x"),
        row(release_id="abc", Title="Three"),
    ]

    def hand_in() -> str:
        file = SimpleUploadedFile("ma collection.csv", table(rows, ";").encode("cp1252"))
        return str(client.post(IMPORT, {"file": file, "left_out": ""}).content.decode())

    first = hand_in()
    assert "its release_id “abc” is not a usable number" in first
    assert (cards(client), cards(client, "?folder=Été"), cards(client, "?q=question")) == (2, 1, 1)
    page = client.get(f"/albums/{Album.objects.get(discogs_id=2).pk}/").content.decode()
    assert "Eat &amp; Bad Kid" in page
    assert "(2)" not in page
    assert "À moi" in page
    before = list(Album.objects.order_by("pk").values())
    hand_in()
    assert list(Album.objects.order_by("pk").values()) == before


@pytest.mark.slow
def test_last_fm_first_and_discogs_later_is_one_collection(client: Client, sandbox: Sandbox) -> None:
    assert track().state == State.COMPLETED
    heard = Album.objects.count()
    plays = Scrobble.objects.filter(album__isnull=False).count()
    assert (cards(client), cards(client, "?heard=1") > 0, heard > 20) == (0, True, True)

    assert sync().state == State.COMPLETED
    releases = sandbox.collection.releases
    assert Album.objects.filter(discogs_id__isnull=False).count() == len(releases)
    assert Scrobble.objects.filter(album__isnull=False).count() == plays
    left = {album.title for album in Album.objects.heard_only()}
    assert left == {"Spiderland", "Pink Moon"}, "what was heard and is owned became the owned one"
    owned = Counter((album.title, album.artist_credit) for album in Album.objects.with_credits().owned())
    at_discogs = Counter((release.title, ", ".join(map(base_form, release.artists))) for release in releases)
    assert sum(owned.values()) == sum(at_discogs.values())

    before = list(Album.objects.order_by("pk").values())
    assert (track().state, sync().state) == (State.COMPLETED, State.COMPLETED)
    assert list(Album.objects.order_by("pk").values()) == before
    assert not Artist.objects.filter(album_artists=None).exists()


@pytest.fixture
def replayed(tmp_path: Path, settings: Settings, data_dir: Path) -> Iterator[None]:
    """Last.fm as it answered a listener to a compilation."""
    shutil.copytree(SHARED / "l01-compilation-heard", tmp_path / "answers")
    command = [sys.executable, str(SHARED / "replay.py"), "0", str(tmp_path / "answers")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as replay:
        assert replay.stdout is not None
        settings.LASTFM_API_URL = f"http://127.0.0.1:{replay.stdout.readline().split()[1]}/2.0/"
        settings.LASTFM_API_KEY, settings.LASTFM_USERNAME = "a" * 32, "listener"
        yield
        replay.terminate()


@pytest.mark.skipif(not SHARED.is_dir(), reason=f"answers of the services are not at {SHARED}")
def test_an_owned_compilation_that_is_heard_has_its_plays_and_makes_no_album(replayed: None, client: Client) -> None:
    call_command("import_collection", str(SHARED / "discogs" / "9922074.json"))
    assert track().state == State.COMPLETED
    album = Album.objects.get()
    assert (album.scrobbles.count(), Scrobble.objects.count()) == (4, 4)
    assert "Shironegi" in client.get(f"/albums/{album.pk}/").content.decode()

"""A data folder of the first version opens as it is, and its photos can be looked at again."""

import json
from pathlib import Path

import pytest

from aime_site.servers import sqlite_url
from enrichment.sandbox import Sandbox
from tests.test_moving_house import house, run

# Then every photo was of the first act of that name. A person chose one, and locked another.
LIVED_IN_FIRST = """
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone
first = MigrationLoader(connection).project_state(("enrichment", "0001_initial")).apps
Album, Artist, Credit, Image = (first.get_model("collection", name) for name in
                                ("Album", "Artist", "AlbumArtist", "Image"))
owned = [("AIR", "Moon Safari", {}), ("Bj\u00f6rk", "Debut", {}), ("Nirvana (7)", "Never Heard Of", {}),
         ("Nobody (2)", "Chosen", {"photo_answer": "chosen"}), ("Nobody (3)", "Locked", {"locked_fields": ["photo"]})]
for number, (name, title, more) in enumerate(owned):
    artist = Artist.objects.create(name=name, key=name.casefold(), spotify_id=f"{number:022}", **more)
    Credit.objects.create(album=Album.objects.create(title=title), artist=artist, position=0)
    Image.objects.create(artist=artist, image_type="artist", source="spotify", fetched_at=timezone.now(),
                         url=f"https://i.scdn.co/image/{number}")
"""
FACES = """
import json
from collection.models import Image
print(json.dumps(dict(Image.objects.values_list("artist__name", "basis"))))
"""


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_photos_of_the_first_version_end_with_something_that_speaks_for_each(tmp_path: Path) -> None:
    with Sandbox() as sandbox:
        site = house(tmp_path / "site", sqlite_url(tmp_path / "first.sqlite3"), sandbox, "enrichment", "0001_initial")
        run(site, "shell", "-v0", "-c", LIVED_IN_FIRST)
        run(site, "migrate", "-v0")
        assert "photo_unproved" in run(site, "verify_enrichment", "--json")
        assert "Nirvana" in run(site, "check_photos")
        faces = json.loads(run(site, "shell", "-v0", "-c", FACES))
        assert faces == {"AIR": "titles", "Bj\u00f6rk": "titles", "Nobody (2)": "", "Nobody (3)": ""}
        assert "photo_unproved" not in run(site, "verify_enrichment", "--json")

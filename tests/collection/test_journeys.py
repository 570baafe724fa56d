"""Ways through several doors, as people go them: a list is imported, corrected on its page, exported, taken back."""

from pathlib import Path

import pytest
from django.contrib.auth.models import Permission, User
from django.core.management import call_command
from django.test import Client

from collection.importing import leave_out
from collection.models import Album, Artist, Image, LeftOutFolder, Scrobble
from tests.collection.admin.pages import form_values

pytestmark = pytest.mark.django_db
LIST = "Artist;Title;Format;Folder;Notes\nAIR;Moon Safari;LP;Jazz;\nSlint;Spiderland;CD;Sold;mine\n"
NUMBERED = LIST.replace("Artist;", "release_id;Artist;").replace("AIR;", "11;AIR;").replace("Slint;", "12;Slint;")


@pytest.fixture
def keeper(client: Client) -> Client:
    """Somebody of the household who may change albums and artists."""
    user = User.objects.create_user("keeper")
    user.user_permissions.set(Permission.objects.filter(codename__in=["change_album", "change_artist"]))
    client.force_login(user)
    return client


@pytest.fixture
def records(tmp_path: Path) -> Path:
    path = tmp_path / "records.csv"
    path.write_text(LIST)
    return path


def bring(path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """What became of the albums in a file: `2 added, 0 updated, 0 unchanged, 0 refused`."""
    call_command("import_collection", str(path))
    return capsys.readouterr().out.partition(": ")[2].rstrip(".\n")


def correct(client: Client, album: Album, part: str, **typed: str) -> None:
    address = f"/albums/{album.pk}/{part}/"
    assert client.post(address, {**form_values(client, address), **typed}).status_code == 302


def forget_everything() -> None:
    for model in (Scrobble, Image, Album, Artist, LeftOutFolder):
        model.objects.all().delete()


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.slow
@pytest.mark.parametrize("content", [LIST, NUMBERED], ids=["by names", "by numbers"])
def test_what_was_corrected_survives_the_next_import_and_a_move_to_another_machine(
    keeper: Client, records: Path, capsys: pytest.CaptureFixture[str], content: str
) -> None:
    records.write_text(content)
    assert bring(records, capsys) == "2 added, 0 updated, 0 unchanged, 0 refused"
    correct(keeper, Album.objects.get(title="Moon Safari"), "facts", title="Moon Safari (Live)")
    correct(keeper, Album.objects.get(title="Spiderland"), "copy", notes="From aunt Rosa.")
    assert bring(records, capsys) == "0 added, 0 updated, 2 unchanged, 0 refused"

    exported = records.with_suffix(".json")
    call_command("export_collection", str(exported))
    forget_everything()
    assert bring(exported, capsys).endswith("2 added, 0 updated, 0 unchanged, 0 refused")
    assert bring(records, capsys) == "0 added, 0 updated, 2 unchanged, 0 refused"
    live = Album.objects.get(title="Moon Safari (Live)")
    assert (live.artist_credit, live.locked_fields) == ("AIR", ["title"])
    assert "From aunt Rosa." in text(keeper, f"/albums/{Album.objects.get(title='Spiderland').pk}/")
    assert "Moon Safari (Live)" in text(keeper, "/albums/?q=live")


def test_a_table_for_people_is_taken_back_without_a_change(
    keeper: Client, records: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    records.write_text(NUMBERED)
    bring(records, capsys)
    correct(keeper, Album.objects.get(discogs_id=11), "copy", rating="4", media_condition="Mint (M)", purchased="1999")
    before = list(Album.objects.order_by("pk").values())
    table = records.with_name("table.csv")
    call_command("export_collection", str(table))
    capsys.readouterr()
    assert bring(table, capsys) == "0 added, 0 updated, 2 unchanged, 0 refused"
    assert list(Album.objects.order_by("pk").values()) == before


@pytest.mark.slow
def test_what_is_sold_is_seen_nowhere_and_comes_back_with_its_folder(
    keeper: Client, records: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bring(records, capsys)
    slint = Artist.objects.get(name="Slint")
    pages = ["/albums/", "/albums/?q=spiderland", "/albums/?sort=title", "/albums/poster/", "/search/?q=spiderland"]
    assert [page for page in pages if "Spiderland" not in text(keeper, page)] == []
    assert "Slint" in text(keeper, "/artists/")
    leave_out(["sold"])
    assert [page for page in pages if "Spiderland" in text(keeper, page).replace('value="spiderland"', "")] == []
    assert "Slint" not in text(keeper, "/artists/")
    assert "0 albums in the collection" in text(keeper, f"/artists/{slint.pk}/")
    assert bring(records, capsys) == "0 added, 0 updated, 2 unchanged, 0 refused"
    leave_out([])
    assert [page for page in pages if "Spiderland" not in text(keeper, page)] == []


def test_a_mistyped_word_leads_to_the_album_and_back_to_what_was_found(
    keeper: Client, records: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bring(records, capsys)
    album = Album.objects.get(title="Spiderland")
    found = text(keeper, "/albums/?q=spidreland&sort=title")
    assert f'href="/albums/{album.pk}/?q=spidreland&amp;sort=title&amp;at=1"' in found
    page = text(keeper, f"/albums/{album.pk}/?q=spidreland&sort=title&at=1")
    assert 'href="/albums/?q=spidreland&amp;sort=title&amp;page=1"' in page
    assert 'rel="next"' not in page


@pytest.mark.slow
def test_a_renamed_artist_is_found_by_the_new_name_and_meant_by_the_old_one(
    admin_client: Client, records: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bring(records, capsys)
    artist = Artist.objects.get(name="AIR")
    page = f"/admin/collection/artist/{artist.pk}/change/"
    assert admin_client.post(page, {**form_values(admin_client, page), "name": "Air (French Band)"}).status_code == 302
    assert bring(records, capsys) == "0 added, 0 updated, 2 unchanged, 0 refused"
    assert "Air (French Band)" in text(admin_client, "/artists/?q=french")
    assert "Moon Safari" in text(admin_client, "/albums/?q=french+moon")
    assert "No album fits these choices." in text(admin_client, "/albums/?q=airx")

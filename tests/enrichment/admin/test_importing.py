"""The import page: an export that a spreadsheet saved anew, a list of one's own, a long file."""

import re
from html import unescape
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from collection.models import Album, LeftOutFolder
from tests.collection.builders import make_album
from tests.collection.importing.test_reading import COLUMNS, row, table, workbook
from tests.enrichment.admin.people import visitor

pytestmark = pytest.mark.django_db
IMPORT = reverse("admin:collection_album_import")
MAY_ADD = ["collection.add_album", "collection.view_album"]


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, settings: object) -> Path:
    settings.DATA_DIR = tmp_path  # type: ignore[attr-defined]
    return tmp_path


def hand_in(client: Client, content: bytes | str, name: str = "list.csv") -> HttpResponse:
    file = SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)
    return client.post(IMPORT, {"file": file})  # type: ignore[return-value]


def forms_on(response: HttpResponse) -> str:
    return response.content.decode()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (table([row()], ";").encode("utf-8-sig"), "save as.csv"),
        (table([row()], "\t").encode("utf-16"), "unicode text.txt"),
        (table([row()], ";").encode("cp1252"), "old.csv"),
        (workbook([COLUMNS, row()]), "collection.xlsx"),
    ],
)
def test_an_export_that_excel_saved_anew_is_imported_at_once(content: bytes, name: str) -> None:
    response = hand_in(visitor(*MAY_ADD), content, name)
    assert (response.status_code, Album.objects.get().title) == (200, "Moon Safari")
    assert "Imported" in response.content.decode()


def test_what_could_not_be_read_of_a_row_is_counted_on_the_page() -> None:
    rows = [row(Date_Added="yesterday", Released="long ago", **{"Catalog#": "7,20642E+11"}), row(release_id="x")]
    page = hand_in(visitor(*MAY_ADD), table(rows, ";")).content.decode()
    for words in ("“yesterday”", "“long ago”", "“7,20642E+11”", "its release_id “x” is not a usable number"):
        assert words in page
    assert Album.objects.get().title == "Moon Safari"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["row 2 “Moon Safari”: its", "row 3: it has only 2 columns", "2</dd>"]),
        ("fr", ["ligne 2 «\u00a0Moon Safari\u00a0»\u00a0: son", "ligne 3\u00a0: elle n’a que 2 colonnes", "refusées"]),
    ],
)
def test_refused_rows_are_told_in_the_readers_language(language: str, words: list[str]) -> None:
    """In whatever language the same was said before."""
    for told in ("en", "fr", language):
        client = visitor(*MAY_ADD)
        client.cookies["django_language"] = told
        page = hand_in(client, table([row(release_id="x"), ["a", "b"]])).content.decode()
    assert [word for word in words if word not in unescape(page)] == []


def test_a_list_of_ones_own_is_asked_about_and_then_imported(data_folder: Path) -> None:
    client = visitor(*MAY_ADD)
    shown = hand_in(client, "Artiste;Titre;Pressage;Étagère\nAIR;Moon Safari;1998;B\n")
    page = shown.content.decode()
    assert not Album.objects.exists()
    assert '<option value="Artiste" selected>' in page
    assert "<bdi>Moon Safari</bdi>" in page
    token = shown.context["kept"].token  # type: ignore[attr-defined]
    told = {"columns": "1", "title": "Titre", "artist": "Artiste", "year": "Pressage"}
    done = client.post(reverse("admin:collection_album_import_on", args=[token]), told)
    assert (done.status_code, Album.objects.get().year) == (200, 1998)
    assert [path.suffix for path in (data_folder / "imports").iterdir()] == [".json"]


def test_without_title_and_artist_the_page_asks_again() -> None:
    client = visitor(*MAY_ADD)
    token = hand_in(client, "Who,What\nAIR,Moon Safari\n").context["kept"].token  # type: ignore[attr-defined]
    response = client.post(reverse("admin:collection_album_import_on", args=[token]), {"columns": "1", "title": "What"})
    assert response.status_code == 400
    assert "Choose at least" in response.content.decode()


def test_each_column_is_asked_for_by_its_name_and_offered_once() -> None:
    page = hand_in(visitor(*MAY_ADD), "Who,What,Who,\nAIR,Moon Safari,x,y\n").content.decode()
    labels = re.findall(r'<label for="id_(?:title|sleeve_condition)">([^<]+)</label>', page)
    assert labels == ["Title", "Condition of the sleeve"]
    title = page.split('<select name="title"')[1].split("</select>")[0]
    assert title.count('<option value="Who"') == 1
    assert title.count("<option") == 3, "a column without a name cannot be chosen"


def test_a_list_of_one_column_has_no_artist_and_is_refused() -> None:
    response = hand_in(visitor(*MAY_ADD), "Albums\nMoon Safari\n")
    assert response.status_code == 400
    assert "columns" not in response.context  # type: ignore[attr-defined]
    assert not Album.objects.exists()


def test_a_long_file_is_imported_a_few_seconds_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("enrichment.admin.kept_imports.SECONDS_A_STEP", -1.0)
    client = visitor(*MAY_ADD)
    response = hand_in(client, table([row(release_id=str(n)) for n in range(1, 4)] + [row(release_id="x")]))
    for done in range(1, 5):
        assert Album.objects.count() == min(done, 3)
        assert f"{done} of 4 rows" in response.content.decode()
        address = reverse("admin:collection_album_import_on", args=[response.context["kept"].token])  # type: ignore[attr-defined]
        response = client.post(address)  # type: ignore[assignment]
    report = response.context["report"]  # type: ignore[attr-defined]
    assert (report.created, report.refused) == (3, 1)
    assert "its release_id “x” is not a usable number" in response.content.decode()


def test_folders_are_left_out_by_the_import_page_which_keeps_the_choice() -> None:
    client = visitor(*MAY_ADD)
    content = table([row(CollectionFolder="Sold"), row(release_id="2", Title="Talkie Walkie")])
    file = SimpleUploadedFile("list.csv", content.encode())
    page = client.post(IMPORT, {"file": file, "left_out": "sold\n"}).content.decode()
    assert [album.title for album in Album.objects.all()] == ["Talkie Walkie"]
    assert "1 album lies in a folder that is left out" in page
    assert ">\nsold</textarea>" in client.get(IMPORT).content.decode()
    hand_in(client, content)
    assert LeftOutFolder.objects.get().name == "sold", "a door that does not send the field changes nothing"


@pytest.mark.parametrize("token", ["x" * 32, "..", "%2e%2e"])
def test_a_file_that_is_not_there_is_not_found(token: str) -> None:
    assert visitor(*MAY_ADD).get(f"{IMPORT}{token}/").status_code == 404


def test_only_who_may_add_albums_goes_on_with_a_file() -> None:
    assert visitor("collection.view_album").get(f"{IMPORT}{'x' * 32}/").status_code == 403


@pytest.mark.parametrize(
    ("form", "kind", "words"),
    [("json", "application/json", '"title": "Moon Safari"'), ("csv", "text/csv", "Moon Safari")],
)
def test_the_collection_can_be_taken_home(form: str, kind: str, words: str) -> None:
    client = visitor(*MAY_ADD)
    hand_in(client, table([row()]))
    response = client.get(reverse("admin:collection_album_export", args=[form]))
    assert words in b"".join(response.streaming_content).decode()  # type: ignore[attr-defined]
    assert response.headers["Content-Type"] == kind
    assert response.headers["Content-Disposition"] == f'attachment; filename="collection.{form}"'
    assert client.get(reverse("admin:collection_album_export", args=["exe"])).status_code == 403


def test_heard_first_and_bought_later_is_one_album_on_the_wall() -> None:
    client = visitor(*MAY_ADD)
    make_album("Moon Safari (Deluxe)", "AIR", source="lastfm")
    assert "Moon Safari" not in client.get("/albums/").content.decode()
    assert "heard, not owned" in client.get("/albums/?heard=1").content.decode()
    hand_in(client, table([row()]))
    assert client.get("/albums/").content.decode().count('class="card-title"') == 1
    assert client.get("/albums/?heard=1").content.decode().count('class="card-title"') == 0

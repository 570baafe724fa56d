"""A file between its upload and its last row: kept for its owner alone, found by its token, forgotten in time."""

import os
import stat
import time
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import Settings

from collection.importing import ImportReport, Refusal, UnusableFileError
from collection.importing.records import LostKind
from collection.models import Album
from enrichment.admin import kept_imports
from enrichment.admin.kept_imports import KeptImport
from tests.collection.importing.test_reading import row, table
from tests.enrichment.admin.people import visitor

IMPORT = reverse("admin:collection_album_import")
EXPORT = reverse("admin:collection_album_export", args=["json"])
MAY_ADD = ("collection.add_album",)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> Path:
    settings.DATA_DIR = tmp_path
    return tmp_path / "imports"


def keep(content: bytes | str = b"title,artist\n") -> KeptImport:
    return KeptImport.keep(ContentFile(content.encode() if isinstance(content, str) else content))


def test_what_was_handed_in_comes_back_as_it_was() -> None:
    content = bytes(range(256)) * 3000
    kept = keep(content)
    with kept.open() as found:
        assert found.read() == content
    assert KeptImport.find(kept.token) == kept


def test_only_the_sites_own_account_may_read_it(folder: Path) -> None:
    kept = keep()
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (folder, *folder.iterdir())}
    assert modes == {"imports": 0o700, kept.token: 0o600, f"{kept.token}.json": 0o600}


def test_two_uploads_of_one_file_are_two(folder: Path) -> None:
    first, second = keep("a,b\n"), keep("a,b\n")
    assert first.token != second.token
    assert len(list(folder.iterdir())) == 4


def test_what_nobody_went_on_with_is_forgotten_after_a_day(folder: Path) -> None:
    old, young = keep(), keep()
    for name in (old.token, f"{old.token}.json"):
        os.utime(folder / name, (0, time.time() - kept_imports.SECONDS_KEPT - 1))
    for name in (young.token, f"{young.token}.json"):
        os.utime(folder / name, (0, time.time() - kept_imports.SECONDS_KEPT + 60))
    keep()
    assert KeptImport.find(old.token) is None
    assert not (folder / old.token).exists()
    assert KeptImport.find(young.token) == young


@pytest.mark.parametrize(
    "token",
    ["", "x", "x" * 21, "x" * 65, "../" * 10, "a/b" * 10, "é" * 32, "x" * 31 + "\n", "x" * 32],
    ids=["empty", "a letter", "too short", "too long", "up", "a path", "other letters", "a line end", "unknown"],
)
def test_what_is_no_token_of_ours_finds_nothing(token: str, folder: Path) -> None:
    keep()
    (folder.parent / "secret.json").write_text('{"token": "x"}')
    assert KeptImport.find(token) is None


def test_a_record_that_is_torn_finds_nothing(folder: Path) -> None:
    kept = keep()
    (folder / f"{kept.token}.json").write_text('{"token": "')
    assert KeptImport.find(kept.token) is None


counts = st.integers(0, 10**9)
reports = st.builds(
    ImportReport,
    created=counts,
    updated=counts,
    lost=st.dictionaries(st.sampled_from(LostKind), counts),
    examples=st.dictionaries(st.sampled_from(LostKind), st.text()),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(reports, counts, counts, st.none() | st.dictionaries(st.text(), st.text()), st.booleans())
def test_whatever_has_come_of_it_is_remembered(
    report: ImportReport, done: int, total: int, columns: dict[str, str] | None, finished: bool
) -> None:
    kept = keep()
    kept.report, kept.done, kept.total, kept.columns, kept.finished = report, done, total, columns, finished
    kept._remember()
    assert KeptImport.find(kept.token) == kept


@pytest.mark.django_db
def test_a_refusal_is_remembered_with_its_row(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = keep(table([row(release_id="x"), row()]))
    kept.step()
    found = KeptImport.find(kept.token)
    assert found is not None
    assert found.report == kept.report
    assert [type(refusal) for refusal in found.report.refusals] == [Refusal]


@pytest.mark.django_db
def test_after_the_last_row_the_file_goes_and_the_report_stays(folder: Path) -> None:
    kept = keep(table([row()]))
    kept.step()
    assert kept.finished
    assert [path.name for path in folder.iterdir()] == [f"{kept.token}.json"]


@pytest.mark.django_db
def test_no_row_is_read_twice_whatever_a_step_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_imports, "SECONDS_A_STEP", -1.0)
    kept = keep(table([row(release_id=str(number)) for number in range(1, 5)]))
    seen = []
    while not kept.finished:
        kept.step()
        seen.append((kept.done, Album.objects.count()))
    assert seen == [(1, 1), (2, 2), (3, 3), (4, 4), (4, 4)]
    assert (kept.report.created, kept.report.updated) == (4, 0)


@pytest.mark.django_db
def test_a_file_that_is_none_of_ours_is_refused_and_no_album_is_lost() -> None:
    kept = keep(b"\x89PNG\r\n\x1a\n" + bytes(400))
    with pytest.raises(UnusableFileError):
        kept.step()
    assert not kept.finished


def hand_in(client: Client, content: str, **more: str) -> HttpResponse:
    return client.post(IMPORT, {"file": SimpleUploadedFile("list.csv", content.encode()), **more})  # type: ignore[return-value]


def going_on(kept: KeptImport) -> str:
    return reverse("admin:collection_album_import_on", args=[kept.token])


@pytest.mark.django_db
def test_a_finished_import_that_is_sent_again_does_nothing_more() -> None:
    client = visitor(*MAY_ADD)
    kept = hand_in(client, table([row()])).context["kept"]  # type: ignore[attr-defined]
    Album.objects.all().delete()
    for form in ({}, {"columns": "1", "title": "Title", "artist": "Artist"}):
        page = client.post(going_on(kept), form)
        assert page.status_code == 200
        assert page.context["report"].created == 1
    assert not Album.objects.exists()


@pytest.mark.django_db
def test_looking_at_an_import_that_waits_goes_on_with_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_imports, "SECONDS_A_STEP", -1.0)
    client = visitor(*MAY_ADD)
    kept = hand_in(client, table([row(), row(release_id="2")])).context["kept"]  # type: ignore[attr-defined]
    for _ in range(2):
        assert "1 of 2 rows" in client.get(going_on(kept)).content.decode()
    assert Album.objects.count() == 1


@pytest.mark.django_db
def test_before_its_columns_are_confirmed_a_list_is_not_read() -> None:
    client = visitor(*MAY_ADD)
    kept = hand_in(client, "Who,What\nAIR,Moon Safari\n").context["kept"]  # type: ignore[attr-defined]
    assert client.post(going_on(kept)).status_code == 200
    assert not Album.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "chosen",
    [{"title": "What"}, {"artist": "Who"}, {}, {"title": "What", "artist": "Nowhere"}],
    ids=["no artist", "no title", "nothing", "a column that is not there"],
)
def test_columns_that_do_not_do_are_asked_for_again_and_the_file_is_kept(chosen: dict[str, str]) -> None:
    client = visitor(*MAY_ADD)
    kept = hand_in(client, "Who,What\nAIR,Moon Safari\n").context["kept"]  # type: ignore[attr-defined]
    assert client.post(going_on(kept), {"columns": "1", **chosen}).status_code == 400
    assert not Album.objects.exists()
    assert client.post(going_on(kept), {"columns": "1", "title": "What", "artist": "Who"}).status_code == 200
    assert Album.objects.get().title == "Moon Safari"


@pytest.mark.django_db
def test_a_file_has_no_columns_to_choose_where_a_program_wrote_it(monkeypatch: pytest.MonkeyPatch) -> None:
    client = visitor(*MAY_ADD)
    kept = keep('{"albums": [{"title": "Moon Safari", "artists": ["AIR"]}]}')
    assert client.post(going_on(kept), {"columns": "1", "title": "What"}).status_code == 404
    assert not Album.objects.exists()


@pytest.mark.django_db
def test_who_may_look_takes_the_collection_home_and_a_stranger_does_not() -> None:
    assert visitor().get(EXPORT).status_code == 200
    stranger = Client().get(EXPORT)
    assert (stranger.status_code, "login" in stranger.headers["Location"]) == (302, True)


@pytest.mark.django_db
def test_a_choice_of_folders_is_kept_even_where_the_file_is_refused() -> None:
    client = visitor(*MAY_ADD)
    page = hand_in(client, "\x00\x01", left_out="Sold\n\nSold \n Lent")
    assert page.status_code == 400
    assert ">\nLent\nSold</textarea>" in client.get(IMPORT).content.decode()

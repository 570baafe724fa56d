"""Nobody else on the machine reads what AIME keeps. The site's key: made once, kept, seen by nobody else."""

import os
import shutil
import stat
import threading
from pathlib import Path

import pytest

from aime_site import private_files
from aime_site.environment import SettingsError
from aime_site.private_files import make_private, secret_key
from tests.aime_site.test_start import manage
from tests.enrichment.jobs.conftest import migrated

__all__ = ["migrated"]

OPEN_FOLDER, OPEN_FILE = 0o755, 0o644


def mode(path: Path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)


def everything(top: Path) -> list[Path]:
    return [top, *top.rglob("*")]


def open_up(top: Path) -> None:
    for path in everything(top):
        path.chmod(OPEN_FOLDER if path.is_dir() else OPEN_FILE)


def assert_private(top: Path) -> None:
    open_ones = {str(path): oct(mode(path)) for path in everything(top) if mode(path) & 0o077}
    assert not open_ones


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """As an earlier version left it."""
    monkeypatch.delenv(private_files._SAID, raising=False)
    folder = tmp_path / "data"
    for name in ("cache/euria/a.json", "logs/aime.log", "media/photos/b.jpg", "secret_key"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("x")
    open_up(folder)
    return folder


@pytest.mark.slow
def test_a_new_site_is_made_under_any_name_and_is_private_from_the_first_file(tmp_path: Path) -> None:
    folder = tmp_path / "Musique #1 % é"
    assert manage(folder, "migrate", "-v0").returncode == 0
    assert {"aime.sqlite3", "secret_key", "logs", "static"} <= {path.name for path in folder.iterdir()}
    assert mode(folder / "secret_key") == 0o600
    assert [path.name for path in tmp_path.iterdir()] == [folder.name], "nothing stands beside it"
    assert_private(folder)


@pytest.mark.slow
def test_an_earlier_versions_folder_is_closed_and_said_once(tmp_path: Path, data: Path, migrated: Path) -> None:
    shutil.copytree(migrated, data, dirs_exist_ok=True)
    open_up(data)
    (tmp_path / ".env").write_text("LANGUAGE_CODE=en\n")
    (tmp_path / ".env").chmod(OPEN_FILE)
    first, second = manage(data, "check"), manage(data, "check")
    assert first.stderr.count("could be read by everybody with an account on this machine; no longer.") == 1
    assert len(first.stderr.splitlines()) == 1
    assert (first.returncode, second.returncode, second.stderr) == (0, 0, "")
    assert_private(data)
    assert mode(tmp_path / ".env") == 0o600


@pytest.mark.slow
def test_what_is_uploaded_later_is_private(tmp_path: Path) -> None:
    code = (
        "from django.core.files.base import ContentFile; from django.core.files.storage import default_storage;"
        "default_storage.save('photos/x.jpg', ContentFile(b'x'))"
    )
    assert manage(tmp_path / "data", "shell", "-v0", "-c", code).returncode == 0
    assert_private(tmp_path / "data")


@pytest.mark.slow
def test_gathered_files_for_browsers_are_for_everybody(tmp_path: Path) -> None:
    static = tmp_path / "static"
    assert manage(tmp_path / "data", "collectstatic", "--noinput", "-v0", AIME_STATIC_DIR=str(static)).returncode == 0
    files = [path for path in everything(static) if path.is_file()]
    assert any(path.suffix == ".gz" for path in files)
    assert all(mode(path) & 0o444 == 0o444 for path in files)


def test_the_database_elsewhere_is_closed_too_with_what_stands_beside_it(tmp_path: Path, data: Path) -> None:
    elsewhere = tmp_path / "elsewhere.sqlite3"
    wal = tmp_path / "elsewhere.sqlite3-wal"
    for path in (elsewhere, wal):
        path.write_text("x")
        path.chmod(0o664)
    make_private(data, [elsewhere, wal, tmp_path / "absent"])
    assert (mode(elsewhere), mode(wal)) == (0o600, 0o600)


def test_nothing_is_touched_that_is_not_aimes(tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    outside = tmp_path / "outside"
    outside.write_text("x")
    outside.chmod(OPEN_FILE)
    (data / "cache" / "link").symlink_to(outside)
    (data / "holiday.mp4").write_text("x")
    (data / "holiday.mp4").chmod(OPEN_FILE)
    make_private(data, [])
    assert mode(data) == 0o700
    assert (mode(outside), mode(data / "holiday.mp4")) == (OPEN_FILE, OPEN_FILE)


@pytest.mark.parametrize("what", ["home", "above home", "the program"])
def test_a_folder_that_is_more_than_a_data_folder_stays_as_it_is(
    data: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    monkeypatch.setenv("HOME", str({"home": data, "above home": data / "cache"}.get(what, "/nowhere")))
    if what == "the program":
        (data / "manage.py").touch()
    make_private(data, [])
    assert mode(data) == OPEN_FOLDER
    assert mode(data / "secret_key") == 0o600
    assert mode(data / "media" / "photos" / "b.jpg") == 0o600


def test_what_cannot_be_closed_is_said_too(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Path, "chmod", lambda *_: None)  # as on a memory card
    make_private(data, [])
    assert capsys.readouterr().err == (
        f"AIME: {data} can be read by others on this machine, and that cannot be changed: see its owner.\n"
    )


def test_it_is_made_once_and_readable_by_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "data"
    key = secret_key(folder)
    assert len(key) > 50
    assert secret_key(folder) == key
    assert (folder / "secret_key").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in folder.iterdir()] == ["secret_key"]


def test_the_slower_of_two_processes_takes_the_key_of_the_faster(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real_link = os.link

    def overtaken(draft: Path, path: Path) -> None:
        path.write_text("the other's key\n")
        real_link(draft, path)

    monkeypatch.setattr(os, "link", overtaken)
    assert secret_key(tmp_path) == "the other's key"
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]


def test_a_file_system_without_hard_links_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unsupported(draft: Path, path: Path) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", unsupported)
    key = secret_key(tmp_path)
    assert secret_key(tmp_path) == key
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600


def test_two_folders_have_two_keys(tmp_path: Path) -> None:
    keys: list[str] = []
    threads = [threading.Thread(target=lambda n=n: keys.append(secret_key(tmp_path / str(n)))) for n in (1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(keys)) == 2


@pytest.mark.parametrize("content", [b"", b" \n", b"\x00\x01", b"\xff\xfe", b"one\ntwo", "clé secrète".encode()])
def test_a_file_that_holds_no_key_is_one_sentence(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "secret_key").write_bytes(content)
    with pytest.raises(SettingsError, match="secret_key holds no key: put the copy of yours back, or remove the file"):
        secret_key(tmp_path)
    assert (tmp_path / "secret_key").read_bytes() == content


def test_a_key_that_cannot_be_read_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "secret_key").symlink_to("nowhere/at/all")
    with pytest.raises(SettingsError, match=r"secret_key cannot be used .No such file or directory.: give it to"):
        secret_key(tmp_path)
    (tmp_path / "secret_key").unlink()
    (tmp_path / "secret_key").mkdir()
    with pytest.raises(SettingsError, match=r"secret_key cannot be used .Is a directory.: give it to"):
        secret_key(tmp_path)


def test_a_key_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SettingsError, match=r"secret_key cannot be used .File exists.: give it to"):
        secret_key(tmp_path / "file")


def said(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().err


def test_what_was_closed_is_counted_in_one_sentence(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    number = len(everything(data))
    make_private(data, [])
    assert said(capsys) == (
        f"AIME: {data} and {number - 1} more could be read by everybody with an account on this machine; no longer.\n"
    )


def test_one_file_that_was_open_is_named_alone(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    make_private(data, [])
    monkeypatch.delenv(private_files._SAID)
    said(capsys)
    keys = tmp_path / ".env"
    keys.write_text("x")
    keys.chmod(OPEN_FILE)
    make_private(data, [keys])
    assert said(capsys) == f"AIME: {keys} could be read by everybody with an account on this machine; no longer.\n"


def test_the_processes_that_one_starts_do_not_say_it_again(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_private(data, [])
    open_up(data)
    said(capsys)
    make_private(data, [])
    assert said(capsys) == ""
    assert_private(data)


def test_a_private_folder_is_not_searched_again(
    data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A site with a hundred thousand cache files starts as quickly as an empty one."""
    make_private(data, [])
    monkeypatch.setattr(private_files, "_tree", pytest.fail)
    make_private(data, [data / "secret_key"])


def test_what_is_not_there_and_what_is_private_is_not_mentioned(
    tmp_path: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make_private(data, [])
    said(capsys)
    make_private(tmp_path / "nowhere", [tmp_path / "absent"])
    assert said(capsys) == ""


@pytest.mark.parametrize(("words", "mask"), [(["manage.py", "serve"], 0o077), (["manage.py", "collectstatic"], 0o022)])
def test_only_what_browsers_are_to_read_is_made_for_others(
    monkeypatch: pytest.MonkeyPatch, words: list[str], mask: int
) -> None:
    masks: list[int] = []
    monkeypatch.setattr("sys.argv", words)
    monkeypatch.setattr(os, "umask", masks.append)
    private_files.begin_private()
    assert masks == [mask]

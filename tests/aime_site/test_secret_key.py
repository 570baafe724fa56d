"""The site's key: made once, kept, seen by nobody else."""

import os
import threading
from pathlib import Path

import pytest

from aime_site.environment import SettingsError
from aime_site.secret_key import load_or_create


def test_it_is_made_once_and_readable_by_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "data"
    key = load_or_create(folder)
    assert len(key) > 50
    assert load_or_create(folder) == key
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
    assert load_or_create(tmp_path) == "the other's key"
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]


def test_a_file_system_without_hard_links_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unsupported(draft: Path, path: Path) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", unsupported)
    key = load_or_create(tmp_path)
    assert load_or_create(tmp_path) == key
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600


def test_two_folders_have_two_keys(tmp_path: Path) -> None:
    keys: list[str] = []
    threads = [threading.Thread(target=lambda n=n: keys.append(load_or_create(tmp_path / str(n)))) for n in (1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(keys)) == 2


@pytest.mark.parametrize("content", [b"", b" \n", b"\x00\x01", b"\xff\xfe", b"one\ntwo", "clé secrète".encode()])
def test_a_file_that_holds_no_key_is_one_sentence(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "secret_key").write_bytes(content)
    with pytest.raises(SettingsError, match="secret_key holds no key: put the copy of yours back, or remove the file"):
        load_or_create(tmp_path)
    assert (tmp_path / "secret_key").read_bytes() == content


def test_a_key_that_cannot_be_read_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "secret_key").symlink_to("nowhere/at/all")
    with pytest.raises(SettingsError, match=r"secret_key cannot be used .No such file or directory.: give it to"):
        load_or_create(tmp_path)
    (tmp_path / "secret_key").unlink()
    (tmp_path / "secret_key").mkdir()
    with pytest.raises(SettingsError, match=r"secret_key cannot be used .Is a directory.: give it to"):
        load_or_create(tmp_path)


def test_a_key_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SettingsError, match=r"secret_key cannot be used .File exists.: give it to"):
        load_or_create(tmp_path / "file")

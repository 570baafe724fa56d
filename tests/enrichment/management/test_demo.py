"""`demo`: the main job before somebody's eyes, without keys, and without touching what is theirs."""

import signal
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from enrichment import env_file
from enrichment.demo import AlreadyPlaying, environment, fresh_folder
from tests.enrichment.management.commandline import Running
from tests.enrichment.management.test_serve import AT, SIGN_IN, free_port, signs_in

Run = Callable[..., Running]
OWNERS = {
    "DATABASE_URL": "postgres://owner:owners-password@127.0.0.1:9/owner",
    "REDIS_URL": "redis://127.0.0.1:9",
    "EURIA_API_KEY": "owners-euria-key",
    "SPOTIFY_CLIENT_SECRET": "owners-spotify-secret",
}


def rows(folder: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(folder / "demo" / "aime.sqlite3")) as database:
        return database.execute(query).fetchall()


@pytest.mark.slow
@pytest.mark.live
def test_the_demo_ends_well_and_leaves_the_owners_things_alone(tmp_path: Path, run_command: Run) -> None:
    folder = tmp_path / "data"
    demo = run_command(folder, "demo", **OWNERS)

    assert demo.process.wait(100) == 0, demo.output
    assert rows(folder, "SELECT COUNT(*) FROM enrichment_runitem WHERE outcome = ''") == [(0,)]
    outcomes = {row[0] for row in rows(folder, "SELECT DISTINCT outcome FROM enrichment_runitem")}
    assert {"enriched", "cached", "failed", "not_found"} <= outcomes
    # What was heard and is not owned is not described.
    assert rows(folder, "SELECT DISTINCT source FROM collection_album WHERE ai_description = ''") == [("lastfm",)]
    assert rows(folder, "SELECT COUNT(*) FROM enrichment_enrichmentrun WHERE parent_id IS NOT NULL") == [(1,)]
    assert "Texts and photos are samples." in demo.output
    assert "Traceback" not in demo.output
    written = "".join(path.read_text(errors="replace") for path in folder.rglob("*") if path.is_file())
    assert "owners-" not in written + demo.output


@pytest.mark.live
@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_demo_that_is_interrupted_leaves_no_process(number: int, tmp_path: Path, run_command: Run) -> None:
    demo = run_command(tmp_path / "data", "demo")
    demo.wait_for("descriptions: [1-9]", 90)
    assert demo.stop(number) == (-number if number == signal.SIGKILL else 130)


@pytest.mark.live
@pytest.mark.slow
def test_a_demo_can_be_looked_at_and_the_next_one_starts_afresh(tmp_path: Path, run_command: Run) -> None:
    folder = tmp_path / "data"
    (folder / "demo").mkdir(parents=True)
    (folder / "demo" / "left-over").touch()
    demo = run_command(folder, "demo", "--serve", "--port", free_port())

    assert signs_in(demo.wait_for(AT, 90), demo.wait_for(SIGN_IN))
    assert not (folder / "demo" / "left-over").exists()
    assert demo.stop() == 0


def test_two_demos_do_not_share_a_folder(tmp_path: Path) -> None:
    with fresh_folder(tmp_path / "demo"), pytest.raises(AlreadyPlaying), fresh_folder(tmp_path / "demo"):
        pass


def test_the_folder_is_free_again_afterwards(tmp_path: Path) -> None:
    for _demo in range(2):
        with fresh_folder(tmp_path / "demo") as folder:
            assert list(folder.iterdir()) == []
            (folder / "something").touch()


def test_nothing_of_the_owners_environment_reaches_the_demo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {**OWNERS, "AIME_HTTPS": "on", "LASTFM_USERNAME": "owner"}.items():
        monkeypatch.setenv(name, value)
    made = environment(tmp_path, "http://127.0.0.1:1")
    written, problems = env_file.read((tmp_path / ".env").read_text())
    assert not problems
    assert "owner" not in "".join([*made.values(), *written.values()]).replace(str(tmp_path), "")
    assert not {"DATABASE_URL", "REDIS_URL", "AIME_HTTPS"} & {*made, *written}
    assert written["EURIA_API_URL"].startswith("http://127.0.0.1:1/")
    assert made["AIME_CONFIG_DIR"] == written["AIME_DATA_DIR"] == str(tmp_path)

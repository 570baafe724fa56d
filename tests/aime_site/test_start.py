"""The whole of the settings in a process of their own, as people start it."""

import os
import pty
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cases import mostly_slow

REPOSITORY = Path(__file__).resolve().parents[2]


def manage(data: Path, *words: str, **settings: str) -> "subprocess.CompletedProcess[str]":
    clean = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME"}}
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=REPOSITORY,
        env={**clean, "AIME_DATA_DIR": str(data), "AIME_CONFIG_DIR": str(data.parent), **settings},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    mostly_slow(
        [
            ("DATABASE_URL", "postgres://me:verysecret@host:port/x", "DATABASE_URL must look like sqlite:"),
            ("ALLOWED_HOSTS", "http://albums.example", "ALLOWED_HOSTS takes names alone"),
            ("CSRF_TRUSTED_ORIGINS", "albums.example", "CSRF_TRUSTED_ORIGINS takes addresses such as https://"),
            ("REDIS_URL", "verysecret:6379", "REDIS_URL must look like redis://"),
            ("SPOTIFY_API_URL", "api.spotify.com", "SPOTIFY_API_URL must be an address such as https://"),
            ("AIME_DATA_DIR", "/dev/null/aime", "/dev/null/aime cannot be made (Not a directory): see AIME_DATA_DIR."),
            ("Q_WORKERS", "many", "Q_WORKERS must be a whole number, 1 or more."),
            ("EURIA_REQUESTS_PER_MINUTE", "fast", "EURIA_REQUESTS_PER_MINUTE must be a number, 0 or more."),
            ("EURIA_LANGUAGE", "klingon", "EURIA_LANGUAGE must be one of fr, en, de, it, es."),
            ("AIME_STATIC_DIR", "/dev/null/s", "/dev/null/s cannot be made (Not a directory): see AIME_STATIC_DIR."),
            ("DEBUG", "perhaps", "DEBUG must be on or off."),
        ],
    ),
)
def test_a_bad_setting_is_one_sentence_and_no_traceback(tmp_path: Path, name: str, value: str, sentence: str) -> None:
    ended = manage(tmp_path, "check", **{name: value})
    assert ended.returncode == 3
    assert ended.stderr.startswith(f"AIME cannot start: {sentence}")
    assert len(ended.stderr.splitlines()) == 1
    assert "verysecret" not in ended.stderr


@pytest.mark.slow
def test_the_web_server_ends_with_the_same_sentence(tmp_path: Path) -> None:
    clean = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
    ended = subprocess.run(
        [Path(sys.executable).parent / "gunicorn", "aime_site.wsgi", "--bind=127.0.0.1:0"],
        cwd=REPOSITORY,
        env={**clean, "AIME_DATA_DIR": str(tmp_path / "data"), "DATABASE_URL": "postgres://u:hunter@secret/9@host"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert ended.returncode == 3
    assert "AIME cannot start: DATABASE_URL must look like" in ended.stderr
    for never in ("Traceback", "secret", "hunter"):
        assert never not in ended.stderr


@pytest.mark.slow
def test_urls_of_strangers_in_the_process_are_not_believed(tmp_path: Path) -> None:
    asked = "from django.conf import settings as s; print(repr(s.EURIA_API_URL), repr(s.EURIA_API_KEY))"
    ended = manage(tmp_path, "shell", "-v0", "-c", asked, URL="https://stranger.example", bearer="token")
    assert ended.stdout.strip() == "'' ''"


@pytest.mark.slow
def test_nothing_is_said_about_a_sound_site(tmp_path: Path) -> None:
    ended = manage(tmp_path, "check")
    assert (ended.returncode, ended.stderr) == (0, "")


@pytest.mark.slow
@pytest.mark.parametrize(
    "command", mostly_slow([["check"], ["quickstart", "--check"], ["enrich", "--dry-run"]], quick=1)
)
def test_a_line_of_the_env_file_that_cannot_be_read_is_named_and_its_content_is_not(
    tmp_path: Path, command: list[str]
) -> None:
    (tmp_path / ".env").write_text('# mine\nexport EURIA_API_KEY="verysecret\nEURIA_PRODUCT_ID=1\nhalfofakey\n')
    ended = manage(tmp_path / "data", *command)
    assert f"Line 2 of {tmp_path}/.env is left out: its quote is not closed" in ended.stderr
    assert f"Line 4 of {tmp_path}/.env is left out: it is no comment and not NAME=value" in ended.stderr
    assert "verysecret" not in ended.stderr + ended.stdout
    assert "halfofakey" not in ended.stderr + ended.stdout


@pytest.mark.slow
def test_the_site_speaks_the_language_of_the_machine_unless_told(tmp_path: Path) -> None:
    wanted = ["shell", "-c", "from django.conf import settings as s; print(s.LANGUAGE_CODE, s.EURIA_LANGUAGE)"]
    assert "fr fr" in manage(tmp_path, *wanted, LANG="fr_CH.UTF-8", LC_ALL="").stdout
    assert "en en" in manage(tmp_path, *wanted, LANG="fr_CH.UTF-8", LANGUAGE_CODE="en").stdout


@pytest.mark.slow
def test_quickstart_begins_on_a_fresh_clone(tmp_path: Path) -> None:
    """A terminal at which every question is answered with no."""
    terminal, its_end = pty.openpty()
    os.write(terminal, b"n\n" * 20)
    ended = subprocess.run(
        [sys.executable, "manage.py", "quickstart"],
        cwd=REPOSITORY,
        env={"PATH": os.environ["PATH"], "AIME_DATA_DIR": str(tmp_path / "data"), "AIME_CONFIG_DIR": str(tmp_path)}
        | {"AIME_PHOTO_SOURCES": "none"},
        stdin=its_end,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    os.close(terminal)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "There are no albums yet." in ended.stdout
    assert (tmp_path / "data" / "aime.sqlite3").exists()


def test_an_older_python_is_told_which_one_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 4, "final", 0))
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(str(REPOSITORY / "manage.py"), run_name="__main__")
    assert ended.value.code == "AIME needs Python 3.11 or newer, and this is 3.10: start it with `uv run manage.py`."


def test_a_start_loads_neither_pages_nor_what_asks_services_nor_another_brokers_client_nor_the_rules_for_texts(
    data_dir: Path,
) -> None:
    """Every command waits for what it loads, and every process of `serve` holds it."""
    script = (
        "from django_q.brokers import get_broker; get_broker();"
        "import sys; print(*sys.modules); from django.core import checks; checks.run_checks(tags=['admin']);"
        "from django.contrib import admin; print(*admin.site._registry)"
    )
    loaded, checked = manage(data_dir, "shell", "--no-imports", "-c", script).stdout.splitlines()

    assert "enrichment.providers.texts.gate" in loaded.split()
    assert "enrichment.providers.http.session" in loaded.split()
    unneeded = {"redis", "requests", "urllib3", "charset_normalizer", "rich", "concurrent_log_handler", "dateutil"}
    unneeded |= {"enrichment.providers.texts.quality", "enrichment.admin.settings"}
    assert not unneeded & set(loaded.split())
    assert "enrichment.models.run.Settings" in checked, "the pages are checked all the same"


@pytest.mark.slow
def test_the_collector_rests_while_a_command_loads_and_works_with_what_comes_afterwards(data_dir: Path) -> None:
    script = (
        "import gc; print(gc.isenabled(), sum(o['collections'] for o in gc.get_stats()[1:]), gc.get_freeze_count())"
    )
    works, looked, left_alone = manage(data_dir, "shell", "--no-imports", "-c", script).stdout.split()

    assert works == "True"
    assert int(looked) < 10
    assert int(left_alone) > 50_000


@pytest.mark.slow
def test_the_collector_works_in_a_child_that_goes_on_from_what_its_parent_has_loaded(data_dir: Path) -> None:
    child = "SharingChild('manage', 'shell', '--no-imports', '-c', 'import gc; print(gc.isenabled())')"
    script = f"from enrichment.processes import SharingChild; {child}.start().wait()"

    assert manage(data_dir, "shell", "--no-imports", "-c", script).stdout.split() == ["True"]

"""What cannot be built here is at least whole: every file is parsed, and its commands are run natively."""

import configparser
import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings
from django.core.management import get_commands, load_command_class

from aime_site.environment import BASE_DIR
from enrichment.management.commands.serve import web_process
from tests.aime_site.served import answer_of, serving
from tests.aime_site.test_start import manage

COMPOSE: dict[str, Any] = yaml.safe_load((BASE_DIR / "compose.yaml").read_text(encoding="utf-8"))
UNITS = sorted((BASE_DIR / "aime_site" / "deploy").glob("*.service"))
OURS = ("migrate", "web", "worker")


def instructions() -> list[tuple[str, str]]:
    text = (BASE_DIR / "Dockerfile").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    joined = "\n".join(lines).replace("\\\n", " ")
    return [(word, rest.strip()) for word, _, rest in (line.partition(" ") for line in joined.splitlines())]


def all_of(name: str) -> list[str]:
    return [rest for word, rest in instructions() if word == name]


class UnitParser(configparser.ConfigParser):
    def optionxform(self, optionstr: str) -> str:
        """The names as they stand; the parser's own are small letters."""
        return optionstr


HEALTH: list[str] = json.loads(all_of("HEALTHCHECK")[0].partition(" CMD ")[2])


def unit(path: Path) -> configparser.ConfigParser:
    parser = UnitParser(strict=False, interpolation=None)
    parser.read_string(path.read_text(encoding="utf-8"))
    return parser


def commands() -> list[list[str]]:
    """Every command that one of the files runs."""
    found = [json.loads(all_of("CMD")[0])]
    found += [service["command"] for service in COMPOSE["services"].values() if "command" in service]
    for path in UNITS:
        service = unit(path)["Service"]
        found += [shlex.split(service[name]) for name in ("ExecStartPre", "ExecStart") if name in service]
    return found


def test_the_image_knows_only_common_instructions_and_begins_with_one_base() -> None:
    known = {"FROM", "ENV", "RUN", "WORKDIR", "COPY", "USER", "VOLUME", "EXPOSE", "HEALTHCHECK", "CMD"}
    assert {word for word, _ in instructions()} == known
    assert [word for word, _ in instructions()].index("FROM") == 0
    assert re.fullmatch(r"python:3\.\d+-slim-\w+", all_of("FROM")[0])


def test_the_image_runs_as_nobody_special() -> None:
    words = [word for word, _ in instructions()]
    assert all_of("USER") == ["aime"]
    assert words.index("USER") < words.index("CMD")
    assert "RUN" not in words[words.index("USER") :]


def test_the_image_compiles_all_that_it_brings() -> None:
    """Its user may not, and each command would compile a thousand files anew."""
    [options] = [options for options in all_of("ENV") if "UV_COMPILE_BYTECODE=1" in options.split()]
    assert "PYTHONDONTWRITEBYTECODE" not in options
    [compiled] = [words for words in map(shlex.split, all_of("RUN")) if words[:3] == ["python", "-m", "compileall"]]
    brought = {source for copied in all_of("COPY") for source in copied.split()[:-1]}
    programs = {name for name in brought if name.endswith(".py") or (BASE_DIR / name).is_dir()}
    assert {word for word in compiled[3:] if not word.startswith("-")} == programs


def test_what_the_image_copies_is_there_and_not_ignored() -> None:
    ignored = (BASE_DIR / ".dockerignore").read_text(encoding="utf-8").splitlines()
    for copied in all_of("COPY"):
        for source in copied.split()[:-1]:
            assert (BASE_DIR / source).exists(), source
            assert f"!{source}" in ignored, source


@pytest.mark.parametrize("command", commands(), ids=" ".join)
def test_a_command_is_a_list_and_known_to_aime(command: list[str]) -> None:
    """The list form has no shell between the signal and the process."""
    program, first = Path(command[0]).name, command[1]
    assert (program, first) in {("python", "manage.py"), ("gunicorn", "aime_site.wsgi")}
    if program == "python":
        load_command_class(get_commands()[command[2]], command[2]).create_parser(*command[1:3]).parse_args(command[3:])


def test_the_web_server_is_told_the_same_everywhere() -> None:
    """`serve` only adds what keeps the terminal quiet."""
    options = {f"--config={settings.AIME_WEB_SERVER}"}
    declared = [set(words[2:]) for words in commands() if Path(words[0]).name == "gunicorn"]
    assert len(declared) == 2
    for words in (*declared, set(web_process("127.0.0.1", 8000).command)):
        assert options <= words


def test_the_compose_file_is_one_image_in_several_roles() -> None:
    services = COMPOSE["services"]
    assert {services[name]["image"] for name in OURS} == {"aime"}
    assert services["web"]["depends_on"] == services["worker"]["depends_on"]
    assert services["redis"]["profiles"] == ["redis"]
    volumes = {volume.partition(":")[0] for service in services.values() for volume in service.get("volumes", [])}
    assert volumes == set(COMPOSE["volumes"])
    assert all(port.startswith("127.0.0.1:") for service in services.values() for port in service.get("ports", []))


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_a_unit_signals_the_first_process_alone(path: Path) -> None:
    service = unit(path)["Service"]
    assert service["KillMode"] == "mixed"
    assert service["User"] != "root"


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_a_unit_outlives_a_database_that_comes_up_late(path: Path) -> None:
    """systemd's own limit gives up after five starts in ten seconds, and a target that nobody wants never comes."""
    assert unit(path)["Unit"]["StartLimitIntervalSec"] == "0"
    assert int(unit(path)["Service"]["RestartSec"]) >= 1
    assert unit(path)["Unit"]["Wants"] == "network-online.target"
    assert "network-online.target" in unit(path)["Unit"]["After"].split()


@pytest.mark.slow
def test_the_image_starts_natively_and_is_healthy(tmp_path: Path) -> None:
    """Its own commands: files collected, gunicorn as told, the health check answered, a stylesheet served."""
    collected = {"AIME_STATIC_DIR": str(tmp_path / "static")}
    assert any("collectstatic --noinput" in line for line in all_of("RUN"))
    assert manage(tmp_path / "data", "collectstatic", "--noinput", "--verbosity=0", **collected).returncode == 0
    assert manage(tmp_path / "data", *COMPOSE["services"]["migrate"]["command"][2:]).returncode == 0
    with serving(json.loads(all_of("CMD")[0]), tmp_path / "data", **collected) as port:
        assert answer_of(HEALTH, port) == 0
        page = "import sys; from urllib.request import urlopen; urlopen(sys.argv[1] + '/static/admin/css/base.css')"
        assert answer_of(["python", "-c", page, "http://127.0.0.1:8000"], port) == 0


@pytest.mark.slow
def test_the_image_is_healthy_behind_a_proxy_with_https(tmp_path: Path) -> None:
    """The check asks from within, by another name and without the proxy."""
    proxied = {"AIME_HTTPS": "on", "ALLOWED_HOSTS": "albums.example", "CSRF_TRUSTED_ORIGINS": "https://albums.example"}
    with serving(json.loads(all_of("CMD")[0]), tmp_path / "data", **proxied) as port:
        assert answer_of(HEALTH, port) == 0

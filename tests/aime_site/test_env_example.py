"""`.env.example` and the settings speak of the same names."""

import re
from pathlib import Path

import pytest

from aime_site.environment import BASE_DIR, Environment

# The demo's own; the earlier version's, which nobody should begin to use.
NOT_OFFERED = {"AIME_CONFIG_DIR", "bearer", "URL"}
READ = re.compile(r'env\.(?:text|flag|integer|number|listing|language|choices)\(\s*"(\w+)"')
COMPOSE = {"POSTGRES_PASSWORD"}  # read by compose.yaml alone
OFFERED = re.compile(r"^(\w+)=", re.MULTILINE)


def names_read() -> set[str]:
    sources = (BASE_DIR / "aime_site").glob("*.py")
    return {name for source in sources for name in READ.findall(source.read_text())} - NOT_OFFERED


def test_each_setting_is_offered_once_and_none_besides() -> None:
    offered = OFFERED.findall((BASE_DIR / ".env.example").read_text())
    assert sorted(offered) == sorted(names_read() | COMPOSE)


@pytest.mark.parametrize("name", sorted(names_read()))
def test_the_documentation_explains(name: str) -> None:
    assert f"`{name}`" in (BASE_DIR / "docs" / "settings.md").read_text()


def test_the_example_can_be_used_as_it_is(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text((BASE_DIR / ".env.example").read_text())
    env = Environment(tmp_path)
    assert env.integer("Q_WORKERS", 9) == 2
    assert env.flag("DEBUG", default=True) is False
    assert env.text("EURIA_API_KEY") == ""
    assert env.listing("ALLOWED_HOSTS") == ["localhost", "127.0.0.1"]

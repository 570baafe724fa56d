"""From an empty site to the wall with texts and photos, without a mouse and without Spotify, in each language."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from playwright.sync_api import Page, expect
from pytest_django import Settings

from collection.models import Album, Artist
from enrichment.engine import env_changes
from enrichment.models import ACTIVE_STATES, EnrichmentRun
from enrichment.sandbox import Sandbox, keys
from tests.browser.test_keyboard import tab_to
from tests.cluster import Cluster, child_environment
from tests.conftest import QUICK, UNLIMITED
from tests.enrichment.env import own_env
from tests.waiting import wait_until

pytestmark = pytest.mark.live
EXPORT = """Catalog#,Artist,Title,Label,Format,Rating,Released,release_id,CollectionFolder,Date Added
x,The Dave Brubeck Quartet,Time Out,x,LP,,1959,8079500,Jazz,2020-01-01
x,John Coltrane,Giant Steps,x,LP,,1960,15566978,Jazz,2020-01-02
x,Pink Floyd,Wish You Were Here,x,LP,,1975,15796974,Rock,2020-01-03
x,Radiohead,Kid A,x,LP,,2000,15660967,Rock,2020-01-04
x,Portishead,Dummy,x,LP,,1994,1825180,Rock,2020-01-05
x,Joni Mitchell,Blue,x,LP,,1971,6860865,Folk,2020-01-06
"""


@pytest.fixture
def worker(
    page: Page, sandbox: Sandbox, settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, data_dir: Path
) -> Iterator[Cluster]:
    """Background work on a site whose `.env` leads to the stand-in and holds no key."""
    addresses = {name: url for name, url in sandbox.environment().items() if name.endswith("_URL")}
    own_env(settings, monkeypatch, tmp_path, **addresses, **{name: str(value) for name, value in UNLIMITED.items()})
    env_changes.write({})
    settings.AIME_PHOTO_SOURCES = ["spotify", "deezer"]  # as everybody has it
    times = {name: str(value) for name, value in QUICK.items()}
    cluster = Cluster(child_environment(data_dir, AIME_CONFIG_DIR=str(tmp_path), **times), tmp_path)
    try:
        yield cluster.start()
    finally:
        cluster.stop()


def follow(page: Page, words: str) -> None:
    """Press the link or button that says `words`, and wait for the page it leads to."""
    tab_to(page, words)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def type_in(page: Page, label: str, words: str) -> None:
    tab_to(page, label)
    page.keyboard.type(words)


def sign_in(page: Page) -> None:
    page.context.clear_cookies()
    page.goto("/")
    for words in ("owner", "owner"):
        page.keyboard.type(words)
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/steps/")


def set_up(page: Page, sandbox: Sandbox, with_key: bool) -> None:
    """Open the way for that server, type what it asks for, and see the answer of its test."""
    way = "Infomaniak (Euria)" if with_key else _("another server of OpenAI's form")
    tab_to(page, _("Set up %(name)s") % {"name": way})
    page.keyboard.press("Enter")
    if with_key:
        type_in(page, _("API key"), keys.EURIA_KEY)
    else:
        type_in(page, _("Address of the server"), f"{sandbox.url}/local/v1")
        type_in(page, _("Model"), keys.EURIA_MODEL)
    follow(page, _("Save and test"))
    name = "Euria" if with_key else sandbox.url.removeprefix("http://")
    expect_works(page, name)


def expect_works(page: Page, name: str) -> None:
    expect(page.get_by_text(_("%(service)s works.") % {"service": name}).first).to_be_visible()


def import_albums(page: Page, folder: Path) -> None:
    (folder / "export.csv").write_text(EXPORT)
    follow(page, _("Import a file…"))
    with page.expect_file_chooser() as chooser:
        tab_to(page, _("File"))
        page.keyboard.press("Enter")
    chooser.value.set_files(folder / "export.csv")
    follow(page, _("Import"))
    follow(page, _("Go on to the enrichment"))


def work_on(page: Page, words: str) -> None:
    """Press the button and look again once the worker is through."""
    follow(page, words)
    wait_until(lambda: not EnrichmentRun.objects.filter(state__in=ACTIVE_STATES).exists(), 90)
    page.reload()


@pytest.mark.parametrize("with_key", [True, False])
@pytest.mark.parametrize("locale", ["en-GB", "fr-CH"])
def test_a_new_owner_gets_from_nothing_to_the_wall(
    page: Page, sandbox: Sandbox, worker: Cluster, tmp_path: Path, locale: str, with_key: bool
) -> None:
    with translation.override(locale[:2]):
        sign_in(page)
        set_up(page, sandbox, with_key)
        follow(page, _("Test %(name)s") % {"name": "Deezer"})
        expect_works(page, "Deezer")
        import_albums(page, tmp_path)
        facts = "Fetch original year and tracklist of %(number)s album"
        work_on(page, ngettext(facts, f"{facts}s", 6) % {"number": 6})
        work_on(page, _("Start the trial"))
        assert Album.objects.described().count() == 5
        work_on(page, _("Enrich everything"))
        follow(page, _("To the wall of covers"))
    expect(page.locator(".card")).to_have_count(6)
    assert set(Album.objects.values_list("description_language", flat=True)) == {locale[:2]}
    assert Artist.objects.filter(images__source="deezer").count() == 6
    follow(page, "Kid A")
    expect(page.locator(".description .prose")).to_be_visible()
    expect(page.locator(".face img")).to_have_attribute("src", re.compile("^https://cdn-images.dzcdn.net/"))

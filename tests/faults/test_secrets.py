"""No secret, not even its beginning, in anything that is written, whatever goes wrong."""

import base64
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django_q.conf import Conf
from pytest_django import Settings

from collection.models import Album
from enrichment.models import EnrichmentRun, ProviderLimit, State
from enrichment.sandbox import Sandbox, keys
from enrichment.sandbox.faults.fault import KINDS
from tests.cases import mostly_slow
from tests.cluster import Cluster, child_environment
from tests.conftest import UNLIMITED
from tests.enrichment.env import own_env
from tests.enrichment.management.shell import run_here
from tests.faults.pages import OF_A_KIND, text_of
from tests.faults.test_bad_days import hasty
from tests.faults.written import everything
from tests.waiting import wait_until

# On a busy machine all pages take longer than a test may.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(400)]
__all__ = ["hasty"]

PLANTED = {
    "AIME_API_TOKEN": "planted-site-token-94b1",
    "EMAIL_HOST_PASSWORD": "planted-mail-password-07aa",
    "SECRET_KEY": "planted-secret-key-cc18-of-the-site-itself",
}
SECRETS = [keys.EURIA_KEY, keys.SPOTIFY_SECRET, keys.DISCOGS_TOKEN, keys.LASTFM_KEY, *PLANTED.values()]
BASIC = base64.b64encode(f"{keys.SPOTIFY_ID}:{keys.SPOTIFY_SECRET}".encode()).decode()
BEGINNING = 14
COMMANDS = (
    ["enrich", "--force", "--limit", "3"],
    ["enrich", "--limit", "2", "--json"],
    ["sync_discogs"],
    ["track_lastfm"],
    ["quickstart", "--check"],
    ["verify_enrichment"],
)
ECHOES = ["echoed_key", "echoed_secret", "wrong_key", "invalid_client"]


@pytest.fixture
def debug_log(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """All records of every logger, as somebody sees them who looks for a fault."""
    names = ("enrichment", "collection", "urllib3.connectionpool")
    with caplog.at_level(logging.DEBUG):
        for name in names:
            logging.getLogger(name).addHandler(caplog.handler)
        yield caplog
        for name in names:
            logging.getLogger(name).removeHandler(caplog.handler)


@pytest.fixture
def planted(sandbox: Sandbox, albums: list[Album], settings: Settings) -> Client:
    for name, value in PLANTED.items():
        setattr(settings, name, value)
    client = Client()
    client.force_login(User.objects.create_superuser("owner"))
    return client


def specs() -> list[str]:
    """Every fault there is; those that ask to wait ask for so long that nobody does."""
    return [f"{name}:retry_after=86400" if "limited" in name or "quota" in name else name for name in sorted(KINDS)]


def assert_kept(place: str, text: str) -> None:
    for secret in (*SECRETS, BASIC):
        assert secret[:BEGINNING] not in text, f"{place} holds {secret}"


@pytest.mark.parametrize("faults", mostly_slow([ECHOES[:1], specs()]))
def test_secrets_are_kept(
    planted: Client,
    sandbox: Sandbox,
    data_dir: Path,
    debug_log: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
    faults: list[str],
) -> None:
    for number, fault in enumerate(faults):
        sandbox.faults.set([fault])
        run_here(*COMMANDS[0])
        run_here(*COMMANDS[1 + number % (len(COMMANDS) - 1)])
        ProviderLimit.objects.all().delete()
    out, err = capsys.readouterr()
    for place, text in (("the output", out + err), ("the whole log", debug_log.text)):
        assert_kept(place, text)
    for place, text in everything(planted, data_dir, of_a_kind=OF_A_KIND if len(faults) > 1 else 0):
        assert_kept(place, text)


TYPED = [keys.EURIA_KEY, "planted-key-3a90-that-is-wrong", "planted-key-4b71\nof two lines"]


@pytest.mark.slow
@pytest.mark.once
def test_a_key_that_is_typed_on_the_page_is_kept(
    planted: Client,
    sandbox: Sandbox,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    data_dir: Path,
    debug_log: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
) -> None:
    env = own_env(settings, monkeypatch, tmp_path, **{**sandbox.environment(), "EURIA_API_KEY": ""})
    address = reverse("admin:enrichment_settings_keys", args=["euria", 0])
    answers = []
    for key in TYPED:
        answer = planted.post(address, {"EURIA_API_KEY": key}, follow=True, headers={"host": "localhost"})
        assert (key in env.read_text()) is ("\n" not in key)
        answers.append(("the page", text_of(answer)))
    out, err = capsys.readouterr()
    told = [("the output", out + err), ("the whole log", debug_log.text)]
    written = everything(planted, data_dir, of_a_kind=1)  # no album knows of it: one page shows what all of its kind do
    for place, text in (*answers, *told, *written):
        assert not [key for key in TYPED if key[:BEGINNING] in text], place


def worked(owner: Client, key: str) -> EnrichmentRun:
    """Type `key` on the page, start a run by its button, and wait until the worker has ended it."""
    host = {"host": "localhost"}
    owner.post(reverse("admin:enrichment_settings_keys", args=["euria", 0]), {"EURIA_API_KEY": key}, headers=host)
    form = {"only": "descriptions", "limit": "3", "from": "steps"}
    owner.post(reverse("admin:enrichment_settings_enrich"), form, headers=host)
    run = EnrichmentRun.objects.latest("pk")
    wait_until(lambda: not EnrichmentRun.objects.get(pk=run.pk).is_active, 60, what=f"run {run.pk} is over")
    run.refresh_from_db()
    return run


@pytest.mark.slow
@pytest.mark.live
@pytest.mark.timeout(240)
def test_a_living_worker_uses_each_key_that_is_typed_and_keeps_it(
    planted: Client,
    sandbox: Sandbox,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    data_dir: Path,
    debug_log: pytest.LogCaptureFixture,
) -> None:
    wrong = "planted-key-3a90-that-is-wrong"
    values = {**sandbox.environment(), **UNLIMITED, "EURIA_API_KEY": ""}
    own_env(settings, monkeypatch, tmp_path, **{name: str(value) for name, value in values.items()})
    # Tasks are signed with the key that the queue's library read before another was planted.
    child = child_environment(data_dir, AIME_CONFIG_DIR=str(tmp_path), SECRET_KEY=Conf.SECRET_KEY)
    cluster = Cluster(child, tmp_path).start()
    try:
        assert worked(planted, wrong).state == State.STOPPED
        assert worked(planted, keys.EURIA_KEY).state == State.COMPLETED
    finally:
        cluster.stop()
    assert Album.objects.described().count() == 3
    texts = [cluster.log, debug_log.text, *(text for _, text in everything(planted, data_dir))]
    assert not any(key[:BEGINNING] in text for key in (wrong, keys.EURIA_KEY) for text in texts)


@pytest.mark.slow
@pytest.mark.once
def test_keys_that_hold_strange_characters_are_kept_too(
    planted: Client,
    sandbox: Sandbox,
    settings: Settings,
    data_dir: Path,
    capsys: pytest.CaptureFixture[str],
    debug_log: pytest.LogCaptureFixture,
) -> None:
    strange = "planted key\r\nwith é and a line"
    settings.EURIA_API_KEY = settings.SPOTIFY_CLIENT_SECRET = strange
    assert run_here("enrich", "--limit", "3") == 3
    texts = [*capsys.readouterr(), debug_log.text, *(text for _, text in everything(planted, data_dir))]
    assert not any(strange[:11] in text or "with é and" in text for text in texts)

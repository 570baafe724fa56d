"""Each way in which a service can be misconfigured is told apart, by a sentence that names the setting."""

import pytest
from pytest_django import Settings

from enrichment.reports.health import CheckState, check, check_all
from enrichment.sandbox import Sandbox, keys

pytestmark = pytest.mark.django_db(transaction=True)
SECRETS = (keys.EURIA_KEY, keys.SPOTIFY_SECRET, keys.DISCOGS_TOKEN, keys.LASTFM_KEY)
WRONG = "Wr0ng-k3y-4711"


@pytest.fixture(autouse=True)
def contact(settings: Settings) -> None:
    settings.AIME_CONTACT = "me@example.net"


def test_all_is_well_with_few_calls(sandbox: Sandbox) -> None:
    assert {one.state for one in check_all()} == {CheckState.WORKS}
    asked = [(received.service, received.endpoint) for received in sandbox.record.all()]
    assert asked == [
        ("euria", "models"),
        ("spotify", "token"),
        ("spotify", "search"),
        ("discogs", "identity"),
        ("discogs", "collection"),
        ("lastfm", "user.getRecentTracks"),
        ("wikidata", "sparql"),
    ]


@pytest.mark.parametrize(
    ("service", "changes", "code", "setting"),
    [
        ("euria", {"EURIA_API_KEY": WRONG}, "refused_key", "EURIA_API_KEY"),
        ("euria", {"EURIA_MODEL": "nobody/knows-it"}, "unknown_model", "EURIA_MODEL"),
        ("spotify", {"SPOTIFY_CLIENT_SECRET": WRONG}, "refused_key", "SPOTIFY_CLIENT_SECRET"),
        ("spotify", {"SPOTIFY_CLIENT_ID": WRONG}, "refused_key", "SPOTIFY_CLIENT_ID"),
        ("discogs", {"DISCOGS_TOKEN": WRONG}, "refused_key", "DISCOGS_TOKEN"),
        ("discogs", {"DISCOGS_USERNAME": "nobody at all"}, "unknown_user", "DISCOGS_USERNAME"),
        ("lastfm", {"LASTFM_API_KEY": WRONG}, "refused_key", "LASTFM_API_KEY"),
        ("lastfm", {"LASTFM_USERNAME": "nobody at all"}, "unknown_user", "LASTFM_USERNAME"),
    ],
)
def test_a_wrong_value_names_its_setting(
    sandbox: Sandbox, settings: Settings, service: str, changes: dict[str, str], code: str, setting: str
) -> None:
    for name, value in changes.items():
        setattr(settings, name, value)
    found = check(service)
    assert (found.state, found.code, found.setting) == (CheckState.REFUSED, code, setting)
    assert setting in found.sentence


@pytest.mark.parametrize(
    ("fault", "code", "setting"),
    [
        ("missing_scope", "missing_scope", "EURIA_API_KEY"),
        ("no_credit", "credit_exhausted", "EURIA_API_KEY"),
        ("wrong_path", "wrong_url", "EURIA_API_URL"),
        ("echoed_key", "refused_key", "EURIA_API_KEY"),
        ("redirect:euria", "wrong_url", "EURIA_API_URL"),
        ("premium_required", "premium_required", "SPOTIFY_CLIENT_ID"),
        ("echoed_secret", "refused_key", "SPOTIFY_CLIENT_"),
        ("private_collection", "private_collection", "DISCOGS_TOKEN"),
        ("error_code:lastfm:code=26", "suspended_key", "LASTFM_API_KEY"),
        ("error_code:lastfm:code=17", "private_profile", "LASTFM_USERNAME"),
    ],
)
def test_a_refusal_names_the_setting_to_change(sandbox: Sandbox, fault: str, code: str, setting: str) -> None:
    sandbox.faults.add(fault)
    (found,) = [one for one in check_all() if not one.works]
    assert (found.state, found.code) == (CheckState.REFUSED, code)
    assert found.setting.startswith(setting)


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("html_error:euria", "server_error"),
        ("dropped:spotify", "connection"),
        ("cloudflare", "blocked_page"),
        ("garbage:lastfm", "not_json"),
        ("rate_limited:discogs:retry_after=3600", "rate_limited"),
    ],
)
def test_a_service_with_a_fault_of_its_own_is_not_blamed_on_the_key(sandbox: Sandbox, fault: str, code: str) -> None:
    sandbox.faults.add(fault)
    (found,) = [one for one in check_all() if not one.works]
    assert (found.state, found.code, found.setting) == (CheckState.FAILED, code, "")


@pytest.mark.parametrize(
    ("name", "state"), [("SPOTIFY_CLIENT_SECRET", CheckState.INCOMPLETE), ("DISCOGS_USERNAME", CheckState.NOT_SET)]
)
def test_what_is_not_set_is_not_asked(sandbox: Sandbox, settings: Settings, name: str, state: CheckState) -> None:
    setattr(settings, name, "")
    found = check(name.split("_")[0].lower())
    assert (found.state, found.setting) == (state, name)
    assert sandbox.record.count() == 0


def test_a_public_collection_needs_no_token(sandbox: Sandbox, settings: Settings) -> None:
    settings.DISCOGS_TOKEN = ""
    assert check("discogs").works


@pytest.mark.parametrize("fault", ["release_gone:endpoint=identity", "garbage:discogs:endpoint=identity"])
def test_where_the_identity_says_nothing_of_the_token_the_collection_decides(sandbox: Sandbox, fault: str) -> None:
    sandbox.faults.add(fault)
    assert check("discogs").works


def test_no_part_of_a_key_is_ever_told(sandbox: Sandbox, settings: Settings) -> None:
    settings.EURIA_API_KEY = settings.SPOTIFY_CLIENT_SECRET = settings.DISCOGS_TOKEN = settings.LASTFM_API_KEY = WRONG
    sandbox.faults.set(["echoed_key", "echoed_secret"])
    told = " ".join(map(repr, check_all()))
    assert not any(WRONG[start : start + 4] in told for start in range(len(WRONG) - 4))
    assert not any(secret[-6:] in told for secret in SECRETS)


@pytest.mark.parametrize(("service", "named"), [("euria", True), ("spotify", False)])
def test_an_address_that_owners_choose_is_named_where_nobody_answers_there(
    sandbox: Sandbox, service: str, named: bool
) -> None:
    sandbox.faults.set([f"dropped:{service}"])
    found = check(service)
    assert (found.state, found.code) == (CheckState.FAILED, "connection")
    assert ("EURIA_API_URL" in found.sentence) is named

"""What each service says of its settings: which are missing, which are written, which to look at."""

import pytest
from pytest_django import Settings

from enrichment.phases.descriptions.service import EURIA, INFOMANIAK, PRESETS
from enrichment.phases.registry import SERVICES
from enrichment.phases.services import Setting, Way, filled
from tests.enrichment.toys.service import TOYS

ALL = (
    *("EURIA_API_KEY", "EURIA_PRODUCT_ID", "EURIA_API_URL"),
    *("SPOTIFY_CLIENT_ID", "SPOTIFY_CLIENT_SECRET", "DISCOGS_TOKEN", "DISCOGS_USERNAME"),
    *("LASTFM_API_KEY", "LASTFM_USERNAME", "AIME_CONTACT"),
)
HOME, MISTRAL = "http://127.0.0.1:11434/v1", "https://api.mistral.ai/v1"
AT_INFOMANIAK = "https://api.infomaniak.com/2/ai/1/openai/v1"


@pytest.fixture(autouse=True)
def nothing_set(settings: Settings) -> None:
    for name in ALL:
        setattr(settings, name, "")
    settings.AIME_PHOTO_SOURCES = ["spotify", "deezer"]


def give(settings: Settings, *names: str, **values: str) -> None:
    for name, value in {**dict.fromkeys(names, "x"), **values}.items():
        setattr(settings, name, value)


@pytest.mark.parametrize(
    ("service", "given", "missing"),
    [
        ("euria", (), ["EURIA_API_KEY", "EURIA_PRODUCT_ID"]),
        ("euria", ("EURIA_API_KEY",), ["EURIA_PRODUCT_ID"]),
        ("euria", ("EURIA_PRODUCT_ID",), ["EURIA_API_KEY"]),
        ("euria", ("EURIA_API_KEY", "EURIA_PRODUCT_ID"), []),
        ("spotify", (), ["SPOTIFY_CLIENT_ID", "SPOTIFY_CLIENT_SECRET"]),
        ("spotify", ("SPOTIFY_CLIENT_ID",), ["SPOTIFY_CLIENT_SECRET"]),
        ("deezer", (), []),
        ("discogs", (), ["DISCOGS_USERNAME"]),
        ("discogs", ("DISCOGS_TOKEN",), ["DISCOGS_USERNAME"]),
        ("discogs", ("DISCOGS_USERNAME",), []),
        ("lastfm", ("LASTFM_USERNAME",), ["LASTFM_API_KEY"]),
        ("wikidata", (), ["AIME_CONTACT"]),
    ],
)
def test_what_is_missing_is_named(settings: Settings, service: str, given: tuple[str, ...], missing: list[str]) -> None:
    give(settings, *given)
    assert SERVICES[service].missing_settings() == missing
    assert SERVICES[service].is_configured is (not missing)
    needed = {name for group in SERVICES[service].needs for name in group}
    assert SERVICES[service].is_begun is not needed.isdisjoint(given)


@pytest.mark.parametrize(
    ("url", "missing", "label"),
    [
        (HOME, [], "127.0.0.1:11434"),
        (MISTRAL, [], "api.mistral.ai"),
        (AT_INFOMANIAK, ["EURIA_API_KEY"], "Euria"),
        ("", ["EURIA_API_KEY", "EURIA_PRODUCT_ID"], "Euria"),
    ],
)
def test_another_server_than_infomaniaks_asks_for_its_key_itself_and_is_known_by_its_host(
    settings: Settings, url: str, missing: list[str], label: str
) -> None:
    settings.EURIA_API_URL = url
    assert EURIA.missing_settings() == missing
    assert EURIA.label == label


@pytest.mark.parametrize(("url", "free"), [(HOME, True), (MISTRAL, False), (AT_INFOMANIAK, False)])
def test_only_a_server_of_ones_own_charges_nobody(settings: Settings, url: str, free: bool) -> None:
    settings.EURIA_API_URL = url
    assert EURIA.is_free is free


@pytest.mark.parametrize(
    ("service", "to_check"),
    [
        ("euria", "EURIA_API_KEY, EURIA_API_URL"),
        ("spotify", "SPOTIFY_CLIENT_SECRET, SPOTIFY_API_URL"),
        ("deezer", "DEEZER_API_URL"),
        ("discogs", "DISCOGS_TOKEN, DISCOGS_API_URL"),
        ("lastfm", "LASTFM_API_KEY, LASTFM_API_URL"),
        ("wikidata", "WIKIDATA_SPARQL_URL"),
    ],
)
def test_where_all_is_refused_the_key_and_the_address_are_to_be_looked_at(service: str, to_check: str) -> None:
    assert SERVICES[service].to_check == to_check
    assert set(to_check.split(", ")) <= SERVICES[service].setting_names


@pytest.mark.parametrize(
    ("sources", "optional", "wanted"),
    [(["spotify", "deezer"], True, True), (["spotify"], False, False), (["deezer"], True, True), ([], False, False)],
)
def test_spotify_may_be_missing_where_deezer_has_photos(
    settings: Settings, sources: list[str], optional: bool, wanted: bool
) -> None:
    settings.AIME_PHOTO_SOURCES = sources
    assert SERVICES["spotify"].is_optional is optional
    assert SERVICES["deezer"].is_wanted is wanted
    assert SERVICES["deezer"].missing_settings() == ([] if wanted else ["AIME_PHOTO_SOURCES"])


def test_answers_that_were_left_empty_write_nothing() -> None:
    way = Way("Server", (Setting("KEY"), Setting("MODEL")), {"URL": "http://x"})
    assert filled(way, {"KEY": "k", "MODEL": "", "OTHER": "o"}) == {"URL": "http://x", "KEY": "k"}
    assert filled(way, {}) == {"URL": "http://x"}


@pytest.mark.parametrize("way", [way for way in PRESETS if way is not INFOMANIAK], ids=lambda way: str(way.name))
def test_a_key_never_goes_to_another_server_than_its_own(settings: Settings, way: Way) -> None:
    give(settings, EURIA_API_KEY="of-infomaniak", EURIA_API_URL=AT_INFOMANIAK)
    written = EURIA.to_write(way, {"EURIA_MODEL": "m", "EURIA_API_URL": "http://there/v1"})
    assert written["EURIA_API_KEY"] == ""
    assert written["EURIA_API_URL"] != AT_INFOMANIAK
    settings.EURIA_API_KEY = ""
    assert "EURIA_API_KEY" not in EURIA.to_write(way, {"EURIA_MODEL": "m"})


def test_a_key_that_is_given_with_the_server_is_written() -> None:
    (mistral,) = (way for way in PRESETS if way.name == "Mistral")
    assert EURIA.to_write(mistral, {"EURIA_API_KEY": "new", "EURIA_MODEL": "m"}) == {
        "EURIA_API_URL": MISTRAL,
        "EURIA_API_KEY": "new",
        "EURIA_MODEL": "m",
    }


@pytest.mark.parametrize(
    ("url", "cleared"),
    [(MISTRAL, True), (HOME, True), (AT_INFOMANIAK, False), ("", False)],
)
def test_back_at_infomaniak_the_address_and_the_model_of_another_server_go(
    settings: Settings, url: str, cleared: bool
) -> None:
    settings.EURIA_API_URL = url
    answers = {"EURIA_API_KEY": "k", "EURIA_PRODUCT_ID": "1"}
    gone = {"EURIA_API_URL": "", "EURIA_MODEL": ""} if cleared else {}
    assert EURIA.to_write(INFOMANIAK, answers) == {**answers, **gone}


def test_a_pace_that_is_not_set_is_the_services_own(settings: Settings) -> None:
    settings.DISCOGS_REQUESTS_PER_MINUTE = 7
    assert SERVICES["discogs"].requests_per_minute == 7
    assert (TOYS.requests_per_minute, TOYS.concurrency) == (0, 1)
    settings.TOYS_REQUESTS_PER_MINUTE, settings.TOYS_CONCURRENCY = 30, 4
    assert (TOYS.requests_per_minute, TOYS.concurrency) == (30, 4)

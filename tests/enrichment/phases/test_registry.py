"""How phases are named and ordered, in both languages, also those that are gone."""

from datetime import UTC, datetime

import pytest
from django.utils import translation
from pytest_django import Settings

from enrichment.phases.base import Phase, Resting
from enrichment.phases.descriptions.phase import Descriptions
from enrichment.phases.registry import (
    added_words,
    phase_label,
    phase_name,
    phases_of,
    service_asked,
    service_label,
)
from enrichment.providers.errors import BadAnswer


@pytest.mark.parametrize(
    ("kind", "only", "names"),
    [
        ("enrichment", "", ("descriptions", "identities", "artist_images")),
        ("enrichment", "artist_images", ("identities", "artist_images")),
        ("enrichment", "descriptions", ("descriptions",)),
        ("enrichment", "identities", ("identities",)),
        ("enrichment", "nothing", ()),
        ("discogs", "", ("discogs_collection", "discogs_releases", "discogs_masters")),
        ("discogs", "facts", ("discogs_releases", "discogs_masters")),
        ("lastfm", "", ("lastfm_recent", "lastfm_top_albums")),
        ("lastfm", "descriptions", ()),
        ("nothing", "", ()),
    ],
)
def test_a_kind_of_run_has_its_phases_in_order_or_a_part_of_them(
    settings: Settings, kind: str, only: str, names: tuple[str, ...]
) -> None:
    settings.AIME_CONTACT = "me@example.net"
    assert phases_of(kind, only) == names


def test_identities_are_no_step_where_nobody_gave_an_address(settings: Settings) -> None:
    settings.AIME_CONTACT = ""
    assert phases_of("enrichment", "artist_images") == ("artist_images",)


@pytest.mark.parametrize(
    ("language", "name", "heading", "in_a_line"),
    [
        ("en", "artist_images", "Artist photos", "artist images"),
        ("fr", "artist_images", "Photos d’artistes", "photos d’artistes"),
        ("en", "discogs_releases", "Facts of releases", "Facts of releases"),
        ("en", "gone_since", "Gone since", "gone since"),
        ("fr", "gone_since", "Gone since", "gone since"),
    ],
)
def test_a_phase_has_a_heading_and_a_word_for_a_line(language: str, name: str, heading: str, in_a_line: str) -> None:
    with translation.override(language):
        assert phase_label(name) == heading
        assert phase_name(name) == in_a_line


@pytest.mark.parametrize(
    ("language", "name", "count", "words"),
    [
        ("en", "descriptions", 1, "1 description"),
        ("en", "descriptions", 0, "0 descriptions"),
        ("fr", "descriptions", 0, "0 description"),
        ("fr", "descriptions", 2, "2 descriptions"),
        ("en", "artist_images", 1, "1 artist photo"),
        ("en", "identities", 2, "2 answers of Wikidata"),
        ("en", "discogs_releases", 3, "Facts of releases: 3"),
        ("en", "gone_since", 3, "Gone since: 3"),
    ],
)
def test_what_a_run_added_is_counted_in_words(language: str, name: str, count: int, words: str) -> None:
    with translation.override(language):
        assert added_words(name, count) == words


@pytest.mark.parametrize(
    ("phase", "reason", "label"),
    [
        ("descriptions", "refused_key", "Euria"),
        ("artist_images", "refused_key", "Spotify"),
        ("artist_images", "refused_key@deezer", "Deezer"),
        ("artist_images", "timeout@discogs", "Discogs"),
        ("artist_images", "timeout@nobody", "Spotify"),
        ("gone_since", "timeout", ""),
        ("gone_since", "timeout@discogs", "Discogs"),
    ],
)
def test_a_reason_may_be_another_services(phase: str, reason: str, label: str) -> None:
    assert service_label(phase, reason) == label
    asked = service_asked(phase, reason)
    assert (asked.label if asked else "") == label


def test_an_error_of_another_service_names_it() -> None:
    phase = Descriptions.__new__(Descriptions)
    assert phase.reason(BadAnswer("euria", "too_large")) == "too_large"
    assert phase.reason(BadAnswer("discogs", "too_large")) == "too_large@discogs"


class Waiting(Descriptions):
    """Descriptions, three of which rest."""

    count = 3

    @staticmethod
    def resting(language: str = "") -> Resting:
        return Resting(Waiting.count, datetime(2026, 12, 28, 12, tzinfo=UTC))


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (1, "Descriptions: 1 set aside until Dec. 28, 2026."),
        (3, "Descriptions: 3 set aside, the first until Dec. 28, 2026."),
        (13_302, "Descriptions: 13,302 set aside, the first until Dec. 28, 2026."),
        (0, ""),
    ],
)
def test_what_is_set_aside_is_told_with_the_day_on_which_the_first_is_due(
    monkeypatch: pytest.MonkeyPatch, count: int, words: str
) -> None:
    monkeypatch.setattr(Waiting, "count", count)
    assert Waiting.resting_words() == words


def test_a_phase_that_says_nothing_of_it_fills_nothing_and_takes_nothing_back() -> None:
    class Silent(Phase[str, str]):
        name = "silent_phase"

    assert (Silent.title(), Silent.in_a_line()) == ("Silent phase", "Silent phase")
    assert (Silent.added_words(2), Silent.missing_words(2)) == ("Silent phase: 2", "Silent phase: 2 missing.")
    assert (list(Silent.suspects()), list(Silent.coverage()), Silent.refreshed()) == ([], [], None)
    assert (list(Silent.refresh([], "en", None)), Silent.resting_words()) == ([], "")

"""What a door may ask of a run: whatever it sends is a request or is refused in a sentence."""

import re
from typing import Any

import pytest
from django.utils.translation import override
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries, Settings

from collection.models import Album
from enrichment.engine.request import NAMED_AT_MOST, BadOption, RunRefused, RunRequest, parse
from enrichment.models import Kind
from tests.builders import make_album, make_albums

pytestmark = pytest.mark.django_db

OPTIONS = ("limit", "only", "force", "albums", "language", "max_tokens", "csrfmiddlewaretoken")
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)


@given(st.dictionaries(st.sampled_from(OPTIONS) | st.text(max_size=8), VALUES, max_size=4))
@examples(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_sent_is_a_request_or_is_refused_in_a_sentence(data: dict[str, Any]) -> None:
    said = []
    try:
        found = parse(data)
    except BadOption as refusal:
        said.append(str(refusal))
    else:
        assert found.limit is None or found.limit >= 1
        assert found.albums is None or found.albums
    assert all(sentence.endswith(".") for sentence in said)


@given(st.integers(1, 10**15 - 1), st.sampled_from(["descriptions", "artist_images", ""]), st.booleans())
def test_a_form_and_json_that_say_the_same_are_the_same(number: int, only: str, force: bool) -> None:
    form = parse(
        {"limit": f" {number} ", "only": f" {only}", "force": "on" if force else "", "max_tokens": str(number)}
    )
    assert form == parse({"limit": number, "only": only, "force": force, "max_tokens": number})
    assert form == RunRequest(limit=number, only=only, force=force, max_tokens=number)


@pytest.mark.parametrize("word", ["1", "true", "TRUE", "on", " yes "])
def test_force_is_switched_on_by_any_of_these_words(word: str) -> None:
    assert parse({"force": word}).force is True


@pytest.mark.parametrize("word", ["", "0", "False", "off", "no", False])
def test_force_stays_off_by_any_of_these(word: object) -> None:
    assert parse({"force": word}).force is False


@pytest.mark.parametrize("number", ["0", "-1", "1.5", "1e3", "٣", "²", "", "0x1", "1" * 16, True, [1]])
@pytest.mark.parametrize("name", ["limit", "max_tokens"])
def test_a_number_is_a_whole_one_from_one_on(name: str, number: object) -> None:
    if number == "":
        assert getattr(parse({name: number}), name) is None
        return
    with pytest.raises(BadOption, match=f"^{name} must be a whole number from 1 on\\.$"):
        parse({name: number})


@pytest.mark.parametrize(
    ("data", "english", "french"),
    [
        ({"force": "perhaps"}, "force must be true or false.", "force doit être vrai ou faux (true, false)."),
        ({"colour": 1}, "There is no option colour.", "Il n’y a pas d’option colour."),
        ({"albums": []}, "albums must name at least one album.", "albums doit nommer au moins un album."),
        ({"albums": [7]}, "There is no album 7.", "L’album 7 n’existe pas."),
        ({"albums": "8, 7"}, "There are no albums 7, 8.", "Les albums 7, 8 n’existent pas."),
    ],
)
def test_a_refusal_speaks_the_readers_language(data: dict[str, Any], english: str, french: str) -> None:
    for language, words in (("en", english), ("fr", french)):
        with override(language), pytest.raises(BadOption, match=f"^{re.escape(words)}$"):
            parse(data)


def test_an_option_with_a_very_long_name_makes_no_very_long_sentence() -> None:
    with pytest.raises(BadOption, match=r"^There is no option x{40}\.$"):
        parse({"x" * 5000: 1})


def test_the_first_twenty_albums_that_there_are_not_are_named() -> None:
    with pytest.raises(BadOption) as refused:
        RunRequest(albums=list(range(1, 40)))
    assert str(refused.value) == f"There are no albums {', '.join(map(str, range(1, 21)))}."


@pytest.mark.parametrize("number", [NAMED_AT_MOST - 1, NAMED_AT_MOST, NAMED_AT_MOST + 1])
def test_a_selection_of_any_size_is_looked_up_at_once(
    number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_albums(number + 1)
    *chosen, other = Album.objects.order_by("pk").values_list("pk", flat=True)
    with django_assert_num_queries(1):
        assert RunRequest(albums=chosen).albums == chosen
    with pytest.raises(BadOption, match=str(other + 1)):
        RunRequest(albums=[*chosen, other + 1])


@pytest.mark.parametrize(
    ("options", "phases"),
    [
        ({}, ("descriptions", "artist_images")),
        ({"only": "descriptions"}, ("descriptions",)),
        ({"only": "artist_images"}, ("artist_images",)),
        ({"artists": [1]}, ("artist_images",)),
        ({"kind": Kind.LASTFM}, ("lastfm_recent", "lastfm_top_albums")),
    ],
)
def test_what_is_asked_for_names_its_steps_in_their_order(options: dict[str, Any], phases: tuple[str, ...]) -> None:
    assert RunRequest(**options).phases == phases


def test_of_a_source_nothing_of_another_kind_can_be_asked() -> None:
    with pytest.raises(RunRefused, match=r"^only must be one of: "):
        RunRequest(kind=Kind.DISCOGS, only="descriptions")


@pytest.mark.parametrize(
    ("asked", "of_the_site", "used"),
    [("", "fr", "fr"), ("it", "fr", "it"), ("", "tlh", "en"), ("", "", "en")],
    ids=["the site's", "the one asked for", "one that nobody writes", "none"],
)
def test_texts_are_written_in(asked: str, of_the_site: str, used: str, settings: Settings) -> None:
    settings.EURIA_LANGUAGE = of_the_site
    assert RunRequest(language=asked).language_code == used


@pytest.mark.parametrize("part", ["albums", "artists", "limit"])
def test_a_part_of_the_collection_is_not_the_whole(part: str) -> None:
    assert RunRequest().is_whole_collection
    some = make_album("One", "Slint")
    options: dict[str, Any] = {part: 1 if part == "limit" else [some.pk]}
    assert not RunRequest(**options).is_whole_collection

"""What may be stored in a field, and the sentence for who fills it in otherwise."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from collection.validators import https_address, list_of_texts, list_of_tracks, named_texts

TRACK = {"position": "A1", "title": "Sexy Boy", "duration": "4:58"}


def refusal(check: Callable[[Any], None], value: Any) -> str:
    """The sentence for `value`; empty where it may be stored."""
    try:
        check(value)
    except ValidationError as error:
        return str(error.messages[0])
    return ""


@pytest.mark.parametrize("value", [[], ["Rock"], ["Rock", "Pop, really"], [" "]])
def test_a_list_of_texts_is_stored(value: Any) -> None:
    assert refusal(list_of_texts, value) == ""


@pytest.mark.parametrize("value", ["Rock", None, ("Rock",), {"Rock": 1}, [""], ["Rock", ""], [1], [["Rock"]], [None]])
def test_what_is_no_list_of_texts_is_refused(value: Any) -> None:
    assert refusal(list_of_texts, value) == "Enter a list of texts."


@pytest.mark.parametrize(
    "value",
    [
        [],
        [TRACK],
        [TRACK, dict.fromkeys(TRACK, "")],
        [{**TRACK, "artists": "AIR"}],
        [{**TRACK, "kind": "heading"}],
        [{**TRACK, "artists": "AIR", "kind": "heading"}],
    ],
    ids=["none", "one", "an empty one", "performers", "a heading", "both"],
)
def test_a_list_of_tracks_is_stored(value: Any) -> None:
    assert refusal(list_of_tracks, value) == ""


@pytest.mark.parametrize(
    "value",
    [
        TRACK,
        None,
        ["Sexy Boy"],
        [TRACK, "Sexy Boy"],
        [{name: TRACK[name] for name in ("title", "duration")}],
        [{**TRACK, "length": "4:58"}],
        [{**TRACK, "duration": 298}],
        [{**TRACK, "artists": ["AIR"]}],
        [{**TRACK, "kind": None}],
    ],
    ids=[
        *("no list", "nothing", "texts", "one text", "no position", "an unknown name", "seconds"),
        *("a list of performers", "no kind"),
    ],
)
def test_what_is_no_list_of_tracks_is_refused(value: Any) -> None:
    assert refusal(list_of_tracks, value) == "Enter a list of tracks, each with a position, a title and a duration."


@pytest.mark.parametrize("value", [{}, {"Price": "9"}, {"Price": ""}])
def test_texts_by_name_are_stored(value: Any) -> None:
    assert refusal(named_texts, value) == ""


@pytest.mark.parametrize("value", [[], "Price", None, {"Price": 9}, {"Price": None}, {9: "Price"}, {"Price": ["9"]}])
def test_what_is_no_text_by_name_is_refused(value: Any) -> None:
    assert refusal(named_texts, value) == "Enter a text for each name."


@pytest.mark.parametrize(
    ("check", "value", "sentence"),
    [
        (https_address, "http://a.example", "Saisissez une adresse qui commence par https://"),
        (list_of_texts, None, "Saisissez une liste de textes."),
        (list_of_tracks, None, "Saisissez une liste de morceaux"),
        (named_texts, None, "Saisissez un texte pour chaque nom."),
    ],
)
def test_refusals_are_said_in_french_too(check: Callable[[Any], None], value: Any, sentence: str) -> None:
    with translation.override("fr"):
        assert refusal(check, value).startswith(sentence)

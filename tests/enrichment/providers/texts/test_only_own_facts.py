"""Spotify's policy forbids feeding its content to a model: no type that could carry it leads to the prompt."""

import ast
import dataclasses
import types
import typing
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from enrichment.providers import texts
from enrichment.providers.euria import provider
from enrichment.providers.texts import AlbumFacts
from enrichment.providers.texts.prompts import build_messages

PROVIDERS = Path(provider.__file__).parents[1]
OWN_MODULES = {texts.__name__, provider.__name__}
PLAIN = {str, int, types.NoneType}


def leaves(annotation: object) -> set[object]:
    """The plain types that a value of this annotation is made of; records of the texts themselves are opened."""
    if isinstance(annotation, type) and (dataclasses.is_dataclass(annotation) or hasattr(annotation, "_fields")):
        assert annotation.__module__ in OWN_MODULES
        return set().union(*map(leaves, typing.get_type_hints(annotation).values()))
    arguments = [argument for argument in typing.get_args(annotation) if argument is not Ellipsis]
    return set().union(*map(leaves, arguments)) if arguments else {annotation}


def test_the_prompt_is_made_of_plain_values_of_our_own_types() -> None:
    hints = typing.get_type_hints(build_messages)
    parameters = {name: leaves(hint) for name, hint in hints.items() if name != "return"}

    assert set(parameters) == {"facts", "language", "faults"}
    assert all(found <= PLAIN for found in parameters.values()), parameters


def test_a_request_to_the_provider_carries_nothing_else() -> None:
    assert leaves(provider.DescriptionRequest) <= PLAIN


def test_the_facts_have_no_field_for_a_pressing_s_year_nor_for_anything_from_spotify() -> None:
    assert set(AlbumFacts._fields) == {
        "title",
        "artists",
        "original_year",
        "labels",
        "catalogue_number",
        "country",  # of the owned copy, and told as that alone
        "format",
        "genres",
        "styles",
        "tracklist",
        "credits",
        "headings",
        "acts",  # of Wikidata, whose query asks for no value of a photo source but its ids
        "neighbours",
    }


@pytest.mark.parametrize("path", sorted([*PROVIDERS.glob("texts/*.py"), *PROVIDERS.glob("euria/*.py")]), ids=str)
def test_no_module_of_the_texts_knows_spotify_or_the_matching(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = [alias.name for alias in node.names] + [getattr(node, "module", None) or ""]
            parts = {part for name in names for part in name.split(".")}
            assert not parts & {"spotify", "matching", "models", "django", "os", "decouple"}


@pytest.mark.parametrize("make", [dataclasses.make_dataclass, typing.NamedTuple])
def test_the_walk_itself_notices_a_foreign_type(make: Callable[[str, Sequence[tuple[str, type]]], type]) -> None:
    foreign = make("SpotifyArtist", [("name", str)])

    with pytest.raises(AssertionError):
        leaves(foreign)

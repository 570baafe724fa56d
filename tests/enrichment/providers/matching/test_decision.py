"""Whose photo may be shown: the order of the rules, and what is left to a person."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrichment.providers.matching import (
    ArtistQuery,
    Decision,
    bears_name,
    choose,
    is_worth_a_look,
    parse_candidates,
)
from tests.enrichment.providers.matching.builders import COVER, item, spotify_id


def decide(
    query: ArtistQuery | str, *items: dict[str, Any], albums: Mapping[int, Sequence[str]] | None = None
) -> Decision:
    """Decide among the items; looking at albums fails the test unless some are given."""

    def albums_of(wanted: str) -> Sequence[str]:
        assert albums is not None, "no album call was due"
        return albums.get(int(wanted), ())

    asked = ArtistQuery(query) if isinstance(query, str) else query
    return choose(asked, parse_candidates(list(items)), albums_of)


def chosen(decision: Decision) -> int | None:
    return int(decision.candidate.id) if decision.candidate else None


def air(*titles: str, variations: tuple[str, ...] = ()) -> ArtistQuery:
    return ArtistQuery("AIR", album_titles=titles, variations=variations)


def test_the_only_bearer_of_the_name_is_taken_without_a_look_at_albums() -> None:
    decision = decide(air("Moon Safari"), item(1, "Air Supply"), item(2, "Air"), item(3, "AI"))
    assert (decision.status, decision.reason, chosen(decision)) == ("matched", "only_bearer", 2)


@pytest.mark.parametrize("name", ["Various", "V/A", "[unknown]", "Various*", "", "  ", "\u200b"])
def test_a_name_for_nobody_is_never_matched(name: str) -> None:
    decision = decide(name, item(1, "Various"), item(2, "VA"), item(3, "Unknown"))
    assert (decision.status, decision.reason, decision.candidates) == ("not_found", "placeholder", ())


def test_nobody_of_the_name_is_not_found() -> None:
    decision = decide("Talk Talk", item(1, "Talking Heads"), item(2, "Tears For Fears"))
    assert (decision.status, decision.reason, decision.candidates) == ("not_found", "nobody", ())


def test_a_shared_album_decides_between_homonyms() -> None:
    albums = {1: ["Virus"], 2: ["Moon Safari (25th)", "Talkie Walkie"]}
    decision = decide(air("Moon Safari", "Love 2"), item(1, "AIR"), item(2, "Air"), albums=albums)
    assert (decision.status, decision.reason, chosen(decision)) == ("matched", "shared_titles", 2)
    assert [candidate.shared_titles for candidate in decision.candidates] == [(), ("Moon Safari",)]


def test_the_most_shared_albums_win() -> None:
    albums = {1: ["Moon Safari"], 2: ["Love 2", "Moon Safari"], 3: ["Moon Safari", "Other", "Another"]}
    items = [item(number, "Air") for number in (1, 2, 3)]
    assert chosen(decide(air("Moon Safari", "Love 2"), *items, albums=albums)) == 2


@pytest.mark.parametrize(
    ("names", "expected"),
    [(["A.I.R.", "Air"], 2), (["Air", "AIR"], 1)],
    ids=["the closer name", "the order of the answer"],
)
def test_equally_many_shared_albums_are_decided_by(names: list[str], expected: int) -> None:
    items = [item(number, name) for number, name in enumerate(names, start=1)]
    albums = {1: ["Moon Safari"], 2: ["Moon Safari"]}
    assert chosen(decide(air("Moon Safari"), *items, albums=albums)) == expected


def test_a_shared_album_outweighs_a_closer_name() -> None:
    albums = {1: ["Virus"], 2: ["Moon Safari"]}
    assert chosen(decide(air("Moon Safari"), item(1, "AIR"), item(2, "A.I.R."), albums=albums)) == 2


def test_a_variation_with_a_shared_album_outweighs_the_name_itself() -> None:
    query = air("Moon Safari", variations=("Air French Band",))
    albums = {1: ["Virus"], 2: ["Moon Safari"]}
    assert chosen(decide(query, item(1, "AIR"), item(2, "Air French Band"), albums=albums)) == 2


def test_an_album_never_promotes_another_name() -> None:
    query = ArtistQuery("Camel", album_titles=("Mirage",))
    assert decide(query, item(1, "CamelPhat"), albums={1: ["Mirage"]}).status == "not_found"


def test_without_shared_albums_the_closest_name_wins_when_one_alone_has_it() -> None:
    decision = decide(air("Moon Safari"), item(1, "A.I.R."), item(2, "Air"), albums={})
    assert (decision.status, decision.reason, chosen(decision)) == ("matched", "best_name", 2)


@pytest.mark.parametrize("names", [["Air", "AIR"], ["A.I.R.", "Air", "air"]])
@pytest.mark.parametrize("owned", [(), ("Moon Safari",)])
def test_several_of_the_closest_name_are_left_to_a_person(names: list[str], owned: tuple[str, ...]) -> None:
    items = [item(number, name) for number, name in enumerate(names, start=1)]
    decision = decide(air(*owned), *items, albums={} if owned else None)
    assert (decision.status, decision.reason, decision.candidate) == ("review", "several_fit", None)
    assert [candidate.name for candidate in decision.candidates] == names


def test_two_whose_article_alone_differs_are_left_to_a_person() -> None:
    decision = decide("Movement", item(1, "The Movement"), item(2, "The Movement"))
    assert (decision.status, decision.reason) == ("review", "several_fit")


@pytest.mark.parametrize("urls", [(COVER,), ("http://i.scdn.co/image/x",), ("https://images.example.net/x.jpg",)])
def test_a_bearer_without_a_photo_is_left_to_a_person(urls: tuple[str, ...]) -> None:
    decision = decide("Zero 7", item(1, "Zero 7", *urls), item(2, "Flume"))
    assert (decision.status, decision.reason, decision.candidate) == ("review", "no_usable_image", None)
    assert [candidate.id for candidate in decision.candidates] == [spotify_id(1)]


def test_a_missing_photo_is_never_replaced_by_a_namesakes() -> None:
    query = ArtistQuery("Woods", album_titles=("Sun And Shade",))
    items = item(1, "Woods", images=[]), item(2, "Woods")
    decision = decide(query, *items, albums={1: ["Sun and Shade"], 2: ["Woods EP"]})
    assert (decision.status, decision.reason) == ("review", "no_usable_image")
    assert chosen(decide("Woods (9)", item(1, "Woods", images=[]), item(2, "WÖODS"))) is None


@pytest.mark.parametrize(("asked", "name"), [("M", "-M-"), ("-M-", "M"), ("UK feat. Beck", "U-K")])
def test_an_equal_name_too_short_to_trust_is_left_to_a_person(asked: str, name: str) -> None:
    decision = decide(asked, item(1, name), item(2, "M83"))
    assert (decision.status, decision.reason) == ("review", "name_too_short")
    assert [candidate.name for candidate in decision.candidates] == [name]


def test_an_exact_short_name_is_matched_beside_its_decorated_namesake() -> None:
    assert chosen(decide("M", item(1, "-M-"), item(2, "M"))) == 2


def test_the_lead_artist_is_taken_when_nobody_bears_the_whole_credit() -> None:
    pharrell, daft = item(1, "Pharrell Williams"), item(2, "Daft Punk")
    credit = "Daft Punk Feat. Pharrell Williams"
    assert chosen(decide(credit, pharrell, daft)) == 2
    assert chosen(decide(credit, pharrell, daft, item(3, credit))) == 3
    assert decide("Various feat. Beck", item(4, "Various"), item(5, "Beck")).status == "not_found"


@pytest.mark.parametrize("credit", ["A B & C D", "A B / C D", "A B, C D", "A B + C D", "A B & C D feat. E F"])
def test_a_joint_credit_matches_the_joint_name_alone(credit: str) -> None:
    assert decide(credit, item(1, "A B"), item(2, "C D"), item(3, "E F")).status == "not_found"
    joint = credit.partition(" feat")[0]
    assert chosen(decide(credit, item(1, "A B"), item(2, "C D"), item(3, joint))) == 3


def test_bearing_the_name_counts_variations_and_the_lead() -> None:
    query = ArtistQuery("宇多田ヒカル feat. Beck", variations=("Hikaru Utada",))
    assert all(bears_name(query, name) for name in ("宇多田ヒカル", "Hikaru Utada", "Hikaru Utada!"))
    assert not bears_name(query, "Beck")


NAMES = st.sampled_from(["Air", "AIR", "A.I.R.", "The Movement", "Movement", "-M-", "M", "Aïr", "!!!", "Beck"])


@given(NAMES, st.lists(st.tuples(NAMES, st.booleans()), max_size=5), st.booleans(), st.data())
def test_a_photo_is_given_to_a_bearer_with_an_image_or_not_at_all(
    name: str, found: list[tuple[str, bool]], owns: bool, data: st.DataObject
) -> None:
    query = ArtistQuery(name, album_titles=("Title",) if owns else ())
    items = [item(number, other, images=[] if bare else None) for number, (other, bare) in enumerate(found)]
    items = [row | ({} if row["images"] == [] else {"images": item(0, "x")["images"]}) for row in items]
    decision = choose(query, parse_candidates(items), lambda _: data.draw(st.lists(st.just("Title"), max_size=1)))
    assert (decision.status == "matched") == (decision.candidate is not None)
    assert (decision.status == "not_found") == (not decision.candidates)
    if decision.candidate:
        assert decision.candidate.image_url
        assert bears_name(query, decision.candidate.name)


@given(NAMES, st.lists(NAMES, max_size=6), st.lists(NAMES, max_size=2))
def test_those_not_worth_a_look_change_no_decision(name: str, found: list[str], variations: list[str]) -> None:
    query = ArtistQuery(f"{name} feat. Beck", variations=tuple(variations))
    items = [item(number, other) for number, other in enumerate(found)]
    looked_at = parse_candidates(items, partial(is_worth_a_look, query))
    assert choose(query, looked_at, lambda _: []) == choose(query, parse_candidates(items), lambda _: [])


def test_worth_a_look_is_who_bears_the_name_or_might() -> None:
    assert is_worth_a_look(ArtistQuery("Air"), "A.I.R.")
    assert is_worth_a_look(ArtistQuery("M"), "-M-")
    assert not is_worth_a_look(ArtistQuery("M"), "Beck")

"""Whose photo may be shown: the order of the rules, and what is left to a person."""

from collections.abc import Mapping, Sequence
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrichment.providers.matching import ArtistQuery, Candidate, Decision, bears_name, choose
from enrichment.providers.matching.decision import may_be, may_be_identified

PHOTO = "https://pictures.example.net/photo"
Titles = Mapping[int, Sequence[str]]


def candidate(number: int, name: str, photo: str = PHOTO) -> Candidate:
    return Candidate(str(number), name, "https://artists.example.net", photo)


def decide(query: ArtistQuery | str, *names: str | Candidate, titles: Titles | None = None) -> Decision:
    """Decide among candidates of these names, numbered from 1, of whom these titles are known."""
    asked = ArtistQuery(query) if isinstance(query, str) else query
    found = [candidate(n, one) if isinstance(one, str) else one for n, one in enumerate(names, start=1)]
    return choose(asked, found, {str(number): seen for number, seen in (titles or {}).items()})


def chosen(decision: Decision) -> int | None:
    return int(decision.candidate.id) if decision.candidate else None


def offered(decision: Decision) -> list[int]:
    return [int(one.id) for one in decision.candidates]


def air(*titles: str, variations: tuple[str, ...] = ()) -> ArtistQuery:
    return ArtistQuery("AIR", album_titles=titles, variations=variations)


def test_the_only_bearer_of_a_name_is_taken_where_nothing_is_known_of_its_albums() -> None:
    for query in (air("Moon Safari"), air()):
        decision = decide(query, "Air Supply", "Air", "AI")
        assert (decision.status, decision.reason, chosen(decision)) == ("matched", "only_bearer", 2)


def test_the_only_bearer_is_another_act_when_none_of_its_albums_is_ours() -> None:
    query = ArtistQuery("Nirvana (2)", ("The Story Of Simon Simopath", "All Of Us"))
    decision = decide(query, "Nirvana", titles={1: ["Nevermind", "In Utero", "In Utero (Deluxe)"]})
    assert (decision.status, decision.reason, decision.candidate) == ("review", "another_act", None)
    (only,) = decision.candidates
    assert (only.shared_titles, only.albums_seen) == ((), 2)


@pytest.mark.parametrize("name", ["Various", "V/A", "[unknown]", "Various*", "", "  ", "\u200b", "群星"])
def test_a_name_for_nobody_is_never_matched(name: str) -> None:
    decision = decide(ArtistQuery(name, ("Title",)), "Various", "VA", "群星", titles={1: ["Title"]})
    assert (decision.status, decision.reason, decision.candidates) == ("not_found", "placeholder", ())


def test_nobody_of_the_name_is_not_found() -> None:
    decision = decide("Talk Talk", "Talking Heads", "Tears For Fears")
    assert (decision.status, decision.reason, decision.candidates) == ("not_found", "nobody", ())


def test_a_shared_album_decides_between_homonyms_whatever_their_order_and_names() -> None:
    titles = {1: ["Virus"], 2: ["Moon Safari (25th)", "Talkie Walkie"]}
    for names in (["AIR", "Air"], ["AIR", "A.I.R."], ["Air", "AIR"]):
        decision = decide(air("Moon Safari", "Love 2"), *names, titles=titles)
        assert (decision.status, decision.reason, chosen(decision)) == ("matched", "shared_titles", 2)
        assert [one.shared_titles for one in decision.candidates] == [("Moon Safari",), ()]


def test_a_variation_with_a_shared_album_outweighs_the_name_itself() -> None:
    query = air("Moon Safari", variations=("Air French Band",))
    assert chosen(decide(query, "AIR", "Air French Band", titles={1: ["Virus"], 2: ["Moon Safari"]})) == 2


def test_the_most_shared_albums_win() -> None:
    titles = {1: ["Moon Safari"], 2: ["Love 2", "Moon Safari"], 3: ["Moon Safari", "Other", "Another"]}
    assert chosen(decide(air("Moon Safari", "Love 2"), "Air", "Air", "Air", titles=titles)) == 2


def test_one_telling_title_against_more_that_anybody_uses_is_for_a_person() -> None:
    query = air("Moon Safari", "Greatest Hits", "Live", "Unplugged")
    decision = decide(query, "Air", "Air", titles={1: ["Moon Safari"], 2: ["Greatest Hits", "Live", "Unplugged"]})
    assert (decision.status, decision.reason, offered(decision)) == ("review", "several_fit", [1, 2])


@pytest.mark.parametrize("names", [["A.I.R.", "Air"], ["Air", "AIR"]])
def test_equally_many_shared_albums_are_left_to_a_person_in_any_order(names: list[str]) -> None:
    decision = decide(air("Moon Safari"), *names, titles={1: ["Moon Safari"], 2: ["Moon Safari"]})
    assert (decision.status, decision.reason) == ("review", "several_fit")


@pytest.mark.parametrize("weak", ["Skid Row", "Greatest Hits", "Live", "II", "The Best Of Skid Row"])
def test_weak_titles_break_no_tie(weak: str) -> None:
    query = ArtistQuery("Skid Row", (weak, "34 Hours"))
    assert decide(query, "Skid Row", "Skid Row", titles={1: [weak], 2: ["Skid"]}).reason == "several_fit"
    assert decide(query, "Skid Row", "Skid Row", titles={1: [weak, "34 Hours"], 2: ["34 Hours"]}).status == "review"
    assert chosen(decide(query, "Skid Row", "Skid Row", titles={1: [weak], 2: [weak, "34 Hours"]})) == 2


def test_a_weak_title_is_enough_for_the_only_bearer_unless_discogs_counts_several_of_the_name() -> None:
    titles = {1: ["Greatest Hits"]}
    assert chosen(decide(ArtistQuery("Blur", ("Greatest Hits",)), "Blur", titles=titles)) == 1
    numbered = decide(ArtistQuery("Blur (3)", ("Greatest Hits",)), "Blur", titles=titles)
    assert (numbered.status, numbered.reason) == ("review", "weak_titles")


def test_where_nothing_is_known_the_closest_name_wins_when_one_alone_has_it() -> None:
    decision = decide(air("Moon Safari"), "A.I.R.", "Air")
    assert (decision.status, decision.reason, chosen(decision)) == ("matched", "best_name", 2)


@pytest.mark.parametrize("names", [["Air", "AIR"], ["Air", "air", "A.I.R."]])
@pytest.mark.parametrize("owned", [(), ("Moon Safari",)])
def test_several_of_the_closest_name_are_left_to_a_person(names: list[str], owned: tuple[str, ...]) -> None:
    decision = decide(air(*owned), *names)
    assert (decision.status, decision.reason, decision.candidate) == ("review", "several_fit", None)
    assert [one.name for one in decision.candidates] == names


def test_a_looser_writing_needs_a_telling_title() -> None:
    query = ArtistQuery("Pink*", ("M!ssundaztood", "Live"))
    assert chosen(decide(query, "PINK", "P!nk", titles={1: ["Foo Foo"], 2: ["M!ssundaztood"]})) == 2
    for titles in ({}, {1: ["Live"]}, {1: ["Other"]}):
        decision = decide(query, "P!nk", titles=titles)
        assert (decision.status, offered(decision)) == ("review", [1])


def test_another_name_with_an_album_of_ours_is_offered_and_never_given() -> None:
    decision = decide(ArtistQuery("Camel", ("Mirage",)), "CamelPhat", "Else", titles={1: ["Mirage"], 2: ["Own"]})
    assert (decision.status, decision.reason, offered(decision)) == ("review", "other_name", [1])
    star = decide(ArtistQuery("Dinosaur*", ("Dinosaur",)), "Dinosaur Jr.", titles={1: ["Dinosaur"]})
    assert (star.status, offered(star)) == ("review", [1])
    anybodys = decide(ArtistQuery("Camel", ("Greatest Hits",)), "CamelPhat", titles={1: ["Greatest Hits"]})
    assert anybodys.status == "not_found"


def test_those_who_share_an_album_are_offered_before_those_of_the_name() -> None:
    query = ArtistQuery("The Beat (2)", ("Wha'ppen?",))
    decision = decide(query, "The Beat", "The English Beat", titles={1: ["The Beat"], 2: ["Wha'ppen?"]})
    assert (decision.reason, offered(decision)) == ("another_act", [2, 1])


def test_an_artist_without_a_photo_is_a_finding_and_no_question() -> None:
    decision = decide("Zero 7", candidate(1, "Zero 7", photo=""), "Flume")
    assert (decision.status, decision.reason, offered(decision)) == ("not_found", "no_usable_image", [1])
    none_has = decide("Air", candidate(1, "Air", photo=""), candidate(2, "AIR", photo=""))
    assert (none_has.status, none_has.reason) == ("not_found", "no_usable_image")


def test_a_missing_photo_is_never_replaced_by_a_namesakes() -> None:
    query = ArtistQuery("Woods", album_titles=("Sun And Shade",))
    titles = {1: ["Sun and Shade"], 2: ["Woods EP"]}
    assert decide(query, candidate(1, "Woods", photo=""), "Woods", titles=titles).reason == "no_usable_image"
    assert chosen(decide("Woods (9)", candidate(1, "Woods", photo=""), "WÖODS")) is None


@pytest.mark.parametrize(("asked", "name"), [("M", "-M-"), ("-M-", "M"), ("UK feat. Beck", "U-K")])
def test_an_equal_name_too_short_to_trust_is_left_to_a_person(asked: str, name: str) -> None:
    decision = decide(asked, name, "M83")
    assert (decision.status, offered(decision)) == ("review", [1])


def test_an_exact_short_name_is_matched_beside_its_decorated_namesake() -> None:
    assert chosen(decide("M", "-M-", "M")) == 2


def test_the_lead_artist_is_taken_when_nobody_bears_the_whole_credit() -> None:
    credit = "Daft Punk Feat. Pharrell Williams"
    assert chosen(decide(credit, "Pharrell Williams", "Daft Punk")) == 2
    assert chosen(decide(credit, "Pharrell Williams", "Daft Punk", credit)) == 3
    assert decide("Various feat. Beck", "Various", "Beck").status == "not_found"


@pytest.mark.parametrize("credit", ["A B & C D", "A B / C D", "A B, C D", "A B + C D", "A B & C D feat. E F"])
def test_a_joint_credit_matches_the_joint_name_alone(credit: str) -> None:
    assert decide(credit, "A B", "C D", "E F").status == "not_found"
    joint = credit.partition(" feat")[0]
    assert chosen(decide(credit, "A B", "C D", joint)) == 3


def test_a_short_name_may_be_meant_once_a_title_speaks_for_it() -> None:
    query = ArtistQuery("-M-", ("Je Dis Aime",))
    assert may_be(query, "M")
    assert not bears_name(query, "M")
    assert chosen(decide(query, "M", titles={1: ["Je Dis Aime"]})) == 1
    assert decide(query, "M").status == "review"


def test_a_spelling_that_discogs_lists_counts_for_a_credit_with_guests_too() -> None:
    query = ArtistQuery("Puff Daddy feat. Faith Evans", variations=("P. Diddy",))
    assert chosen(decide(query, "P. Diddy", "Faith Evans")) == 1
    assert bears_name(query, "P. Diddy")


def test_bearing_the_name_counts_variations_and_the_lead() -> None:
    query = ArtistQuery("宇多田ヒカル feat. Beck", variations=("Hikaru Utada",))
    assert all(bears_name(query, name) for name in ("宇多田ヒカル", "Hikaru Utada", "Hikaru Utada!"))
    assert not bears_name(query, "Beck")
    assert may_be(ArtistQuery("Pink"), "P!nk")
    assert not may_be(ArtistQuery("Pink"), "Pink Floyd")


NAMES = st.sampled_from(["Air", "AIR", "A.I.R.", "The Movement", "Movement", "-M-", "M", "Aïr", "!!!", "Beck", "А!r"])
TITLE = st.sampled_from(["Title", "Other", "Greatest Hits", "Air", "Title / Other"])
FOUND = st.lists(st.tuples(NAMES, st.booleans(), st.lists(TITLE, max_size=3)), max_size=5)


@given(NAMES, st.lists(TITLE, max_size=3), FOUND)
def test_a_photo_is_given_on_a_name_with_no_more_to_know_or_on_a_title_or_not_at_all(
    name: str, owned: list[str], found: list[tuple[str, bool, list[str]]]
) -> None:
    query = ArtistQuery(name, album_titles=tuple(owned))
    candidates = [candidate(n, other, PHOTO if has else "") for n, (other, has, _) in enumerate(found)]
    titles = {str(n): seen for n, (_, _, seen) in enumerate(found)}
    decision = choose(query, candidates, titles)
    assert (decision.status == "matched") == (decision.candidate is not None)
    if decision.candidate:
        assert decision.candidate.image_url
        assert may_be(query, decision.candidate.name)
        assert decision.candidate.shared_titles or not owned or not titles[decision.candidate.id]
    if decision.status == "review":
        assert any(one.image_url for one in decision.candidates)


@given(NAMES, st.lists(TITLE, max_size=3), FOUND, st.randoms())
def test_the_order_of_the_answers_never_decides(
    name: str, owned: list[str], found: list[tuple[str, bool, list[str]]], random: Random
) -> None:
    query = ArtistQuery(name, album_titles=tuple(owned))
    candidates = [candidate(n, other, PHOTO if has else "") for n, (other, has, _) in enumerate(found)]
    titles = {str(n): seen for n, (_, _, seen) in enumerate(found)}
    shuffled = random.sample(candidates, len(candidates))
    one, other = choose(query, candidates, titles), choose(query, shuffled, titles)
    assert (one.status, one.reason, one.candidate) == (other.status, other.reason, other.candidate)


@pytest.mark.parametrize(
    ("asked", "name", "titles", "reason"),
    [
        ("Camel", "CamelPhat", ["Mirage"], "other_name"),
        ("Pink", "P!nk", [], "name_alike"),
        ("M", "-M-", [], "name_too_short"),
        ("Pink", "P!nk", ["Live"], "other_name"),
    ],
    ids=["has our album", "written otherwise", "too short", "shares what anybody uses"],
)
def test_a_person_is_told_why_nobody_was_taken(asked: str, name: str, titles: list[str], reason: str) -> None:
    decision = decide(ArtistQuery(asked, ("Mirage", "Live")), name, titles={1: titles})
    assert (decision.status, decision.reason, offered(decision)) == ("review", reason, [1])


def test_where_we_own_no_title_a_known_catalogue_speaks_against_nobody() -> None:
    assert decide(air(), "Air", titles={1: ["10,000 Hz Legend"]}).reason == "only_bearer"
    assert decide(air("Moon Safari"), "Air", titles={1: ["10,000 Hz Legend"]}).reason == "another_act"


def test_one_bearer_whose_catalogue_is_known_puts_all_of_the_name_in_doubt() -> None:
    decision = decide(air("Moon Safari"), "Air", "AIR", titles={1: ["10,000 Hz Legend"]})
    assert (decision.status, decision.reason, offered(decision)) == ("review", "another_act", [1, 2])


@pytest.mark.parametrize(
    ("name", "title", "status"),
    [
        ("Woods (2)", "Woods", "review"),
        ("Woods (2)*", "Woods", "review"),
        ("Woods", "Woods", "matched"),
        ("Woods (2)", "Sun And Shade", "matched"),
        ("Woods (2019)", "Woods (2019)", "matched"),
    ],
)
def test_of_several_whom_discogs_numbers_a_weak_title_tells_none_apart(name: str, title: str, status: str) -> None:
    named = "Woods (2019)" if "2019" in name else "Woods"
    decision = decide(ArtistQuery(name, (title,)), named, titles={1: [title]})
    assert decision.status == status
    assert decision.reason == ("weak_titles" if status == "review" else "shared_titles")


def test_who_is_offered_stands_in_the_order_of_what_speaks_for_them() -> None:
    query = ArtistQuery("Air", ("Moon Safari", "Talkie Walkie", "Live"), variations=("Air French Band",))
    names = "Air Supply", "The Air", "Air French Band", "A!r", "Air", "AIR"
    titles = {1: ["Moon Safari"], 2: [], 3: ["Live"], 5: ["Other"], 6: ["Other"]}
    decision = decide(query, *names, titles=titles)
    assert decision.reason == "several_fit"
    assert offered(decision) == [1, 3, 5, 6, 2, 4]


def test_what_was_seen_of_a_candidate_is_told_with_it_each_work_once() -> None:
    seen = ["Moon Safari", "Moon Safari (Deluxe)", "Talkie Walkie", "Love 2"]
    decision = decide(air("Moon Safari", "Pocket Symphony", "Talkie Walkie"), "Air", titles={1: seen})
    assert decision.candidate is not None
    assert decision.candidate.shared_titles == ("Moon Safari", "Talkie Walkie")
    assert decision.candidate.albums_seen == 3
    assert decision.candidate.row["shared_titles"] == ("Moon Safari", "Talkie Walkie")


@pytest.mark.parametrize(
    ("name", "meant"),
    [("Cat Stevens", True), ("Yusuf", True), ("YUSUF", True), ("Yusuf Lateef", False), ("Cat Power", False)],
)
def test_an_alias_counts_where_an_id_says_so_as_well_and_only_there(name: str, meant: bool) -> None:
    query = ArtistQuery("Cat Stevens", aliases=("Yusuf",))
    assert may_be_identified(query, name) is meant
    assert bears_name(query, name) is (name == "Cat Stevens")
    assert decide(query, "Yusuf").status == "not_found"

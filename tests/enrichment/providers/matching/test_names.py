import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrichment.providers.matching.names import Tier, is_too_short_to_tell, lead_artist, loosely_equal, tier_of


@pytest.mark.parametrize(
    ("query", "name", "tier"),
    [
        ("Mgmt", "MGMT", Tier.AS_WRITTEN),
        ("Astrus*", "Astrus*", Tier.AS_WRITTEN),
        ("!!!", "!!!", Tier.AS_WRITTEN),
        ("/a\\", "/A\\", Tier.AS_WRITTEN),
        ("Yo‐yo Ma", "Yo-Yo Ma", Tier.AS_WRITTEN),
        ("X (5)", "X", Tier.BASE),
        ("Led Zeppelin*", "Led Zeppelin", Tier.BASE),
        ("Nice, The", "The Nice", Tier.BASE),
        ("Sigur Ros", "Sigur Rós", Tier.FOLDED),
        ("AC DC", "AC/DC", Tier.FOLDED),
        ("Limiñanas, The (2)", "The Liminanas", Tier.FOLDED),
        ("Simon and Garfunkel", "Simon & Garfunkel", Tier.FOLDED),
        ("Strokes", "The Strokes", Tier.ARTICLE),
        ("The Eagles", "Eagles", Tier.ARTICLE),
        ("Eagles, The", "Eagles", Tier.ARTICLE),
        ("The Rems!", "R.E.M.S", None),
        ("The R.E.M.S.S", "Remss", Tier.ARTICLE),
    ],
)
def test_equal_names_have_their_tier(query: str, name: str, tier: Tier | None) -> None:
    assert tier_of(query, name) == tier


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("M", "-M-"),
        ("A", "/A\\"),
        ("UK", "U-K"),
        ("!!!", "???"),
        ("Beat", "The Beat"),
        ("The The", "The"),
        ("Theory", "ory"),
        ("Femme", "La Femme"),
        ("Beak>", "Beak"),
        ("Kills", "The Killers"),
        ("De La Soul", "De La Soul Tribute Band"),
        ("Rod Stewart", "Rod Stewart (Karaoke)"),
        ("Macklemore / Ryan Lewis", "Macklemore"),
        ("A & B", "A"),
        ("周杰倫", "Jay Chou"),
        ("Maroon 5", "Maroon"),
        ("Nirvana", "Nirvana (2)"),
        ("\u200b", "\u200b"),
    ],
)
def test_nothing_short_of_equality_is_a_match(query: str, name: str) -> None:
    assert tier_of(query, name) is None


@pytest.mark.parametrize(
    ("name", "tier"),
    [
        ("Yusuf / Cat Stevens", Tier.VARIATION),
        ("YUSUF Cat Stevens", Tier.VARIATION),
        ("Cat Stevens", Tier.AS_WRITTEN),
        ("The Cat Stevens", Tier.ARTICLE),
        ("Yusuf", None),
    ],
)
def test_a_listed_variation_matches_after_the_name_itself(name: str, tier: Tier | None) -> None:
    assert tier_of("Cat Stevens", name, ["Yusuf / Cat Stevens", ""]) == tier


def test_a_listed_variation_comes_before_the_dropped_article() -> None:
    assert tier_of("Strokes", "The Strokes", ["The Strokes"]) is Tier.VARIATION


def test_a_listed_variation_of_punctuation_alone_is_a_name() -> None:
    assert tier_of("Chk Chk Chk", "!!!", ["!!!"]) is Tier.VARIATION


def test_variations_of_punctuation_alone_do_not_equal_each_other() -> None:
    assert tier_of("Chk Chk Chk", "???", ["!!!"]) is None


@pytest.mark.parametrize("variation", ["M", "M.", "JW", "-M-"])
def test_a_variation_of_one_or_two_letters_matches_nobody(variation: str) -> None:
    assert tier_of("Muriel Moreau", variation, [variation]) is None


@pytest.mark.parametrize(("query", "name"), [("M", "-M-"), ("-M-", "M"), ("U-K (2)", "UK"), ("A", "/A\\")])
def test_equal_names_refused_for_their_shortness_are_noticed(query: str, name: str) -> None:
    assert is_too_short_to_tell(query, name)


@pytest.mark.parametrize(("query", "name"), [("M", "M"), ("!!!", "???"), ("Beat", "The Beat"), ("AC DC", "AC/DC")])
def test_matches_and_other_names_are_not_too_short_to_tell(query: str, name: str) -> None:
    assert not is_too_short_to_tell(query, name)


@pytest.mark.parametrize(
    ("query", "lead"),
    [
        ("Daft Punk Feat. Pharrell Williams", "Daft Punk"),
        ("Air ft. Beck", "Air"),
        ("Nirvana (2) featuring Someone feat. Else", "Nirvana (2)"),
        ("A & B feat. C", "A & B"),
        ("Gorillaz (feat. De La Soul)", "Gorillaz"),
        ("Air [ft Beck]", "Air"),
        ("Little Feat", ""),
        ("Six (Feat)", ""),
        ("Little feat.", ""),
        ("Six Ft Deep", ""),
        ("Defeat. All", ""),
        ("feat. Nobody", ""),
        ("Air", ""),
    ],
)
def test_the_lead_artist_is_what_stands_before_the_guests(query: str, lead: str) -> None:
    assert lead_artist(query) == lead


@given(st.text(), st.text(), st.lists(st.text(), max_size=3))
def test_any_two_texts_can_be_compared(query: str, name: str, variations: list[str]) -> None:
    tier_of(query, name, variations)
    lead_artist(query)


@given(st.text(min_size=1))
def test_a_name_equals_itself_as_written(name: str) -> None:
    assert tier_of(name, name) in {Tier.AS_WRITTEN, None}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *(("Pink", "P!nk"), ("ASAP Rocky", "A$AP Rocky"), ("Ke$ha", "Kesha"), ("Korn", "KoЯn")),
        *(("Die Aerzte", "Die Ärzte"), ("Bjoerk", "Björk"), ("Mueller", "Müller")),
        *(
            ("Simon Y Garfunkel", "Simon & Garfunkel"),
            ("Roim und Stroi", "Roim & Stroi"),
            ("Angus et Julia", "Angus and Julia"),
            ("Peter, Bjorn och John", "Peter Bjorn and John"),
        ),
        *(
            ("!!! (Chk Chk Chk)", "!!!"),
            ("!!! [Chk Chk Chk]", "Chk Chk Chk"),
            ("Alt-J (∆)", "alt-J"),
            ("†††", "††† (Crosses)"),
            ("(Sandy) Alex G", "Alex G"),
        ),
        *(
            ("Cure", "The Cure"),
            ("Who*", "The Who"),
            ("Femme", "La Femme"),
            ("Kift", "De Kift"),
            ("G.E.M. 邓紫棋", "G.E.M."),
            ("G.E.M. 邓紫棋", "邓紫棋"),
        ),
        *(
            ("أم كلثوم", "ام كلثوم"),
            ("Кино", "Kino"),
            ("Чайф", "Chayf"),
            ("Чайф", "Chaif"),
            ("잠비나이", "Jambinai"),
            ("鄧麗君", "邓丽君"),
            ("ヨルシカ", "Yorushika"),
        ),
    ],
)
def test_two_writings_of_a_name_are_loosely_equal(one: str, other: str) -> None:
    assert loosely_equal(one, other)
    assert loosely_equal(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Pink", "Pink Floyd"),
        ("Camel", "CamelPhat"),
        ("The Beat", "The English Beat"),
        ("M", "-M-"),
        ("The The", "Los A"),
        ("", ""),
    ],
)
def test_other_names_and_names_of_a_letter_or_two_are_not(one: str, other: str) -> None:
    assert not loosely_equal(one, other)


@given(st.text(), st.text())
def test_any_two_names_can_be_compared(one: str, other: str) -> None:
    assert loosely_equal(one, other) is loosely_equal(other, one)

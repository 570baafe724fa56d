import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrichment.providers.matching import plain_title, shared_titles, title_key


@pytest.mark.parametrize(
    ("owned", "theirs"),
    [
        ("Definitely Maybe", "Definitely Maybe (Remastered)"),
        ("Born To Die (The Paradise Edition)", "Born to Die"),
        ("Revolver [Super Deluxe]", "Revolver"),
        ("Low", "Low - 2017 Remaster"),
        ("Low", "Low – 2017 Remastered Version"),
        ("Kind Of Blue", "Kind of Blue - Legacy Edition - 2009 Reissue"),
        ("Trespass", "Trespass - Deluxe"),
        ("In Utero", "In Utero - 20th Anniversary"),
        ("Dummy", "Dummy - Box Set"),
        ("10 000 Hz Legend", "10,000 Hz Legend"),
        ("Nested", "Nested (live (in Paris) 1999)"),
        ("(What's The Story) Morning Glory?", "(What’s the Story) Morning Glory?"),
        ("New York • London • Paris • Munich", "New York London Paris Munich"),
        ("( Untitled )", "(Untitled)"),
    ],
)
def test_editions_of_one_work_have_one_key(owned: str, theirs: str) -> None:
    assert title_key(owned) == title_key(theirs)


@pytest.mark.parametrize(
    ("owned", "theirs"),
    [
        ("Paris - Hawai", "Paris"),
        ("Led Zeppelin", "Led Zeppelin II"),
        ("Symphony In C Major - Jeux", "Symphony In C Major"),
        ("Remaster", "Edition"),
        ("Grrr Live!", "Grrr"),
    ],
)
def test_other_works_keep_other_keys(owned: str, theirs: str) -> None:
    assert title_key(owned) != title_key(theirs)


def test_a_title_is_plain_enough_to_search_for() -> None:
    assert plain_title("Hunky Dory [2015]  (Live) - 2011 Remaster") == "hunky dory"


def test_each_work_is_shared_once_under_the_title_we_own() -> None:
    owned = ["Born To Die", "Born To Die (The Paradise Edition)", "Honeymoon", "Low", "", "?"]
    assert shared_titles(owned, ["HONEYMOON", "Born to Die - Deluxe", "!", ""]) == ("Born To Die", "Honeymoon")


@given(st.text(alphabet="ab ()[]{}-–*Remastdluxe"))
def test_any_title_has_a_key(title: str) -> None:
    title_key(title)
    assert shared_titles([title], [title]) in {(title,), ()}

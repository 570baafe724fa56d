import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrichment.providers.matching.weak import Weight, weight


@pytest.mark.parametrize(
    "title",
    [
        *("Greatest Hits", "The Very Best Of", "Best Of Vol. 2", "Live", "Live!", "Alive", "Anthology"),
        *(
            "Unplugged",
            "MTV Unplugged",
            "II",
            "IV",
            "The Collection",
            "Christmas Album",
            "Lo Mejor De",
            "Best Of 1990-2000",
        ),
        *("Le Meilleur De", "Das Beste", "Лучшее", "Ao Vivo", "Grandes Éxitos", "Untitled", "Singles", "EP", "Remixes"),
    ],
)
def test_a_title_that_anybody_may_use_is_weak(title: str) -> None:
    assert weight(title) is Weight.ANYBODYS


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Skid Row", "Skid Row (2)"),
        ("The Illusion", "Illusion, The"),
        ("Best Of Blur", "Blur"),
        ("Blur: Live", "Blur"),
        ("Led Zeppelin III", "Led Zeppelin*"),
        ("!!!", "!!!"),
    ],
)
def test_the_artists_own_name_with_no_more_than_that_is_weak(title: str, name: str) -> None:
    assert weight(title, [name]) is Weight.OWN_NAME


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Neu! 75", "Neu!"),
        ("The Story Of Simon Simopath", "Nirvana"),
        ("Live Through This", "Hole"),
        ("Vol. 3", "Barbara"),
        ("1977", "Ash"),
        ("Live In Los Angeles", "Jinjer (2)"),
        ("12 Grandes Chansons", "Les Cowboys Fringants"),
        ("Works Of Fiction", "Air"),
        ("The", "Air"),
    ],
)
def test_other_titles_tell(title: str, name: str) -> None:
    assert weight(title, [name]) is Weight.TELLING


@given(st.text(), st.lists(st.text(), max_size=2))
def test_any_title_can_be_weighed(title: str, names: list[str]) -> None:
    assert weight(title, names) in Weight

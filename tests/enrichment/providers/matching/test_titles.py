import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrichment.providers.matching.titles import (
    Weight,
    is_anybodys,
    most_telling,
    plain_title,
    shared,
    sides,
    title_key,
    weight,
)


@pytest.mark.parametrize(
    ("owned", "theirs"),
    [
        ("Definitely Maybe", "Definitely Maybe (Remastered)"),
        ("Born To Die (The Paradise Edition)", "Born to Die"),
        ("Revolver [Super Deluxe]", "Revolver"),
        ("Low", "Low - 2017 Remaster"),
        ("Low", "Low – 2017 Remastered Version"),
        ("Low", "Low - Remastered 2017"),
        ("Revolver", "Revolver - Stereo"),
        ("Revolver", "Revolver - Mono"),
        ("Tago Mago", "Tago Mago - Expanded"),
        ("Tago Mago", "Tago Mago - Bonus Disc"),
        ("Tago Mago", "Tago Mago - Re-Issue"),
        ("Kind Of Blue", "Kind of Blue - Legacy Edition - 2009 Reissue"),
        ("Trespass", "Trespass - Deluxe"),
        ("In Utero", "In Utero - 20th Anniversary"),
        ("Dummy", "Dummy - Box Set"),
        ("10 000 Hz Legend", "10,000 Hz Legend"),
        ("Nested", "Nested (live (in Paris) 1999)"),
        ("(What's The Story) Morning Glory?", "(What’s the Story) Morning Glory?"),
        ("New York • London • Paris • Munich", "New York London Paris Munich"),
        ("( Untitled )", "(Untitled)"),
        ("(Untitled)", "[Untitled]"),
        ("La Môme", "La Môme - Bande originale du film"),
        ("Jackie Brown", "Jackie Brown: Music From The Miramax Motion Picture"),
        ("Amélie", "Amélie (Original Soundtrack)"),
        ("Priscilla", "Priscilla, Original Motion Picture Soundtrack"),
        ("Priscilla", "Priscilla Original Soundtrack"),
        ("Motion", "Motion - EP"),
        ("Tago Mago 40th Anniversary Edition", "Tago Mago (40th Anniversary Edition)"),
        ("( )", "()"),
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
    assert shared(owned, ["HONEYMOON", "Born to Die - Deluxe", "!", ""]).titles == ("Born To Die", "Honeymoon")


@pytest.mark.parametrize(
    ("owned", "theirs"),
    [
        ("Приказна За Едно Моме = Story Of A Girl", "Story of a Girl"),
        ("Приказна За Едно Моме =", "Приказна за едно моме"),
        ("Super Ready / Fragmenté", "Fragmenté (Live)"),
        ("Fragmenté", "Super Ready / Fragmenté"),
        ("AM / PM", "AM / PM"),
        ("A/B", "A/B"),
        ("( )", "( )"),
    ],
)
def test_a_title_and_its_translation_and_both_sides_of_a_record_count_each(owned: str, theirs: str) -> None:
    assert shared([owned], [theirs]).titles == (owned,)


def test_a_stroke_within_a_word_parts_nothing() -> None:
    assert not shared(["AC/DC"], ["AC", "DC"])


@pytest.mark.parametrize(
    ("titles", "telling", "own_name"),
    [
        (["Nevermind", "In Utero"], 2, 0),
        (["Nirvana", "Nevermind", "Greatest Hits"], 1, 1),
        (["The Best Of Nirvana", "Nirvana Live"], 0, 2),
        (["Live / Nevermind"], 1, 0),
        (["II", "Unplugged", "Greatest Hits Vol. 2", "Le Meilleur De"], 0, 0),
    ],
)
def test_what_anybody_may_use_and_the_artists_own_name_are_weak(titles: list[str], telling: int, own_name: int) -> None:
    found = shared(titles, titles, ["Nirvana (2)"])
    assert (len(found), found.telling, found.own_name) == (len(titles), telling, own_name)


def test_the_most_telling_title_comes_first_without_what_searches_trip_over() -> None:
    owned = ["Air", "Greatest Hits", "10 000 Hz Legend", "Moon Safari (Deluxe)", "What's Going On", "Moon Safari"]
    assert most_telling(owned, ["AIR (2)"]) == (
        "10 000 hz legend",
        "moon safari",
        "what's going on",
        "air",
        "greatest hits",
    )


@given(st.text(alphabet="ab ()[]{}-–*=/Remastdluxe"))
def test_any_title_has_a_key(title: str) -> None:
    title_key(title)
    assert shared([title], [title]).titles in {(title,), ()}


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


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("Moon Safari", "moon safari"),
        ("Moon Safari (2008 Remaster)", "moon safari"),
        ("Moon Safari - 2008 Remaster", "moon safari"),
        ("Moon Safari: Deluxe Edition", "moon safari"),
        ("Moon Safari, Expanded", "moon safari"),
        (" - Remaster", "- remaster"),
        ("Remaster - Remaster", "remaster"),
        ("Kind of Blue - Legacy Edition - 2009 Reissue", "kind of blue"),
        ("Paris - Hawai", "paris - hawai"),
        ("A [B (C) D] {E} F", "a f"),
        ("Collector's Edition", "collector's edition"),
        ("Dummy Collector's Edition", "dummy"),
        ("Dummy The Original Soundtrack", "dummy"),
    ],
)
def test_a_title_is_freed_of_brackets_and_of_what_an_edition_adds(title: str, plain: str) -> None:
    assert plain_title(title) == plain


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("Moon Safari", ["Moon Safari"]),
        ("Stadtkind = City Child", ["Stadtkind = City Child", "Stadtkind", "City Child"]),
        ("One / Two", ["One / Two", "One", "Two"]),
        ("AC/DC", ["AC/DC"]),
        ("2+2=5", ["2+2=5"]),
        ("Alone =", ["Alone =", "Alone"]),
    ],
)
def test_a_title_goes_by_each_of_its_sides(title: str, names: list[str]) -> None:
    assert set(sides(title)) == {title_key(name) for name in names}


@pytest.mark.parametrize(
    ("words", "anybodys"),
    [
        ("greatest hits", True),
        ("greatest hits vol 2", True),
        ("the very best of", True),
        ("ii", True),
        ("xxxix", True),
        ("live 1999", True),
        ("live part iv", True),
        ("live 12345", False),
        ("the of and", False),
        ("moon safari", False),
        ("live in paris", False),
        ("xxxx", False),
    ],
)
def test_a_title_of_common_words_alone_is_anybodys(words: str, anybodys: bool) -> None:
    assert is_anybodys(words) is anybodys

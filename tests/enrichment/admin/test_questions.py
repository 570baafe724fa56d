"""How an open question is put: what was refused, who is proposed, and which comes next."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from enrichment.admin import questions
from enrichment.models import Outcome, RunItem, State
from tests.builders import make_album, make_artist
from tests.enrichment.admin.people import make_run
from tests.enrichment.admin.rows import add_item

PHOTO = "https://i.scdn.co/image/air"


def item(**fields: Any) -> RunItem:
    return RunItem(**{"reason": "cut", "detail": "", "draft": "", **fields})


def marked(draft: str, *details: str) -> list[list[str]]:
    """The refused pieces of each paragraph; nothing at all where none is refused."""
    found = questions.marked_draft(item(draft=draft, detail="\n".join(details)))
    return [[text for text, is_refused in pieces if is_refused] for pieces in found]


@pytest.mark.parametrize(
    ("draft", "details", "expected"),
    [
        ("A fine record.", ["invented: fine"], [["fine"]]),
        ("A refined record.", ["invented: fine"], []),
        ("Fine.", ["invented: fine"], []),
        ("It won a\n Grammy award in 1998.", ["invented: won a Grammy award"], [["won a\n Grammy award"]]),
        ("It won a Grammy.", ["invented: … won a Gram …"], [["won a Gram"]]),
        ("One. Two. One.", ["invented: One"], [["One", "One"]]),
        ("One two three.", ["invented: two", "invented: One two"], [["One two"]]),
        ("First.\n\nSecond.", ["invented: Second"], [[], ["Second"]]),
        ("Costs 5 (five) €.", ["invented: 5 (five)"], [["5 (five)"]]),
        ("Too short.", ["too_short: 40 words"], []),
        ("A record.", ["invented:"], []),
        ("A record.", ["invented: of gold"], []),
    ],
    ids=[
        "one word",
        "not within another word",
        "as it is written",
        "over a line's end",
        "cut short by the gate",
        "each time it stands there",
        "the longer before the shorter",
        "in its paragraph",
        "signs are no pattern",
        "a size is no passage",
        "no passage told",
        "a passage that is not there",
    ],
)
def test_what_was_refused_is_told_apart_in_the_draft(draft: str, details: list[str], expected: list[list[str]]) -> None:
    assert marked(draft, *details) == expected


@given(
    st.lists(st.text(alphabet="ab \n.(é", max_size=30), min_size=1, max_size=4).map("\n\n".join),
    st.lists(st.text(alphabet="ab (é.", min_size=1, max_size=5), max_size=4),
)
def test_marking_loses_not_a_sign_of_the_draft(draft: str, passages: list[str]) -> None:
    found = questions.marked_draft(item(draft=draft, detail="\n".join(f"invented: {text}" for text in passages)))
    if found:
        assert "\n\n".join("".join(text for text, _is_refused in pieces) for pieces in found) == draft


@pytest.mark.parametrize(
    ("detail", "told"),
    [
        ("cut: of the", [("The text breaks off.", "of the")]),
        ("", [("The text breaks off.", "")]),
        ("cut: and\n\ntoo_short: 43 words", [("The text breaks off.", "and"), ("The text is too short.", "43 words")]),
        ("too_short: 1", [("The text is too short.", "1 word")]),
        ("too_short: few", [("The text is too short.", "few")]),
        ("cut: 3 words", [("The text breaks off.", "3 words")]),
        ("cut: a: b", [("The text breaks off.", "a: b")]),
    ],
)
def test_each_fault_is_a_sentence_with_its_passage(detail: str, told: list[tuple[str, str]]) -> None:
    assert questions.faults(item(detail=detail)) == told


def test_a_size_is_told_in_the_readers_language() -> None:
    with translation.override("fr"):
        (fault,) = questions.faults(item(detail="too_short: 43 words"))
    assert fault.passage == "43 mots"


def proposed(**row: Any) -> questions.Proposal:
    (found,) = questions.proposals(item(candidates=[row]))
    return found


def test_a_candidate_is_shown_with_what_is_known_of_it() -> None:
    row = {"id": "x", "name": "AIR", "url": "https://open.spotify.com/artist/x", "image_url": PHOTO}
    found = proposed(**row, shared_titles=["Moon Safari"], albums_seen=9)
    assert tuple(found) == ("x", "AIR", row["url"], PHOTO, ("Moon Safari",), 9)
    assert not found.is_of_deezer
    assert proposed(url="https://www.deezer.com/artist/1").is_of_deezer


@pytest.mark.parametrize(
    "row",
    [
        {"url": "javascript:alert(1)", "image_url": "http://i.scdn.co/image/air"},
        {"url": "//evil.example", "image_url": "data:image/png;base64,AA"},
        {"url": 5, "image_url": None},
        {},
    ],
    ids=["a script", "no scheme", "not a text", "nothing"],
)
def test_a_page_leads_nowhere_but_to_https(row: dict[str, Any]) -> None:
    found = proposed(**row)
    assert (found.url, found.picture) == ("", "")


def test_what_is_no_candidate_is_passed_over() -> None:
    assert questions.proposals(item(candidates=["AIR", None, ["x"]])) == []
    assert proposed(shared_titles=None, albums_seen=None)[4:] == ((), 0)


@pytest.fixture
def open_questions(db: None) -> list[RunItem]:
    """A text, two photos, and a text, in this order."""
    run = make_run(State.COMPLETED)

    def face(name: str) -> RunItem:
        rows = [{"id": "x", "image_url": PHOTO}]
        return add_item(run, Outcome.REVIEW, artist=make_artist(name), reason="several_fit", candidates=rows)

    def text(title: str) -> RunItem:
        return add_item(run, Outcome.REVIEW, album=make_album(title, "Björk"), reason="cut", draft="Half a")

    return [text("Debut"), face("AIR"), face("Slint"), text("Post")]


@pytest.mark.parametrize(
    ("kind", "order"), [("", [0, 1, 2, 3]), ("texts", [0, 3]), ("photos", [1, 2]), ("covers", [0, 1, 2, 3])]
)
def test_questions_come_in_the_order_in_which_they_arose(
    open_questions: list[RunItem], kind: str, order: list[int]
) -> None:
    assert list(questions.open_questions(kind)) == [open_questions[place] for place in order]


@pytest.mark.parametrize(
    ("place", "kind", "following"), [(0, "", 1), (0, "texts", 3), (3, "", 0), (3, "texts", 0), (2, "photos", 1)]
)
def test_after_the_last_question_comes_the_first_that_was_skipped(
    open_questions: list[RunItem], place: int, kind: str, following: int
) -> None:
    assert questions.following(open_questions[place], kind) == open_questions[following]


def test_after_the_only_question_comes_none(open_questions: list[RunItem]) -> None:
    RunItem.objects.exclude(pk=open_questions[0].pk).delete()
    assert questions.following(open_questions[0], "") is None


def test_the_address_keeps_to_the_kind_that_is_asked_about(open_questions: list[RunItem]) -> None:
    here = f"/admin/enrichment/review/{open_questions[1].pk}/"
    assert questions.address(open_questions[1]) == here
    assert questions.address(open_questions[1], "photos") == f"{here}?only=photos"


def test_asking_again_is_about_the_one_album_or_artist_however_lately_it_was_asked(
    open_questions: list[RunItem],
) -> None:
    text, face = (questions.asking_again(each) for each in open_questions[:2])
    assert (text.albums, text.artists, text.only, text.force) == (
        [open_questions[0].album_id],
        None,
        "descriptions",
        True,
    )
    assert (face.albums, face.artists, face.force) == (None, [open_questions[1].artist_id], True)


@pytest.mark.parametrize(
    ("place", "form", "why"),
    [
        (0, {}, "Choose one of the answers."),
        (0, {"choice": "none"}, "Choose one of the answers."),
        (1, {}, "Choose one of the answers."),
        (1, {"choice": "keep"}, "Choose one of the answers."),
        (1, {"choice": "upload"}, "Choose a file first."),
        (1, {"choice": "candidate:y"}, "There is no such candidate."),
        (1, {"choice": "candidate:"}, "There is no such candidate."),
    ],
)
def test_an_answer_that_is_none_is_refused_and_the_question_stays(
    open_questions: list[RunItem], place: int, form: dict[str, str], why: str
) -> None:
    request = RequestFactory().post("/", form)
    request.user = AnonymousUser()
    assert questions.settle(request, open_questions[place]) == why
    assert list(questions.open_questions()) == open_questions


def test_titles_of_ours_tell_who_is_meant_ten_of_them_and_each_once(db: None) -> None:
    artist = make_artist("AIR")
    for number in range(12):
        make_album(f"Album {number}", "AIR")
    make_album("Album 0", "AIR", year=2015)
    found = questions.owned_titles(RunItem(artist=artist))
    assert (len(found), len(set(found))) == (10, 10)

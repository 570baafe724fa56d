from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pytest

from enrichment.providers.errors import BadAnswer, Limited
from enrichment.providers.euria.answer import Completion
from enrichment.providers.euria.provider import (
    MAX_TOKENS,
    PLAIN_TOKENS,
    Description,
    DescriptionRequest,
    EuriaProvider,
)
from enrichment.providers.texts.plain import build_plain_messages
from enrichment.providers.texts.prompts import PROMPT_VERSION
from tests.enrichment.providers.texts.samples import ENGLISH, FRENCH, INITIALS, REM

GOOD = Completion(INITIALS, "stop", "model-a", 500, 300)
CUT = Completion(INITIALS[:-40], "length", "model-a", 500, 250)
SHORT = Completion("It is a calm record.", "stop", "model-a", 500, 8)
LATER = Completion(f"{INITIALS} It is a record of 2022.", "stop")
SHORT_AND_BAD = Completion("It is a calm record from 2022, by the", "stop", "model-a", 500, 8)
EMPTY = Completion("", "length", "model-a", 500, 900)
FOREIGN = Completion(FRENCH, "stop", "model-a", 500, 300)
ENDLESS = Completion(" ".join([INITIALS, *(f"Wave {n} comes and goes like the tide." for n in range(700))]), "length")
HOSTILE = Completion("<think>hm</think># Title\n\n" + INITIALS + "<script>alert(1)</script>\n\n(180 words)", "stop")


@dataclass
class ScriptedClient:
    """Answers with the given completions in turn and remembers what it was asked."""

    answers: list[Completion | Exception]
    asked: list[tuple[str, int]] = field(default_factory=list)
    kept_varied: list[bool] = field(default_factory=list)

    def complete(self, messages: Sequence[Mapping[str, str]], max_tokens: int, *, varied: bool = False) -> Completion:
        self.asked.append((messages[-1]["content"], max_tokens))
        self.kept_varied.append(varied)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


def describe(
    *answers: Completion | Exception, language: str = "en", max_tokens: int | None = None
) -> tuple[Description, ScriptedClient]:
    client = ScriptedClient(list(answers))
    return EuriaProvider(client).describe(DescriptionRequest(REM, language, max_tokens)), client


def codes(description: Description) -> set[str]:
    return {fault.code for fault in description.faults}


def test_a_good_answer_is_taken_after_one_call() -> None:
    description, client = describe(GOOD)

    assert description.accepted
    assert description == Description(INITIALS, "", (), "model-a", "en", PROMPT_VERSION, 500, 300, 1)
    assert [cap for _, cap in client.asked] == [MAX_TOKENS]


@pytest.mark.parametrize("first", [CUT, EMPTY], ids=["cut", "empty"])
def test_an_answer_without_room_is_asked_for_again_with_twice_the_cap(first: Completion) -> None:
    description, client = describe(first, GOOD)

    assert description.accepted
    assert (description.text, description.calls) == (INITIALS, 2)
    assert (description.prompt_tokens, description.completion_tokens) == (1000, 300 + first.completion_tokens)
    assert [cap for _, cap in client.asked] == [MAX_TOKENS, 2 * MAX_TOKENS]


def test_the_second_call_says_what_was_wrong() -> None:
    _, client = describe(LATER, GOOD)

    assert "refused" not in client.asked[0][0]
    assert "- it named a time that is not among the facts (2022)" in client.asked[1][0]
    assert client.asked[1][1] == MAX_TOKENS


def test_a_model_that_lost_its_way_is_shown_an_example_and_kept_from_repeating_itself() -> None:
    description, client = describe(SHORT, GOOD)

    assert description.accepted
    assert client.asked[1][0] == build_plain_messages(REM, "en")[-1]["content"]
    assert client.kept_varied == [False, True]
    assert client.asked[1][1] == PLAIN_TOKENS


@pytest.mark.parametrize(
    ("first", "cap"),
    [
        (Completion("It is a calm record, and", "length"), MAX_TOKENS * 2),
        (Completion("It is a calm record.", "stop", "model-a", 500, PLAIN_TOKENS + 1), MAX_TOKENS),
    ],
)
def test_a_short_text_that_took_much_room_is_asked_for_again_with_no_less_of_it(first: Completion, cap: int) -> None:
    """So ends what a model writes that thinks before."""
    description, client = describe(first, GOOD)

    assert description.accepted
    assert client.asked[1][0].startswith(client.asked[0][0])
    assert client.asked[1][1] == cap
    assert client.kept_varied == [False, False]


def test_a_model_that_only_claims_too_much_is_told_so_in_the_same_conversation() -> None:
    claiming = Completion(f"{INITIALS} It sold four million copies.", "stop")
    _, client = describe(claiming, GOOD)

    assert "It sold four million copies." in client.asked[1][0]
    assert client.asked[1][0].startswith(client.asked[0][0])
    assert client.kept_varied == [False, False]


def test_the_cap_of_the_request_is_the_one_that_is_doubled() -> None:
    _, client = describe(CUT, GOOD, max_tokens=100)

    assert [cap for _, cap in client.asked] == [100, 200]


def test_a_text_cut_twice_is_kept_aside_and_not_published() -> None:
    description, client = describe(CUT, CUT)

    assert not description.accepted
    assert description.text == ""
    assert description.draft == INITIALS[:-40].strip()
    assert codes(description) == {"cut"}
    assert len(client.asked) == 2


@pytest.mark.parametrize("answers", [(SHORT, SHORT_AND_BAD), (SHORT_AND_BAD, SHORT), (EMPTY, SHORT), (SHORT, EMPTY)])
def test_the_draft_is_the_better_of_the_two(answers: tuple[Completion, Completion]) -> None:
    description, _ = describe(*answers)

    assert description.draft == SHORT.text
    assert codes(description) == {"too_short", "wrong_subject"}


def test_of_two_equally_faulty_texts_the_second_is_the_draft() -> None:
    description, _ = describe(SHORT, Completion("It is a quiet record.", "stop", "model-b"))

    assert (description.draft, description.model) == ("It is a quiet record.", "model-b")


def test_a_text_in_the_wrong_language_is_not_published() -> None:
    description, _ = describe(FOREIGN, FOREIGN)

    assert "wrong_language" in codes(description)
    assert description.text == ""


def test_a_very_long_answer_is_trimmed_at_a_sentence_end_without_a_second_call() -> None:
    description, client = describe(ENDLESS)

    assert description.accepted
    assert len(client.asked) == 1
    assert 1900 < len(description.text) <= 2000
    assert description.text.endswith("tide.")


def test_what_is_around_a_good_text_is_removed_without_a_second_call() -> None:
    description, client = describe(HOSTILE)

    assert description.text == INITIALS
    assert len(client.asked) == 1


def test_no_text_at_all_is_a_bad_answer() -> None:
    with pytest.raises(BadAnswer) as failure:
        describe(EMPTY, Completion("<think>and then", "length"))

    assert (failure.value.provider, failure.value.code) == ("euria", "empty_answer")


def test_an_error_of_the_service_is_not_swallowed() -> None:
    with pytest.raises(Limited):
        describe(SHORT, Limited("euria", seconds=40))


def test_an_unknown_language_is_refused_before_any_call() -> None:
    client = ScriptedClient([GOOD])

    with pytest.raises(ValueError, match="choose one of"):
        EuriaProvider(client).describe(DescriptionRequest(REM, "tlh"))
    assert client.asked == []


def test_the_language_is_recorded_by_its_code() -> None:
    assert describe(GOOD, language="EN_us")[0].language == "en"


def test_a_text_about_another_album_s_songs_and_years_is_not_published() -> None:
    description, _ = describe(Completion(ENGLISH, "stop"), Completion(ENGLISH, "stop"))

    assert codes(description) >= {"invented_year", "invented_track", "wrong_subject"}

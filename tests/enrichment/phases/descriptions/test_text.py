"""A text and where it came from, as one value: in a cache file, on an album, taken back."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collection.models import Album
from enrichment.phases.descriptions.text import (
    DESCRIPTION_FIELDS,
    DescriptionText,
    describe,
    description_of,
    fault_words,
    from_entry,
    from_provider,
    judge_work,
    known_texts,
    restore_description,
    to_entry,
)
from enrichment.providers.euria.provider import Description, DescriptionRequest
from enrichment.providers.texts import Fault
from tests.builders import make_album
from tests.enrichment.providers.texts.samples import AIR, ENGLISH, REM

REQUEST = DescriptionRequest(AIR, "en")
WRITTEN = DescriptionText(ENGLISH, "en", "a-model", "v7", "euria")
SHORT = "Mine, and short."


def description(**changes: Any) -> Description:
    usual = Description(ENGLISH, "", (), "a-model", "en", "v7", 700, 300, 1, 0)
    return usual._replace(**changes)


def test_a_good_answer_and_a_draft_are_both_texts_with_their_provenance() -> None:
    good = from_provider(description())
    assert good == WRITTEN._replace(prompt_tokens=700, completion_tokens=300)
    faults = (Fault("too_short"),)
    draft = from_provider(description(text="", draft=SHORT, faults=faults, estimated_tokens=40))
    assert (draft.text, draft.faults, draft.from_cache) == (SHORT, faults, False)
    assert draft.tokens == {"prompt_tokens": 700, "completion_tokens": 300, "estimated_tokens": 40}


def test_a_kept_text_comes_back_with_its_provenance_and_costs_nothing() -> None:
    entry = to_entry(WRITTEN, {"title": "Moon Safari", "artists": "AIR"})
    assert entry["about"] == {"title": "Moon Safari", "artists": "AIR"}
    back = from_entry(entry, REQUEST)
    assert back == WRITTEN._replace(from_cache=True)


@pytest.mark.parametrize("raw", [None, "", "  \n", 7, ["text"], {}])
def test_an_entry_without_a_text_is_none(raw: object) -> None:
    assert from_entry({"text": raw}, REQUEST) is None


def test_a_faulty_text_of_ours_is_asked_for_again_and_one_that_a_person_edited_is_reviewed() -> None:
    ours = to_entry(WRITTEN._replace(text=SHORT), {})
    assert from_entry(ours, REQUEST) is None
    edited = from_entry({**ours, "text": f"{SHORT} Really."}, REQUEST)
    assert edited is not None
    assert edited.text == f"{SHORT} Really."
    assert "too_short" in [fault.code for fault in edited.faults]


@pytest.mark.parametrize(
    ("column", "longest"), [("model", 200), ("prompt_version", 20), ("provider", 50)], ids=lambda value: str(value)
)
def test_what_a_file_says_is_cut_to_its_column(column: str, longest: int) -> None:
    entry = to_entry(WRITTEN, {})
    for told, kept in (("x" * 300, "x" * longest), (None, "euria" if column == "provider" else ""), (7, "7")):
        back = from_entry({**entry, column: told}, REQUEST)
        assert back is not None
        assert getattr(back, column) == kept


def test_a_text_is_good_where_it_is_true_of_one_edition() -> None:
    assert judge_work(ENGLISH, [AIR], "en").accepted
    assert judge_work(ENGLISH, [REM, AIR], "en").accepted
    first = judge_work(ENGLISH, [REM, REM._replace(labels=())], "en")
    assert first.faults == judge_work(ENGLISH, [REM], "en").faults != ()
    assert from_entry(to_entry(WRITTEN, {}), DescriptionRequest(REM, "en")) is None
    assert from_entry(to_entry(WRITTEN, {}), DescriptionRequest(REM, "en"), (AIR,)) is not None


@pytest.mark.parametrize(
    ("faults", "words"),
    [
        ((), ""),
        ((Fault("empty"),), "empty"),
        ((Fault("cut", "the last\nof the"), Fault("empty")), "cut: the last of the\nempty"),
    ],
)
def test_each_fault_is_a_line(faults: tuple[Fault, ...], words: str) -> None:
    assert fault_words(faults) == words


MOMENTS = st.none() | st.datetimes(datetime(1990, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - given by timezones
COLUMNS = ("description_provider", "description_model", "description_language", "description_prompt_version")


@given(st.text(), st.lists(st.text(max_size=20), min_size=4, max_size=4), MOMENTS, st.none() | st.integers(1, 10**6))
def test_what_stood_on_an_album_can_be_put_back_as_it_was(
    text: str, told: list[str], moment: datetime | None, run: int | None
) -> None:
    before = Album(ai_description=text, description_at=moment, description_run_id=run, **dict(zip(COLUMNS, told)))  # noqa: B905
    kept = description_of(before)
    album = Album()
    describe(album, WRITTEN, run_id=7, now=datetime(2026, 1, 2, tzinfo=UTC))
    restore_description(album, kept)
    assert description_of(album) == kept
    assert {name: getattr(album, name) for name in DESCRIPTION_FIELDS} == {
        name: getattr(before, name) for name in DESCRIPTION_FIELDS
    }


def test_a_text_is_put_on_an_album_with_all_that_is_known_of_it() -> None:
    album = Album()
    describe(album, WRITTEN, run_id=7, now=datetime(2026, 1, 2, tzinfo=UTC))
    assert description_of(album) == {
        "ai_description": ENGLISH,
        "description_provider": "euria",
        "description_model": "a-model",
        "description_language": "en",
        "description_prompt_version": "v7",
        "description_at": "2026-01-02T00:00:00+00:00",
        "description_run_id": 7,
    }


def edition(number: int, **fields: Any) -> Album:
    usual = {"discogs_id": number, "discogs_master_id": 7, "ai_description": "A text.", "description_model": "m"}
    return make_album("Moon Safari", "AIR", **{**usual, "description_provider": "euria", **fields})


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "known"),
    [
        ({}, True),
        ({"description_language": "fr"}, False),
        ({"description_provider": "manual"}, False),
        ({"discogs_master_id": 8}, False),
        ({"ai_description": ""}, False),
    ],
    ids=["a sibling", "another language", "a person's own", "another work", "no text"],
)
def test_a_text_is_known_where_a_sibling_edition_has_it_from_the_service(changes: dict[str, Any], known: bool) -> None:
    edition(1, **{"description_language": "en", **changes})
    asked = edition(2, ai_description="")
    assert (7 in known_texts([asked], "en")) is known


@pytest.mark.django_db
def test_by_force_only_what_this_run_wrote_is_known() -> None:
    edition(1, description_language="en", description_run_id=3, description_prompt_version="v1")
    asked = edition(2, ai_description="")
    assert known_texts([asked], "en", of_run=4) == {}
    (text,) = known_texts([asked], "en", of_run=3).values()
    assert text == DescriptionText("A text.", "en", "m", "v1", from_cache=True)
    assert known_texts([make_album("Alone", "AIR")], "en") == {}

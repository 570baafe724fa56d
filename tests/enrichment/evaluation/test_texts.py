import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from enrichment.evaluation.texts import (
    KindRow,
    UnusableFile,
    evaluate,
    judged,
    load_json,
    per_kind,
    read_labelled,
    texts_in,
)
from enrichment.providers.texts import AlbumFacts, Track
from tests.enrichment.providers.texts.samples import ENGLISH, FRENCH

SHARED = Path(os.environ.get("AIME_SHARED_DATA", Path(__file__).parents[3].parent / "shared" / "data"))
EARLIER = SHARED / "earlier-version" / "euria_descriptions.json"


def test_each_text_counts_once_under_each_of_its_faults() -> None:
    report = evaluate(
        {
            "good": ENGLISH,
            "short and cut": "It is *calm* and *slow* and",
            "markdown": f"{FRENCH} Un *mot*, un *autre*.",
            "to do": "[Fill in the description of: X]",
        }
    )

    assert {name: count for name, count in report.as_dict().items() if count} == {
        "texts": 3,
        "placeholders": 1,
        "faultless": 1,
        "cut": 1,
        "short": 1,
        "markdown": 2,
    }


def test_the_first_text_of_a_fault_is_its_example() -> None:
    report = evaluate({"first\x1b[31m": "a b", "second": "c d"})
    examples = {row.name: row.example for row in report.rows}

    assert examples["short"] == "first[31m: 2 words"
    assert examples["html"] == ""


def test_no_text_at_all_is_a_report_of_zeroes() -> None:
    assert set(evaluate({}).as_dict().values()) == {0}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"data": []}',
        b'{"data": {"a": 1}}',
        b'{"texts": {}}',
        b"\xff\xfe\x00",
        b"[" * 100_000,
    ],
)
def test_another_file_is_refused_in_one_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "texts.json"
    path.write_bytes(content)

    with pytest.raises(UnusableFile, match=r"^[^\n]*texts\.json (is|does) not [^\n]*\.$"):
        texts_in(load_json(path), path)


def test_a_missing_file_is_refused_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(UnusableFile, match=r"cannot be read: there is no such file or folder\.$"):
        load_json(tmp_path / "none.json")


def test_a_byte_order_mark_is_no_obstacle(tmp_path: Path) -> None:
    path = tmp_path / "texts.json"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps({"data": {"a": "b"}, "description": "x"}).encode())

    assert texts_in(load_json(path), path) == {"a": "b"}


@pytest.mark.skipif(not EARLIER.exists(), reason=f"needs the earlier version's texts: {EARLIER}")
def test_the_earlier_version_s_texts_are_found_as_faulty_as_they_are() -> None:
    counts = evaluate(texts_in(load_json(EARLIER), EARLIER)).as_dict()

    assert counts["texts"] == counts["markdown"] == 228
    assert counts["faultless"] == 0
    assert 169 <= counts["cut"] <= 185
    assert 124 <= counts["short"] <= 140


OPEN_TEXTS = SHARED / "texts" / "texts-open.json"
FACTS = {"air": {"title": "Moon Safari", "artists": "AIR", "original_year": 1998, "labels": ["Source"]}}


def text(**more: object) -> dict[str, object]:
    return {"id": "t1", "kind": "plain", "label": "good", "album": "air", "language": "en", "raw": ENGLISH, **more}


def content(*texts: object, facts: Mapping[str, Any] = FACTS) -> dict[str, Any]:
    return {"facts": facts, "texts": list(texts)}


@pytest.mark.parametrize(
    ("more", "name"),
    [
        ({"raw": "Too short."}, "false refusal"),
        ({"raw": "Too short.", "label": "bad"}, "right"),
        ({"label": "bad", "album": "songs"}, "false accept"),
        ({"label": "bad", "album": "songs", "raw": f"{ENGLISH}\n\n(171 words)", "never": ["171"]}, "right"),
        ({"label": "bad", "album": "songs", "never": ["Moon Safari"]}, "false accept"),
        ({"album": "songs"}, "right"),
        ({"album": "songs", "keep": ["a lounge at dusk"]}, "right"),
        ({"album": "songs", "keep": ["a lounge at dawn"]}, "damaged"),
        ({"album": "songs", "finish_reason": "length"}, "false refusal"),
    ],
)
def test_what_the_gate_did_with_a_text_has_a_name(more: dict[str, object], name: str) -> None:
    songs = ["La femme d'argent", "Sexy Boy", "All I Need", "Kelly Watch the Stars", "New Star in the Sky"]
    facts = {**FACTS, "songs": {**FACTS["air"], "tracklist": [{"title": title} for title in songs]}}

    assert [outcome.name for outcome in judged(read_labelled(content(text(**more), facts=facts)))] == [name]


def test_each_kind_has_a_row_with_its_failing_texts() -> None:
    texts = [text(raw="Short."), text(id="t2", raw="Short.", label="bad"), text(id="t3", raw="", label="bad")]

    assert per_kind(judged(read_labelled(content(*texts)))) == [
        KindRow("good", "plain", 1, 0, ("t1 false refusal",)),
        KindRow("bad", "plain", 2, 2, ()),
    ]


def test_facts_are_read_as_a_run_would_give_them() -> None:
    track = {"title": "Sexy Boy", "position": "2", "duration": "4:57", "artists": "Jean Croc"}
    given = {
        "title": "Moon Safari",
        "artists": "AIR",
        "original_year": 1998,
        "labels": ["Source"],
        "catalogue_number": "V 2848",
        "format": "LP",
        "genres": ["Electronic"],
        "styles": ["Downtempo"],
        "tracklist": [track],
        "credits": ["A – Bass"],
        "country": "France",
        "headings": ["Suite"],
        "acts": ["AIR: French duo"],
        "neighbours": 2,
    }
    (read,) = read_labelled(content(text(), facts={"air": given}))

    assert read.facts == AlbumFacts(
        title="Moon Safari",
        artists="AIR",
        original_year=1998,
        labels=("Source",),
        catalogue_number="V 2848",
        format="LP",
        genres=("Electronic",),
        styles=("Downtempo",),
        tracklist=(Track("Sexy Boy", "2", "4:57", "Jean Croc"),),
        credits=("A – Bass",),
        country="France",
        headings=("Suite",),
        acts=("AIR: French duo",),
        neighbours=2,
    )


@pytest.mark.parametrize(
    "texts",
    [
        [None],
        [text(raw=None)],
        [text(album="elsewhere")],
        [text(language="xx")],
        [text(label="maybe")],
        [text(), text()],
    ],
)
def test_what_cannot_be_judged_is_told_in_one_sentence(texts: list[object]) -> None:
    with pytest.raises(UnusableFile, match=r"^[^\n]*\.$"):
        read_labelled(content(*texts))


@pytest.mark.skipif(not OPEN_TEXTS.exists(), reason=f"the labelled answers are not at {OPEN_TEXTS} (AIME_SHARED_DATA)")
def test_the_open_answers_of_models_are_judged_rightly() -> None:
    outcomes = judged(read_labelled(json.loads(OPEN_TEXTS.read_text(encoding="utf-8"))))
    groups = {
        "good": [outcome for outcome in outcomes if outcome.text.label == "good"],
        "visible": [o for o in outcomes if o.text.label == "bad" and not o.text.kind.startswith("invention")],
        "invented": [o for o in outcomes if o.text.label == "bad" and o.text.kind.startswith("invention")],
    }
    shares = {name: sum(o.name == "right" for o in group) / len(group) for name, group in groups.items()}

    assert shares["good"] >= 0.97
    assert shares["visible"] >= 0.97
    assert shares["invented"] >= 0.9

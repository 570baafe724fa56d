import json
import os
from pathlib import Path

import pytest

from enrichment.evaluation.texts import evaluate, load_texts
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

    with pytest.raises(ValueError, match=r"^[^\n]*texts\.json (is|does) not [^\n]*\.$"):
        load_texts(path)


def test_a_missing_file_is_refused_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"cannot be read: there is no such file or folder\.$"):
        load_texts(tmp_path / "none.json")


def test_a_byte_order_mark_is_no_obstacle(tmp_path: Path) -> None:
    path = tmp_path / "texts.json"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps({"data": {"a": "b"}, "description": "x"}).encode())

    assert load_texts(path) == {"a": "b"}


@pytest.mark.skipif(not EARLIER.exists(), reason=f"needs the earlier version's texts: {EARLIER}")
def test_the_earlier_version_s_texts_are_found_as_faulty_as_they_are() -> None:
    counts = evaluate(load_texts(EARLIER)).as_dict()

    assert counts["texts"] == counts["markdown"] == 228
    assert counts["faultless"] == 0
    assert 169 <= counts["cut"] <= 185
    assert 124 <= counts["short"] <= 140

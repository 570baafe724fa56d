"""What phases say of themselves."""

from enrichment.phases.descriptions.phase import Descriptions
from enrichment.phases.registry import added_words


def test_large_numbers_are_grouped_as_everywhere() -> None:
    assert added_words("descriptions", 13_302) == "13,302 descriptions"
    assert Descriptions.missing_words(13_302) == "13,302 descriptions are missing."
    assert added_words("descriptions", 1) == "1 description"

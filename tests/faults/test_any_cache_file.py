"""Whatever stands in a cache file, a run with it ends well: the entry is used, or the service is asked."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from enrichment.caches import JsonCache
from enrichment.phases.artist_images import photo
from enrichment.phases.descriptions import text
from enrichment.providers.euria.provider import DescriptionRequest
from enrichment.providers.texts import AlbumFacts
from tests.enrichment.providers.test_shapes import ANY_JSON

REQUEST = DescriptionRequest(AlbumFacts("Moon Safari", "AIR"), "en")
NAMES = ["text", "language", "provider", "model", "prompt_version", "digest", "image_url", "spotify_id", "fetched_at"]
TEXTS = st.text(st.characters(), max_size=40) | st.sampled_from(["\x00", "a\ud800b"])
ENTRIES = st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=5), ANY_JSON | TEXTS, max_size=8)
URLS = st.text().map("https://{}".format) | st.sampled_from(
    ["https://", "https://[", "http://i.scdn.co/x", "https://i.scdn.co/image/ab\n6761"]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ENTRIES)
def test_any_entry_of_a_text_is_judged_or_passed_over(tmp_path: Path, entry: dict[str, Any]) -> None:
    (tmp_path / "master-1.en.json").write_text(json.dumps(entry))
    read = JsonCache(tmp_path).read(["master-1.en"])
    written = text.from_entry(read, REQUEST) if read is not None else None
    if written is not None:
        for value in (written.text, written.model, written.provider, written.prompt_version):
            assert "\x00" not in value.encode().decode(), "a database takes it"


@given(ENTRIES, URLS)
def test_any_entry_of_a_photo_is_an_https_address_or_passed_over(entry: dict[str, Any], url: str) -> None:
    found = photo.from_entry({**entry, "image_url": url})
    if found is not None:
        assert found.image_url.startswith("https://")
        assert not set(found.image_url) & {"\n", " ", "<", '"'}
    assert photo.is_fresh(entry) in (True, False)


@pytest.mark.parametrize("moment", ["", None, 5, "0001-01-01", "9999-12-31T23:59:59", "2026-11-22T12:00:00+99:00"])
def test_a_time_that_makes_no_sense_is_long_ago(moment: object) -> None:
    assert not photo.is_fresh({"fetched_at": moment})

"""What cannot be meant is refused with a sentence, exit status 2, and nothing started."""

import pytest
from pytest_django import Settings

from collection.models import Album
from enrichment.models import EnrichmentRun
from enrichment.sandbox import Sandbox
from tests.cases import mostly_slow
from tests.enrichment.management.shell import Shell

pytestmark = pytest.mark.django_db(transaction=True)

MISUSES = [
    (["--limit", "0"], "whole number"),
    (["--limit", "-1"], "whole number"),
    (["--limit", "five"], "whole number"),
    (["--limit", "1e3"], "whole number"),
    (["--limit", "9" * 40], "whole number"),
    (["--max-tokens", "0"], "whole number"),
    (["--album", "999999"], "There is no album 999999."),
    (["--album", "moon"], "whole number"),
    (["--album"], "expected at least one argument"),
    (["--only", "covers"], "invalid choice"),
    (["--language", "klingon"], "invalid choice"),
    (["--force"], "--yes"),
    (["--force", "--only", "descriptions"], "--yes"),
    (["--show-text", "--dry-run"], "--show-text needs one --album"),
    (["--background", "--dry-run"], "--background"),
    (["--resume", "999"], "There is no run 999."),
    (["--resume"], "There is no run to take up again."),
    (["--retry-failed"], "There is no run to take up again."),
    (["--resume", "--force"], "--force does not go together"),
    (["--resume", "--retry-failed"], "--retry-failed does not go together"),
    (["--retry-failed", "--limit", "2"], "--limit does not go together"),
    (["--nonsense"], "unrecognized arguments"),
]


@pytest.mark.parametrize(
    ("words", "why"),
    mostly_slow(MISUSES, quick=8, once=False),
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_misuse_is_told_and_starts_nothing(
    shell: Shell, sandbox: Sandbox, sample_albums: list[Album], words: list[str], why: str
) -> None:
    done = shell("enrich", *words)
    assert done.status == 2
    assert why in done.err
    assert "Traceback" not in done.err
    assert not EnrichmentRun.objects.exists()
    assert sandbox.record.count() == 0


def test_an_unknown_album_among_known_ones_stops_all(
    shell: Shell, sandbox: Sandbox, sample_albums: list[Album]
) -> None:
    done = shell("enrich", "--album", str(sample_albums[0].pk), "888888", "--album", "999999", "--json")
    assert done.status == 2
    assert done.document == {"state": "refused", "error": "There are no albums 888888, 999999.", "run_id": None}
    assert sandbox.record.count() == 0


@pytest.mark.parametrize("albums", [True, False], ids=["with albums", "empty collection"])
def test_without_any_key_one_sentence_names_what_to_set(
    shell: Shell, data_dir: object, db: None, settings: Settings, albums: bool, request: pytest.FixtureRequest
) -> None:
    if albums:
        request.getfixturevalue("sample_albums")
    done = shell("enrich")
    assert done.status == 3
    assert done.err.count("\n") == 1
    assert "EURIA_API_KEY" in done.err
    assert "SPOTIFY_CLIENT_ID" in done.err
    assert not EnrichmentRun.objects.exists()

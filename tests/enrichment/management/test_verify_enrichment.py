"""The report of a verification, for people, for machines and for a shell."""

from pathlib import Path

import pytest
import requests
import responses

from collection.models import Album
from tests.builders import make_album, make_artist, make_photo
from tests.enrichment.management.shell import Shell

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def half_filled(data_dir: Path) -> None:
    make_album("Ten", "Pearl Jam", ai_description="It is **loud", original_year=1991, image_url="https://x.example/a")
    make_album("Vs.", "Pearl Jam", tracklist=[{"position": "1", "title": "Go", "duration": ""}])
    make_album("Jazz", "Various")
    make_artist("Mogwai", photo_answer="no_photo")
    make_photo(make_artist("Pearl Jam"), url="https://i.scdn.co/image/ab67616d00")


def test_the_table_tells_coverage_and_suspects(shell: Shell) -> None:
    done = shell("verify_enrichment")
    assert done.status == 0
    coverage = [line.split() for line in done.out.splitlines()[:5]]
    assert [line[-5:] for line in coverage] == [
        ["1", "/", "3", "33.3", "%"],
        ["1", "/", "1", "100.0", "%"],
        ["1", "/", "3", "33.3", "%"],
        ["1", "/", "3", "33.3", "%"],
        ["1", "/", "3", "33.3", "%"],
    ]
    for words in ("text under 150 words", "text that breaks off", "text with Markdown", "album cover as an artist's"):
        assert f"1 × {words}" in done.out
    assert "Ten — Pearl Jam" in done.out


def test_json_holds_the_same(shell: Shell) -> None:
    told = shell("verify_enrichment", "--json").document
    assert told["coverage"]["descriptions"] == {"have": 1, "of": 3, "percent": 33.3}
    assert set(told["coverage"]) == {"descriptions", "photos", "original_year", "tracklist", "cover"}
    assert told["suspects"]["markdown"]["count"] == 1
    assert told["suspects"]["markdown"]["examples"][0]["label"] == "Ten — Pearl Jam"


@pytest.mark.parametrize(
    ("percent", "status"), [("0", 0), ("33", 0), ("34", 1), ("90%", 1), ("101", 2), ("-1", 2), ("nan", 2), ("many", 2)]
)
def test_the_shell_is_told_when_too_little_is_filled(shell: Shell, percent: str, status: int) -> None:
    assert shell("verify_enrichment", f"--fail-under={percent}").status == status


def test_an_empty_collection_lacks_nothing(shell: Shell) -> None:
    Album.objects.all().delete()
    assert shell("verify_enrichment", "--fail-under", "100").status == 0


def test_labels_cannot_steer_the_terminal(shell: Shell) -> None:
    make_album("\x1b[2J\u202eTen", "AIR", ai_description="Calm.\x1b]0;x\x07")
    assert not set(shell("verify_enrichment", "-v", "2").out) & set("\x1b\x07\u202e")


@responses.activate
def test_pictures_are_asked_for_only_on_request(shell: Shell) -> None:
    responses.head("https://x.example/a", status=200)
    responses.head("https://i.scdn.co/image/ab67616d00", status=404)
    assert "picture that is gone" not in shell("verify_enrichment").out
    assert not responses.calls
    told = shell("verify_enrichment", "--check-urls", "--json").document["suspects"]["dead_address"]
    assert told["examples"] == [{"label": "https://i.scdn.co/image/ab67616d00", "detail": "HTTP 404"}]


@responses.activate
def test_a_host_that_does_not_answer_is_not_said_to_have_lost_the_picture(shell: Shell) -> None:
    responses.head("https://x.example/a", body=requests.ConnectionError())
    responses.head("https://i.scdn.co/image/ab67616d00", status=503)
    done = shell("verify_enrichment", "--check-urls")
    assert done.status == 0
    assert "2 × picture that could not be checked" in done.out
    assert "picture that is gone" not in done.out


def test_ctrl_c_has_its_own_status(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def pressed(*, check_urls: bool) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("enrichment.management.commands.verify_enrichment.verify", pressed)
    done = shell("verify_enrichment")
    assert (done.status, done.out, done.err.strip()) == (130, "", "Interrupted.")

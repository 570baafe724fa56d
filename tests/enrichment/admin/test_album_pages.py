"""What the albums' admin gains: importing a file, and trying the prompt on one album."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from collection.models import Album
from enrichment.models import EnrichmentRun
from tests.builders import make_album
from tests.enrichment.admin.people import visitor

pytestmark = pytest.mark.django_db
IMPORT = reverse("admin:collection_album_import")
LIST = reverse("admin:collection_album_changelist")
MAY_ADD = "collection.add_album"
MAY_START = "enrichment.add_enrichmentrun"


def hand_in(client: Client, name: str, content: bytes) -> Any:
    return client.post(IMPORT, {"file": SimpleUploadedFile(name, content)})


def test_a_file_is_imported_and_refused_rows_are_shown() -> None:
    albums = [{"release_id": 1, "title": "Moon Safari", "artists": ["AIR"]}, {"title": "", "artists": ["AIR"]}]
    client = visitor(MAY_ADD)
    assert IMPORT in client.get(LIST).content.decode()
    response = hand_in(client, "albums.json", json.dumps({"albums": albums}).encode())
    assert [album.title for album in Album.objects.all()] == ["Moon Safari"]
    report = response.context["report"]
    assert (report.created, len(report.refusals)) == (1, 1)
    assert "Refused, and why" in response.content.decode()


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "empty"), (b"%PDF-1.7", "PDF"), (b"listing_id,artist\n1,2\n", "inventory"), (b"{", "JSON")],
)
def test_a_file_that_cannot_be_used_is_explained(content: bytes, words: str) -> None:
    response = hand_in(visitor(MAY_ADD), "albums.csv", content)
    assert response.status_code == 400
    assert words in response.content.decode()
    assert not Album.objects.exists()


def test_without_a_file_it_asks_for_one() -> None:
    assert "This field is required." in visitor(MAY_ADD).post(IMPORT).content.decode()


def test_importing_takes_the_right_to_add_albums() -> None:
    client = visitor()
    assert IMPORT not in client.get(LIST).content.decode()
    assert client.get(IMPORT).status_code == 403


def try_page(album: Album) -> str:
    return reverse("admin:collection_album_try", args=[album.pk])


def test_the_prompt_is_tried_and_nothing_is_kept(sandbox: Any, transactional_db: None) -> None:
    album = make_album("Moon Safari", "AIR", original_year=1998)
    client = visitor(MAY_START)
    change = reverse("admin:collection_album_change", args=[album.pk])
    assert try_page(album) in client.get(change).content.decode()
    assert client.get(try_page(album)).context["trial"] is None
    response = client.post(try_page(album), {"language": "fr"})
    page = response.content.decode()
    assert response.context["trial"].text
    assert "Moon Safari" in response.context["trial"].prompt
    assert '<div lang="fr"' in page
    album.refresh_from_db()
    assert album.ai_description == ""
    assert not EnrichmentRun.objects.exists()


def test_a_try_without_a_key_names_the_setting(data_dir: Any) -> None:
    page = visitor(MAY_START).post(try_page(make_album("Moon Safari", "AIR")), {"language": "fr"}).content.decode()
    assert "EURIA_API_KEY" in page


def test_a_service_that_cannot_be_reached_is_said_to_be_so(configured: Any, settings: Any) -> None:
    settings.EURIA_API_URL, settings.EURIA_REQUESTS_PER_MINUTE = "http://chat.invalid/v1", 0
    page = visitor(MAY_START).post(try_page(make_album("Moon Safari", "AIR")), {"language": "fr"}).content.decode()
    assert "chat.invalid cannot be reached." in page


def test_trying_takes_the_right_to_start_runs() -> None:
    client, album = visitor("collection.change_album"), make_album("Moon Safari", "AIR")
    assert try_page(album) not in client.get(reverse("admin:collection_album_change", args=[album.pk])).content.decode()
    assert client.post(try_page(album), {"language": "fr"}).status_code == 403


def test_an_album_that_is_gone_is_not_found() -> None:
    assert visitor(MAY_START).get(reverse("admin:collection_album_try", args=[99])).status_code == 404

"""From the page of one album or one artist: a run about it alone, and another of the photos that were found."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from collection.models import Artist
from enrichment.models import EnrichmentRun, Kind, Outcome, RunItem, State, Trigger
from tests.builders import make_album, make_artist, make_photo
from tests.enrichment.admin.people import make_run, visitor
from tests.enrichment.admin.rows import add_item

pytestmark = pytest.mark.django_db
START = "enrichment.add_enrichmentrun"
EDIT = "collection.change_artist"
FIRST, SECOND = "1" * 22, "2" * 22


def address(name: str, pk: int) -> str:
    return reverse(f"admin:collection_{name}", args=[pk])


def read(client: Client, where: str) -> str:
    return client.get(where).content.decode()


def test_one_album_is_enriched_from_its_page(configured: Settings) -> None:
    client, album = visitor(START), make_album("Moon Safari", "AIR")
    make_album("Post", "Björk")
    enrich = address("album_enrich", album.pk)
    assert f'action="{enrich}"' in read(client, address("album_change", album.pk))
    after = client.post(enrich)
    run = EnrichmentRun.objects.get()
    assert after.headers["Location"] == reverse("admin:enrichment_enrichmentrun_change", args=[run.pk])
    assert (run.selection, run.trigger) == ({"albums": [album.pk]}, Trigger.ACTION)
    assert not run.options["force"]


def test_an_album_whose_facts_were_never_fetched_is_offered_them_first(configured: Settings) -> None:
    album = make_album("Moon Safari", "AIR", discogs_id=7, original_year=None, tracklist=[])
    enrich = address("album_enrich", album.pk)
    assert f'formaction="{enrich}"' in read(visitor(START), address("album_try", album.pk))
    page = visitor(START).post(enrich)
    assert not EnrichmentRun.objects.exists()
    assert 'name="facts_first"' in page.content.decode()
    visitor(START).post(enrich, {"confirmed": "1", "facts_first": "1"})
    assert (EnrichmentRun.objects.get().kind, EnrichmentRun.objects.get().selection) == (
        Kind.DISCOGS,
        {"albums": [album.pk]},
    )
    visitor(START).post(enrich, {"confirmed": "1"})
    assert EnrichmentRun.objects.filter(kind=Kind.ENRICHMENT, selection={"albums": [album.pk]}).count() == 1


def test_the_language_stands_beside_the_button_of_an_album_with_the_number_and_the_price(configured: Settings) -> None:
    client, album = visitor(START), make_album("Moon Safari", "AIR")
    make_album("Post", "Björk")
    page = client.get(address("album_change", album.pk), headers={"Accept-Language": "fr"}).content.decode()
    line = re.search(r'<p class="aime-language">.*?</p>', page, re.DOTALL)
    assert line
    assert '<option value="fr" selected>' in line[0]
    assert re.search(r"· 1 description, 1 photo d’artiste · appels : 2 · gratuit", line[0].replace("\xa0", " "))
    client.post(address("album_enrich", album.pk), {"language": "de"})
    assert EnrichmentRun.objects.get().options["language"] == "de"
    assert '<option value="de" selected>' in read(client, address("album_change", album.pk))


def test_the_photo_of_one_artist_is_looked_for_however_lately_it_was(configured: Settings) -> None:
    client, artist = visitor(START), make_artist("AIR", photo_asked_at=timezone.now())
    enrich = address("artist_enrich", artist.pk)
    assert f'action="{enrich}"' in read(client, address("artist_change", artist.pk))
    client.post(enrich)
    run = EnrichmentRun.objects.get()
    assert (run.selection, run.options["force"]) == ({"artists": [artist.pk]}, True)


@pytest.mark.parametrize("answer", ["", "no_photo"])
def test_who_has_a_photo_or_shall_have_none_is_not_looked_for(configured: Settings, answer: str) -> None:
    artist = make_artist("AIR", photo_answer=answer)
    make_photo(artist)
    client = visitor(START)
    assert "Look for the photo" not in read(client, address("artist_change", artist.pk))
    client.post(address("artist_enrich", artist.pk))
    assert EnrichmentRun.objects.get().options["force"] is (answer == "no_photo")


@pytest.mark.parametrize("name", ["album", "artist"])
def test_starting_takes_the_right_and_a_post(configured: Settings, name: str) -> None:
    subject: Any = make_album("Moon Safari", "AIR") if name == "album" else make_artist("AIR")
    onlooker, enrich = visitor(), address(f"{name}_enrich", subject.pk)
    assert enrich not in read(onlooker, address(f"{name}_change", subject.pk))
    assert onlooker.post(enrich).status_code == 403
    assert visitor(START).get(enrich).status_code == 405
    assert visitor(START).post(address(f"{name}_enrich", 999)).status_code == 404
    assert not EnrichmentRun.objects.exists()


def test_a_refused_start_leads_back_and_says_why(configured: Settings) -> None:
    album, running = make_album("Moon Safari", "AIR"), make_run()
    after = visitor(START).post(address("album_enrich", album.pk), follow=True)
    assert after.redirect_chain[-1][0] == address("album_change", album.pk)
    assert f"Run {running.pk} is already active." in after.content.decode()


@pytest.fixture
def settled() -> Artist:
    """An artist whose photo was found without a question, among two candidates."""
    artist = make_artist("AIR", spotify_id=FIRST)
    make_photo(artist, url="https://i.scdn.co/image/1")
    candidates = [
        {
            "id": each,
            "name": "AIR",
            "url": f"https://open.spotify.com/artist/{each}",
            "image_url": f"https://i.scdn.co/image/{each[0]}",
        }
        for each in (FIRST, SECOND)
    ]
    add_item(make_run(State.COMPLETED), Outcome.ENRICHED, artist=artist, candidates=candidates)
    return artist


def photo_of(artist: Artist) -> str:
    fresh = Artist.objects.get(pk=artist.pk)
    return fresh.photo.url if fresh.photo else ""


def test_another_of_the_photos_found_is_chosen(settled: Artist) -> None:
    client, choose = visitor(EDIT), address("artist_photo", settled.pk)
    assert choose in read(client, address("artist_change", settled.pk))
    page = " ".join(read(client, choose).split())
    assert f'value="candidate:{FIRST}" autofocus checked' in page
    assert "question left" not in page
    after = client.post(choose, {"choice": f"candidate:{SECOND}"})
    assert after.headers["Location"] == address("artist_change", settled.pk)
    assert photo_of(settled) == "https://i.scdn.co/image/2"
    assert Artist.objects.get(pk=settled.pk).is_locked("photo")


def test_what_was_chosen_is_chosen_anew(settled: Artist) -> None:
    client, choose = visitor(EDIT), address("artist_photo", settled.pk)
    client.post(choose, {"choice": "none"})
    assert photo_of(settled) == ""
    client.post(choose, {"choice": f"candidate:{FIRST}"})
    assert photo_of(settled) == "https://i.scdn.co/image/1"


@pytest.mark.parametrize("choice", ["", "candidate:nobody", "upload"])
def test_an_answer_that_cannot_be_taken_is_said(settled: Artist, choice: str) -> None:
    response = visitor(EDIT).post(address("artist_photo", settled.pk), {"choice": choice})
    assert response.status_code == 400
    assert 'role="alert"' in response.content.decode()
    assert photo_of(settled) == "https://i.scdn.co/image/1"


def test_an_upload_that_is_no_picture_is_said(settled: Artist, data_dir: Any) -> None:
    upload = SimpleUploadedFile("a.png", b"no picture")
    response = visitor(EDIT).post(address("artist_photo", settled.pk), {"choice": "upload", "file": upload})
    assert response.status_code == 400


def test_without_candidates_there_is_nothing_to_choose(settled: Artist) -> None:
    RunItem.objects.all().delete()
    client = visitor(EDIT)
    assert address("artist_photo", settled.pk) not in read(client, address("artist_change", settled.pk))
    after = client.get(address("artist_photo", settled.pk), follow=True)
    assert "No photos are known to choose from." in after.content.decode()


def test_choosing_takes_the_right_to_change_artists(settled: Artist) -> None:
    client = visitor()
    assert address("artist_photo", settled.pk) not in read(client, address("artist_change", settled.pk))
    assert client.post(address("artist_photo", settled.pk), {"choice": "none"}).status_code == 403
    assert photo_of(settled)

"""The queue: one question after another, each answered by one form and never asked twice."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from PIL import Image as Picture
from pytest_django import Settings

from collection.models import Album, Artist
from enrichment.models import EnrichmentRun, Kind, Outcome, RunItem, State
from tests.builders import make_album, make_artist
from tests.enrichment.admin.people import make_run, visitor
from tests.enrichment.admin.rows import add_item

pytestmark = pytest.mark.django_db
QUEUE = reverse("admin:enrichment_review_changelist")
CHANGE = "enrichment.change_enrichmentrun"
START = "enrichment.add_enrichmentrun"
AIR = {
    "id": "1P6U1dCeHxPui5pIrGmndZ",
    "name": "AIR",
    "url": "https://open.spotify.com/artist/1P6U1dCeHxPui5pIrGmndZ",
    "image_url": "https://i.scdn.co/image/air",
    "shared_titles": ["Moon Safari", "Talkie Walkie"],
}
FACELESS = {"id": "0000000000000000000000", "name": "Air", "url": "javascript:alert(1)", "image_url": ""}


def face(run: EnrichmentRun, name: str = "AIR") -> RunItem:
    artist = make_artist(name)
    return add_item(
        run, Outcome.REVIEW, artist=artist, reason="several_fit", candidates=[AIR, {**FACELESS, "name": name}]
    )


def draft(run: EnrichmentRun, title: str = "Moon Safari", **fields: Any) -> RunItem:
    album = make_album(title, "AIR", **fields)
    return add_item(
        run, Outcome.REVIEW, album=album, reason="cut", detail="cut: of the\ntoo_short: 90", draft="A new text."
    )


def address(item: RunItem) -> str:
    return reverse("admin:enrichment_review_question", args=[item.pk])


def read(client: Client, item: RunItem) -> str:
    response = client.get(address(item))
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def run() -> EnrichmentRun:
    return make_run(State.COMPLETED, options={"language": "en"})


def test_the_queue_lists_what_is_open_by_kind(run: EnrichmentRun) -> None:
    photo, text = face(run), draft(run)
    client = visitor()
    assert QUEUE in client.get(reverse("admin:index")).content.decode()
    both = client.get(QUEUE).content.decode()
    assert address(photo) in both
    assert address(text) in both
    assert "The text breaks off." in both
    photos = client.get(QUEUE, {"only": "photos"}).content.decode()
    assert address(photo) in photos
    assert address(text) not in photos


def test_an_empty_queue_says_so() -> None:
    assert "Nothing waits for you." in visitor().get(QUEUE).content.decode()


def test_candidates_are_a_radio_group_with_what_tells_them_apart(run: EnrichmentRun) -> None:
    make_album("Premiers symptômes", "AIR")
    page = read(visitor(CHANGE), face(run))
    assert 'alt="Photo of AIR on Spotify"' in page
    assert "2 of your albums found with this artist:</p>" not in page
    assert "2 of your albums found with this artist: <i>Moon Safari, Talkie Walkie</i>" in page
    assert 'href="https://open.spotify.com/artist/1P6U1dCeHxPui5pIrGmndZ"' in page
    assert "javascript:alert" not in page
    assert " checked" not in page
    assert page.count('type="radio"') == 4
    assert "<i>Premiers symptômes</i>" in page
    assert 'value="candidate:0000000000000000000000" disabled' in page


def test_a_chosen_photo_is_kept_and_the_next_question_comes(run: EnrichmentRun) -> None:
    first, second = face(run), face(run, "Björk")
    after = visitor(CHANGE).post(address(first), {"choice": f"candidate:{AIR['id']}"})
    assert after.headers["Location"] == address(second)
    artist = Artist.objects.get(name="AIR")
    assert artist.spotify_id == AIR["id"]
    assert artist.is_locked("photo")
    assert artist.photo
    assert artist.photo.url == AIR["image_url"]


def test_none_of_these_is_an_answer(run: EnrichmentRun) -> None:
    item = face(run)
    after = visitor(CHANGE).post(address(item), {"choice": "none"}, follow=True)
    assert Artist.objects.get().photo_answer == "no_photo"
    assert "Nothing waits for you." in after.content.decode()


def test_a_picture_can_be_uploaded(run: EnrichmentRun, data_dir: Any) -> None:
    item, picture = face(run), io.BytesIO()
    Picture.new("RGB", (8, 8), "red").save(picture, "PNG")
    upload = SimpleUploadedFile("me.png", picture.getvalue(), "image/png")
    visitor(CHANGE).post(address(item), {"choice": "upload", "file": upload})
    photo = Artist.objects.get().photo
    assert photo
    assert photo.source == "manual"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "Choose one of the answers."),
        ({"choice": "upload"}, "Choose a file first."),
        ({"choice": "candidate:unknown"}, "There is no such candidate."),
        ({"choice": f"candidate:{FACELESS['id']}"}, "This candidate has no photo."),
        ({"choice": "upload", "file": SimpleUploadedFile("x.png", b"not a picture")}, "no picture that can be read"),
    ],
)
def test_an_answer_that_cannot_be_taken_is_explained_and_keeps_the_place(
    run: EnrichmentRun, given: dict[str, Any], words: str
) -> None:
    item = face(run)
    response = visitor(CHANGE).post(address(item), given)
    assert response.status_code == 400
    assert words in response.content.decode()
    item.refresh_from_db()
    assert item.answered_at is None


def test_a_text_is_shown_beside_the_old_one_with_its_faults(run: EnrichmentRun) -> None:
    page = read(visitor(CHANGE), draft(run, ai_description="The old text.", description_language="fr"))
    assert "The text breaks off. <q>of the</q>" in page
    assert "The text is too short. <q>90 words</q>" in page
    assert '<div lang="fr" dir="auto"><p>The old text.</p></div>' in page
    assert ">\nA new text.</textarea>" in page
    assert "<mark>" not in page


def test_what_was_refused_is_marked_in_the_draft(run: EnrichmentRun) -> None:
    item = draft(run)
    item.draft = "It <b>sold</b> well. 90 days, 11975 and 1975.\n\nCalm, and it ends by the"
    item.detail = (
        "claimed_success: It <b>sold</b>  well.\ninvented_year: 1975\ntoo_short: 90\ncut: …nds by the\nlist: elsewhere"
    )
    item.save()
    page = read(visitor(), item)
    assert "<p><mark>It &lt;b&gt;sold&lt;/b&gt; well.</mark> 90 days, 11975 and <mark>1975</mark>.</p>" in page
    assert "<p>Calm, and it e<mark>nds by the</mark></p>" in page
    assert page.count("<mark>") == 3
    assert '<div class="aime-marked" lang="en" dir="auto">' in page


@pytest.mark.parametrize(
    ("given", "expected", "provider"),
    [
        ({"choice": "publish", "text": "A new text."}, "A new text.", "euria"),
        ({"choice": "publish", "text": "My\r\n\r\nown text."}, "My\n\nown text.", "manual"),
        ({"choice": "keep", "text": "Ignored."}, "", ""),
    ],
)
def test_a_text_is_published_corrected_or_dropped(
    run: EnrichmentRun, given: dict[str, str], expected: str, provider: str
) -> None:
    item = draft(run)
    visitor(CHANGE).post(address(item), given)
    album = Album.objects.get()
    assert (album.ai_description, album.description_provider) == (expected, provider)
    item.refresh_from_db()
    assert item.answered_at


def test_a_text_that_is_too_long_comes_back_as_it_was_typed(run: EnrichmentRun) -> None:
    response = visitor(CHANGE).post(address(draft(run)), {"choice": "publish", "text": "word " * 500})
    page = response.content.decode()
    assert response.status_code == 400
    assert "1 to 2000 characters" in page
    assert "word word word" in page


def test_a_question_settled_meanwhile_is_said_to_be_so(run: EnrichmentRun) -> None:
    item = face(run)
    client = visitor(CHANGE)
    client.post(address(item), {"choice": "none"})
    for again in (client.get(address(item), follow=True), client.post(address(item), {"choice": "none"}, follow=True)):
        assert "settled already" in again.content.decode()


def test_skipping_comes_back_in_the_end(run: EnrichmentRun) -> None:
    first, second = face(run), face(run, "Björk")
    client = visitor(CHANGE)
    assert f'href="{address(second)}"' in read(client, first)
    assert f'href="{address(first)}"' in read(client, second)


def test_without_the_permission_it_is_read_only(run: EnrichmentRun) -> None:
    item, client = face(run), visitor()
    assert "<fieldset" not in read(client, item)
    assert client.post(address(item), {"choice": "none"}).status_code == 403


def test_who_may_not_see_runs_may_not_see_the_queue(client: Client, django_user_model: Any) -> None:
    client.force_login(django_user_model.objects.create_user("nobody", is_staff=True))
    assert client.get(QUEUE).status_code == 403


def test_a_longer_queue_asks_no_more_queries(run: EnrichmentRun, settings: Settings) -> None:
    client = visitor(CHANGE)

    def queries(where: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(where).status_code == 200
        return len(asked)

    item = face(run)
    few = queries(QUEUE), queries(address(item))
    for number in range(20):
        face(run, f"Artist {number}")
    queries(address(item))
    assert queries(QUEUE) == few[0]
    assert queries(address(item)) <= few[1] + 1  # finding the next one to skip to


def test_names_with_markup_are_shown_and_never_obeyed(run: EnrichmentRun) -> None:
    page = read(visitor(CHANGE), face(run, "<script>alert(1)</script>"))
    assert "<script>alert" not in page


def test_a_question_can_be_asked_again_and_the_next_one_is_shown_meanwhile(
    run: EnrichmentRun, configured: Settings
) -> None:
    first, second = face(run), draft(run)
    client = visitor(CHANGE, START)
    assert 'name="again"' in read(client, first)
    response = client.post(address(first), {"again": "1"})
    assert response.headers["Location"] == address(second)
    started = EnrichmentRun.objects.latest("pk")
    assert (started.selection, started.options["force"]) == ({"artists": [first.artist_id]}, True)
    first.refresh_from_db()
    assert first.answered_at is None


def test_the_facts_of_a_text_can_be_fetched_before_it_is_asked_for_again(
    run: EnrichmentRun, configured: Settings
) -> None:
    bare, whole = draft(run, discogs_id=4711), draft(run, "Talkie Walkie", discogs_id=4712)
    Album.objects.filter(discogs_id=4712).update(facts_at=timezone.now())
    client = visitor(CHANGE, START)
    assert 'name="facts_first"' in read(client, bare)
    assert 'name="facts_first"' not in read(client, whole)
    assert 'name="facts_first"' not in read(client, face(run))
    response = client.post(address(bare), {"facts_first": "1"})
    assert response.headers["Location"] == address(bare)
    started = EnrichmentRun.objects.latest("pk")
    assert (started.kind, started.selection) == (Kind.DISCOGS, {"albums": [bare.album_id]})


def test_asking_again_takes_the_right_to_start_runs(run: EnrichmentRun) -> None:
    question, client = face(run), visitor(CHANGE)
    assert 'name="again"' not in read(client, question)
    assert client.post(address(question), {"again": "1"}).status_code == 403


def test_a_candidate_without_an_album_of_ours_says_how_many_were_looked_at(run: EnrichmentRun) -> None:
    artist = make_artist("Nirvana (2)")
    candidate = {**AIR, "name": "Nirvana", "shared_titles": [], "albums_seen": 14}
    item = add_item(run, Outcome.REVIEW, artist=artist, reason="another_act", candidates=[candidate])
    page = read(visitor(CHANGE), item)
    assert "Another act of this name?" in page
    assert "None of your albums is among the 14 of this artist that were looked at." in page

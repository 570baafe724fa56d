"""The last text of each selected album is taken back, after a page that counts."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from collection.models import Album
from enrichment.engine.undo import Outlook
from enrichment.models import EnrichmentRun, Outcome, State
from enrichment.phases.descriptions.text import description_of
from tests.builders import make_album
from tests.enrichment.admin.people import make_run, visitor
from tests.enrichment.admin.rows import add_item, described

pytestmark = pytest.mark.django_db
ALBUMS = reverse("admin:collection_album_changelist")
CHANGE = "enrichment.change_enrichmentrun"


@pytest.fixture
def client() -> Client:
    return visitor(CHANGE)


def take_back(client: Client, *albums: Album, **more: str) -> Any:
    ticked = [album.pk for album in albums]
    return client.post(ALBUMS, {"action": "take_back", "_selected_action": ticked, "index": "0", **more}, follow=True)


def write_again(run: EnrichmentRun, album: Album, text: str) -> None:
    before = description_of(album)
    album.ai_description, album.description_run_id = text, run.pk
    album.save()
    add_item(run, Outcome.ENRICHED, album=album, before=before, after=description_of(album))


def text_of(album: Album) -> str:
    return Album.objects.get(pk=album.pk).ai_description


def test_the_page_counts_and_nothing_happens_before_consent(client: Client) -> None:
    run = make_run(State.COMPLETED)
    standing, _ = described(run, "Moon Safari", "A text.")
    edited, _ = described(run, "Post", "A text.")
    Album.objects.filter(pk=edited.pk).update(ai_description="Mine.", description_run_id=None)
    page = take_back(client, standing, edited, make_album("Bare", "AIR"))
    assert page.context["took_back"] == Outlook(standing=1, changed=1)
    assert "3 selected." in page.content.decode()
    assert text_of(standing) == "A text."


def test_after_consent_the_text_before_comes_back(client: Client) -> None:
    album, item = described(make_run(State.COMPLETED), "Moon Safari", "A text.")
    other, _ = described(make_run(State.COMPLETED), "Post", "Another.")
    page = take_back(client, album, confirmed="1").content.decode()
    assert "1 change was taken back." in page
    assert (text_of(album), text_of(other)) == ("", "Another.")
    item.refresh_from_db()
    assert item.undone_at


def test_only_the_latest_of_several_is_taken_back_and_then_the_one_before(client: Client) -> None:
    album, _ = described(make_run(State.COMPLETED), "Moon Safari", "First.")
    write_again(make_run(State.COMPLETED), album, "Second.")
    take_back(client, album, confirmed="1")
    assert text_of(album) == "First."
    take_back(client, album, confirmed="1")
    assert text_of(album) == ""


def test_what_was_edited_or_locked_since_is_left_and_named(client: Client) -> None:
    run = make_run(State.COMPLETED)
    edited, _ = described(run, "Edited", "A text.")
    locked, _ = described(run, "Locked", "A text.")
    Album.objects.filter(pk=edited.pk).update(ai_description="Mine.")
    Album.objects.filter(pk=locked.pk).update(locked_fields=["ai_description"])
    page = take_back(client, edited, locked, confirmed="1").content.decode()
    assert "Edited: The text was changed since." in page
    assert "Locked: The text was locked since." in page
    assert (text_of(edited), text_of(locked)) == ("Mine.", "A text.")


def test_with_nothing_to_take_back_there_is_no_button(client: Client) -> None:
    page = take_back(client, make_album("Bare", "AIR")).content.decode()
    assert ">Take back</button>" not in page


@pytest.mark.slow
def test_all_pages_are_taken_by_one_hidden_key(client: Client) -> None:
    run = make_run(State.COMPLETED)
    albums = [described(run, f"Album {number}", "A text.")[0] for number in range(60)]  # a page has 50
    page = take_back(client, albums[0], select_across="1")
    assert page.content.decode().count('name="_selected_action"') == 1
    take_back(client, albums[0], select_across="1", confirmed="1")
    assert not Album.objects.described().exists()


def test_without_the_right_the_action_is_absent_and_refused() -> None:
    album, _ = described(make_run(State.COMPLETED), "Moon Safari", "A text.")
    onlooker = visitor()
    assert 'value="take_back"' not in onlooker.get(ALBUMS).content.decode()
    take_back(onlooker, album, confirmed="1")
    assert text_of(album) == "A text."

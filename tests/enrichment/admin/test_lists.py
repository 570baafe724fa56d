"""The lists say the state of each row in words, and filter by the same words."""

import re
from typing import Any
from urllib.parse import urlencode

import pytest
from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.contrib.auth.models import User
from django.db import connection
from django.db.models import Model
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from collection.models import Album, Artist, LeftOutFolder
from enrichment.admin.states import (
    PHOTO_STATES,
    TEXT_STATES,
    albums_by_text,
    albums_in_each_text_state,
    artists_by_photo,
    artists_in_each_photo_state,
)
from enrichment.models import EnrichmentRun, Outcome, Preferences, State
from tests.builders import make_album, make_artist, make_photo
from tests.cases import mostly_slow
from tests.enrichment.admin.people import make_run, visitor
from tests.enrichment.admin.rows import add_item, described, pictured

pytestmark = pytest.mark.django_db
ALBUMS = reverse("admin:collection_album_changelist")
ARTISTS = reverse("admin:collection_artist_changelist")


@pytest.fixture
def run() -> EnrichmentRun:
    """A run that left albums and artists in each state there is."""
    run = make_run(State.COMPLETED)
    described(run, "There", "A text.")
    add_item(run, Outcome.REVIEW, album=make_album("To review", "AIR"), reason="cut", draft="Half a")
    make_album("Missing", "Various", locked_fields=["ai_description"])
    pictured(run, "Björk")
    faces = [{"id": "x", "image_url": "https://i.scdn.co/image/x"}]
    add_item(run, Outcome.REVIEW, artist=make_artist("Two of them"), reason="several_fit", candidates=faces)
    add_item(run, Outcome.NOT_FOUND, artist=make_artist("Nobody"), reason="nobody")
    make_artist("Faceless", photo_answer="no_photo", locked_fields=["photo"])
    return run


def shown(client: Client, address: str, **query: str) -> list[str]:
    return sorted(str(row) for row in client.get(address, query).context["cl"].result_list)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"description": "present"}, ["There"]),
        ({"description": "review"}, ["To review"]),
        ({"description": "missing"}, ["Missing"]),
        ({"locked": "yes"}, ["Missing"]),
        ({"locked": "no"}, ["There", "To review"]),
        ({"prompt": "7"}, ["There"]),
        ({"prompt": "8"}, []),
        ({"description": "nonsense"}, ["Missing", "There", "To review"]),
        ({"run": "nonsense"}, ["Missing", "There", "To review"]),
    ],
)
def test_albums_are_filtered_by_the_words_of_their_states(
    run: EnrichmentRun, query: dict[str, str], found: list[str]
) -> None:
    assert shown(visitor(), ALBUMS, **query) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"photo": "present"}, ["Björk"]),
        ({"photo": "review"}, ["Two of them"]),
        ({"photo": "not_found"}, ["Nobody"]),
        ({"photo": "declined"}, ["Faceless"]),
        ({"photo": "missing"}, ["AIR"]),
        ({"locked": "yes"}, ["Faceless"]),
    ],
)
def test_artists_are_filtered_by_the_words_of_their_states(
    run: EnrichmentRun, query: dict[str, str], found: list[str]
) -> None:
    assert shown(visitor(), ARTISTS, **query) == found


@pytest.mark.parametrize(
    ("sign", "found"), [("", ["Missing", "There", "To review"]), ("-", ["To review", "There", "Missing"])]
)
def test_albums_are_ordered_by_the_states_of_their_texts(run: EnrichmentRun, sign: str, found: list[str]) -> None:
    column = visitor().get(ALBUMS).context["cl"].list_display.index("text_state")
    rows = visitor().get(ALBUMS, {"o": f"{sign}{column}"}).context["cl"].result_list
    assert [album.title for album in rows] == found


def test_what_a_run_wrote_can_be_listed(run: EnrichmentRun) -> None:
    client = visitor()
    assert shown(client, ALBUMS, run=str(run.pk)) == ["There"]
    assert shown(client, ARTISTS, run=str(run.pk)) == ["Björk"]
    assert shown(client, ALBUMS, run=str(run.pk + 1)) == []


def test_every_album_and_artist_is_in_exactly_one_state(run: EnrichmentRun) -> None:
    texts = [
        pk for state in TEXT_STATES for pk in Album.objects.filter(albums_by_text(state)).values_list("pk", flat=True)
    ]
    photos = [pk for state in PHOTO_STATES for pk in artists_by_photo(state).values_list("pk", flat=True)]
    assert sorted(texts) == sorted(Album.objects.values_list("pk", flat=True))
    assert sorted(photos) == sorted(Artist.objects.real().values_list("pk", flat=True))


@pytest.mark.parametrize("heard_too", [False, True])
def test_the_rings_count_what_the_lists_behind_them_show(run: EnrichmentRun, heard_too: bool) -> None:
    """Also of who is gone, declined, or has found a photo elsewhere after all."""
    Preferences.objects.create(lastfm_describe_heard=heard_too)
    LeftOutFolder.objects.create(name="sold")
    make_album("Heard", "Björk", source="lastfm")
    make_album("Heard and described", "Björk", source="lastfm", ai_description="A text.")
    left: dict[str, dict[str, Any]] = {"Gone": {"removed_at": timezone.now()}, "Sold": {"folder": "Sold"}}
    for title, more in left.items():
        add_item(run, Outcome.REVIEW, album=make_album(title, f"{title} one", **more), reason="cut", draft="Half a")
        make_album(f"{title}, with a text", f"{title} two", ai_description="A text.", **more)
        make_photo(make_artist(f"{title} two"))
        add_item(run, Outcome.NOT_FOUND, artist=make_artist(f"{title} one"), reason="nobody")
    for name, declined in {"Declined": "no_photo", "Found after all": ""}.items():
        artist = make_artist(name, photo_answer=declined)
        make_photo(artist)
        add_item(run, Outcome.NOT_FOUND, artist=artist, reason="nobody")
    assert artists_in_each_photo_state() == {state: artists_by_photo(state).count() for state in PHOTO_STATES}
    texts = {state: Album.objects.filter(albums_by_text(state)).count() for state in TEXT_STATES}
    assert albums_in_each_text_state() == texts
    assert min(texts.values()) > 0


@pytest.mark.parametrize("model", [Album, Artist])
@pytest.mark.parametrize(
    "chosen",
    mostly_slow(
        [{}, {"photo": "missing"}, {"photo": "present", "locked": "no"}, {"run": "1"}, {"q": "air"}],
        quick=2,
        once=False,
    ),
)
def test_the_number_beside_a_filter_is_that_of_its_list(
    run: EnrichmentRun, model: type[Model], chosen: dict[str, str]
) -> None:
    make_album("Heard", "Björk", source="lastfm")
    make_album("Gone", "Björk", removed_at=timezone.now(), support="CD")
    LeftOutFolder.objects.create(name="sold")
    make_album("Sold", "Nobody", folder="Sold", support="CD", ai_description="A text.")
    visitor()
    person = User.objects.get()
    lists = listed(model, person, urlencode({**chosen, "_facets": "True"}))
    told = [choice for one in lists.filter_specs for choice in one.choices(lists)]
    numbers = {choice["query_string"]: int(number[1]) for choice in told if (number := counted(choice["display"]))}
    assert len(numbers) > 5
    for query, expected in numbers.items():
        uncounted = str(query).replace("_facets=True", "")  # the same list, sooner there
        assert listed(model, person, uncounted.removeprefix("?")).result_count == expected, query


def listed(model: type[Model], person: User, query: str) -> ChangeList:
    """What the list would show to this person; the page around it is not made."""
    request = RequestFactory().get("/", QUERY_STRING=query)
    request.user = person
    return admin.site._registry[model].get_changelist_instance(request)


def counted(label: object) -> re.Match[str] | None:
    return re.search(r"\((\d+)\)$", str(label))


def test_all_filters_are_counted_by_one_query(run: EnrichmentRun) -> None:
    client = visitor()
    taken = []
    for query in ({}, {"_facets": "True"}):
        with CaptureQueriesContext(connection) as captured:
            client.get(ALBUMS, query)
        taken.append(len(captured))
    assert taken[1] == taken[0] + 1


def test_the_state_is_a_word_with_a_sign(run: EnrichmentRun) -> None:
    page = visitor().get(ALBUMS).content.decode()
    for state, words in (("present", "there"), ("review", "to review"), ("missing", "missing")):
        assert f'<span class="aime-state aime-is-{state}">{words}</span>' in page


@pytest.mark.parametrize(
    ("address", "model", "field", "permission"),
    [
        (ALBUMS, Album, "ai_description", "collection.change_album"),
        (ARTISTS, Artist, "photo", "collection.change_artist"),
    ],
)
def test_a_selection_is_locked_and_unlocked(
    run: EnrichmentRun, address: str, model: type[Album | Artist], field: str, permission: str
) -> None:
    client = visitor(permission)
    everything = {"_selected_action": [model.objects.all()[0].pk], "select_across": "1", "index": "0"}
    after = client.post(address, {"action": "lock_rows", **everything}, follow=True).content.decode()
    assert f"{model.objects.count() - 1} were locked." in after
    assert all(row.is_locked(field) for row in model.objects.all())
    client.post(address, {"action": "unlock_rows", **everything})
    assert not any(row.is_locked(field) for row in model.objects.all())


def test_without_the_permission_there_is_no_locking(run: EnrichmentRun) -> None:
    client = visitor()
    for address in (ALBUMS, ARTISTS):
        assert "lock_rows" not in client.get(address).content.decode()


def test_longer_lists_ask_no_more_queries(run: EnrichmentRun) -> None:
    client = visitor("enrichment.add_enrichmentrun")

    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    few = [queries(address) for address in (ALBUMS, ARTISTS)]
    for number in range(10):
        described(run, f"Album {number}", "Text.")
        make_photo(make_artist(f"Artist {number}"))
    assert [queries(address) for address in (ALBUMS, ARTISTS)] == few

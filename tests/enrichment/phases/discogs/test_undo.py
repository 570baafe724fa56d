"""Facts that a Discogs run fetched are counted on its page as they are then taken back."""

import pytest
from django.urls import reverse

from collection.models import Album
from enrichment.engine.undo import undo_run
from enrichment.sandbox import Sandbox
from tests.builders import make_album
from tests.cases import mostly_slow
from tests.conftest import Play
from tests.enrichment.admin.people import visitor
from tests.enrichment.phases.playing import releases, sync

pytestmark = pytest.mark.django_db(transaction=True)
RELEASES = [
    {"release_id": number, "master_id": 50 + number, "title": title, "artists": ["Joni"], "year": 1971}
    for number, title in enumerate(("Blue", "Hejira", "Mingus"), start=1)
]


def lock(album: Album) -> None:
    album.lock(["tracklist"])
    album.save()


def edit(album: Album) -> None:
    Album.objects.filter(pk=album.pk).update(original_year=1900, tracklist=[])


@pytest.mark.parametrize("act", mostly_slow([lambda album: None, lock, edit, Album.delete], quick=2, once=False))
def test_the_page_promises_what_the_act_does(play: Play, act: object) -> None:
    play(Sandbox(releases(*RELEASES)))
    albums = [make_album(str(one["title"]), "Joni", source="discogs", discogs_id=one["release_id"]) for one in RELEASES]
    run = sync(only="facts")
    assert callable(act)
    act(albums[0])
    client = visitor("enrichment.change_enrichmentrun")
    page = client.get(reverse("admin:enrichment_enrichmentrun_undo", args=[run.pk]))
    promised = page.context["took_back"]
    report = undo_run(run)
    assert promised.standing == report.restored >= 2
    assert promised.changed == len(report.left_alone)


@pytest.mark.slow
def test_a_run_over_the_whole_collection_counts_no_page_among_what_people_changed(sandbox: Sandbox) -> None:
    run = sync()
    client = visitor("enrichment.change_enrichmentrun")
    page = client.get(reverse("admin:enrichment_enrichmentrun_undo", args=[run.pk]))
    assert page.context["took_back"].changed == 0
    assert page.context["took_back"].standing == undo_run(run).restored


@pytest.mark.parametrize(("again", "tracks"), [("night", True), ("never", False)])
def test_facts_come_back_where_a_person_says_so(play: Play, again: str, tracks: bool) -> None:
    play(Sandbox(releases(RELEASES[0])))
    album = make_album("Blue", "Joni", source="discogs", discogs_id=1)
    address = reverse("admin:enrichment_enrichmentrun_undo", args=[sync(only="facts").pk])
    client = visitor("enrichment.change_enrichmentrun", "enrichment.view_enrichmentrun")
    assert [value for value, _words in client.get(address).context["rest_form"].fields["again"].choices] == [
        "night",
        "never",
    ]
    client.post(address, {"again": again})
    album.refresh_from_db()
    assert album.tracklist == []
    sync(only="facts")
    album.refresh_from_db()
    assert bool(album.tracklist) is tracks


def test_a_locked_fact_is_never_put_back(play: Play) -> None:
    play(Sandbox(releases(RELEASES[0])))
    album = make_album("Blue", "Joni", source="discogs", discogs_id=1)
    run = sync(only="facts")
    album.refresh_from_db()
    lock(album)
    fetched = album.tracklist
    undo_run(run)
    album.refresh_from_db()
    assert album.tracklist == fetched != []

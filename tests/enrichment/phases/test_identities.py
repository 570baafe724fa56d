"""Who the artists are elsewhere is asked before their photos, in bulk, and only with an address to answer to."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import Settings

from collection.models import Album, Artist, Image
from enrichment.engine.request import RunRequest
from enrichment.models import ArtistIdentity, EnrichmentRun
from enrichment.phases.identities import unidentified
from enrichment.reports.estimate import estimate
from enrichment.sandbox import Sandbox
from enrichment.sandbox.catalogue import Collection, artist_id
from tests.builders import load_collection, make_album, make_artist
from tests.enrichment.running import enrich, outcomes

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def contact(settings: Settings, sandbox: Sandbox, data_dir: object) -> Sandbox:
    settings.AIME_CONTACT = "me@example.net"
    return sandbox


def of_discogs(name: str, title: str) -> Artist:
    (release,) = (each for each in Collection.sample().releases if (each.title, each.artists[0]) == (title, name))
    make_album(title, name, discogs_master_id=release.master_id)
    artist = make_artist(name)
    artist.discogs_artist_id = artist_id(name)
    artist.save()
    return artist


def test_without_an_address_nobody_is_asked_and_nothing_is_said_of_it(sandbox: Sandbox, data_dir: object) -> None:
    of_discogs("AIR", "Moon Safari")
    run = enrich(only="artist_images")
    assert [phase.name for phase in run.phases.all()] == ["artist_images"]
    assert sandbox.record.count("wikidata") == 0


@pytest.mark.slow
def test_identities_are_asked_for_once_before_the_photos(contact: Sandbox) -> None:
    names = {
        "AIR": "Moon Safari",
        "Björk": "Debut",
        "Portishead": "Dummy",
        "Nas": "Illmatic",
        "Queen": "A Night At The Opera",
    }
    artists = [of_discogs(name, title) for name, title in names.items()]
    run = enrich(only="artist_images")
    assert [phase.name for phase in run.phases.all()] == ["identities", "artist_images"]
    assert outcomes(run, "identities") == {"enriched": 1}
    assert contact.record.count("wikidata") == 1
    assert ArtistIdentity.objects.count() == len(artists)
    known = ArtistIdentity.objects.exclude(spotify_id="").values_list("artist_id", flat=True)
    assert set(Image.objects.filter(basis="identity").values_list("artist_id", flat=True)) == set(known) != set()
    told = ArtistIdentity.objects.exclude(spotify_id="").values_list("about__works", flat=True)
    assert all(told), "the works that are owned are asked about with their artists"
    enrich(only="artist_images")
    assert contact.record.count("wikidata") == 1, "those who are not known are not asked about every night"


@pytest.mark.parametrize("names_albums", [True, False])
def test_what_a_run_would_ask_is_told_before_it(contact: Sandbox, names_albums: bool) -> None:
    of_discogs("AIR", "Moon Safari")
    albums = [*Album.objects.values_list("pk", flat=True)] if names_albums else None
    request = RunRequest(only="artist_images", albums=albums)
    told = {phase.name: phase.asked for phase in estimate(request, look_at_caches=True).phases}
    assert told == {"identities": 1, "artist_images": 1}
    assert contact.record.count() == 0


@pytest.mark.slow
@pytest.mark.usefixtures("short_pauses")
def test_trouble_at_wikidata_leaves_the_photos_to_evidence_and_is_told_once(contact: Sandbox) -> None:
    contact.faults.set(["rate_limited:wikidata:retry_after=0"])
    of_discogs("AIR", "Moon Safari")
    run = enrich(only="artist_images")
    assert outcomes(run, "identities") == {"failed": 1}
    assert run.items.get(phase__name="identities").reason == "rate_limited"
    assert Image.objects.get().basis == "titles"
    assert not ArtistIdentity.objects.exists()


def test_who_was_asked_about_lately_or_decided_on_is_left_out(contact: Sandbox) -> None:
    first, second, third = of_discogs("AIR", "Moon Safari"), of_discogs("Björk", "Debut"), of_discogs("Nas", "Illmatic")
    make_album("Anything", "No Number")
    now = timezone.now()
    ArtistIdentity.objects.create(artist=first, source="wikidata", asked_at=now)
    ArtistIdentity.objects.create(artist=second, source="wikidata", asked_at=now - timedelta(days=40))
    Artist.objects.filter(pk=third.pk).update(photo_answer="no_photo")
    assert list(unidentified()) == [second]
    enrich(only="identities")
    assert list(unidentified()) == []


def test_a_whole_collection_takes_a_request_for_eighty_artists(contact: Sandbox) -> None:
    load_collection()
    for artist in Artist.objects.real():
        Artist.objects.filter(pk=artist.pk).update(discogs_artist_id=artist_id(artist.name))
    run: EnrichmentRun = enrich(only="identities")
    assert contact.record.count("wikidata") == -(-Artist.objects.real().count() // 80)
    assert RunRequest(only="identities").phases == ("identities",)
    assert run.phases.count() == 1

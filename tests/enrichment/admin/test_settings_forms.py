"""The forms of the Settings page: options, consent, synchronisation, caches, preferences."""

from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_q.models import Schedule
from pytest_django import Settings

from collection.models import Album, LeftOutFolder
from enrichment.engine.request import RunRequest
from enrichment.engine.runs import with_something_missing
from enrichment.jobs.planning import note
from enrichment.models import EnrichmentRun, Job, Kind, Preferences, StartResult
from enrichment.phases.descriptions.phase import Descriptions
from enrichment.reports.estimate import plan
from tests.builders import make_album, make_artist, make_photo
from tests.collection.admin.pages import form_values
from tests.enrichment.admin.people import make_run, visitor

pytestmark = pytest.mark.django_db
START = "enrichment.add_enrichmentrun"
PREFER = "enrichment.change_preferences"


def address(name: str) -> str:
    return reverse(f"admin:enrichment_settings_{name}")


def post(client: Client, name: str, **fields: Any) -> Any:
    return client.post(address(name), fields, follow=True)


def test_options_reach_the_run(configured: Settings) -> None:
    make_album("Moon Safari", "AIR")
    post(visitor(START), "enrich", only="descriptions", limit="5", language="fr", max_tokens="9000")
    options = EnrichmentRun.objects.get().options
    wanted = {"only": "descriptions", "limit": 5, "language": "fr", "max_tokens": 9000, "force": False}
    assert {name: options[name] for name in wanted} == wanted


@pytest.mark.parametrize(("name", "value"), [("limit", "0"), ("limit", "many"), ("only", "x"), ("language", "xx")])
def test_an_option_that_cannot_be_used_is_shown_beside_its_field(configured: Settings, name: str, value: str) -> None:
    make_album("Moon Safari", "AIR")
    response = visitor(START).post(address("enrich"), {name: value})
    page = response.content.decode()
    assert response.status_code == 400
    assert f'id="id_{name}_error"' in page
    assert '<details class="aime-options" open>' in page
    assert not EnrichmentRun.objects.exists()


def test_counting_beforehand_starts_nothing_until_consent(configured: Settings) -> None:
    make_album("Moon Safari", "AIR")
    client = visitor(START)
    page = post(client, "enrich", simulate="1", limit="3").content.decode()
    assert "Nothing has been started yet" in page
    assert not EnrichmentRun.objects.exists()
    assert '<input type="hidden" name="limit" value="3">' in page
    post(client, "enrich", limit="3", confirmed="1")
    assert EnrichmentRun.objects.get().options["limit"] == 3


def test_replacing_everything_takes_a_tick_of_its_own(configured: Settings) -> None:
    make_album("Moon Safari", "AIR", ai_description="There.")
    make_album("Post", "Björk", ai_description="Mine.", locked_fields=["ai_description"])
    client = visitor(START)
    assert "Replace 1 description<" in post(client, "enrich", replace="on").content.decode()
    assert "Tick the box" in post(client, "enrich", replace="on", confirmed="1").content.decode()
    assert not EnrichmentRun.objects.exists()
    post(client, "enrich", replace="on", confirmed="1", overwrite="1")
    assert EnrichmentRun.objects.get().options["force"] is True


def test_prices_make_the_estimate_cost_something(configured: Settings) -> None:
    make_album("Moon Safari", "AIR")
    Preferences.objects.create(price_in="1000", price_out="2000", price_set_on=date(2026, 5, 3))
    page = visitor(START).get(address("changelist")).content.decode()
    assert "CHF (prices of May 3, 2026)" in page


def test_looking_leaves_no_row(configured: Settings) -> None:
    visitor(START).get(address("changelist"))
    assert not Preferences.objects.exists()


@pytest.mark.parametrize(("name", "options"), [("discogs", {"only": ""}), ("facts", {"only": "facts"})])
def test_discogs_is_asked_by_a_run_of_its_own(configured: Settings, name: str, options: dict[str, str]) -> None:
    configured.DISCOGS_USERNAME = "owner"
    make_run(kind=Kind.ENRICHMENT)
    album = make_album("Moon Safari", "AIR", discogs_id=1)
    client = visitor(START)
    assert address(name) in client.get(address("changelist")).content.decode()
    post(client, name)
    run = EnrichmentRun.objects.get(kind=Kind.DISCOGS)
    assert options.items() <= run.options.items()
    assert album.pk


@pytest.mark.slow
def test_the_caches_are_applied_after_a_look(settings: Settings, data_dir: Path) -> None:
    from enrichment.caches import JsonCache
    from enrichment.phases.descriptions.text import description_names
    from tests.enrichment.providers.texts.samples import ENGLISH

    names = ("La femme d'argent", "Sexy Boy", "All I Need", "Kelly Watch the Stars", "New Star in the Sky")
    tracks = [{"position": str(n), "title": name, "duration": ""} for n, name in enumerate(names, 1)]
    album = make_album("Moon Safari", "AIR", discogs_id=1, original_year=1998, labels=["Source"], tracklist=tracks)
    name = description_names(album, "AIR", "en")[0]
    JsonCache(settings.CACHE_DIR / "euria").write(name, {"text": ENGLISH, "language": "en"})
    client = visitor(START)
    look = client.get(address("refresh"))
    assert look.context["report"].filled == 1
    album.refresh_from_db()
    assert album.ai_description == ""
    client.post(address("refresh"))
    album.refresh_from_db()
    assert album.ai_description == ENGLISH.strip()


def test_the_caches_hold_nothing_new(data_dir: Path) -> None:
    assert "There is nothing to apply." in visitor(START).get(address("refresh")).content.decode()


def test_preferences_are_saved_with_the_day_of_the_prices(data_dir: Path) -> None:
    client = visitor(PREFER)
    values = form_values(client, address("preferences"))
    values |= {"night_enabled": "on", "night_time": "03:30", "night_days": ["0", "6"], "price_in": "0.5"}
    after = client.post(address("preferences"), values, follow=True).content.decode()
    kept = Preferences.objects.get()
    assert (kept.night_enabled, kept.night_time, kept.night_days) == (True, time(3, 30), [0, 6])
    assert kept.price_set_on == timezone.localdate()
    assert "The preferences were saved." in after
    assert "3:30 a.m." in after


def test_folders_are_left_out_by_the_preferences(data_dir: Path) -> None:
    client = visitor(PREFER)
    values = form_values(client, address("preferences"))
    assert values["collection_left_out"] == [""]
    client.post(address("preferences"), values | {"collection_left_out": "Sold\r\n Lent \r\n"})
    assert list(LeftOutFolder.objects.values_list("name", flat=True)) == ["Lent", "Sold"]
    assert form_values(client, address("preferences"))["collection_left_out"] == ["Lent\r\nSold"]
    assert client.post(address("preferences"), values | {"mail_when": "always"}).status_code == 400
    assert LeftOutFolder.objects.count() == 2, "what is refused changes nothing"


def test_what_is_only_heard_is_described_once_the_owner_wants_it(configured: Settings) -> None:
    make_album("Heard", "Slint", source="lastfm")
    make_album("Owned", "Slint", source="discogs")

    def counted() -> tuple[int, int]:
        return next(plan(RunRequest(only="descriptions"))).asked, Descriptions.missing().asked

    assert counted() == (1, 1)
    assert set(with_something_missing(["descriptions"]).values_list("title", flat=True)) == {"Owned"}
    client = visitor(PREFER)
    values = form_values(client, address("preferences"))
    assert "lastfm_describe_heard" not in values
    client.post(address("preferences"), values | {"lastfm_describe_heard": "on"})
    assert counted() == (2, 2)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("night_days", [], "This field is required."),
        ("lastfm_every_hours", "25", "less than or equal to 24"),
        ("mail_when", "always", "Say whom the report is mailed to."),
        ("night_time", "late", "Enter a valid time."),
    ],
)
def test_preferences_that_cannot_be_used_are_explained_at_the_top_and_beside_the_field(
    data_dir: Path, field: str, value: Any, words: str
) -> None:
    client = visitor(PREFER)
    response = client.post(address("preferences"), {**form_values(client, address("preferences")), field: value})
    page = response.content.decode()
    assert response.status_code == 400
    assert page.count(words) == 2
    assert not Preferences.objects.exists()


def test_the_last_start_of_a_schedule_is_told(configured: Settings) -> None:
    note(Job.NIGHT, StartResult.SKIPPED, make_run())
    assert "skipped: a run was active" in visitor().get(address("changelist")).content.decode()


@pytest.mark.parametrize("name", ["enrich", "discogs", "facts", "refresh", "preferences"])
def test_without_the_permission_nothing_can_be_sent(data_dir: Path, name: str) -> None:
    assert visitor().post(address(name)).status_code == 403
    assert not EnrichmentRun.objects.exists()


def test_the_next_start_is_the_one_that_is_planned(configured: Settings) -> None:
    Preferences.objects.create(night_enabled=True)
    planned = Schedule.objects.get(name=Job.NIGHT).next_run
    page = visitor().get(address("changelist")).content.decode()
    assert f'<time datetime="{timezone.localtime(planned).isoformat()}">' in page


def test_albums_are_told_apart_from_photos(configured: Settings) -> None:
    make_album("Moon Safari", "AIR")
    page = visitor(START).get(address("changelist")).content.decode()
    assert "1 description is missing. 1 artist photo is missing." in " ".join(page.split())
    assert Album.objects.count() == 1


@pytest.mark.slow
def test_photos_that_nothing_speaks_for_can_be_checked_again(configured: Settings) -> None:
    client = visitor(START)
    make_album("Moon Safari", "AIR")
    artist = make_artist("AIR")
    photo = make_photo(artist, basis="")
    page = client.get(address("changelist")).content.decode()
    assert "Check the photo of 1 artist again" in page
    post(client, "photos")
    started = EnrichmentRun.objects.get()
    assert (started.selection, started.options["force"]) == ({"artists": [artist.pk]}, True)
    EnrichmentRun.objects.all().delete()
    photo.basis = "titles"
    photo.save()
    assert address("photos") not in client.get(address("changelist")).content.decode()
    assert "Every photo rests on" in post(client, "photos").content.decode()
    assert not EnrichmentRun.objects.exists()


@pytest.mark.slow
def test_texts_that_would_be_refused_today_are_listed_and_asked_for_again(configured: Settings) -> None:
    client = visitor(START)
    faulty = make_album("Moon Safari", "AIR", ai_description="It <b>sold</b> well.", description_language="en")
    make_album("Talkie Walkie", "AIR", ai_description="It sold.", locked_fields=["ai_description"])
    page = client.get(address("texts")).content.decode()
    assert "Moon Safari" in page
    assert "Talkie Walkie" not in page
    assert "The text is too short." in page
    assert "<b>sold</b>" not in page
    assert "Ask again for this text (English)" in page
    post(client, "texts", language="en")
    started = EnrichmentRun.objects.get()
    assert (started.selection, started.options["only"]) == ({"albums": [faulty.pk]}, "descriptions")


@pytest.mark.slow
def test_texts_are_asked_for_again_language_by_language_each_with_its_own_count(configured: Settings) -> None:
    client = visitor(START)
    make_album("Moon Safari", "AIR", ai_description="It sold well.", description_language="en")
    for title in ("Talkie Walkie", "Premiers symptômes"):
        make_album(title, "AIR", ai_description="Il plut.", description_language="fr")
    page = " ".join(client.get(address("texts")).content.decode().split())
    assert page.index("Ask again for these 2 texts (français)") < page.index("Ask again for this text (English)")
    assert page.index("2 descriptions · calls: 2") < page.index("1 description · calls: 1")
    assert "in this language passes" in post(client, "texts", language="de").content.decode()
    assert "in this language passes" in post(client, "texts", language="<xx>").content.decode()
    assert not EnrichmentRun.objects.exists()
    post(client, "texts", language="fr")
    started = EnrichmentRun.objects.get()
    assert (started.options["language"], len(started.selection["albums"])) == ("fr", 2)


def test_facts_are_offered_before_texts_are_asked_for_again(configured: Settings) -> None:
    client = visitor(START)
    told = {"ai_description": "It sold well.", "description_language": "en"}
    album = make_album("Moon Safari", "AIR", discogs_id=1, source="discogs", **told)
    assert "Fetch the facts first" in client.get(address("texts")).content.decode()
    post(client, "texts", language="en", facts_first="1")
    started = EnrichmentRun.objects.get()
    assert (started.kind, started.selection) == (Kind.DISCOGS, {"albums": [album.pk]})


def test_whoever_may_not_start_runs_may_not_ask_again(configured: Settings) -> None:
    make_album("Moon Safari", "AIR", ai_description="It sold well.")
    assert visitor().post(address("texts")).status_code == 403
    assert not EnrichmentRun.objects.exists()


def test_where_every_text_passes_nothing_is_started(configured: Settings) -> None:
    assert "Every text passes" in post(visitor(START), "texts").content.decode()
    assert not EnrichmentRun.objects.exists()


def test_the_button_stands_below_the_offer_to_fetch_facts_first(configured: Settings) -> None:
    make_album("Moon Safari", "AIR", discogs_id=1, source="discogs")
    page = " ".join(visitor(START).get(address("changelist")).content.decode().split())
    assert "The original year and the tracklist of 1 album have not been fetched yet" in page
    assert page.index(address("facts")) < page.index(f'action="{address("enrich")}"')


def test_the_page_that_counts_offers_the_facts_first(configured: Settings) -> None:
    client = visitor(START)
    make_album("Moon Safari", "AIR", discogs_id=1, source="discogs")
    assert "Fetch the facts first" in post(client, "enrich", simulate="1").content.decode()
    post(client, "enrich", confirmed="1", facts_first="1")
    assert EnrichmentRun.objects.get().kind == Kind.DISCOGS

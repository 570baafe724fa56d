"""Items of runs, written as the engine would."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from collection.models import Album, Artist, Image
from enrichment.models import EnrichmentRun, Outcome, RunItem
from enrichment.phases.artist_images.photo import photo_of
from enrichment.phases.descriptions.text import description_of
from tests.builders import make_album, make_artist


def add_item(run: EnrichmentRun, outcome: str, label: str = "", **fields: Any) -> RunItem:
    """An item of the run's first phase, or of the one that the artist belongs to."""
    name = "artist_images" if fields.get("artist") else "descriptions"
    now = timezone.now()
    values = {"asked_at": now - timedelta(seconds=3), "finished_at": now} if outcome else {}
    subject = fields.get("artist") or fields.get("album")
    return RunItem.objects.create(
        run=run,
        phase=run.phases.get(name=name),
        outcome=outcome,
        label=label or str(subject or "Something"),
        work_key=f"key:{RunItem.objects.count()}",
        **{**values, **fields},
    )


def described(run: EnrichmentRun, title: str, text: str) -> tuple[Album, RunItem]:
    """An album with a text that `run` wrote."""
    album = make_album(title, "AIR")
    before = description_of(album)
    album.ai_description, album.description_provider, album.description_run_id = text, "euria", run.pk
    album.description_language, album.description_prompt_version = "en", "7"
    album.save()
    return album, add_item(run, Outcome.ENRICHED, album=album, before=before, after=description_of(album))


def pictured(run: EnrichmentRun, name: str, url: str = "https://i.scdn.co/image/1") -> tuple[Artist, RunItem]:
    """An artist with a photo that `run` fetched."""
    artist = make_artist(name)
    before = photo_of(artist, None)
    image = Image.objects.create(artist=artist, image_type="artist", source="spotify", url=url, run_id=run.pk)
    return artist, add_item(run, Outcome.ENRICHED, artist=artist, before=before, after=photo_of(artist, image))

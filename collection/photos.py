"""The photo that the owner gives an artist: before any fetched one, and locked."""

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from collection.models import Artist, Image
from collection.models.artist import PhotoDecision
from collection.models.image import ARTIST_PHOTO, MANUAL


@transaction.atomic
def choose_photo(artist: Artist, *, url: str = "", file: "ContentFile[bytes] | None" = None) -> Image:
    """Keep `url` or `file` as the owner's photo; `artist` is marked and locked in memory, the caller saves it."""
    image = artist.images.filter(image_type=ARTIST_PHOTO, source=MANUAL).first()
    if image is None:
        image = Image(artist=artist, image_type=ARTIST_PHOTO, source=MANUAL)
    elif image.file:
        storage, name = image.file.storage, str(image.file.name)
        transaction.on_commit(lambda: storage.delete(name))
    image.url, image.fetched_at = url, timezone.now()
    image.file = file if file is not None else ""
    image.save()
    artist.photo_answer = PhotoDecision.CHOSEN
    artist.lock(["photo"])
    return image

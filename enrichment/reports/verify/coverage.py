"""How much of the collection is filled."""

from django.db.models import Q

from collection.models import Album, Artist
from enrichment.phases.findings import Coverage


def coverage() -> list[Coverage]:
    albums = Album.objects.count()
    # Who was answered "no photo" for misses nothing.
    artists = Artist.objects.real().exclude(photo_answer="no_photo")
    return [
        Coverage("descriptions", Album.objects.described().count(), albums),
        Coverage("photos", artists.with_photo().count(), artists.count()),
        Coverage("original_year", Album.objects.filter(original_year__isnull=False).count(), albums),
        Coverage("tracklist", Album.objects.exclude(tracklist=[]).count(), albums),
        Coverage(
            "cover", Album.objects.filter(~Q(image_url="") | Q(images__image_type="album")).distinct().count(), albums
        ),
    ]

"""How much of the collection is filled."""

from django.db.models import Q

from collection.models import Album, Artist
from enrichment.phases.findings import Coverage


def coverage() -> list[Coverage]:
    shelf = Album.objects.on_the_shelf()
    albums = shelf.count()
    # Who was answered "no photo" for misses nothing.
    artists = Artist.objects.on_the_shelf().real().exclude(photo_answer="no_photo")
    return [
        Coverage("descriptions", shelf.described().count(), albums),
        Coverage("photos", artists.with_photo().count(), artists.count()),
        Coverage("original_year", shelf.filter(original_year__isnull=False).count(), albums),
        Coverage("tracklist", shelf.exclude(tracklist=[]).count(), albums),
        Coverage("cover", shelf.filter(~Q(image_url="") | Q(images__image_type="album")).distinct().count(), albums),
    ]

"""What a card of an album shows, and nothing more: texts and tracklists are long."""

from django.db.models import Prefetch, QuerySet

from collection.models import Album, AlbumArtist

ON_A_CARD = ("title", "year", "original_year", "support", "image_url", "discogs_id", "source")


def for_cards(albums: QuerySet[Album]) -> QuerySet[Album]:
    return albums.only(*ON_A_CARD).prefetch_related(*credits_and_covers())


def credits_and_covers() -> tuple[Prefetch, str]:  # type: ignore[type-arg]
    """To be prefetched; the artists by a join, since prefetched apart they would be named one by one."""
    in_order = AlbumArtist.objects.select_related("artist").order_by("album_id", "position")
    return Prefetch("album_artists", in_order), "images"

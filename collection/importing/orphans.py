"""Names that nothing is credited to any more, once Discogs told the artists behind them."""

from collections.abc import Sequence

from collection.importing.drafts import Credit, Draft
from collection.models import Artist, Image
from collection.models.image import MANUAL


def remove_orphans(drafts: Sequence[Draft]) -> None:
    """Delete artists known by name alone that lost their last album. What a person chose for one goes to the artist
    it turned out to be; where that is not clear, the name stays with it.
    """
    heirs = {one.artist.pk: _heir(one, draft.credits) for draft in drafts for one in draft.left}
    if not heirs:
        return
    orphans = Artist.objects.filter(pk__in=heirs, discogs_artist_id=None, album_artists=None).prefetch_related("images")
    for orphan in orphans:
        heir, images = heirs[orphan.pk], orphan.images.all()
        is_chosen = orphan.locked_fields or orphan.photo_answer or any(image.source == MANUAL for image in images)
        if heir is not None:
            there = set(heir.images.values_list("image_type", "source"))
            moving = [image.pk for image in images if (image.image_type, image.source) not in there]
            Image.objects.filter(pk__in=moving).update(artist=heir)
            # The rows were read before the move; Django would delete what it still believes to be the orphan's.
            orphan._prefetched_objects_cache = {}  # type: ignore[attr-defined]
            heir.photo_answer = heir.photo_answer or orphan.photo_answer
            heir.spotify_id = heir.spotify_id or orphan.spotify_id
            heir.lock(set(orphan.locked_fields) - {"name", "discogs_artist_id"})
            heir.save(update_fields=["photo_answer", "spotify_id", "locked_fields"])
        if heir is not None or not is_chosen:
            orphan.delete()


def _heir(left: Credit, now: Sequence[Credit]) -> Artist | None:
    """The one that is credited under the name that left, or the only one there is."""
    names = {left.artist.key, Artist.key_of(left.credited_as or left.artist.name)}
    called = [(one.artist, {one.artist.key, Artist.key_of(one.credited_as or one.artist.name)}) for one in now]
    same = [artist for artist, theirs in called if theirs & names]
    if len(same) == 1 or len(now) == 1:
        return (same or [now[0].artist])[0]
    return None

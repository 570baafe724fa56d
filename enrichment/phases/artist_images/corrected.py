"""A person says who an artist is: what rested on who it was before is forgotten, and asked for again."""

from collections.abc import Iterable

from collection.models import Artist
from enrichment.caches import photo_names
from enrichment.models import ArtistIdentity
from enrichment.phases.artist_images.of_artists import fetched
from enrichment.phases.artist_images.photo import IDENTITY, NAME, TITLES
from enrichment.phases.artist_images.services import DEEZER, SPOTIFY

_BASES = {"name": NAME, "discogs_artist_id": IDENTITY}
_ALL = ["", NAME, TITLES, IDENTITY]


def forget(artist: Artist, changed: Iterable[str]) -> bool:
    """Forget what rested on the fields that a person `changed`; whether a photo was among it. One that our titles
    speak for stays where the account at Spotify is not what was changed, and so does one that was chosen, is locked, or
    is of an account that a person named.
    """
    edited = set(changed)
    if "discogs_artist_id" in edited:
        ArtistIdentity.objects.filter(artist=artist).delete()
        artist.name_variations = []  # Discogs alone tells them, of its number
        artist.save(update_fields=["name_variations"])
    bases = _ALL if "spotify_id" in edited else [basis for name, basis in _BASES.items() if name in edited]
    is_named = artist.is_locked("spotify_id") and "spotify_id" not in edited
    if not bases or is_named or artist.photo_answer or artist.is_locked("photo"):
        return False
    gone, _models = fetched([artist.pk]).filter(basis__in=bases).delete()
    for cache in (SPOTIFY.cache(), DEEZER.cache()):
        kept = ((name, cache.read([name])) for name in photo_names(artist))
        cache.drop([name for name, entry in kept if entry and entry.get("basis") in bases])
    if gone and not artist.is_locked("spotify_id"):
        artist.spotify_id = ""
    artist.photo_asked_at = None
    artist.save(update_fields=["photo_asked_at", "spotify_id"])
    return bool(gone)

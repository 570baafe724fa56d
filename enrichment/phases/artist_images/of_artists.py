"""What is known of the artists of a batch before anybody is asked: titles, spellings, ids, the photo that they have,
and whether it was put in doubt: a name alone does not bring it back.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from collection.models import AlbumArtist, Artist, Image
from collection.naming import artist_key
from enrichment.models import ArtistIdentity, Outcome, RunItem
from enrichment.phases import selection
from enrichment.phases.artist_images import photo
from enrichment.phases.identities import WIKIDATA
from enrichment.providers.matching import ArtistQuery

MOST_TITLES = 50


class Question(NamedTuple):
    """Who is looked for. `spotify_id` is set where the artist was found before on the `basis` of evidence: no search is
    needed then, and none is made where a person has `locked` it.
    """

    query: ArtistQuery
    names: tuple[str, ...]
    spotify_id: str
    read_cache: bool
    locked: bool = False
    basis: str = ""
    page: str = ""  # of the artist at the source other than Spotify that knew it
    identities: Mapping[str, str] = {}  # ids that an open source keeps, by source
    discogs_id: int | None = None


def questions(artists: Mapping[int, Artist], again: bool) -> dict[int, Question]:
    """By the artist's key. `again`: neither the cache nor what was found before is trusted. Four queries."""
    titles, variations = _titles_and_variations(artists)
    images = {image.artist_id: image for image in photo.fetched().filter(artist__in=artists)}
    # A page of Discogs is read again where it is needed, for its names too: here is only what Wikidata keeps.
    kept = ArtistIdentity.objects.filter(artist__in=list(artists), source=WIKIDATA.name)
    identities = {row.artist_id: {"spotify": row.spotify_id, "deezer": row.deezer_id} for row in kept}
    found = {}
    for pk, artist in artists.items():
        image, locked = images.get(pk), artist.is_locked("spotify_id")
        basis, page = (image.basis, image.page) if image else ("", "")
        is_known = basis in photo.PROVED and not again
        found[pk] = Question(
            ArtistQuery(artist.name, titles[pk], variations[pk]),
            tuple(photo.photo_names(artist)),
            spotify_id=artist.spotify_id if locked or is_known else "",
            read_cache=not again,
            locked=locked,
            basis=basis,
            page=page if is_known else "",
            identities=identities.get(pk, {}),
            discogs_id=artist.discogs_artist_id,
        )
    return found


def pictured(artists: Iterable[Artist]) -> set[int]:
    """Those with a photo that is not due for a new look."""
    pks = [artist.pk for artist in artists]
    stale = photo.fetched().filter(artist__in=pks, fetched_at__lt=selection.ask_again_before())
    have = Image.objects.artist_photos().filter(artist__in=pks).exclude(artist__in=stale.values("artist"))
    return {pk for pk in have.values_list("artist_id", flat=True) if pk}


def _titles_and_variations(
    artists: Mapping[int, Artist],
) -> tuple[dict[int, tuple[str, ...]], dict[int, tuple[str, ...]]]:
    """What tells homonyms apart: the titles we own, and the other spellings that sleeves and Discogs give, without
    those that are the name of another artist of the collection.
    """
    titles: dict[int, list[str]] = defaultdict(list)
    spellings: dict[int, list[str]] = {pk: list(artist.name_variations) for pk, artist in artists.items()}
    credits_of = AlbumArtist.objects.filter(artist__in=artists).values_list("artist_id", "album__title", "credited_as")
    for artist_id, title, credited_as in credits_of:
        titles[artist_id].append(title)
        if credited_as:
            spellings[artist_id].append(credited_as)

    keys = {artist_key(name) for names in spellings.values() for name in names}
    bearers: dict[str, set[int]] = defaultdict(set)
    for key, pk in Artist.objects.filter(key__in=keys).values_list("key", "pk"):
        bearers[key].add(pk)
    own = {pk: [name for name in names if bearers[artist_key(name)] <= {pk}] for pk, names in spellings.items()}
    return (
        {pk: tuple(dict.fromkeys(titles[pk]))[:MOST_TITLES] for pk in artists},
        {pk: tuple(dict.fromkeys(names)) for pk, names in own.items()},
    )


def doubted(artists: Iterable[int], asked_anew: Iterable[Image]) -> set[int | None]:
    """Of `artists` those whose photo was taken back for want of anything that speaks for it, with no answer of a person
    yet; and those of the photos `asked_anew` that rest on nothing.
    """
    taken_back = RunItem.objects.filter(outcome=Outcome.REVIEW, reason="unproved", answered_at__isnull=True)
    before = taken_back.filter(artist__in=list(artists), undone_at__isnull=True).values_list("artist_id", flat=True)
    return {*before, *(image.artist_id for image in asked_anew if image.basis not in photo.PROVED)}


def without_name(found: photo.PhotoResult, artist: int | None, doubted: Collection[int | None]) -> photo.PhotoResult:
    """What was found, put before a person where nothing but the name speaks for it."""
    if found.basis != photo.NAME or artist not in doubted:
        return found
    return photo.PhotoResult("review", "unproved", candidates=found.candidates, source=found.source)

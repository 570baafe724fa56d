"""Doubtful texts: those the gate would refuse, and one text on albums of different works."""

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from django.conf import settings
from django.db.models import Count, F
from django.db.models.functions import Coalesce

from collection.models import Album
from collection.naming import literal
from enrichment.caches import description_names
from enrichment.phases.descriptions.service import EURIA
from enrichment.phases.descriptions.surroundings import NOTHING_KNOWN, Surroundings, surroundings
from enrichment.phases.descriptions.text import PROVIDER, facts_of, other_editions
from enrichment.phases.findings import Suspect
from enrichment.providers.texts.faults import Fault
from enrichment.providers.texts.languages import LANGUAGES, detected

CHUNK = 500


class Doubtful(NamedTuple):
    """An album whose published text the gate would refuse today, and why."""

    album: Album
    faults: tuple[Fault, ...]

    @property
    def language(self) -> str:
        """The code of the text's own; where nobody noted it, the one it is in; failing that the usual one."""
        text = self.album.ai_description
        codes = (self.album.description_language, detected(text), settings.EURIA_LANGUAGE, "en")
        return next(code for code in codes if code in LANGUAGES)

    @property
    def is_locked(self) -> bool:
        return self.album.is_locked("ai_description")


def doubtful_texts() -> Iterator[Doubtful]:
    """Held against all that is known: editions of a work share one text, which was written from the facts of one of
    them, its label say. It is not doubtful where it is true of one.
    """
    shelf = Album.objects.described().with_credits().order_by("pk").iterator(chunk_size=CHUNK)
    while chunk := list(islice(shelf, CHUNK)):
        albums = [album for album in chunk if _faults(album, album, NOTHING_KNOWN)]
        around, editions = surroundings(albums), other_editions(albums)
        for album in albums:
            found = [_faults(album, edition, around[album.pk]) for edition in (album, *editions.get(album.pk, ()))]
            if all(found):
                yield Doubtful(album, found[0])


def _faults(album: Album, edition: Album, around: Surroundings) -> tuple[Fault, ...]:
    """What the gate finds in the text of `album`, held against the facts of `edition`."""
    from enrichment.providers.texts.quality import inspect

    return tuple(inspect(album.ai_description, facts_of(edition, around), album.description_language or None))


def faulty_texts() -> Iterator[Suspect]:
    """Every fault of every text, the kind being the fault's code."""
    for doubtful in doubtful_texts():
        again = "" if doubtful.is_locked else doubtful.language
        yield from (Suspect(fault.code, doubtful.album.label, fault.detail, again) for fault in doubtful.faults)


def same_texts() -> Iterator[Suspect]:
    """The editions of one master share their text by right; nobody else does."""
    # An album without a master is a work of its own: the negative key cannot be anybody's master.
    works = Count(Coalesce("discogs_master_id", -F("pk")), distinct=True)
    texts = Album.objects.described().values("ai_description").annotate(works=works).filter(works__gt=1)
    for row in texts.order_by("ai_description").values_list("ai_description", flat=True).iterator(chunk_size=CHUNK):
        albums = Album.objects.with_credits().filter(ai_description=row).order_by("pk")
        # Without their masters, editions of one title by the same artists are taken for one work.
        masters: set[int] = set()
        titles: set[tuple[str, str]] = set()
        for album in albums.iterator(chunk_size=CHUNK):
            masters |= {album.discogs_master_id} if album.discogs_master_id else set()
            titles.add((literal(album.title), album.artist_credit))
            if len(masters) > 1 or len(titles) > 1:
                yield Suspect("same_text", " = ".join(one.label for one in albums[:5]), row[:60])
                break


def different_texts() -> Iterator[Suspect]:
    """Texts of the service that are otherwise, or not at all, in the cache; a locked one may be."""
    from enrichment.providers.texts.cleaning import clean

    cache = EURIA.cache()
    albums = Album.objects.described().with_credits().filter(description_provider=PROVIDER)
    for album in albums.order_by("pk").iterator(chunk_size=CHUNK):
        if album.is_locked("ai_description"):
            continue
        entry = cache.read(description_names(album, album.artist_credit, album.description_language or "en"))
        if entry is None:
            yield Suspect("not_cached", album.label)
        elif clean(str(entry.get("text"))) != album.ai_description:
            yield Suspect("cache_differs", album.label)

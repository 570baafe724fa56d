"""Whether what the collection shows can be trusted: what is filled, and what is suspect. It changes nothing."""

from collections.abc import Iterator

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from collection.models import Album, Image
from enrichment.phases.registry import PHASES, SERVICES
from enrichment.phases.results import Coverage, Suspect, Verification

CHUNK = 500
ADDRESSES: tuple[tuple[type[Model], tuple[str, ...]], ...] = (
    (Album, ("image_url", "spotify_url", "discogs_url")),
    (Image, ("url",)),
)


def verify(*, check_urls: bool = False) -> Verification:
    """Look at the whole collection and its caches, row by row. Goes online only with `check_urls`."""
    found = Verification([row for phase in PHASES.values() for row in phase.coverage()] + [covers()])
    for suspects in (*(phase.suspects() for phase in PHASES.values()), unsafe_addresses(), torn_files()):
        found.note(suspects)
    if check_urls:
        found.note(doubtful_addresses())
    return found


def torn_files() -> Iterator[Suspect]:
    """Cache files that cannot be read."""
    for name, service in SERVICES.items():
        for file, why in service.cache().torn():
            yield Suspect("torn_cache_file", f"{name}/{file}", why)


def covers() -> Coverage:
    """How many albums have one, which comes with them."""
    shelf = Album.objects.on_the_shelf()
    with_cover = shelf.filter(~Q(image_url="") | Q(images__image_type="album")).distinct()
    return Coverage("cover", _("covers"), with_cover.count(), shelf.count())


def unsafe_addresses() -> Iterator[Suspect]:
    """Those that may not be shown."""
    for model, fields in ADDRESSES:
        for name in fields:
            rows = model._default_manager.exclude(**{name: ""}).exclude(**{f"{name}__startswith": "https://"})
            for row in rows.order_by("pk").iterator(chunk_size=CHUNK):
                yield Suspect("not_https", str(row), str(getattr(row, name)))


def doubtful_addresses() -> Iterator[Suspect]:
    """Those whose pictures are not there any more: goes online."""
    from enrichment.providers.http.library import (
        AliveCheck,  # whoever asks nothing does without the library that asks
    )

    check = AliveCheck()
    for url in (*_addresses(Image.objects.all(), "url"), *_addresses(Album.objects.all(), "image_url")):
        if fault := check.fault(url):
            yield Suspect("dead_address" if fault.is_gone else "unchecked_address", url, fault.why)


def _addresses(rows: "QuerySet[Image] | QuerySet[Album]", name: str) -> Iterator[str]:
    https = rows.filter(**{f"{name}__startswith": "https://"})
    yield from https.order_by(name).values_list(name, flat=True).distinct().iterator()

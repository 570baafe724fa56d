"""Whether addresses may be shown and, where it is asked to go online, whether the pictures are still there."""

from collections.abc import Iterator

from django.db.models import Model, QuerySet

from collection.models import Album, Image
from enrichment.phases.findings import Suspect

CHUNK = 500
ADDRESSES: tuple[tuple[type[Model], tuple[str, ...]], ...] = (
    (Album, ("image_url", "spotify_url", "discogs_url")),
    (Image, ("url",)),
)


def unsafe_addresses() -> Iterator[Suspect]:
    for model, fields in ADDRESSES:
        for name in fields:
            rows = model._default_manager.exclude(**{name: ""}).exclude(**{f"{name}__startswith": "https://"})
            for row in rows.order_by("pk").iterator(chunk_size=CHUNK):
                yield Suspect("not_https", str(row), str(getattr(row, name)))


def doubtful_addresses() -> Iterator[Suspect]:
    from enrichment.providers.alive import AliveCheck  # whoever asks nothing does without the library that asks

    check = AliveCheck()
    for url in (*_addresses(Image.objects.all(), "url"), *_addresses(Album.objects.all(), "image_url")):
        if fault := check.fault(url):
            yield Suspect("dead_address" if fault.is_gone else "unchecked_address", url, fault.why)


def _addresses(rows: "QuerySet[Image] | QuerySet[Album]", name: str) -> Iterator[str]:
    https = rows.filter(**{f"{name}__startswith": "https://"})
    yield from https.order_by(name).values_list(name, flat=True).distinct().iterator()

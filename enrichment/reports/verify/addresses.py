"""Whether the pictures are still where they were. The only part of a verification that goes online."""

from collections.abc import Iterator

from django.db.models import QuerySet

from collection.models import Album, Image
from enrichment.phases.findings import Suspect
from enrichment.providers.alive import AliveCheck


def doubtful_addresses() -> Iterator[Suspect]:
    check = AliveCheck()
    for url in (*_addresses(Image.objects.all(), "url"), *_addresses(Album.objects.all(), "image_url")):
        if fault := check.fault(url):
            yield Suspect("dead_address" if fault.is_gone else "unchecked_address", url, fault.why)


def _addresses(rows: "QuerySet[Image] | QuerySet[Album]", name: str) -> Iterator[str]:
    https = rows.filter(**{f"{name}__startswith": "https://"})
    yield from https.order_by(name).values_list(name, flat=True).distinct().iterator()

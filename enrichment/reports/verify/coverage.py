"""How many albums have a cover, which comes with them."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from collection.models import Album
from enrichment.phases.findings import Coverage


def covers() -> Coverage:
    shelf = Album.objects.on_the_shelf()
    with_cover = shelf.filter(~Q(image_url="") | Q(images__image_type="album")).distinct()
    return Coverage("cover", _("covers"), with_cover.count(), shelf.count())

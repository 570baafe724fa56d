"""`manage.py check_photos`: the photos that are shown, looked at again by what speaks for them."""

from django.utils.translation import gettext as _

from enrichment.console.enrich_command import EnrichmentCommand
from enrichment.engine.ready_made import check_photos


class Command(EnrichmentCommand):
    help = (
        "Looks again for the artists whose photo rests on no album of yours, no identity and no choice of a person. "
        "A photo that nothing speaks for goes to review; what a person chose stays. Exit status as of enrich."
    )

    def do(self) -> None:
        request = check_photos()
        if request is None:
            self.show({"to_check": 0}, [_("Every photo rests on an album, an identity or a choice of yours.")])
        else:
            self.start(request)

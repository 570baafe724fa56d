"""The facts that a description needs, the original year and the tracklist: whether they are there yet."""

from collections.abc import Sequence

from collection.models import Album
from collection.models.written import Written
from enrichment.engine.request import RunRequest
from enrichment.models import Kind
from enrichment.phases.descriptions.phase import Descriptions
from enrichment.phases.discogs.facts import PART


def count_albums_without_facts(albums: Sequence[int] | None = None) -> int:
    """How many albums known to Discogs lack their facts; of `albums` (primary keys) where given."""
    if albums is None:
        return _OWNED_WITHOUT_FACTS.number()
    return Album.objects.without_facts().filter(pk__in=list(albums)).count()


_OWNED_WITHOUT_FACTS = Written(lambda: Album.objects.without_facts().on_the_shelf())


def missing_for(request: RunRequest) -> int:
    """How many albums of a run lack the facts that its texts would be written from; 0 where it writes none."""
    return count_albums_without_facts(request.albums) if Descriptions.name in request.phases else 0


def facts_request(albums: Sequence[int] | None = None) -> RunRequest:
    """The run that would fetch them. It needs no key and no user name."""
    return RunRequest(kind=Kind.DISCOGS, only=PART, albums=albums)

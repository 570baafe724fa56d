"""Runs that pages and commands offer ready made: for the facts that texts lack, for a second look at what is shown, for
texts in another language.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from collection.models import Album
from collection.models.sql import Written
from enrichment.engine.request import RunRequest
from enrichment.models import Kind
from enrichment.phases.descriptions.afterwards import Doubtful, doubtful_texts
from enrichment.phases.descriptions.phase import Descriptions
from enrichment.phases.discogs.facts import PART
from enrichment.phases.selection import albums_in_reach, locks, unproved_photos


def count_albums_without_facts(albums: Sequence[int] | None = None) -> int:
    """How many albums known to Discogs lack their facts; of `albums` (primary keys) where given."""
    if albums is None:
        return _OWNED_WITHOUT_FACTS.number()
    return Album.objects.without_facts().filter(pk__in=list(albums)).count()


_OWNED_WITHOUT_FACTS = Written(lambda: Album.objects.without_facts().on_the_shelf())


def lacking_facts(request: RunRequest) -> int:
    """How many albums of a run lack the facts that its texts would be written from; 0 where it writes none."""
    return count_albums_without_facts(request.albums) if Descriptions.name in request.phases else 0


def facts_request(albums: Sequence[int] | None = None) -> RunRequest:
    """The run that would fetch them. It needs no key and no user name."""
    return RunRequest(kind=Kind.DISCOGS, only=PART, albums=albums)


def check_photos() -> RunRequest | None:
    """What to ask of a run about photos that were fetched before they rested on evidence, with one call for most
    artists; None where every photo is accounted for.
    """
    artists = list(unproved_photos().order_by("artist_id").values_list("artist_id", flat=True).distinct())
    return RunRequest(artists=artists, force=True) if artists else None


@dataclass
class TextCheck:
    """`albums`: by the code of their texts' language the keys of those to ask about again; `locked` ones are a
    person's, and left alone.
    """

    albums: dict[str, list[int]] = field(default_factory=dict)
    locked: int = 0
    first: list[Doubtful] = field(default_factory=list)

    def request(self, language: str) -> RunRequest | None:
        """What to ask of a run, which writes in one language; None where every text in it passes."""
        albums = self.albums.get(language)
        return RunRequest(albums=albums, only=Descriptions.name, force=True, language=language) if albums else None

    @property
    def why_none(self) -> str:
        """Said where there is no request."""
        if self.albums:
            return _("Every text in this language passes today's rules, or is locked.")
        return _("Every text passes today's rules, or is locked.")


def check_texts(shown: int = 0) -> TextCheck:
    """Judge every published text; the first `shown` doubtful ones that may be asked again are kept."""
    found = TextCheck()
    for doubtful in doubtful_texts():
        if doubtful.is_locked:
            found.locked += 1
            continue
        found.albums.setdefault(doubtful.language, []).append(doubtful.album.pk)
        if len(found.first) < shown:
            found.first.append(doubtful)
    return found


def change_of_language(language: str) -> RunRequest | None:
    """The run that replaces the texts in other languages by texts in `language`; None where there are none. Locked ones
    stay, and those of which nobody knows the language.
    """
    others = albums_in_reach().described().exclude(description_language__in=("", language))
    albums = list(others.exclude(locks("ai_description")).order_by("pk").values_list("pk", flat=True))
    return (
        RunRequest(albums=albums, only=Descriptions.name, language=language, other_languages=True) if albums else None
    )

"""The runs that look again at what is shown: at photos which nothing speaks for, and at published texts which the gate
would refuse today, one for each language of theirs.
"""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from enrichment.engine.request import RunRequest
from enrichment.phases.descriptions.phase import Descriptions
from enrichment.phases.descriptions.verify import Doubtful, doubtful_texts
from enrichment.phases.selection import unproved_photos


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

"""The run that asks again for published texts which the gate would refuse today."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from enrichment.engine.request import RunRequest
from enrichment.phases.descriptions.phase import Descriptions
from enrichment.phases.descriptions.verify import Doubtful, doubtful_texts


@dataclass
class TextCheck:
    """`albums` are the keys of those to ask about again; `locked` ones are a person's, and left alone."""

    albums: list[int] = field(default_factory=list)
    locked: int = 0
    first: list[Doubtful] = field(default_factory=list)

    @property
    def request(self) -> RunRequest | None:
        """What to ask of a run; None where every text passes."""
        return RunRequest(albums=self.albums, only=Descriptions.name, force=True) if self.albums else None


def check_texts(shown: int = 0) -> TextCheck:
    """Judge every published text; the first `shown` doubtful ones that may be asked again are kept."""
    found = TextCheck()
    for doubtful in _counted(found):
        found.albums.append(doubtful.album.pk)
        if len(found.first) < shown:
            found.first.append(doubtful)
    return found


def _counted(found: TextCheck) -> Iterator[Doubtful]:
    for doubtful in doubtful_texts():
        if doubtful.album.is_locked("ai_description"):
            found.locked += 1
        else:
            yield doubtful

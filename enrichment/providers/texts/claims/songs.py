"""Songs that the facts do not hold, what songs tell, and what is commonly said of them.

A song is named without quotation marks behind the word that introduces one. Of what it tells, nobody who was told the
facts has heard a word.
"""

import re
from collections.abc import Iterator

from collection.naming import folded
from enrichment.providers.texts.claims.names import is_no_person
from enrichment.providers.texts.languages import table
from enrichment.providers.texts.prose import Prose
from enrichment.providers.texts.signs import Signs

_SIGNS = Signs("songs", named=True)
# A song that bears the album's name, of which the tracklist may hold none.
_OF_THE_TITLE = Signs("title_songs")


def find_unlisted(prose: Prose) -> Iterator[re.Match[str]]:
    for hit in _SIGNS.found(prose):
        name = hit.group("name")
        if (
            not prose.is_known(name)
            and not is_no_person(name)
            and name.lower() not in table("names", "de")["no_songs"].split()
        ):
            yield hit
    title = prose.known.facts.title
    if title and not any(folded(title) in song for song in prose.known.songs):
        yield from _OF_THE_TITLE.found(prose)

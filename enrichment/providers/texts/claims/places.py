"""A label, a studio, a place or a home town behind the words that introduce one."""

import re
from collections.abc import Iterator

from enrichment.providers.texts.claims.names import is_no_place
from enrichment.providers.texts.prose import NAME, Prose
from enrichment.providers.texts.signs import Signs

# Home towns as adjectives, behind a word for those who play.

_SIGNS = Signs("places", named=True)
# "Das Studio" begins a sentence, and is no studio's name.
_STUDIO = re.compile(
    r"(?:[A-ZÀ-ÖØ-Þ][\w'’.-]+ )?(?!(?:Im|Das|Dem|Des|Ein|Kein|Jedes|Dieses|Beim|Vom|Ins|The|This|No|Each|Their|Le|El) )"
    r"[A-ZÀ-ÖØ-Þ][\w'’.-]+[ -](?:Studios?|Sound Studios?|Recorders)\b"
    r"|\b(?:at|in|im|aux?|nello|nel|en|el) [Ss]tudios? (?:[A-Z0-9]\b|[A-ZÀ-Þ]\w+)"
)

# "New" and "West" are no places, "New York" and "West Berlin" are; "West Coast" and "New Beat" are styles.
_BEGUN = re.compile(
    r"(?:New|(?:North|South|East|West)(?:ern)?|Nord|Sud|Süd|Ost|Est|Ouest|Norte|Sur) "
    rf"(?!(?:Coast|Beat|Jack|Weird)\b)({NAME})"
)


def find(prose: Prose) -> Iterator[re.Match[str]]:
    for hit in _SIGNS.found(prose):
        begun = _BEGUN.match(prose.hidden, hit.start("name"))
        name = begun.group(1) if begun else hit.group("name")
        if not prose.is_known(name) and not is_no_place(name, prose.language):
            yield hit
    if "studio" in prose.lowered or "recorders" in prose.words:
        yield from _STUDIO.finditer(prose.hidden)

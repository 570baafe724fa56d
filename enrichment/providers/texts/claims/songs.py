"""A song that is named without quotation marks behind the word that introduces one, and is not on the tracklist."""

import re
from collections.abc import Iterator

from collection.naming import folded
from enrichment.providers.texts.claims.kept import is_no_person
from enrichment.providers.texts.prose import Prose
from enrichment.providers.texts.sentences import vocabulary
from enrichment.providers.texts.signs import Signs

_SIGNS = Signs(
    named=True,
    en={
        "single, singles, song, songs, track, tracks, opener, closer, tune, tunes, ballad, anthem, "
        "hit, hits": r"\b(?:singles?"
        r"|songs?|tracks?|opener|closer|tunes?|ballad|anthem|hits?)(?:,| such as| like| called| titled| named"
        r"| including)? NAME",
    },
    fr={
        "single, titre, titres, morceau, morceaux, chanson, chansons, ballade, tube, instrumental": r"\b(?:single"
        r"|titres?|morceaux?|chansons?|ballade|tube|instrumental)(?: comme| tels? que| intitulée?| nommée?)? NAME",
    },
    de={
        "stück, song, songs, lied, ballade, single, hit, nummer, track, tracks, titel": r"\b(?:(?:das|die|im|vom|zum"
        r"|(?:in|mit|von|bei|nach|aus|zu|auf) (?:dem|der|den)|stücke?n? wie) (?:\w+ )?(?:stück|songs?|lied|ballade"
        r"|single|hit|nummer|tracks?|titel)|(?:der|den) (?:\w+ )?(?:song|hit|track|titel))(?: wie| namens)? NAME",
    },
    it={
        "brano, brani, canzone, canzoni, pezzo, pezzi, singolo, ballata": r"\b(?:bran[oi]|canzon[ei]|pezz[oi]"
        r"|singolo|ballata)(?: come| intitolat\w)? NAME",
    },
    es={
        "canción, canciones, tema, temas, pieza, sencillo, balada, corte": r"\b(?:canci(?:ón|ones)|temas?|pieza"
        r"|sencillo|balada|corte)(?: como| titulad\w| llamad\w)? NAME",
    },
)
# A song that bears the album's name, of which the tracklist may hold none.
_OF_THE_TITLE = Signs(
    en={"title": r"\btitle (?:track|song|cut)\b"},
    fr={"titre, éponyme": r"\b(?:chanson|morceau)[- ]titre\b|\b(?:chanson|morceau|titre) éponyme\b"},
    de={"titelstück, titelsong, titellied, titeltrack": "|"},
    it={"omonimo, omonima": r"\b(?:brano|canzone|pezzo) omonim[oa]\b"},
    es={"titular, homónima, homónimo": r"\b(?:canción|tema|pieza) (?:titular|homónim[oa])\b"},
)
# "Dem Stück Halt geben" is said of a common noun: a name needs a preposition there, or another case.
# What may follow "das Stück" without being its name.
_NOUNS = vocabulary(
    """
    musik zeit geschichte weg papier erde himmel freiheit arbeit welt leben heimat kindheit glück raum
    """
)


def find(prose: Prose) -> Iterator[re.Match[str]]:
    for hit in _SIGNS.found(prose):
        name = hit.group("name")
        if not prose.is_known(name) and not is_no_person(name) and name.lower() not in _NOUNS:
            yield hit
    title = prose.known.facts.title
    if title and not any(folded(title) in song for song in prose.known.songs):
        yield from _OF_THE_TITLE.found(prose)

"""Which album of its makers it is, and which place a text gives a song ("the second song", "the next track").

Of what came before and after, the facts say nothing: they speak of this record alone. The place is held against the
tracklist.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from collection.naming import folded
from enrichment.providers.texts.claims.order import QUOTES, SIDE, has_plain_positions
from enrichment.providers.texts.prose import Prose, Signs

_NOT = r"(?!(?:of|on|in|the|that|to|and|half|side|song|track|part|bars?|minutes?|time|listen|with|for|is|a)\b)"
_BETWEEN = rf"(?:{_NOT}[\w-]+ ){{0,2}}"
_ALBUM = (
    r"(?:albums?|lps?|records?|releases?|efforts?|outings?|full[- ]lengths?|long[- ]players?|eps?|offerings?"
    r"|opus)\b"
)
_DISQUE = r"(?:\w+ )?(?:albums?|opus|lps?|disques?|enregistrements?|33 tours|effort|essai|ep)\b"
_DISCO = r"(?:\w+ )?(?:album|disco|lavoro|lp|ellepì|opera|ep|uscita)\b"
_DISCO_ES = r"(?:\w+ )?(?:álbum|disco|trabajo|lp|elepé|larga duración|ep|entrega|obra)\b"
_FRENCH = (
    "premier, première, deuxième, second, troisième, quatrième, cinquième, sixième, septième, huitième, neuvième, "
    "dixième, onzième, douzième, treizième, dernier, énième, ultime, prochain"
)
_FRENCH_ANY = _FRENCH.replace(", ", "|")
_GERMAN = (
    "erste, erstes, ersten, zweite, zweites, zweiten, dritte, drittes, dritten, vierte, viertes, vierten, fünfte, "
    "fünftes, fünften, sechste, sechstes, sechsten, siebte, siebtes, siebten, achte, achtes, achten, neunte, neuntes, "
    "neunten, zehnte, zehntes, zehnten, elfte, elftes, zwölfte, zwölftes, letzte, letztes, letzten, vorige, "
    "vorigen, vorherige, vorherigen, nächste, nächstes, nächsten, frühere, früheren, spätere, späteren"
)

_GERMAN_ANY = _GERMAN.replace(", ", "|")
_ALBUMS = Signs(
    en={
        "first, second, third, fourth, fifth, sixth, seventh, eighth, ninth, tenth, eleventh, twelfth, thirteenth, "
        "fourteenth, fifteenth, twentieth, final, previous, preceding, next, earlier, subsequent, penultimate, "
        "posthumous, prior": rf"\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh"
        rf"|twelfth|thirteenth|fourteenth|fifteenth|twentieth|final|previous|preceding|next|earlier|subsequent"
        rf"|penultimate|posthumous|prior) {_BETWEEN}{_ALBUM}",
        "1st, 2nd, 3rd, 4th, 5th, 6th, 7th, 8th, 9th, 10th, 11th, 12th": rf"\b\d+(?:st|nd|rd|th) {_BETWEEN}{_ALBUM}",
        "debut, debuts, sophomore, predecessor, predecessors, successor, comeback": "|",
        "follow, followup": r"\bfollow-?ups?\b",
        "only": r"\b(?:his|her|their|its) (?:first and )?only (?:\w+ )?(?:albums?|records?|lps?)\b",
        "albums, records": r"\b(?:after|following) (?:one|two|three|four|five|six|seven|several|a few"
        r"|\d+) (?:\w+ )?(?:albums"
        r"|records)\b",
        "records, albums, career, catalogue": r"\b(?:\w+est|most \w+|least \w+) (?:\w+ )?(?:of|among|in) (?:all )?"
        r"(?:of )?(?:their|his|her|its) (?:\w+ )?(?:albums|records|career|catalogue)\b",
        "swan, swansong": r"\bswan[- ]?song\b",
        "trilogy, discography, discographies": "|",
        "lp, album, record": r"\b(?:the|their|his|her) (?:(?:album|lp) before"
        r"|(?:album|lp|record) that (?:followed|came))\b",
    },
    fr={
        _FRENCH: rf"\b(?:{_FRENCH_ANY}) (?!(?:morceau|titre|plage|face|partie|disque du)\b){_DISQUE}",
        "albums, disques, carrière": r"\ble plus \w+ de (?:tous )?(?:leurs|ses|sa|leur) (?:albums|disques|carrière)\b",
        "seul, unique": r"\b(?:son|leur) (?:seul|unique) (?:et unique )?(?:album|disque|opus)\b",
        "albums, disques": r"\baprès (?:deux|trois|quatre|cinq|six|plusieurs|quelques|\d+) (?:\w+ )?(?:albums"
        r"|disques)\b",
        "album, disque, opus": r"\b(?:album|disque|opus) (?:précédent|suivant|inaugural|posthume)\b",
        "successeur, prédécesseur, comeback, trilogie, discographie": "|",
    },
    de={
        _GERMAN: rf"\b(?:{_GERMAN_ANY}) (?:\w+e[nsr]? )?(?:albums?|studioalbums?|alben|platten?|lps?|werke?s?"
        rf"|langspielplatten?|soloalbums?|veröffentlichung|longplayer|scheibe)\b",
        "debüt, debütalbum, debüts, debütalbums, debütplatte, erstling, erstlings, erstlingswerk, zweitling, "
        "nachfolger, nachfolgers, nachfolgealbum, vorgänger, vorgängers, vorgängeralbum, comeback, trilogie, "
        "diskografie, "
        "diskographie": "|",
        "alben, platten, laufbahn": r"\b\w+ste[ns]? (?:\w+ )?(?:ihrer|seiner) (?:\w+ )?(?:alben|platten|laufbahn)\b"
        r"|\bnach (?:zwei|drei|vier|fünf|sechs|mehreren|einigen|\d+) (?:\w+ )?(?:alben|platten)\b",
        "einziges, einzige": r"\b(?:sein|ihr)e? einzige[sn]? (?:\w+ )?(?:album|platte)\b",
        "teil, auftakt": r"\b(?:teil|auftakt) einer (?:reihe|serie)\b",
        "studioalbum, album": r"\b\d+\. (?:studio)?album\b",
    },
    it={
        "primo, secondo, terzo, quarto, quinto, sesto, settimo, ottavo, nono, decimo, undicesimo, dodicesimo, ultimo, "
        "prossimo": rf"\b(?:primo|secondo|terzo|quarto|quinto|sesto|settimo|ottavo|nono|decimo|\w+esimo|ultimo"
        rf"|prossimo) (?!(?:brano|pezzo|lato)\b){_DISCO}",
        "esordio, debutto, esordi, predecessore, successore, trilogia, discografia": "|",
        "album, dischi, disco": r"\bdopo (?:due|tre|quattro|cinque|sei|diversi|alcuni|\d+) (?:album|dischi)\b"
        r"|\b(?:suo|loro) unico (?:album|disco)\b",
        "album, disco, lavoro": r"\b(?:album|disco|lavoro) (?:precedente|successivo|seguente|postumo)\b",
    },
    es={
        "primer, segundo, tercer, cuarto, quinto, sexto, séptimo, octavo, noveno, décimo, undécimo, duodécimo, último, "
        "próximo": rf"\b(?:primer|segundo|tercer|cuarto|quinto|sexto|séptimo|octavo|noveno|décimo|undécimo|duodécimo"
        rf"|último|próximo) (?!(?:tema|corte|surco)\b){_DISCO_ES}",
        "debut, antecesor, predecesor, sucesor, trilogía, discografía": "|",
        "ópera": r"\bópera prima\b",
        "discos, álbumes": r"\btras (?:dos|tres|cuatro|cinco|seis|varios|algunos|\d+) (?:discos|álbumes)\b",
        "único": r"\bsu único (?:disco|álbum)\b",
        "disco, álbum, trabajo": r"\b(?:álbum|disco|trabajo) (?:anterior|siguiente|posterior|póstumo)\b",
    },
)


def find_records(prose: Prose) -> Iterator[re.Match[str]]:
    return _ALBUMS.found(prose)


class _Words(NamedTuple):
    """What the places are called from the first on, the last one, the one that follows, and a song."""

    places: str
    last: str
    following: str
    song: str


_WORDS = {
    "en": _Words(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth",
        "last|final",
        "next",
        "songs?|tracks?|pieces?|cuts?",
    ),
    "fr": _Words(
        "premi(?:er|ère) (?:deuxième|seconde?) troisième quatrième cinquième sixième septième huitième neuvième "
        "dixième onzième douzième",
        "derni(?:er|ère)",
        "prochaine?",
        "morceau|titre|chanson|piste|plage",
    ),
    "de": _Words(
        *("erste zweite dritte vierte fünfte sechste siebte achte neunte zehnte elfte zwölfte", "letzte", "nächste"),
        "stück|song|lied|titel|track",
    ),
    "it": _Words(
        "prim[oa] second[oa] terz[oa] quart[oa] quint[oa] sest[oa] settim[oa] ottav[oa] non[oa] decim[oa]",
        "ultim[oa]",
        "prossim[oa]",
        "brano|canzone|traccia|pezzo",
    ),
    "es": _Words(
        "primera? segund[oa] tercera? cuart[oa] quint[oa] sext[oa] séptim[oa] octav[oa] noven[oa] décim[oa]",
        "últim[oa]",
        "próxim[oa]|siguiente",
        "canción|tema|corte|pista|pieza",
    ),
}
_ARTICLE = r"(?:the |le |la |das |der |die |den |il |el |l['’])?"
_IS = r"(?:is |est |ist |è |es )?"
# "The first song to slow down" is not said of the tracklist, and neither is "the last track on side one".
_ELSE = re.compile(rf" ?(?:to|that|where|which|with|qui|que|où|à|die|das|der|che|in cui|en)\b|.{{0,24}}?{SIDE.pattern}")
_REACH = 60


def find_songs(prose: Prose) -> Iterator[tuple[int, int]]:
    place, behind, before = _patterns(prose.language)
    if not place.search(prose.lowered):
        return
    songs = prose.known.songs
    # What each group of the patterns says, counted from 0; which song follows is known once one was named.
    counted = {f"n{number}": number for number in range(len(_WORDS[prose.language].places.split()))}
    counted["last"] = len(songs) - 1
    spare = 0 if has_plain_positions(prose) else 1  # a heading, or an index, may be counted as one
    for mention in prose.mentions:
        places = [number for number, song in enumerate(songs) if song == folded(mention.name)]
        if not places:
            continue
        follows = behind.match(prose.lowered, mention.end)
        hit = follows or before.search(prose.lowered[max(0, mention.start - _REACH) : mention.start])
        end = follows.end() if follows else mention.end
        if hit and not SIDE.search(hit.group()) and not _ELSE.match(prose.lowered, end):
            said = counted.get(hit.lastgroup or "")
            if said is not None and all(abs(number - said) > spare for number in places):
                yield mention.start, mention.end
        counted["following"] = places[0] + 1


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Of a place and the word for a song; of both behind a title, and in front of one."""
    words = _WORDS[language]
    ending = "[nrs]?" if language == "de" else ""
    named = [rf"(?P<n{place}>\b{word}{ending})" for place, word in enumerate(words.places.split())]
    named += [rf"(?P<last>\b(?:{words.last}){ending})", rf"(?P<following>\b(?:{words.following}){ending})"]
    place = rf"(?:{'|'.join(named)}) (?:{words.song})\b"
    behind, before = rf"{QUOTES}{_IS}{_ARTICLE}{place}", rf"{place}(?: [\w ]{{0,20}})?,? ?{_IS}{QUOTES}$"
    return re.compile(place), re.compile(behind), re.compile(before)

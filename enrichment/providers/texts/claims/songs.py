"""Songs that the facts do not hold, what songs tell, and what is commonly said of them.

A song is named without quotation marks behind the word that introduces one. Of what it tells, nobody who was told the
facts has heard a word.
"""

import re
from collections.abc import Iterator

from collection.naming import folded
from enrichment.providers.texts.claims.names import is_no_person
from enrichment.providers.texts.prose import HIDDEN, Prose, Signs, inflected
from enrichment.providers.texts.writing import vocabulary

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


def find_unlisted(prose: Prose) -> Iterator[re.Match[str]]:
    for hit in _SIGNS.found(prose):
        name = hit.group("name")
        if not prose.is_known(name) and not is_no_person(name) and name.lower() not in _NOUNS:
            yield hit
    title = prose.known.facts.title
    if title and not any(folded(title) in song for song in prose.known.songs):
        yield from _OF_THE_TITLE.found(prose)


_NOT_LONG = r"(?! (?:[\w-]+ ){1,3}(?:minutes|seconds) long\b)"
_TOLD = Signs(
    en={
        "lyrics": r"\blyrics (?:\w+ )?(?:describ(?:e|ing)|tell(?:ing)?|speak(?:ing)?|talk(?:ing)?|deal(?:ing)?"
        r"|explor(?:e|ing)|reflect(?:ing)?|evok(?:e|ing)|convey(?:ing)?|are)\b(?! by)|\b\w+ive lyrics\b",
        "about": r"\b(?:songs?|tracks?|tunes?|ballads?)(?: on the \w+| here)?(?:,? (?:that|which))?(?: is| are|['’]s)?"
        rf"(?: all)? about\b{_NOT_LONG}"
        rf"|{HIDDEN}[\"”’']? (?:is|are|was)(?: all| an? [\w-]+(?: \w+)?)? about\b{_NOT_LONG}"
        r"|\bit(?:['’]s| is) (?:all )?about the (?:feeling|story|loss|struggle)s?\b",
        "famous, popular, beloved, iconic, celebrated, legendary, classic": r"\bmost (?:famous|popular|beloved|iconic"
        r"|celebrated)\b|\b(?:famous|iconic|legendary|(?:a|another) classic) (?:\S+ ){0,2}?(?:songs?|tracks?|albums?"
        r"|records?|bands?|groups?)\b",
        "described, regarded, considered, hailed, seen, referred, called, cited, compared": r"\b(?:is|are|was|were"
        r"|been) (?:often|widely|generally|sometimes|frequently|commonly) (?:\w+ )?(?:described|regarded|considered"
        r"|hailed|seen|referred|called|cited|compared)\b|\b(?:regarded|considered|hailed) as\b",
    },
    fr={
        "paroles": r"\bparoles (?:\w+ )?(?:parlent|racontent|décrivent|évoquent|traitent|disent"
        r"|sont en(?! (?:retrait|avant)\b))\b",
        "célèbre, célèbres, connue, connues, connus, populaires, emblématique, emblématiques, "
        "légendaire, légendaires": r"\bles? plus"
        r" (?:célèbres?|connue?s?|populaires?|emblématiques?)\b|\b(?:chanson|morceau|titre|album|disque|groupe)s?"
        r" (?:célèbres?|emblématiques?|légendaires?)\b",
        "parle, parlent, traite, traitent": r"\b(?:chansons?|morceaux?|titres?|textes?) (?:qui )?(?:parlent?"
        rf"|traitent?) d|{HIDDEN} ?[»\"”]? (?:parle|traite) d",
        inflected("considér cit qualifi", "é ée és ées")
        + f", {inflected('décri', 't te ts tes')}, {inflected('perç', 'u ue us ues')}": r"\b(?:est|sont"
        r"|était|fut) (?:souvent|généralement|largement|parfois) (?:\w+ )?(?:décri|considéré|perçu|cité|qualifié)\w*"
        r"|\bconsidérée?s? comme\b",
    },
    de={
        "texte, songtexte": r"\b(?:song)?texte (?:\w+ )?(?:handeln|erzählen|sprechen|beschreiben|sind auf)\b",
        "handelt, handeln": r"\b(?:song|lied|stück|songs|lieder|stücke) (?:handelt|handeln) von\b"
        rf"|{HIDDEN}[“\"]? handelt von\b",
        "gilt, gelten": r"\b(?:gilt|gelten) (?:\w+ ){0,3}als\b",
    },
    it={
        "testi": r"\btesti (?:\w+ )?(?:parlano|raccontano|descrivono|evocano|sono in)\b",
        "parla, parlano": rf"\b(?:brano|canzone|brani|canzoni) (?:che )?parlano? d|{HIDDEN}[”\"»]? parla d",
        inflected("considerat descritt", "o a i e"): r"\b(?:è|sono|fu) (?:spesso|generalmente|ampiamente) "
        r"(?:considerat|descritt)\w\b|\bconsiderat[oa] (?:un|uno|una|il|la|come)\b",
    },
    es={
        "letras, letra": r"\bletras? (?:\w+ )?(?:hablan?|cuentan?|describen?|narran?|evocan?|están? en)\b",
        "habla, hablan": rf"\b(?:canción|canciones|temas?) (?:que )?hablan? d|{HIDDEN}[»\"”]? habla d",
        "considerado, considerada, descrito, descrita": r"\b(?:es|son|fue) (?:a menudo |generalmente |ampliamente )?"
        r"(?:considerad|descrit)[oa]s?\b",
    },
)


def find_contents(prose: Prose) -> Iterator[re.Match[str]]:
    return _TOLD.found(prose)

"""What songs tell, and what is commonly said of them: nobody who was told the facts has heard a word of either."""

import re
from collections.abc import Iterator

from enrichment.providers.texts.prose import HIDDEN, Prose
from enrichment.providers.texts.signs import Signs

_NOT_LONG = r"(?! (?:[\w-]+ ){1,3}(?:minutes|seconds) long\b)"
_SIGNS = Signs(
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
        "célèbre, célèbres, connue, connues, connus, populaires, emblématique, emblématiques": r"\bles? plus"
        r" (?:célèbres?|connue?s?|populaires?|emblématiques?)\b|\b(?:chanson|morceau|titre|album|disque|groupe)s?"
        r" (?:célèbres?|emblématiques?|légendaires?)\b",
        "parle, parlent, traite, traitent": r"\b(?:chansons?|morceaux?|titres?|textes?) (?:qui )?(?:parlent?"
        rf"|traitent?) d|{HIDDEN} ?[»\"”]? (?:parle|traite) d",
        "décrit, décrite, considéré, considérée, perçu, perçue, cité, citée, qualifié, qualifiée": r"\b(?:est|sont"
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
        "considerato, considerata, descritto, descritta": r"\b(?:è|sono|fu) (?:spesso|generalmente|ampiamente) "
        r"(?:considerat|descritt)\w\b|\bconsiderat[oa] (?:un|uno|una|il|la|come)\b",
    },
    es={
        "letras, letra": r"\bletras? (?:\w+ )?(?:hablan?|cuentan?|describen?|narran?|evocan?|están? en)\b",
        "habla, hablan": rf"\b(?:canción|canciones|temas?) (?:que )?hablan? d|{HIDDEN}[»\"”]? habla d",
        "considerado, considerada, descrito, descrita": r"\b(?:es|son|fue) (?:a menudo |generalmente |ampliamente )?"
        r"(?:considerad|descrit)[oa]s?\b",
    },
)


def find(prose: Prose) -> Iterator[re.Match[str]]:
    return _SIGNS.found(prose)

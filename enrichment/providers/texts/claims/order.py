"""The song that opens the album, the one that closes it, and how many there are: held against the tracklist."""

import re
from bisect import bisect
from collections.abc import Iterator
from functools import cache

from collection.naming import folded
from enrichment.providers.texts.claims.numbers import number_of
from enrichment.providers.texts.prose import Mention, Prose
from enrichment.providers.texts.writing import vocabulary

_ALBUM = {
    "en": r"(?:the |this )(?:album|record|set|disc|lp|proceedings|collection|programme|cycle|whole)\b",
    "fr": r"(?:l['’]|le |la |ce |cet )(?:album|disque|ensemble|recueil|bal|voyage|programme|opus|œuvre|marche)\b",
    "de": r"(?:das |die |den |dieses )(?:album|platte|reigen|werk|ganze|abend|reise)\b",
    "it": r"(?:il |l['’]|la |questo )(?:disco|album|lavoro|viaggio|raccolta|opera|ascolto)\b",
    "es": r"(?:el |la |este |al )(?:disco|álbum|viaje|obra|trabajo|conjunto|escucha)\b",
}
_IT = {"en": "it", "fr": "le", "de": "es", "it": "lo", "es": "lo"}
# The verb behind a song's title ("… opens the album"), and what stands before one ("the album opens with …").
_OPENS = {
    "en": (
        r"(?:opens|begins|starts|launches|introduces|kicks off)",
        (
            r"(?:opens"
            r"|begins|starts|kicks off) (?:up )?(?:with|on)"
        ),
        "opener|opening (?:track|song|cut|number|piece)",
    ),
    "fr": (
        r"(?:ouvre|entame|inaugure|lance|commence|débute)",
        (
            r"(?:s['’]ouvre"
            r"|débute|commence"
            r"|démarre) (?:\w+ )?(?:sur|avec|par)"
        ),
        "(?:morceau|titre|piste|chanson|plage) d['’](?:ouverture|introduction)",
    ),
    "de": (
        r"(?:eröffnet|beginnt|startet|leitet)",
        (
            r"(?:beginnt"
            r"|startet|eröffnet|öffnet sich) (?:\w+ )?mit|den (?:anfang"
            r"|auftakt) (?:macht|bildet|gibt)"
        ),
        "eröffnungs(?:stück|lied|song|titel)|opener",
    ),
    "it": (
        r"(?:apre|inaugura|inizia|avvia)",
        (
            r"(?:si apre|inizia|comincia"
            r"|parte) (?:\w+ )?con"
        ),
        "(?:brano|pezzo|traccia) d['’]apertura",
    ),
    "es": (
        r"(?:abre|inicia|inaugura|da comienzo a|da inicio a|empieza)",
        (
            r"(?:se abre"
            r"|comienza|empieza|arranca|se inicia) (?:\w+ )?con"
        ),
        "(?:tema|corte|canción) (?:de apertura|inicial)",
    ),
}
_CLOSES = {
    "en": (
        r"(?:closes|ends|concludes|finishes|rounds off|seals)",
        (
            r"(?:closes"
            r"|ends|concludes|finishes) (?:\w+ )?(?:with|on)"
        ),
        "closer|closing (?:track|song|cut|number|piece)",
    ),
    "fr": (
        r"(?:ferme|referme|clôt|clôture|conclut|termine|achève|boucle)",
        (
            r"(?:se (?:clôt"
            r"|clôture|referme|ferme|termine|conclut)"
            r"|s['’]achève|finit) (?:\w+ )?(?:sur|avec"
            r"|par)"
        ),
        "(?:morceau|titre|piste|chanson|plage) (?:de clôture|de fin|final)",
    ),
    "de": (
        r"(?:beendet|beschließt|schließt|endet)",
        (
            r"(?:endet|schließt"
            r"|klingt aus|schließt sich) (?:\w+ )?mit|den (?:schluss|abschluss"
            r"|ausklang) (?:macht|bildet)"
        ),
        "schluss(?:stück|lied|song|titel)",
    ),
    "it": (
        r"(?:chiude|conclude|termina|suggella)",
        (
            r"(?:si (?:chiude"
            r"|conclude)|finisce|termina) (?:\w+ )?con"
        ),
        "(?:brano|pezzo|traccia) (?:di chiusura|conclusiv[oa]|finale)",
    ),
    "es": (
        r"(?:cierra|concluye|termina|pone fin a)",
        (
            r"(?:se cierra"
            r"|termina|concluye|acaba|finaliza) (?:\w+ )?con"
        ),
        "(?:tema|corte|canción) (?:de cierre|final)",
    ),
}
_VERBS = vocabulary(
    """
    opens begins starts launches introduces kicks closes ends concludes finishes rounds seals opener opening
    closer closing ouvre entame inaugure lance commence débute démarre ferme referme clôt clôture conclut
    termine achève boucle finit ouverture final fin eröffnet beginnt startet leitet öffnet anfang auftakt
    beendet beschließt schließt endet klingt schluss abschluss ausklang apre inaugura inizia avvia comincia
    parte apertura chiude conclude termina suggella finisce chiusura conclusivo finale abre inicia da empieza
    comienza arranca cierra concluye pone acaba finaliza inicial
    """
)
SIDE = re.compile(
    r"\b(?:side|face|seite|lato|facciata|cara|half|moitié|hälfte|metà|mitad|disc (?:one|two)|part"
    r"|partie|teil)\b"
)
_SONGS = vocabulary(
    """
    songs tracks pieces cuts tunes compositions morceaux titres chansons plages pistes compositions stücke
    stücken lieder liedern titel songs nummern brani canzoni pezzi tracce canciones temas piezas cortes pistas
    """
)
_ALL = vocabulary(
    """
    all its tous toutes ses leurs alle seine ihre seinen ihren tutti tutte suoi sue todas todos sus
    """
)
_ARTICLES = vocabulary("the these those of les ces des die der den diese dieser i gli le questi los las estos")
_TOKEN = re.compile(r"[^\W_]+(?:-[^\W_]+)?|[.!?;:]")
_REACH = 70
QUOTES = r"[\s\"'“”„«»‹›‘’‚,(—–-]*"


def find(prose: Prose) -> Iterator[tuple[int, int]]:
    if not _VERBS.isdisjoint(prose.words):
        yield from _misplaced(prose)
    total = sum(bool(track.title) for track in prose.facts.tracklist)
    for noun in _SONGS & prose.words:
        for hit in re.finditer(rf"\b{noun}\b", prose.lowered):
            before = _TOKEN.findall(prose.lowered, max(0, hit.start() - 50), hit.start())[-5:]
            is_of_tape = prose.lowered.startswith(" of ", hit.end())
            if not is_of_tape and _is_wrong_number(before, total, prose.language):
                yield hit.span()


def _misplaced(prose: Prose) -> Iterator[tuple[int, int]]:
    verbs = sorted(hit.start() for verb in _VERBS & prose.words for hit in re.finditer(verb, prose.lowered))
    places = prose.known.songs
    # A heading may stand before the first song and behind the last, an index may be counted as one.
    opening = places[:1] if has_plain_positions(prose) else places[:2]
    for mention in prose.mentions:
        led = bisect(verbs, mention.start - _REACH) < bisect(verbs, mention.start)
        followed = bisect(verbs, mention.end - 1) < bisect(verbs, mention.end + _REACH)
        if not (led or followed):
            continue
        key = folded(mention.name)
        if key not in places:
            continue
        untrue = [said for said, allowed in ((_OPENS, opening), (_CLOSES, places[-1:])) if key not in allowed]
        if any(_is_said(prose, mention, said, led=led, followed=followed) for said in untrue):
            yield mention.start, mention.end


def has_plain_positions(prose: Prose) -> bool:
    """Whether the tracklist holds nothing but songs, as far as its positions tell."""
    positions = [bool(track.position) for track in prose.facts.tracklist]
    return all(positions) or not any(positions)


def _is_said(
    prose: Prose, mention: Mention, verbs: dict[str, tuple[str, str, str]], *, led: bool, followed: bool
) -> bool:
    """Whether it is said of the song; `led` and `followed` tell on which side of it any of the verbs stands."""
    behind, before, noun = _places(prose.language, *verbs[prose.language])
    hit = behind.match(prose.lowered, mention.end, mention.end + _REACH) if followed else None
    if led and not hit:
        left = prose.lowered[max(0, mention.start - _REACH) : mention.start]
        hit = before.search(left) or noun.search(left)
    return hit is not None and not SIDE.search(hit.group())


@cache
def _places(
    language: str, verb: str, leading: str, noun: str
) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    album, it = _ALBUM[language], _IT[language]
    noun_is = r"(?:is |as |est |ist |è |es )?(?:the |das |der |le |la |il |el )?(?:\w+['’]s )?"
    object_ = rf"(?:\w+ly )?(?:{verb} (?:{album}|{it}\b)|{it} (?:{verb})\b)"
    behind = re.compile(rf"{QUOTES}(?:{object_}|{noun_is}(?:{noun})\b)")
    subject = rf"(?:{album}|\b(?:it|il|elle|tout|everything|es|alles|tutto|todo))"
    before = re.compile(
        rf"(?:{subject}|^|[,;.]) ?(?:\w+ )?(?:{leading}) ?(?:the |le |la |les |l['’]|il |el |dem |der |das )?{QUOTES}$"
    )
    return behind, before, re.compile(rf"\b(?:{noun})(?: is| est| ist| è| es)?{QUOTES}$")


def _is_wrong_number(before: list[str], total: int, language: str) -> bool:
    """Whether the number among the three words before "songs" is more than there are, or is said of all and is less."""
    for place in range(len(before) - 1, max(-1, len(before) - 4), -1):
        if not before[place][0].isalnum() or before[place] in _ARTICLES:
            return False
        number = number_of(before[place], language)
        if number is not None:
            is_all = not _ALL.isdisjoint(before[max(0, place - 2) : place])
            return number > (total or 3) or (3 < number < total and is_all)
    return False

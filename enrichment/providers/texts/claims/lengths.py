"""How long a song or the whole record takes, and which song is the longest: held against the durations given."""

import re
from collections.abc import Iterator

from collection.naming import folded
from enrichment.providers.texts.claims.numbers import number_of
from enrichment.providers.texts.prose import Prose, Signs, without_likened

# The number is the match's last group that took part. "For minutes" and "a few minutes" hold none; nor is it a length
# that a listener needs ("two minutes to find the way in") or would like to have.
_MINUTES = Signs(
    en={
        "minutes": r"\b(?:runs?|lasts?|lasted|clock(?:s|ing) in|stretch(?:es|ing)?|spans?|goes on|plays|over in"
        r"|ends after|unfolds over)\b[^.!?;:,]{0,24}? ([\w-]+) minutes\b|\b([\w-]+) minutes (?:long"
        r"|in length)\b|\b([\w-]+) minutes of (?:music|playing time)\b",
        "minute": r"\b(?!three-)(\w+(?:-\w+)?)-minute (?:[\w-]+ )?(?:track|song|piece|epic|suite|album|record|closer"
        r"|opener|jam|finale|journey|improvisation)\b",
    },
    fr={
        "minutes": r"\b(?:dure|durent|durait|s['’]ét(?:end|ire|ale)|court|tient en|affiche|se déploie|prend|occupe)\b"
        r"[^.!?;:,]{0,30}? ([\w-]+) minutes\b(?! pour\b)|\blongue?s? de (?:[\w]+ (?:de )?)?([\w-]+) minutes\b"
        r"|\b(?:morceau|titre|pièce|chanson|suite|piste|fresque|plage|disque|album) (?:\w+ )?de"
        r" (?:(?:près|plus) de )?([\w-]+) minutes\b|\b([\w-]+) minutes de (?:durée|musique)\b"
    },
    de={
        "minuten": r"\b(?:dauert|dauern|läuft|währt|erstreckt sich|streckt sich|zieht sich|nimmt sich)\b"
        r"[^.!?;:,]{0,24}? (\w+) minuten\b(?!,? bis\b)|\b(?<!noch )(\w+) minuten (?:lang|musik)\b",
    },
    it={
        "minuti": r"\b(?:dura|durano|si (?:estende|snoda|distende|allunga)|supera|sfiora|occupa)\b[^.!?;:,]{0,24}?"
        r" ([\w-]+) minuti\b|\blung[oa] (?:\w+ )?([\w-]+) minuti\b|\b(?:brano|pezzo|canzone|suite|disco|album) di"
        r" (?:(?:quasi|oltre) )?([\w-]+) minuti\b",
    },
    es={
        "minutos": r"\b(?:dura|duran|se (?:extiende|alarga|prolonga|estira)|supera|roza|ocupa)\b[^.!?;:,]{0,24}?"
        r" ([\wáéíóú-]+) minutos\b|\b(?:tema|canción|pieza|suite|disco|álbum) de (?:(?:casi|más de) )?([\w-]+) minutos"
        r"\b|\b([\w-]+) minutos de (?:duración|música)\b",
    },
)
_EXTREMES = Signs(
    en={
        "longest, shortest": r"\b(?:longest|shortest) (?:track|song|piece|cut|number)\b"
        r"|\b(?:track|song|piece|cut|number) is the (?:longest|shortest)\b",
    },
    fr={
        "long, longue, court, courte": r"\b(?:morceau|titre|chanson|plage|piste|pièce) (?:est |reste )?l[ea] plus"
        r" (?:long(?:ue)?|courte?)\b|\bl[ea] plus (?:long(?:ue)?|courte?) (?:morceau|titre|chanson|plage|piste|pièce"
        r"|des (?:morceaux|titres|chansons|plages|pistes|pièces)|du disque|de l['’]album)\b",
    },
    de={
        "längste, längsten, längstes, kürzeste, kürzesten, kürzestes": r"\b(?:läng|kürze)ste[ns]? (?:stück|song|lied"
        r"|titel|track)\b|\b(?:stück|song|lied|titel|track) ist (?:das|der) (?:läng|kürze)ste\b",
    },
    it={
        "lungo, lunga, breve, corto, corta": r"\b(?:brano|pezzo|canzone|traccia) (?:è )?(?:il |la )?più (?:lung[oa]"
        r"|breve|cort[oa])\b|\b(?:il|la) più (?:lung[oa]|breve|cort[oa]) (?:del disco|dell['’]album|dei brani)\b",
    },
    es={
        "largo, larga, corto, corta, breve": r"\b(?:tema|canción|pieza|corte) (?:es )?(?:el |la )?más (?:larg[oa]"
        r"|cort[oa]|breve)\b|\b(?:el|la) más (?:larg[oa]|cort[oa]|breve) (?:del disco|del álbum|de los temas)\b",
    },
)
_SHORTEST = re.compile("short|court|kürz|brev|cort")
_DENIED = re.compile(r"\b(?:not|pas|nicht|non|no) (?:\w+ ){0,2}$")
_BETWEEN = re.compile(r"[.!?…]\s")
_REACH = 120


def find(prose: Prose) -> Iterator[re.Match[str]]:
    lengths = [_minutes(track.duration) for track in prose.facts.tracklist]
    total = [sum(lengths)] if all(lengths) else []
    for hit in without_likened(prose, _MINUTES.found(prose)):
        said = number_of(hit.group(hit.lastindex or 0), prose.language)
        # "Nearly five" and "a good five minutes": a minute more or less is no untruth, and of a whole record five.
        named = _of_named(prose, hit, lengths)
        given = [(length, 1) for length in [*(named or lengths), sum(named)]] + [(length, 5) for length in total]
        if said is not None and not any(length and abs(length - said) <= spare for length, spare in given):
            yield hit
    for hit in _EXTREMES.found(prose):
        if _DENIED.search(prose.lowered, max(0, hit.start() - _REACH), hit.start()):
            continue
        extreme = (min if _SHORTEST.search(hit.group()) else max)(lengths, default=0)
        named = _of_named(prose, hit, lengths)
        if not all(lengths) or not lengths or (named and extreme not in named):
            yield hit


def _minutes(duration: str) -> float:
    """Of `4:05` or `1:02:33`; 0 where nothing is told."""
    parts = duration.split(":")
    if len(parts) < 2 or not all(part.isdecimal() for part in parts):
        return 0
    seconds = 0
    for part in parts:
        seconds = seconds * 60 + int(part)
    return seconds / 60


def _of_named(prose: Prose, hit: re.Match[str], lengths: list[float]) -> list[float]:
    """How long the songs are that the sentence names near the claim."""
    named = {
        folded(mention.name)
        for mention in prose.mentions
        if hit.start() - _REACH < mention.start < hit.end() + _REACH
        and not _BETWEEN.search(prose.hidden, *sorted((mention.end, hit.start())))
    }
    tracks = zip(prose.facts.tracklist, lengths, strict=True)
    return [length for track, length in tracks if folded(track.title) in named]

"""Credited people at another instrument, or in another office, than the credits say, and words put into a mouth.

Those are a quotation of several words, with who is said to have written or said it.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from enrichment.providers.texts import AlbumFacts, credited_name, credited_roles
from enrichment.providers.texts.languages import table
from enrichment.providers.texts.prose import Prose, as_cleaned

# What a credit at Discogs says, in English, and what its holder may then be said to do.
_CREDITS = (
    (r"drum|percussion|congas|tabla|timbal|cymbal|vibra|marimba", {"drums"}),
    (r"bass(?!oon)", {"bass"}),
    (r"guitar|mandolin|banjo|ukulele|sitar|lute|steel|dobro|bouzouki|oud", {"guitar"}),
    (
        (
            r"piano|organ|keyboard|synth|rhodes|clavi|mellotron|harpsi|moog|accordion|celest|program|electronic"
            r"|sampl"
        ),
        {"keys"},
    ),
    (r"sax", {"sax", "winds"}),
    (r"trumpet|trombone|horn|cornet|tuba|brass", {"brass"}),
    (r"flute|clarinet|oboe|bassoon|woodwind|recorder|whistle", {"winds"}),
    (r"vocal|voice|sing|choir|chorus|rap|narrat|speech|soprano|tenor vocal|baritone vocal", {"voice"}),
    (r"produc|supervis|directed", {"producer"}),
    (r"arrang|conduct|orchestrat|leader", {"brass", "winds", "keys"}),
    (r"perform|musician|instrument|band|all ", {"drums", "bass", "guitar", "keys", "sax", "brass", "winds", "voice"}),
)
_ANY = "|".join(f"(?P<{family}>{words})" for family, words in table("players").items())
_FILL = (
    r"(?:the |a |an |his |her |some |la |le |les |l['’]|une? |die |der |das |den |dem |il |lo |el |los |las "
    r"|una )?(?:[\w-]+ ){0,1}?"
)
_BEHIND = re.compile(
    rf"(?:['’]s? |,? (?:here |also |ici |hier |qui |qui, |, |y |en |vi |ci |ne |aquí )?"
    r"(?:on|at|behind|plays?|playing|handles|takes|adds|provides|contributes|keeps|is on|sits at|tient|joue|est à"
    r"|empoigne|prend|imbraccia|impugna|maneja|empuña|coge|übernimmt|greift zu|greift zur"
    r"|assure|à|au|aux"
    r"|à la|spielt|sitzt (?:hier )?am|am|an der|an den|an|bedient|suona|siede al|siede alla|siede a|al|alla|alle|toca"
    r"|a|en"
    r"|se sienta a|lleva"
    r"|, the|, le|, la|, der|, die|, il|, el)"
    r" (?:de la |du |de l['’])?)"
    rf"(?:aussi |auch |anche |también |ici |hier |here |aquí |qui )?{_FILL}(?:{_ANY})\b"
)
# "She produced it": a verb behind the name.
_DOES = re.compile(
    r",? (?:who |qui |che |que |here |also |himself |herself |has |a |ha |l['’]a |lo |la "
    r"|hat (?:das|die|den|es) (?:\w+ )?)*"
    r"(?:(?P<producer>produced|produces|produit|produisit|produziert|produzierte|prodotto|produsse|produjo|produce)"
    r"|(?P<voice>sings|sang|chante|chanta|singt|canta|cantò|cantó)|(?P<drums>drums|drummed|trommelt|trommelte))\b"
)
_BEFORE = re.compile(
    rf"\b(?:(?:{_ANY})(?: \w+)?(?:(?: of| by| from| de| du| von| di| del)? | d['’]| dell['’])"
    r"|(?P<by>produced|produit|produite|réalisé|produziert|prodotto|prodotta|producido|producida)(?: \w+){0,3} (?:by"
    r"|par|von|da|por) )$"
)


def find_roles(prose: Prose) -> Iterator[tuple[int, int]]:
    allowed = _allowed(prose.facts)
    for mention in prose.mentions:
        roles = allowed.get(mention.name)
        if roles is None:
            continue
        behind = _BEHIND.match(prose.lowered, mention.end, mention.end + 60)
        behind = behind or _DOES.match(prose.lowered, mention.end, mention.end + 60)
        hit = behind or _BEFORE.search(prose.lowered[max(0, mention.start - 45) : mention.start])
        said = hit.lastgroup if hit else None
        if said and ("producer" if said == "by" else said) not in roles:
            yield mention.start, mention.end


@lru_cache(64)
def _allowed(facts: AlbumFacts) -> dict[str, frozenset[str]]:
    """For each credited person what he or she may be said to do; the artists themselves may do anything."""
    found: dict[str, set[str]] = {}
    for line in facts.credits:
        roles = credited_roles(line).lower()
        name = as_cleaned(credited_name(line))
        if roles and name and name.lower() not in facts.artists.lower():
            found.setdefault(name, set()).update(_families(roles))
    return {name: frozenset(roles) for name, roles in found.items()}


@lru_cache(1_000)  # the same roles are credited on most albums
def _families(roles: str) -> frozenset[str]:
    return frozenset().union(*(family for pattern, family in _CREDITS if re.search(pattern, roles)))


_QUOTED = re.compile(
    r"“[^“”\n]{12,300}”|„[^„“”\n]{12,300}[“”]|«[^«»\n]{12,300}»"
    r"|(?<!\S)\"[^\"\n]{12,300}\"|»[^«»\n]{12,300}«"
)
_SAID = re.compile(table("speakers")["said"])
# A thing's own name: "what the press called “New French Scene”".
_NAMING = re.compile(table("speakers")["naming"])
_STOP = re.compile(r"[.!?;:]\s|\n")


def find_quotes(prose: Prose) -> Iterator[tuple[int, int]]:
    text = prose.lowered
    for hit in _QUOTED.finditer(prose.hidden):
        if "·" in hit.group() or len(hit.group().split()) < 3:
            continue
        before = _STOP.split(text[max(0, hit.start() - 80) : hit.start()])[-1]
        after = _STOP.split(text[hit.end() : hit.end() + 80])[0]
        if not _NAMING.search(before) and (_SAID.search(before) or _SAID.search(after)):
            yield hit.span()

"""Proper names in mid-sentence that none of the facts holds: most often a person who was never there.

A capital letter is soft evidence: such a text is asked for again, and then put before a person.
"""

import re
from collections.abc import Iterator

from enrichment.providers.texts.claims.kept import is_no_person
from enrichment.providers.texts.prose import CAPITAL, HIDDEN, Prose
from enrichment.providers.texts.sentences import vocabulary

# A capital is looked for first, and what stands in front of it last: capitals are rare.
_NAME = re.compile(rf"[{CAPITAL}](?<![\w{HIDDEN}].)[\w'’-]*(?:\.[\w'’-]+)*")
_ELISION = re.compile(rf"(?<![\w'’{HIDDEN}])[A-ZÀ-Þ]?[a-z]{{0,4}}['’]$")
_CAPITAL_ELISION = re.compile(rf"[A-ZÀ-Þ][a-z]{{0,4}}['’](?=[{CAPITAL}])")
_BEGINS = re.compile(rf"(?:^|[.!?…:;]{HIDDEN}?|[-–—>•]|\n)[\s\"“”„«»‹›()\]‘’¿¡*…]*$")
# Two nouns side by side are rare in German, save behind these.
_PAIR = re.compile(rf"(?<![\w'’{HIDDEN}-])([{CAPITAL}][\w'’]+) (?=([{CAPITAL}][\w'’-]{{2,}}))")
_OF = vocabulary(
    """
    namen art stück glas hauch prise portion spur meer ende anfang mitte menge paar schicht funken reihe sorte tropfen
    handvoll tasse berg stapel teil haufen strom fülle kilo liter meter schluck bisschen schuss form gefühl
    quäntchen fetzen prisen minuten stunden sekunden seiten jahre tage seite nummer opus op akt typ marke format
    thema stichwort wort begriff titel name mai juni juli
    """
)
_ROLES = re.compile(
    r"\b(?:Produzent|Produzentin|Gitarrist|Gitarristin|Bassist|Bassistin|Schlagzeuger|Schlagzeugerin|Sänger|Sängerin"
    r"|Pianist"
    r"|Pianistin|Keyboarder|Saxophonist|Saxofonist|Trompeter|Flötist|Geiger|Toningenieur|Tontechniker|Arrangeur"
    r"|Komponist"
    rf"|Dirigent|Gastsänger|Gastsängerin|Drummer|Cellist|Perkussionist) ([{CAPITAL}][\w'’-]+)"
    r"|\b(?:Geige|Gitarre|Bass|Schlagzeug|Klavier|Orgel|Saxophon|Saxofon|Trompete|Flöte|Mundharmonika|Cello)"
    rf" (?:spielt|spielte|stammt von|kommt von) ([{CAPITAL}][\w'’-]+)"
    rf"|\bvon ([{CAPITAL}][\w'’-]+) (?:produziert|gemischt|abgemischt|geschrieben|komponiert|arrangiert|beeinflusst"
    rf"|gespielt"
    rf"|gesungen|inspiriert)"
    rf"|\b(?:zuvor|vorher|früher|einst) (?:\w+ )?(?:bei|mit) ([{CAPITAL}][\w'’-]+)"
)
# "Jeder Ton Luft", "der Stimme Wärme", "ihrer Stimme Halt": a common noun has its article, a name has none.
_DETERMINERS = vocabulary(
    """
    der dem den des die das jeder jede jedem jeden jedes dieser diese diesem diesen dieses einer einem einen eines
    seiner seinem ihrer ihrem keiner keinem allen beiden
    """
)
_DETERMINED = re.compile(rf"\b(?:{'|'.join(_DETERMINERS)}) $", re.IGNORECASE)
# What begins a sentence with a capital that it would not have elsewhere.
_STARTS = vocabulary(
    """
    der die das den dem des ein kein mein dein sein ihr unser im am vom zum zur beim ins ans mit ohne für gegen
    um durch bei nach aus von seit auf in an über unter vor hinter neben zwischen trotz statt wegen als wie wenn
    dass ob weil da doch aber und oder denn so nur auch noch schon fast kaum mehr viel wenig zwei drei vier fünf
    sechs sieben acht neun zehn mal dann dort hier was wer wo laut dank per pro via
    """
)
_START_ENDINGS = ("end", "lich", "ig", "isch", "er", "es", "en", "e")
_NOUN = re.compile(
    r"(?:ung|heit|keit|schaft|tion|tät|ismus|musik|klang|klänge|rock|töne|lieder|lied|ungen|jahre|chen)$"
)


def find(prose: Prose) -> Iterator[tuple[int, int]]:
    if prose.language == "de":  # where every noun has a capital
        yield from _german(prose)
        return
    text = prose.unquoted
    for hit in _NAME.finditer(text):
        begin = start = hit.start()
        if text[start - 1 : start] in ("'", "’"):
            elision = _ELISION.search(text[max(0, start - 7) : start])
            if not elision:
                continue
            begin -= len(elision.group())
        elif elision := _CAPITAL_ELISION.match(hit.group()):
            start = elision.end() + begin
        word = text[start : hit.end()]
        if prose.is_known(word) or is_no_person(word):
            continue
        if not _BEGINS.search(text, max(0, begin - 12), begin):
            yield start, hit.end()


def _german(prose: Prose) -> Iterator[tuple[int, int]]:
    text = prose.unquoted
    for hit in _ROLES.finditer(text):
        if not prose.is_known(hit.group(hit.lastindex or 0)):
            yield hit.span()
    for hit in _PAIR.finditer(text):
        first, second = hit.groups()
        lowered = first.lower()
        begins = _BEGINS.search(text, max(0, hit.start() - 12), hit.start())
        if begins and (lowered in _STARTS or lowered in _DETERMINERS or lowered.endswith(_START_ENDINGS)):
            continue
        if lowered in _OF or _DETERMINED.search(text, max(0, hit.start() - 9), hit.start()):
            continue
        if is_no_person(first) or is_no_person(second) or _NOUN.search(second):
            continue
        if not (prose.is_known(first) and prose.is_known(second)):
            yield hit.span()

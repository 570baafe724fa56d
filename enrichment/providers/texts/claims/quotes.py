"""Words put into somebody's mouth: a quotation of several words, with who is said to have written or said it."""

import re
from collections.abc import Iterator

from enrichment.providers.texts.prose import Prose

_QUOTED = re.compile(
    r"“[^“”\n]{12,300}”|„[^„“”\n]{12,300}[“”]|«[^«»\n]{12,300}»"
    r"|(?<!\S)\"[^\"\n]{12,300}\"|»[^«»\n]{12,300}«"
)
_SAID = re.compile(
    r"\b(?:wrote|writes|called it|declared|raved|said|says|recalled|recalls|remembered|noted|enthused|critics?"
    r"|reviewers?"
    r"|magazine|weekly|newspaper|journalist|press|interview|writing"
    r"|écriv\w+|écrit|déclar\w+|confi(?:a|ait|e)\b|disait|a dit|dira|critiques?|hebdomadaire|journaliste|presse|journal"
    r"|interview|entretien|schrieb\w*|schreibt|nannte|nannten|sagte|meinte|jubelte|urteilte|kritiker\w*|zeitschrift"
    r"|magazin"
    r"|zeitung|presse|scrisse|scriveva|disse|dichiarò|raccontò|critic[oaih]+|rivista|settimanale|stampa|giornalista"
    r"|escribió"
    r"|dijo|declaró|confesó|afirmó|crític[oa]s?|revista|semanario|prensa|periodista)\b"
)
# A thing's own name: "what the press called “New French Scene”".
_NAMING = re.compile(
    r"\b(?:calls?|called|dubbed|named|known as|nomm\w+|surnomm\w+|appel\w+|baptis\w+|nannte|nennt|genannt\w*|chiama\w*"
    r"|defini\w+|llam\w+|denomin\w+)\s+(?:the |a |an |das |die |la |le |el |il )?$"
)
_STOP = re.compile(r"[.!?;:]\s|\n")


def find(prose: Prose) -> Iterator[tuple[int, int]]:
    text = prose.lowered
    for hit in _QUOTED.finditer(prose.hidden):
        if "·" in hit.group() or len(hit.group().split()) < 3:
            continue
        before = _STOP.split(text[max(0, hit.start() - 80) : hit.start()])[-1]
        after = _STOP.split(text[hit.end() : hit.end() + 80])[0]
        if not _NAMING.search(before) and (_SAID.search(before) or _SAID.search(after)):
            yield hit.span()

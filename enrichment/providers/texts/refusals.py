"""Apologies and refusals in the model's own voice."""

import re

from enrichment.providers.texts.prose import Prose
from enrichment.providers.texts.sentences import vocabulary

_SIGNS = vocabulary(
    """
    sorry apologize apologise apologies ai language désolé désolée excuse excuser peux
    dispose ai ia modèle intelligence assistant leid entschuldige leider ki sprachmodell dispiace scuso posso ho
    modello intelligenza siento disculpo puedo tengo modelo inteligencia accès suis kann habe
    """
)
_OF_I = vocabulary("unable cannot can don do")
# The first letters, looked at before all that may follow them, spare most words the long way.
_REFUSAL = re.compile(
    r"\b(?=[acdeijlmnt])(?:i['’]m\s+sorry|i\s+am\s+sorry|i\s+apologi[sz]e|my\s+apologies"
    r"|i\s+(?:am\s+unable|do\s+not\s+have|don['’]t\s+have)\b"
    r"|i\s+(?:cannot|can['’]t|can\s+not)\s+(?:provide|write|describe|give|offer|help|say|fulfil|generate|create"
    r"|comply|assist|access|verify|confirm|find|share|tell)"
    r"|as\s+an\s+ai\b|as\s+a\s+(?:large\s+)?language\s+model"
    r"|je\s+suis\s+(?:vraiment\s+)?désolée?|désolée?,|je\s+m['’]excuse|je\s+vous\s+prie\s+de\s+m['’]excuser"
    r"|je\s+ne\s+(?:peux|suis)\s+pas|je\s+ne\s+dispose|je\s+n['’]ai\s+pas"
    r"|en\s+tant\s+qu(?:['’]\s*ia\b|['’]\s*intelligence\s+artificielle|['’]\s*assistant\s+(?:ia|virtuel)"
    r"|e\s+modèle\s+de\s+langage)"
    r"|(?:es\s+)?tut\s+mir\s+(?:sehr\s+)?leid|ich\s+entschuldige|ich\s+kann\s+(?:leider\s+)?(?:nicht|kein|diese)"
    r"|ich\s+habe\s+(?:leider\s+)?keine|als\s+ki\b|als\s+(?:ki-)?sprachmodell"
    r"|mi\s+dispiace|mi\s+scuso|non\s+posso|non\s+ho\s+(?:accesso|informazioni)|come\s+(?:ia\b"
    r"|intelligenza\s+artificiale|modello\s+linguistico)"
    r"|lo\s+siento|me\s+disculpo|no\s+puedo|no\s+tengo\s+(?:acceso|información)|como\s+(?:ia\b"
    r"|(?:una\s+)?inteligencia\s+artificial|(?:un\s+)?modelo\s+de\s+lenguaje))"
)


def find_refusal(prose: Prose) -> str:
    """An apology or a refusal; song titles ("I'm Sorry") are not one, neither quoted nor given."""
    words = prose.words
    if _SIGNS.isdisjoint(words) and ("i" not in words or _OF_I.isdisjoint(words)):
        return ""
    hit = _REFUSAL.search(prose.unquoted.lower())
    return prose.text[hit.start() : hit.end()] if hit else ""

"""What a model says around a text or instead of one, in its own voice.

Openings, closings, notes and word counts; apologies and refusals.
"""

import re
from functools import lru_cache

from enrichment.providers.texts.prose import Prose
from enrichment.providers.texts.writing import vocabulary, words

_ABOUT = (
    r"(?:description|descriptive|text\w*|review|write-?up|overview|summary|presentation|présentation|critique"
    r"|résumé|chronique|"
    r"beschreibung|besprechung|rezension|descrizione|recensione|testo|presentazione|descripción|reseña"
    r"|presentación)"
)
_OPENING = (
    r"(?:here(?:['’]s|\s+is)|below\s+is|voici|voilà|ci-dessous|hier\s+(?:ist|findest|folgt)|nachfolgend"
    r"|ecco|di\s+seguito|aquí\s+(?:tienes|está|va)|a\s+continuación)"
)
_YES = (
    r"(?:sure(?:\s+thing)?|certainly|of\s+course|absolutely|okay|ok|bien\s+sûr|bien\s+entendu|d['’]accord"
    r"|certainement|avec\s+plaisir"
    r"|gerne|natürlich|selbstverständlich|sicher|klar|certo|certamente|va\s+bene|volentieri|claro(?:\s+que\s+sí)?"
    r"|por\s+supuesto|con\s+gusto|desde\s+luego|très\s+bien|parfait|perfect|great|perfekt|sehr\s+gut|perfetto"
    r"|benissimo|muy\s+bien|perfecto|vale)"
)
_LABEL = rf"(?:album\s+)?{_ABOUT}(?:\s+(?:of|de|du|der|des|di|del|dell)\b[^\n:.]{{0,80}})?"
# "Here is a record that needs no long description: it glows" is a sentence of the text.
_RECORD = (
    r"(?:records?|albums?|discs?|disques?|disco|dischi|discos|álbum|lps?|platten?|werke?|œuvre|opus|opera|obra"
    r"|musi\w+)"
)
_HEADED = rf"{_OPENING}\s+(?:(?!{_RECORD}\b)[\w'’-]+\s+){{0,3}}?(?:album\s+)?(?:l['’])?{_ABOUT}\b[^\n:.!]{{0,160}}"
_OPENINGS = tuple(
    re.compile(rf"\A[\s¡]*{pattern}", re.IGNORECASE)
    for pattern in (
        rf"(?:{_YES}\s*(?:!|\.|,|:)\s*)?{_HEADED}(?::|[.!]?\s*\n)\s*",
        rf"{_YES}\s*(?:!|\.|,|:)\s*{_HEADED}[.!]\s+",
        rf"(?:{_YES}\s*(?:!|\.|,|:)\s*)?{_OPENING}\b[^\n.!]{{0,200}}:[ \t]*\n\s*",
        rf"{_LABEL}\s*:\s*",
        rf"(?:{_YES}\s*(?:!|\.|,|:)\s*)?{_OPENING}\s*:\s+",
        rf"{_YES}\s*!\s+",
        (
            r"(?:understood|got\s+it|noted|will\s+do|compris|entendu|bien\s+reçu|c['’]est\s+noté|verstanden"
            r"|alles\s+klar"
            r"|in\s+ordnung|ho\s+capito|capito|ricevuto|inteso|entendido|comprendido|recibido)\s*[.!]\s+"
        ),
        (
            r"(?:\W{0,3}(?:(?:the\s+)?(?:final|revised|improved|new|corrected|updated)\s+(?:answer|version|text|draft"
            r"|description"
            r"|response)|assistant|model|answer|response|output|draft|result|version\s+(?:révisée|corrigée|finale"
            r"|définitive|améliorée)"
            r"|réponse(?:\s+finale)?|texte\s+(?:final|révisé|corrigé)|(?:endgültige|überarbeitete|korrigierte|neue"
            r"|finale)\s+"
            r"(?:antwort|fassung|version|beschreibung)|antwort|versione\s+(?:rivista|corretta|finale|definitiva)"
            r"|risposta(?:\s+finale)?|testo\s+(?:finale|rivisto)|versión\s+(?:revisada|corregida|final|mejorada)"
            r"|respuesta(?:\s+final)?|texto\s+(?:final|revisado))\W{0,3}:\W{0,3}?\s+)"
        ),
    )
)
_HEAD = 600
_ROUNDS = 12

_ANOTHER = r"(?:another|a\s+(?:shorter|longer|different|new|second)|any|more|me\s+to|further|changes|other)"
_CLOSING = re.compile(
    r"[\W_]*(?:(?:i\s+)?hope\s+(?:this|that|you|it)\b|let\s+me\s+know|feel\s+free|please\s+(?:let|feel|note)"
    rf"|(?:if|would)\s+you(?:['’]d|\s+would|\s+want|\s+need)?(?:\s+like)?\s+{_ANOTHER}|would\s+you\s+like\b|shall\s+i\b"
    r"|do\s+you\s+want\s+(?:me|another|a)\b|soll\s+ich\b|vuo(?:i|le)\s+che\b|voulez-vous\s+(?:que|une)\b|veux-tu\b"
    r"|(?:note|disclaimer|sources?|remarque|avertissement|références?|hinweis|anmerkung|quellen?|nota|font[ei]"
    r"|fuentes?)\s*:"
    r"|(?:more|details|read\s+more|plus\s+d['’]infos?|mehr)\s+(?:at|on|sur|auf|unter)\b[^\n]{0,20}https?:"
    r"|this\s+(?:description|text|review|summary)\s+(?:is|has|follows|contains|meets|respects|adheres|stays|avoids)\b"
    r"|n['’]hésitez\s+pas\s+à\s+(?:me|nous|demander|revenir)|j['’]espère\s+que\s+(?:cel|cette|ce|vous|le|la)"
    r"|souhaitez-vous|dites-moi"
    r"|si\s+vous\s+(?:souhaitez|voulez|désirez)\s+(?:que\s+je|une?\s+(?:autre|version|texte|description)|d['’]autres"
    r"|plus\s+de|modifier"
    r"|davantage|des\s+(?:modif|préc|chang))"
    r"|cette\s+description\s+(?:compte|respecte|repose|a\s+été)"
    r"|ich\s+hoffe,?\s+(?:die|diese[rs]?|das|dass|dir|ihnen|der)"
    r"|lass(?:en\s+sie)?\s+(?:es\s+)?mich\s+(?:bitte\s+)?wissen"
    r"|(?:wenn|falls)\s+(?:du|sie)\s+(?:möchte\w*|wünsche\w*|willst|wollen)[^.!?\n]{0,60}\b(?:ich|version|fassung"
    r"|text|änder\w+|anpass\w+)"
    r"|möchten\s+sie\b|gern(?:e)?\s+(?:passe|ändere|schreibe|kann|erstelle)\s+ich|sag(?:en\s+sie)?\s+mir\b|(?:dimmi"
    r"|dime|dígame)\s+si\b|tell\s+me\s+if\b|diese\s+beschreibung\s+(?:umfasst|hat|hält)"
    r"|dieser\s+text\s+(?:umfasst|hat|hält)"
    r"|spero\s+che\s+(?:ti|vi|le|quest|la|il|sia)|fammi\s+sapere|fatemi\s+sapere|(?:se\s+(?:vuoi|desideri|vuole"
    r"|preferisci)),?\s+(?:posso|che|un['’]?\s*altr|una\s+versione|modific)"
    r"|(?:il|questo)\s+testo\s+(?:è\s+lungo|conta|contiene)|questa\s+descrizione\s+(?:conta|contiene|rispetta)"
    r"|espero\s+que\s+(?:te|le|les|os|est[ea]|la|el|sea)|avísame|házmelo\s+saber|(?:si\s+(?:quieres|deseas|desea"
    r"|prefieres|quiere)),?\s+(?:puedo|que|otra|una\s+versión|más|modific)"
    r"|¿(?:quieres|desea|deseas)\s+(?:que|otra|una)|est[ae]\s+(?:descripción|texto)\s+(?:tiene|contiene|cumple)"
    r"|#[^\W\d]\w+(?:\s+#\w+)*\s*\Z)",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"\s*[(\[]\s*(?:note|nota|remarque|hinweis|anmerkung|n\.?\s?b\.?|disclaimer|p\.?s\.?|sources?|quellen?|font[ei]"
    r"|fuentes?)\s*[:.–—-]"
    r"[^()\[\]]{0,400}[)\]](?=[.\s]*\Z)\.?",
    re.IGNORECASE,
)
_LAST_BREAK = re.compile(r".*(?:[.!?…][\"”“»’)\]]{0,4}\s|\n)\s*(?=\S)", re.DOTALL)
_LONG_TAIL = 500
_CLOSING_WORDS = 40
_TAIL = 120
_UNIT = r"(?:words?|mots?|wörter|worte|parole|palabras|characters|caractères|zeichen|caratteri|caracteres)"
_COUNT = re.compile(
    rf"\s*(?:[(\[*_]+\s*(?:[\w\sé]{{0,24}}:)?\s*[^\W\d]{{0,12}}\W{{0,3}}\d[\d\s.,'’\u00a0\u202f]{{0,6}}\s*{_UNIT}\s*[^()\n]{{0,20}}[)\]*_.]+"
    rf"|[(\[*_]*\s*(?:word\s+count|nombre\s+de\s+mots|wortanzahl|wörter|numero\s+di\s+parole"
    rf"|número\s+de\s+palabras)\s*:?\s*\W?\s*\d+[)\]*_.]*)\s*\Z",
    re.IGNORECASE,
)

_DIGIT = re.compile(r"\d")


def find_preamble(text: str) -> str:
    """A sentence that speaks of the text instead of being it, at its beginning or at its end."""
    opening = _opening(text)
    return opening.strip() or text[len(_without_ending(text)) :].strip()


def without_chatter(text: str) -> str:
    """The text without its openings and its closing remarks, however many there are."""
    for _ in range(_ROUNDS):
        before = text
        text = _without_ending(text[len(_opening(text)) :])
        if text == before:
            break
    return text


@lru_cache(4)  # each step of the cleaning asks anew, mostly of the same text
def _opening(text: str) -> str:
    head = text[:_HEAD]
    hit = next((hit for pattern in _OPENINGS if (hit := pattern.match(head))), None)
    return hit.group() if hit and hit.end() < len(text) else ""


@lru_cache(4)
def _without_ending(text: str) -> str:
    """Without a word count, a note in brackets, hashtags, or a last sentence that speaks to whoever asked."""
    tail = text[-_TAIL:]
    hit = _COUNT.search(tail) if _DIGIT.search(tail) else None
    if not hit and tail.rstrip(" .")[-1:] in (")", "]"):
        hit = _NOTE.search(text[-_LONG_TAIL:])
    if hit:
        return text.removesuffix(hit.group())
    last_break = _LAST_BREAK.match(text, max(0, len(text) - _LONG_TAIL))
    start = last_break.end() if last_break else 0
    last = text[start:]
    return text[:start].rstrip() if start and _CLOSING.match(last) and len(words(last)) <= _CLOSING_WORDS else text


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

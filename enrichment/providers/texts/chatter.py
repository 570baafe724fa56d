"""What a model says around a text, or in its place: openings, closings, word counts, refusals, thoughts."""

import re

from enrichment.providers.texts.quotations import without_quotations
from enrichment.providers.texts.sentences import words

_ABOUT = (
    r"(?:description|descriptive|text\w*|review|write-?up|overview|summary|presentation|présentation|critique"
    r"|résumé|chronique|"
    r"beschreibung|besprechung|rezension|descrizione|recensione|testo|presentazione|descripción|reseña|texto"
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
    r"|por\s+supuesto|con\s+gusto|desde\s+luego)"
)
_LABEL = rf"(?:album\s+)?{_ABOUT}(?:\s+(?:of|de|du|der|des|di|del|dell)\b[^\n:.]{{0,80}})?"
_PREAMBLE = re.compile(
    rf"\A[\s¡]*(?:{_YES}\s*(?:!|\.|,(?=\s*{_OPENING})|:)\s*)?"
    rf"(?:{_OPENING}\b[^\n:.!]{{0,160}}\b{_ABOUT}\b[^\n:.!]{{0,120}}(?::|[.!]?\s*\n)"
    rf"|{_OPENING}\b[^\n.!]{{0,200}}:[ \t]*\n|{_LABEL}\s*:)\s*",
    re.IGNORECASE,
)
_INTERJECTION = re.compile(rf"\A[\s¡]*{_YES}\s*!\s+", re.IGNORECASE)

_CLOSING = re.compile(
    r"\A[\W_]*(?:(?:i\s+)?hope\s+(?:this|that|you)|let\s+me\s+know|feel\s+free|if\s+you(?:['’]d|\s+would)\s+like"
    r"|would\s+you\s+like|note\s*:"
    r"|n['’]hésitez\s+pas|j['’]espère\s+que|souhaitez-vous|si\s+vous\s+(?:souhaitez|voulez)|dites-moi|remarque\s*:"
    r"|ich\s+hoffe|lass\s+(?:es\s+)?mich\s+wissen|wenn\s+du\s+möchtest|möchten\s+sie|hinweis\s*:|anmerkung\s*:"
    r"|spero\s+che|fammi\s+sapere|se\s+vuoi|se\s+desideri|nota\s*:|espero\s+que|avísame|si\s+quieres|si\s+deseas"
    r"|¿quieres)",
    re.IGNORECASE,
)
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
    r"|(?:una\s+)?inteligencia\s+artificial|(?:un\s+)?modelo\s+de\s+lenguaje))",
    re.IGNORECASE,
)

_THOUGHT_TAG = re.compile(r"[<\[]\s*/?\s*(?:think|thinking|thought|reasoning|reflection)\s*[>\]]", re.IGNORECASE)
_MUSING = re.compile(
    r"\b(?:the\s+user\s+(?:wants|asks|is\s+asking|asked)|let\s+me\s+(?:think|write|draft|start|count)|i\s+(?:need"
    r"|should|must)\s+(?:to\s+)?write"
    r"|l['’]utilisateur\s+(?:veut|demande|souhaite)|der\s+(?:nutzer|benutzer)\s+(?:will|möchte|fragt)"
    r"|l['’]utente\s+(?:vuole|chiede)|el\s+usuario\s+(?:quiere|pide))\b",
    re.IGNORECASE,
)


def find_preamble(text: str) -> str:
    """A sentence that speaks of the text instead of being it, at its beginning or as its last paragraph."""
    opening = _PREAMBLE.match(text) or _INTERJECTION.match(text)
    if opening:
        return opening.group().strip()
    return _word_count(text).strip() or _closing(text)


def find_refusal(text: str) -> str:
    """An apology or a refusal in the model's own voice; quoted song titles ("I'm Sorry") are not one."""
    hit = _REFUSAL.search(without_quotations(text))
    return hit.group() if hit else ""


def find_thinking(text: str) -> str:
    hit = _THOUGHT_TAG.search(text) or _MUSING.search(text)
    return hit.group() if hit else ""


def without_thinking(text: str) -> str:
    """What stands outside the thoughts. Those never closed take all that follows; those never opened (some services
    drop the first tag) all that precedes.
    """
    kept: list[str] = []
    start, is_open = 0, False
    for tag in _THOUGHT_TAG.finditer(text):
        is_closing = "/" in tag.group()
        if is_closing and not is_open:
            kept.clear()
        elif not is_open:
            kept.append(text[start : tag.start()])
        start, is_open = tag.end(), not is_closing
    return "".join(kept if is_open else [*kept, text[start:]])


def without_chatter(text: str) -> str:
    text = _INTERJECTION.sub("", _PREAMBLE.sub("", text))
    text = text.removesuffix(_word_count(text))
    last = _closing(text)
    return without_chatter(text[: -len(last)].rstrip()) if last else text


def _word_count(text: str) -> str:
    tail = text[-_TAIL:]
    hit = _COUNT.search(tail) if _DIGIT.search(tail) else None
    return hit.group() if hit else ""


def _closing(text: str) -> str:
    body, _, last = text.rpartition("\n\n")
    return last if body and _CLOSING.match(last) and len(words(last)) <= _CLOSING_WORDS else ""

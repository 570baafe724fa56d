"""What a model says around a text, or in its place: openings, closings, word counts, refusals, thoughts."""

import re

from enrichment.providers.texts.quotations import without_quotations

_ABOUT = (
    r"(?:description|descriptive|text\w*|review|write-?up|overview|summary|presentation|présentation|critique|résumé|chronique|"
    r"beschreibung|besprechung|rezension|descrizione|recensione|testo|presentazione|descripción|reseña|texto|presentación)"
)
_OPENING = (
    r"(?:here(?:['’]s|\s+is)|below\s+is|voici|voilà|ci-dessous|hier\s+(?:ist|findest|folgt)|nachfolgend"
    r"|ecco|di\s+seguito|aquí\s+(?:tienes|está|va)|a\s+continuación)"
)
_YES = (
    r"(?:sure(?:\s+thing)?|certainly|of\s+course|absolutely|okay|ok|bien\s+sûr|bien\s+entendu|d['’]accord|certainement|avec\s+plaisir"
    r"|gerne|natürlich|selbstverständlich|sicher|klar|certo|certamente|va\s+bene|volentieri|claro(?:\s+que\s+sí)?|por\s+supuesto|con\s+gusto|desde\s+luego)"
)
_LABEL = rf"(?:album\s+)?{_ABOUT}(?:\s+(?:of|de|du|der|des|di|del|dell)\b[^\n:.]{{0,80}})?"
_PREAMBLE = re.compile(
    rf"\A\s*(?:{_YES}\s*(?:!|\.|,(?=\s*{_OPENING})|:)\s*)?"
    rf"(?:{_OPENING}\b[^\n:.!]{{0,160}}\b{_ABOUT}\b[^\n:.!]{{0,120}}(?::|[.!]?\s*\n)"
    rf"|{_OPENING}\b[^\n.!]{{0,200}}:[ \t]*\n|{_LABEL}\s*:)\s*",
    re.IGNORECASE,
)
_INTERJECTION = re.compile(rf"\A\s*{_YES}\s*!\s+", re.IGNORECASE)

_CLOSING = re.compile(
    r"\A[\W_]*(?:(?:i\s+)?hope\s+(?:this|that|you)|let\s+me\s+know|feel\s+free|if\s+you(?:['’]d|\s+would)\s+like|would\s+you\s+like|note\s*:"
    r"|n['’]hésitez\s+pas|j['’]espère\s+que|souhaitez-vous|si\s+vous\s+(?:souhaitez|voulez)|dites-moi|remarque\s*:|note\s+de"
    r"|ich\s+hoffe|lass\s+(?:es\s+)?mich\s+wissen|wenn\s+du\s+möchtest|möchten\s+sie|hinweis\s*:|anmerkung\s*:"
    r"|spero\s+che|fammi\s+sapere|se\s+vuoi|se\s+desideri|nota\s*:|espero\s+que|avísame|si\s+quieres|si\s+deseas|¿quieres)",
    re.IGNORECASE,
)
_UNIT = r"(?:words?|mots?|wörter|worte|parole|palabras|characters|caractères|zeichen|caratteri|caracteres)"
_COUNT = re.compile(
    rf"\s*(?:[(\[*_]+\s*(?:[\w\sé]{{0,24}}:)?\s*[^\W\d]{{0,12}}\W{{0,3}}\d[\d\s.,'’\u00a0\u202f]{{0,6}}\s*{_UNIT}\s*[^()\n]{{0,20}}[)\]*_.]+"
    rf"|[(\[*_]*\s*(?:word\s+count|nombre\s+de\s+mots|wortanzahl|wörter|numero\s+di\s+parole|número\s+de\s+palabras)\s*:?\s*\W?\s*\d+[)\]*_.]*)\s*\Z",
    re.IGNORECASE,
)

_REFUSAL = re.compile(
    r"\b(?:i['’]m\s+sorry|i\s+am\s+sorry|i\s+apologi[sz]e|my\s+apologies|i\s+(?:cannot|can['’]t|can\s+not|am\s+unable|do\s+not\s+have|don['’]t\s+have)\b"
    r"|as\s+an\s+ai\b|as\s+a\s+(?:large\s+)?language\s+model"
    r"|je\s+suis\s+(?:vraiment\s+)?désolée?|désolée?,|je\s+m['’]excuse|je\s+vous\s+prie\s+de\s+m['’]excuser|je\s+ne\s+(?:peux|suis)\s+pas|je\s+ne\s+dispose|je\s+n['’]ai\s+pas"
    r"|en\s+tant\s+qu(?:['’]\s*ia\b|['’]\s*intelligence\s+artificielle|['’]\s*assistant\s+(?:ia|virtuel)|e\s+modèle\s+de\s+langage)"
    r"|(?:es\s+)?tut\s+mir\s+(?:sehr\s+)?leid|ich\s+entschuldige|ich\s+kann\s+(?:leider\s+)?(?:nicht|kein|diese)|ich\s+habe\s+(?:leider\s+)?keine|als\s+ki\b|als\s+(?:ki-)?sprachmodell"
    r"|mi\s+dispiace|mi\s+scuso|non\s+posso|non\s+ho\s+(?:accesso|informazioni)|come\s+(?:ia\b|intelligenza\s+artificiale|modello\s+linguistico)"
    r"|lo\s+siento|me\s+disculpo|no\s+puedo|no\s+tengo\s+(?:acceso|información)|como\s+(?:ia\b|(?:una\s+)?inteligencia\s+artificial|(?:un\s+)?modelo\s+de\s+lenguaje))",
    re.IGNORECASE,
)

_THOUGHT_TAG = re.compile(r"[<\[]\s*/?\s*(?:think|thinking|thought|reasoning|reflection)\s*[>\]]", re.IGNORECASE)
_CLOSED_THOUGHT = re.compile(
    r"([<\[])\s*(think|thinking|thought|reasoning|reflection)\s*[>\]].*?[<\[]\s*/\s*\2\s*[>\]]",
    re.DOTALL | re.IGNORECASE,
)
_THOUGHT_END = re.compile(r"[<\[]\s*/\s*(?:think|thinking|thought|reasoning|reflection)\s*[>\]]", re.IGNORECASE)
_MUSING = re.compile(
    r"\b(?:the\s+user\s+(?:wants|asks|is\s+asking|asked)|let\s+me\s+(?:think|write|draft|start|count)|i\s+(?:need|should|must)\s+(?:to\s+)?write"
    r"|l['’]utilisateur\s+(?:veut|demande|souhaite)|der\s+(?:nutzer|benutzer)\s+(?:will|möchte|fragt)|l['’]utente\s+(?:vuole|chiede)|el\s+usuario\s+(?:quiere|pide))\b",
    re.IGNORECASE,
)


def find_preamble(text: str) -> str:
    """A sentence that speaks of the text instead of being it, at its beginning or as its last paragraph."""
    opening = _PREAMBLE.match(text) or _INTERJECTION.match(text)
    if opening:
        return opening.group().strip()
    last = text.rpartition("\n\n")[2]
    counted = _COUNT.search(text)
    return counted.group().strip() if counted else last if _CLOSING.match(last) else ""


def find_refusal(text: str) -> str:
    """An apology or a refusal in the model's own voice; quoted song titles ("I'm Sorry") are not one."""
    hit = _REFUSAL.search(without_quotations(text))
    return hit.group() if hit else ""


def find_thinking(text: str) -> str:
    hit = _THOUGHT_TAG.search(text) or _MUSING.search(text)
    return hit.group() if hit else ""


def without_thinking(text: str) -> str:
    """The answer behind the thoughts; "" when the thoughts were never closed, for then no answer was begun."""
    text = _CLOSED_THOUGHT.sub("", text)
    ends = list(_THOUGHT_END.finditer(text))
    text = text[ends[-1].end() :] if ends else text
    start = _THOUGHT_TAG.search(text)
    return text[: start.start()] if start else text


def without_chatter(text: str) -> str:
    text = _COUNT.sub("", _INTERJECTION.sub("", _PREAMBLE.sub("", text)))
    body, _, last = text.rpartition("\n\n")
    return without_chatter(body) if body and _CLOSING.match(last) else text

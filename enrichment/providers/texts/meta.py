"""A text that speaks of what it was written from, or of itself, instead of the record."""

from enrichment.providers.texts.prose import Prose, Signs, inflected

_EN = r"(?:facts|data|information|details|metadata|credits|sources|tracklist)"
_FR = r"(?:informations?|fiche|données|faits|renseignements|éléments|détails|précisions|sources|métadonnées)"
_DE = r"(?:fakten|daten|informationen|angaben|quellen|metadaten|details)"
_IT = r"(?:dati|fatti|informazioni|notizie|dettagli|fonti)"
_ES = r"(?:datos|hechos|información|informaciones|detalles|fuentes)"

_PROMPT = Signs(
    always_english=True,
    en={
        "facts, data, information, details, metadata, credits, sources, tracklist": rf"\b(?:based on|according to"
        rf"|from|using|per|given) (?:the|these|only the|all the) (?:\w+ )?{_EN}\b|\b(?:provided|supplied|available"
        rf"|given|known) {_EN}\b|\b{_EN} (?:that (?:were|are) )?(?:provided|supplied|given|available|at hand|listed"
        rf"|do(?:es)? not|don['’]t)\b"
        rf"|\bno (?:\w+ ){{0,2}}{_EN} (?:\w+ )?(?:is|are|was|were|about|on|regarding)\b",
        "provided, specified, given, listed, mentioned, available, known": r"\bnot (?:\w+ )?(?:provided|specified|given"
        r"|listed|mentioned|available|known) (?:in|by) the\b",
        "absence": rf"\bin the absence of (?:\w+ )?{_EN}\b",
        "credits, tracklist, list, facts, data": rf"\b(?:in|beyond|within|from) the (?:given |known )?{_EN}\b|"
        r"\b(?:credits|tracklist|track list|facts|data) (?:lists?|says?|mentions?"
        r"|names?"
        r"|indicates?|gives?|shows?|contains?|provides?)\b",
        "given, listed, stated, specified": r"\b(?:year|label|format|genre|release|producer)\b[^.!?;]{0,20} (?:is"
        r"|are) (?:given|listed"
        r"|stated|specified) as\b",
        "known": r"\b(?:nothing|little|not much|no more) (?:more |else |further )?is known (?:about|of)\b|\b(?:is"
        r"|are) not known"
        r" (?:who|when|where|which)\b",
        "update, cutoff, training, knowledge": r"\bmy (?:last|latest) (?:update|training|knowledge)"
        r"|\bknowledge cut-?off\b|\bmy (?:training|knowledge)\b|\btraining data\b",
        "unknown, unspecified, undisclosed, known, specified": r"\b(?:is|are|remains?|was|were) (?:unknown"
        r"|unspecified|undisclosed"
        r"|not known|not specified)\b[^.!?;]{0,40}\b(?:facts|here|data|credits|release|year|producer|label|studio)"
        r"|\b(?:year|producer|label|studio|personnel|line-?up)\b[^.!?;]{0,30}\b(?:is|are|remains?) (?:unknown"
        r"|unspecified|undisclosed)",
        "instructions, prompt, guidelines, constraints, requirements, request": r"\b(?:the|these|your|all|as per"
        r"|per) (?:\w+ )?(?:instructions|prompt|guidelines|constraints|requirements|request)\b",
        "requested, instructed, asked": r"\bas (?:requested|instructed|you (?:asked|requested))\b",
        "disclaimer": r"\bdisclaimer\b",
        "hope": r"\bi hope (?:this|the|my|that this|that the) (?:description|text|summary|overview|review|answer)\b",
        "pressings, sources, editions": r"\b(?:may|might|can) (?:vary|differ)\b[^.!?;]{0,30}\b(?:pressings|sources"
        r"|editions)",
    },
    fr={
        "informations, information, fiche, données, faits, renseignements, éléments, détails, précisions, "
        "sources, métadonnées, renseignement, donnée, détail, précision": rf"\b(?:d['’]après"
        rf"|selon|à partir d\w+|sur la base d\w+|au vu d\w+|en fonction d\w+|basée? sur) ?(?:les|des|ces"
        rf"|l['’])? ?(?:\w+ )?{_FR}\b|\b{_FR} (?:\w+ )?(?:fourni|donné|disponible|transmis|communiqué|connu"
        rf"|à disposition|mis)\w*|\b(?:aucune?|pas d['’e]) ?(?:\w+ )?(?:{_FR}|renseignement|donnée|détail"
        rf"|précision)\b[^.!?;]{{0,40}}\b(?:disponible|connu|fourni|sur|n['’]|ne|donné|concernant|précis|à propos)",
        inflected("précis renseign indiqu communiqu", "é ée és ées")
        + f", {inflected('fourn', 'i ie is ies')}, {inflected('conn', 'u ue us ues')}": r"\bn(?:e|['’])\s?"
        r"(?:(?:est|sont|a|ont) pas (?:été )?(?:précisé|renseigné|indiqué|communiqué|fourni)"
        r"|(?:est|sont) pas connu)\w*",
        "faute, absence, défaut, dans": rf"\b(?:faute|absence|défaut) d(?:e |['’])(?:\w+ )?{_FR}\b"
        rf"|\bdans les (?:données|métadonnées"
        r"|informations|crédits)\b",
        "demandé, demande": r"\b(?:comme demandé|conformément à (?:la|votre) demande)\b",
        "crédits": r"\bcrédits (?:\w+ )?(?:indiqu|mentionn|cit|précis|énumèr|list|ne disent|nomm)\w*",
        "ignore, sait, inconnu, inconnue, inconnus": r"\bon (?:ignore|ne sait pas) (?:qui|où|quand|par qui) (?:tient"
        r"|joue|a |l['’]a|ont"
        r"|fut|il a|y )|\b(?:producteur|studio|label|année|musiciens?|personnel)\b[^.!?;]{0,20} inconnu\w*",
        "connaissance, connaissances, jour": r"\b(?:à|de) ma connaissance\b|\bma dernière mise à jour\b"
        r"|\bmes connaissances\b",
        "consignes, instructions, demande": r"\b(?:vos|les|ces|aux|des) (?:consignes|instructions)\b|\bvotre demande\b",
        "avertissement": r"\bavertissement\s*:",
    },
    de={
        "fakten, daten, informationen, angaben, quellen, metadaten, details": rf"\b(?:laut|gemäß|nach|auf grundlage"
        rf"|anhand|auf basis|basierend auf|aus|gestützt auf)(?: der| den| dieser| diesen)? (?:\w+en )?{_DE}\b"
        rf"|\b(?:bereitgestellt|vorliegend|gegeben|verfügbar|angegeben|genannt|vorhanden|bekannt"
        rf"|mitgeteilt)en {_DE}\b|\b(?:keine|keinerlei|weitere) (?:\w+en )?{_DE}\b[^.!?;]{{0,40}}\b(?:verfügbar"
        rf"|bekannt|vor|liegen|vorhanden|gibt|zu|über)\b|\bliegen (?:\w+ ){{0,3}}?(?:keine|nicht)\b",
        "mangels, angaben, fakten, daten, credits": rf"\bmangels (?:\w+ )?{_DE}\b|\bin den (?:angaben|fakten|daten"
        rf"|credits)\b",
        "gewünscht, verlangt": r"\bwie (?:gewünscht|verlangt)\b",
        "credits, tracklist, titelliste, angaben": r"\b(?:credits|tracklist|titelliste) (?:nenn|verzeichn|erwähn|führ"
        r"|gib|geb|sag"
        r"|weis)\w*|\bangaben (?:zu\w* \w+ )?fehlen\b",
        "bekannt, unbekannt": r"\b(?:nichts|wenig|nicht) (?:\w+ )?bekannt(?:,|\.| ist)|\bist unbekannt, (?:wer|wo"
        r"|wann)\b",
        "wissens, wissensstand, aktualisierung, trainingsdaten": r"\bmeines wissens\b|\bwissensstand"
        r"|\bletzten? aktualisierung|\btrainingsdaten",
        "anweisungen, vorgaben, anfrage": r"\b(?:die|den|ihren?|deinen?|ihrer|deiner|alle) (?:anweisungen|vorgaben"
        r"|anfrage)\b",
        "haftungsausschluss": "|",
    },
    it={
        "dati, fatti, informazioni, notizie, dettagli, fonti": rf"\b(?:in base a\w*|secondo|sulla base de\w*"
        rf"|stando a\w*|a partire da\w*|basat\w su\w*|dai|dalle) ?(?:i|gli"
        rf"|le)? ?(?:\w+ )?{_IT}\b[^.!?;]{{0,20}}\b(?:fornit|disponibil|a disposizione|dat[ie]\b|in possesso"
        rf"|not[ie]\b)\w*|\b{_IT} (?:\w+ )?(?:fornit[ie]|disponibili|a disposizione)\b|\bnon (?:si hanno|ci sono"
        rf"|sono (?:disponibili|note)|si dispone|esistono|vi sono) ?(?:di )?(?:\w+ )?{_IT}\b",
        "informazione, dato, notizia": r"\bnessun[ao]? (?:\w+ )?(?:informazione|dato|notizia)\b",
        "assenza, mancanza, dati": rf"\bin (?:assenza|mancanza) di (?:\w+ )?{_IT}\b|\bnei dati\b",
        "istruzioni, richiesto": r"\bcome (?:da istruzioni|richiesto)\b",
        "crediti": r"\bcrediti (?:\w+ )?(?:indica|riporta|elenca|cita|menziona|non)\w*",
        "noto, sa, dato, conosce": r"\bnon (?:è (?:noto|dato sapere)|si (?:sa|conosce)) (?:chi|quando|dove|in quale)\b",
        "aggiornamento, conoscenze, conoscenza": r"\b(?:mio )?ultimo aggiornamento\b|\b(?:le mie|alle mie"
        r"|mie) conoscenz\w",
        "istruzioni, richiesta": r"\b(?:le|alle|tue|sue|vostre|delle) istruzioni\b|\b(?:tua|sua|vostra) richiesta\b",
    },
    es={
        "datos, hechos, información, informaciones, detalles, fuentes": rf"\b(?:según|a partir de|con base en"
        rf"|de acuerdo con|basad\w en|basándo\w* en|sobre la base de) (?:los|las|la|estos|esta) (?:\w+ )?{_ES}\b"
        rf"|\b{_ES} (?:\w+ )?(?:proporcionad|facilitad|disponible|dad[oa]|suministrad|aportad)\w*|\bno (?:se dispone"
        rf"|hay|existen?|se tienen?|constan?|se conocen?|se cuenta con) ?(?:de |con )?(?:más |ningún "
        rf"|ninguna )?{_ES}\b|\bsin (?:más )?{_ES}\b",
        "falta, ausencia, datos, consta": rf"\b(?:a falta|en ausencia) de (?:\w+ )?{_ES}\b|\ben los datos\b"
        rf"|\bno constan?\b",
        "solicitado, pedido": r"\b(?:según lo|como se ha) (?:solicitado|pedido)\b",
        "créditos": r"\bcréditos (?:\w+ )?(?:indica|menciona|cita|recoge|enumera|nombra)\w*",
        "desconoce, desconocen, sabe, ignora": r"\bse desconocen?\b|\b(?:no se sabe|se ignora) (?:quién|cuándo|dónde"
        r"|qué)\b",
        "actualización, conocimiento, conocimientos": r"\b(?:mi )?última actualización\b|\bmis? conocimientos?\b",
        "instrucciones, petición, solicitud": r"\b(?:las|sus|tus|estas) instrucciones\b|\b(?:su|tu) (?:petición"
        r"|solicitud)\b",
    },
)
_ITSELF = Signs(
    always_english=True,
    en={
        "kept, avoided, tried, focused, aimed, omitted, written, included, left": r"\bi(?:['’]ve"
        r"| have)? (?:kept|avoided"
        r"|tried|focused|aimed|omitted|written|included|left)\b",
        "words, characters": r"\b\d{2,4}[- ](?:words?|characters)\b",
        "description, text, review, write, summary, piece, response, answer": r"\b(?:this|the above|above"
        r"|my) (?:description|text|review|write-?up|summary|response|answer)\b (?:\w+ )?(?:is|has|was|follows"
        r"|contains|meets|respects|adheres|stays|runs|consists|avoids|covers|captures|aims|provides|should)\b",
        "description, review": r"\bin this (?:description|review)\b",
        "version": r"\b(?:revised|corrected|shorter|longer|improved|alternative|updated|final"
        r"|second) version\s*[:,.]|\bversion (?:1|2|one|two|a|b)\s*:",
        "note": r"(?:^|[.!?\n(]\s*)note\s*:",
        "understood": r"(?:^|\n)\W{0,3}understood[.!,]",
        "translation, checked, check": r"\((?:translation|checked|check)\s?:",
    },
    fr={
        "évité, gardé, veillé, respecté, rédigé, écrit, tenté, essayé": r"\bj['’]ai (?:évité|gardé|veillé"
        r"|respecté|rédigé"
        r"|écrit|tenté|essayé)\b",
        "hésitez": r"\bn['’]hésitez pas à (?:me|m['’]|nous|demander|préciser)\b",
        "demandée, demandé": r"\b(?:description|texte|présentation|chronique) demandée?\b",
        "mots, caractères, signes": r"\b\d{2,4} (?:mots|caractères|signes)\b",
        "description, texte, présentation, chronique, réponse, résumé": r"\b(?:cette|ce|ma|mon"
        r"|la présente) (?:description|texte|présentation|chronique|réponse|résumé)\b (?:\w+ )?(?:compte|comporte"
        r"|respecte|repose|contient|fait|se base|s['’]appuie|vise|suit|a été|ne (?:cite|mentionne)|évite)\b",
        "version": r"\b(?:autre version|version (?:révisée|corrigée|courte|longue|alternative|améliorée|finale"
        r"|\d))\s*[:,.]",
        "note, remarque": r"(?:^|[.!?\n(]\s*)(?:note|remarque)\s*:",
        "compris, entendu, reçu": r"(?:^|\n)\W{0,3}(?:compris|entendu|bien reçu)[.!]",
    },
    de={
        "habe": r"\bich habe (?:\w+ ){0,4}(?:vermieden|gehalten|geschrieben|verzichtet|erfunden|verwendet)\b",
        "gewünschte, gewünschter, angeforderte, angeforderter": r"\b(?:gewünschte"
        r"|angeforderte)r? (?:beschreibung|text)\b",
        "wissen": r"\b(?:lassen sie mich|lass mich|lasst mich) wissen\b",
        "wörter, wörtern, worte, worten, zeichen": r"\b\d{2,4} (?:wörtern?|worten?|zeichen)\b",
        "beschreibung, text, besprechung, rezension, antwort, zusammenfassung": r"\b(?:diese|dieser|die obige"
        r"|der obige|meine) (?:beschreibung|text|besprechung|rezension|antwort"
        r"|zusammenfassung)\b (?:\w+ )?(?:umfasst|hat|ist|enthält|hält|folgt|beruht|basiert|entspricht|wurde|besteht"
        r"|vermeidet)\b(?! ein beispiel)",
        "fassung, version": r"\b(?:überarbeitete|korrigierte|kürzere|neue|andere|verbesserte|zweite) (?:fassung"
        r"|version)\s*[:.]",
        "hinweis, anmerkung": r"(?:^|[.!?\n(]\s*)(?:hinweis|anmerkung)\s*:",
        "verstanden": r"(?:^|\n)\W{0,3}verstanden[.!]",
    },
    it={
        "evitato, mantenuto, scritto, cercato": r"\bho (?:evitato|mantenuto|scritto|cercato di)\b",
        "richiesta, richiesto": r"\b(?:descrizione|testo|recensione|presentazione) richiest[oa]\b",
        "esitare, sapere": r"\bnon esitare a (?:chieder|contattar|dir)\w+|\bfammi sapere\b",
        "parole, caratteri": r"\b\d{2,4} (?:parole|caratteri)\b",
        "descrizione, testo, recensione, presentazione, risposta": r"\b(?:questa|questo|la presente|il"
        r"|la) (?:descrizione|testo|recensione|presentazione|risposta)\b (?:\w+ )?(?:conta|contiene|rispetta"
        r"|è lung\w|segue|si basa|è stat\w|comprende|evita)\b",
        "versione": r"\bversione (?:rivista|corretta|breve|alternativa|finale|migliorata)\s*[:.]|\b(?:altra"
        r"|seconda) versione\s*[:.]",
        "nota": r"(?:^|[.!?\n(]\s*)nota\s*:",
        "capito, inteso": r"(?:^|\n)\W{0,3}(?:ho )?(?:capito|inteso)[.!]",
    },
    es={
        "evitado, mantenido, escrito, procurado, intentado": r"\bhe (?:evitado|mantenido|escrito|procurado"
        r"|intentado)\b",
        "solicitada, solicitado, pedida": r"\b(?:descripción|texto|reseña|presentación) (?:solicitad[oa]|pedida)\b",
        "dudes, dude, hazme, hágame": r"\bno dudes? en (?:pedir|decir|preguntar)\w*|\b(?:hazme|hágame) saber\b",
        "palabras, caracteres": r"\b\d{2,4} (?:palabras|caracteres)\b",
        "descripción, texto, reseña, presentación, respuesta": r"\b(?:esta|este|la presente|el presente"
        r"|mi) (?:descripción|texto|reseña|presentación|respuesta)\b (?:\w+ )?(?:tiene|contiene|cumple|respeta|sigue"
        r"|se basa|ha sido|consta|fue|evita)\b",
        "versión": r"\bversión (?:revisada|corregida|breve|alternativa|final|mejorada)\s*[:.]|\b(?:otra"
        r"|segunda) versión\s*[:.]",
        "nota": r"(?:^|[.!?\n(]\s*)nota\s*:",
        "entendido": r"(?:^|\n)\W{0,3}entendido[.!]",
    },
)

# The notice at the end of a sample text says by whom it was written, and from what.
_OURS = "AIME"


def find_prompt(prose: Prose) -> str:
    """The sentence that speaks of the facts it was given, or of those it was not."""
    return _first(_PROMPT, prose)


def find_itself(prose: Prose) -> str:
    """The sentence in which the text counts, describes or announces itself."""
    return _first(_ITSELF, prose)


def _first(signs: Signs, prose: Prose) -> str:
    """The first such sentence of the text: the words of a set come in no order."""
    spans = sorted(hit.span() for hit in signs.found(prose))
    return next((said for span in spans if _OURS not in (said := prose.sentence(*span))), "")

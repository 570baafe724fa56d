"""A label, a studio, a place or a home town behind the words that introduce one."""

import re
from collections.abc import Iterator

from enrichment.providers.texts.claims.names import is_no_place
from enrichment.providers.texts.prose import NAME, Prose, Signs, inflected

_FR_STUDIO = (
    r"(?:les? |la |l['’]|du |des |un |leur |son )?(?:(?:petit|mythique|célèbre|fameux"
    r"|légendaire)s? )?(?:studios? )?(?:de |d['’]|du )?"
)
_IT_STUDIO = r"(?:gli |lo |la |il |l['’])?(?:(?:celebri|storici|mitici) )?(?:studio? )?(?:di |del |della )?"
_ES_STUDIO = r"(?:los |el |la |las )?(?:(?:míticos|famosos|legendarios) )?(?:estudios? )?(?:de |del )?"

# Home towns as adjectives, behind a word for those who play.
_FR_ACT = (
    "groupe|duo|trio|quatuor|quintette|formation|chanteur|chanteuse|collectif|orchestre|musiciens|musicien"
    "|musicienne|rockeurs"
)
_IT_ACT = (
    "gruppo|duo|trio|quartetto|quintetto|band|cantautore|cantautrice|formazione|complesso|musicisti|musicista|cantante"
)
_ES_ACT = (
    "grupo|dúo|trío|cuarteto|quinteto|banda|cantante|cantautor|cantautora|cantaor|cantaora|formación|conjunto|músicos"
    "|músico"
)
_FR_HOME = (
    r"(?P<name>(?:lyonnais|bordelais|rennais|toulousain|marseillais|lillois|nantais|strasbourgeois|rouennais"
    r"|versaillais|bruxellois|liégeois|genevois|lausannois|montréalais|berlinois|rémois|tourangeau)e?s?"
    r"|parisien(?:ne)?s?|londonien(?:ne)?s?|new-yorkaise?s?|niçoise?s?)\b"
)
_IT_HOME = (
    r"(?P<name>(?:milanes|torines|genoves|bolognes|londines|newyorkes|livornes|puglies|verones)[ei]"
    r"|(?:roman|napoletan|fiorentin|venezian|palermitan|triestin|catanes)[oaie])\b"
)
_ES_HOME = (
    r"(?P<name>(?:sevillan|madrileñ|granadin|valencian|bilbaín|gaditan|malagueñ|zaragozan|neoyorquin|jerezan"
    r"|asturian)[oa]s?"
    r"|(?:barcelon|cordob)(?:és|esa|eses)|bonaerenses?|londinenses?|catal(?:án|ana|anes)|andalu(?:z|za|ces))\b"
)

_SIGNS = Signs(
    named=True,
    en={
        "band, group, duo, trio, quartet, quintet, act, outfit, singer, musicians": r"\b(?:band|group|duo|trio|quartet"
        r"|quintet|act|outfit|singer|musicians) from (?:the )?NAME",
        "recorded, taped, tracked, mixed, mastered, captured, born, formed, founded, based, raised, assembled, cut, "
        "written, composed, rehearsed, laid, finished, completed, conceived": r"\b(?:recorded|taped|tracked|mixed"
        r"|mastered|captured|born|formed|founded|based|raised|assembled|cut|written|composed|rehearsed"
        r"|laid down|finished|completed|conceived)\b[^.!?;:]{0,40}?\b(?:in|at|near|outside|around) (?:the |a |an "
        r"|his |her |their |[\w' -]{0,18}? in )?NAME",
        "session, sessions": r"\bsessions? (?:at|in) (?:the )?NAME",
        "cut, recorded, taped, tracked, rehearsed": r"\bin NAME,? (?:\w+ ){1,4}?(?:cut|recorded|taped|tracked"
        r"|rehearsed)\b",
        "sessions, session, recording, recordings": r"\b(?:sessions?|recordings?)\b[^.!?;:]{0,30}?\b(?:took place"
        r"|were held|happened|moved|began|in|at)\b[^.!?;:]{0,12}?\b(?:in|at|to) (?:the )?NAME",
        "out": r"\bout of (?:the )?NAME",
        "settled, moved, relocated, lived, lives, living, residing, exiled": r"\b(?:settled|moved|relocated|lived|lives"
        r"|living|residing|exiled) (?:\w+ ){0,2}?(?:in"
        r"|to) NAME",
        "hailing, hail, hails, hailed": r"\bhail(?:s|ing|ed)? from (?:the )?NAME",
        "native, natives": r"\bnatives? of (?:the )?NAME",
        "home, hometown": r"\b(?:home ?town|home city|home) of NAME",
        "label, imprint, company, subsidiary": r"\b(?:label|imprint|record company|subsidiary),? (?:called "
        r"|named )?NAME",
        "released, issued, published, signed, put, came, appeared, distributed, licensed": r"\b(?:released|issued"
        r"|published|signed|put out|came out|appeared|distributed|licensed)\b[^.!?;:]{0,30}?\b(?:by|on|to|through"
        r"|via) (?:the |a )?(?:\w+ ){0,3}?NAME",
        "studio, studios": r"\b(?:at|in|from) (?:the )?studios? NAME",
    },
    fr={
        _FR_ACT.replace("|", ", "): rf"\b(?:{_FR_ACT}) (?:venue? de |originaire de |de |d['’])NAME",
        f"{_FR_ACT}|ensemble".replace("|", ", "): rf"\b(?:{_FR_ACT}|ensemble) (?:\w+ )?{_FR_HOME}",
        inflected("enregistr grav mix masteris capt compos n form fond bas install réalis façonn boucl", "é ée és ées")
        + f", {inflected('écri', 't te ts tes')}, {inflected('conç', 'u ue us ues')}, grandi": rf"\b(?:enregistr|grav"
        rf"|mix|masteris|capt|écrit|conçu|compos|n|form|fond|bas|install|réalis|grandi|façonn|boucl)(?:é|ée|és|ées|e|es"
        rf"|s)?\b[^.!?;:]{{0,40}}?\b(?:à|aux?|en|dans|chez|près de) {_FR_STUDIO}NAME",
        "installa, installèrent, vivait, vivaient, vivant, vécu, résidait": r"\b(?:install(?:a|èrent)|viv(?:ait|aient"
        r"|ant)|vécu|résidait) (?:\w+ ){0,2}?(?:à|en) NAME",
        "était, étaient": r"\bétai(?:t|ent) (?:installé|parti|établi)e?s? (?:\w+ ){0,2}?(?:à|en) NAME",
        "originaire, originaires, natif, natifs, native, venu, venus, venue": r"\b(?:originaires?|natifs?|native"
        r"|venue?s?) (?:de la |de |du |des |d['’])NAME",
        "studio, studios": r"\b(?:aux?|le|les|du|des|de|en|dans) studios? (?:de |d['’])?NAME",
        "distribua, publia, édita, sortit": r"NAME (?:l['’]|le |la )(?:distribua|publia|édita|sortit)\b",
        "label, étiquette, disques": r"\b(?:label|étiquette|maison de disques) (?:\w+ ){0,2}?NAME",
        inflected("publi édit sign distribu", "é ée és ées")
        + f", {inflected('par', 'u ue us ues')}, {inflected('sort', 'i ie is ies')}, paraît, sort": r"\b(?:paru"
        r"|sorti|publi|édit|sign|distribu|paraît|sort)\w*[^.!?;:]{0,30}? (?:chez|par|sous|sur) (?:les? |la "
        r"|l['’])?(?:label |étiquette )?NAME",
    },
    de={
        "band, gruppe, duo, trio, quartett, quintett, formation, sänger, sängerin": r"\b(?:band|gruppe|duo|trio"
        r"|quartett|quintett|formation|sänger|sängerin) aus (?:dem |der )?NAME",
        "aufgenommen, eingespielt, abgemischt, gemischt, gegründet, geboren, entstanden, gemastert": r"\b(?:in|bei"
        r"|nahe) NAME(?:[- ]\w+){0,3} (?:aufgenommen|eingespielt|abgemischt|gemischt|gegründet|geboren|entstanden"
        r"|gemastert)\b",
        "aufgenommen , eingespielt , abgemischt , entstanden , gegründet , entstand, entstanden, "
        "wurde": r"\b(?:aufgenommen"
        r"|eingespielt|abgemischt|entstand(?:en)?|gegründet)(?: \w+){0,3}? (?:in|bei) NAME",
        "stammt, stammen, stammte, stammten, kommt, kommen": r"\b(?:stamm(?:t|en|te|ten)|komm(?:t"
        r"|en))(?: \w+){0,3}? aus NAME",
        "gründete, gründeten, formierte, formierten": r"\b(?:gründete|formierte)n? sich (?:\w+ ){0,2}?(?:in|bei) NAME",
        "gezogen, übersiedelt": r"\bwar(?:en)? (?:\w+ )?nach NAME (?:gezogen|übersiedelt)\b",
        "stammend, stammende, stammenden": r"\baus NAME stammend\w*",
        "label, plattenfirma, studio, studios, hausstudio": r"\b(?:label|plattenfirma|studios?"
        r"|hausstudio) (?:namens )?NAME",
        "erschien, erschienen, veröffentlicht, herausgebracht, herausgegeben, veröffentlichte, "
        "veröffentlichten": r"\b(?:erschien\w*"
        r"|veröffentlicht\w*|herausge\w+)(?: \w+){0,3}? (?:bei|auf) (?:dem (?:\w+ ){0,2}label )?NAME",
    },
    it={
        _IT_ACT.replace("|", ", "): rf"\b(?:{_IT_ACT}) (?:venuto da |di )NAME",
        f"{_IT_ACT}|ensemble".replace("|", ", "): rf"\b(?:{_IT_ACT}|ensemble) (?:\w+ )?{_IT_HOME}",
        inflected("registrat incis mixat nat format fondat prodott realizzat cresciut compost", "o a i e")
        + ", formatisi, registrarono, registrò": rf"\b(?:registr|incis|mixat|nat|format|fondat"
        rf"|prodott|realizzat|cresciut|compost)\w*\b[^.!?;:]{{0,40}}?\b(?:a|ad|in|nei|negli|nello|nel|nella|presso"
        rf"|al|agli) {_IT_STUDIO}NAME",
        "formò, formarono, nacque, nacquero": r"\b(?:si form(?:ò|arono)|nacque(?:ro)?) (?:\w+ ){0,2}?(?:a|ad|in) NAME",
        "trasferito, trasferita, trasferiti, trasferì, trasferirono": r"\b(?:trasferit[oai]|trasferì|trasferirono)"
        r" (?:\w+ ){0,2}?(?:a|ad|in) NAME",
        "originario, originaria, originari, proveniente, provenienti": r"\b(?:originari[oa]?|provenient[ei]) (?:di "
        r"|da |dalla |della |dal |del |d['’])NAME",
        "studio, studi": r"\b(?:negli|allo|dello|degli|nello|gli|agli) studi(?:o)? (?:di )?NAME",
        "etichetta, discografica": r"\b(?:etichetta|casa discografica) (?:\w+ ){0,2}?NAME",
        inflected("pubblicat uscit edit stampat", "o a i e") + ", uscì": r"\b(?:pubblicat|uscit|edit|uscì"
        r"|stampat)\w*[^.!?;:]{0,30}? (?:per|da|dalla|dall['’]|con|presso) (?:la |l['’])?(?:etichetta )?NAME",
    },
    es={
        "formó, formaron, nació": r"\b(?:se form(?:ó|aron)|nació) (?:\w+ ){0,2}?en NAME",
        _ES_ACT.replace("|", ", "): rf"\b(?:{_ES_ACT}) de NAME",
        f"{_ES_ACT}|agrupación".replace("|", ", "): rf"\b(?:{_ES_ACT}|agrupación) (?:\w+ )?{_ES_HOME}",
        inflected("grabad mezclad nacid formad fundad producid realizad registrad compuest", "o a os as")
        + ", grabó, grabaron": rf"\b(?:grab(?:ad|ó|aron)|mezclad|nacid|formad|fundad|producid|realizad"
        rf"|registrad|compuest)\w*\b[^.!?;:]{{0,40}}?\b(?:en|a|cerca de) {_ES_STUDIO}NAME",
        "procedente, procedentes, originario, originaria, originarios, oriundo, oriundos, natural, "
        "naturales": r"\b(?:procedentes?"
        r"|originari[oa]s?|oriund[oa]s?|natural(?:es)?) del? (?:la )?NAME",
        "grabación, grabaciones, sesiones": r"\b(?:grabaci(?:ón|ones)|sesiones)\b[^.!?;:]{0,30}? (?:en|entre) NAME",
        "exiliarse, instalarse, instaló, instalado, instalada, instalados, mudó, mudado, exilió, vivía, "
        "mudarse": r"\b(?:exili|instal|viv|mud)\w+ en NAME",
        "estudio, estudios": r"\b(?:en|de|los|el) (?:los |el )?estudios? (?:de )?NAME",
        "sello, discográfica, compañía": r"\b(?:sello|discográfica|compañía) (?:\w+ ){0,2}?NAME",
        inflected("publicad editad lanzad", "o a os as") + ", salió, publicó, apareció": r"\b(?:publicad|editad|salió"
        r"|publicó|apareció|lanzad)\w*[^.!?;:]{0,30}? (?:por|con|bajo|en) (?:el sello |la compañía |la |el )?NAME",
    },
)
_STUDIO = re.compile(
    r"[A-ZÀ-ÖØ-Þ][\w'’.-]+(?: [A-Z][\w'’.-]+)?[ -](?:Studios?|Sound Studios?|Recorders)\b"
    r"|\b(?:at|in|im|aux?|nello|nel|en|el) [Ss]tudios? (?:[A-Z0-9]\b|[A-ZÀ-Þ]\w+)"
)

# "New" and "West" are no places, "New York" and "West Berlin" are; "West Coast" and "New Beat" are styles.
_BEGUN = re.compile(
    r"(?:New|(?:North|South|East|West)(?:ern)?|Nord|Sud|Süd|Ost|Est|Ouest|Norte|Sur) "
    rf"(?!(?:Coast|Beat|Jack|Weird)\b)({NAME})"
)


def find(prose: Prose) -> Iterator[re.Match[str]]:
    for hit in _SIGNS.found(prose):
        begun = _BEGUN.match(prose.hidden, hit.start("name"))
        name = begun.group(1) if begun else hit.group("name")
        if not prose.is_known(name) and not is_no_place(name, prose.language):
            yield hit
    if "studio" in prose.lowered or "recorders" in prose.words:
        yield from _STUDIO.finditer(prose.hidden)

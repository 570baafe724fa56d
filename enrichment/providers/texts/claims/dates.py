"""Times that no given year supports: decades, two digits, years in words, spans, dates, seasons, "a year earlier"."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from enrichment.providers.texts import AlbumFacts
from enrichment.providers.texts.claims.numbers import number_of, spelt
from enrichment.providers.texts.inventions import given_years
from enrichment.providers.texts.prose import Prose, Signs
from enrichment.providers.texts.writing import vocabulary

_MONTHS = {
    "en": "january february march april may june july august september october november december",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "de": "januar jänner februar märz april mai juni juli august september oktober november dezember",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
}
_OF = {language: "|".join(months.split()) for language, months in _MONTHS.items()}
_KEY = {language: ", ".join(months.split()) for language, months in _MONTHS.items()}
_EN_OUT = r"(?:released|issued|recorded|published|appeared|arrived|out|finished|completed|taped|cut|written|launched)"
_FR_OUT = r"(?:sorti|paru|enregistr|publi|gravé|achevé|bouclé|lancé|sort\b|parut|paraît)\w*"
_DE_OUT = r"(?:veröffentlicht|erschien|aufgenommen|eingespielt|fertig|herausgebracht)\w*"
_IT_OUT = r"(?:usc[ìi]|uscit|pubblicat|registrat|incis|complet)\w*"
_ES_OUT = r"(?:sali[óo]|publicad|grabad|grabó|presentó|presentad|llegó|editad|aparec|lanzad|terminad)\w*"
_YEAR = r"(?:\d{4}|['’]\d\d|that year|nineteen)"

# Days, months and seasons: never given, save where a title holds them.
_DAYS = Signs(
    en={
        _KEY["en"]: rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{_OF['en']})\b"
        rf"|\b(?:{_OF['en']}) (?:the )?\d{{1,2}}(?:st|nd|rd|th)?\b"
        rf"|\b{_EN_OUT}\b[^.!?;]{{0,30}}? (?:in|on|during) (?:early |late |mid-)?(?:{_OF['en']})\b"
        rf"|\b(?:{_OF['en']}),? (?:of )?(?:\d{{4}}|that year)\b",
        "winter, spring, summer, autumn, fall": rf"\b(?:winter|spring|summer|autumn|fall) of (?:{_YEAR}|the same"
        rf"|(?:fifty|sixty|seventy|eighty|ninety)-)|\b{_EN_OUT}\b[^.!?;]{{0,12}}? (?:in|that|during|over) (?:the |a "
        rf"|one )?(?:early "
        rf"|late )?(?:winter|spring|summer|autumn|fall)\b",
    },
    fr={
        _KEY["fr"]: rf"\b(?:\d{{1,2}}|1er|premier) (?:{_OF['fr']})\b|\b{_FR_OUT}[^.!?;]{{0,30}}? (?:en|début|fin"
        rf"|au mois d\w|courant) (?:début |fin )?(?:{_OF['fr']})\b|\b(?:{_OF['fr']}) (?:\d{{4}}|de (?:cette"
        rf"|la même) année)\b",
        "hiver, printemps, été, automne": rf"\b(?:hiver|printemps|été|automne) (?:de l['’]année )?(?:\d{{4}}|['’]\d\d"
        rf"|mille|dix)|\b{_FR_OUT}[^.!?;]{{0,12}}? (?:à l['’]automne|au printemps|en (?:plein )?hiver"
        rf"|en (?:plein )?été|l['’]été)\b",
    },
    de={
        _KEY["de"]: rf"\b\d{{1,2}}\. (?:{_OF['de']})\b|\bim (?:{_OF['de']})\b[^.!?;]{{0,40}}\b{_DE_OUT}"
        rf"|\b{_DE_OUT}\b[^.!?;]{{0,30}}? (?:im|ende|anfang|mitte) (?:{_OF['de']})\b|\b(?:{_OF['de']}) (?:\d{{4}}"
        rf"|(?:desselben|jenes|dieses) jahres)\b",
        "winter, frühjahr, frühling, sommer, herbst": rf"\b(?:winter|frühjahr|frühling|sommer"
        rf"|herbst) (?:des jahres )?(?:\d{{4}}|neunzehn)|\b{_DE_OUT}\b[^.!?;]{{0,12}}? im (?:winter|frühjahr|frühling"
        rf"|sommer|herbst)\b",
    },
    it={
        _KEY["it"]: rf"\b(?:\d{{1,2}}|primo) (?:{_OF['it']})\b|\b{_IT_OUT}[^.!?;]{{0,30}}? (?:nel|in|a|ad"
        rf"|di) (?:mese di )?(?:{_OF['it']})\b|\b(?:{_OF['it']}) (?:(?:del )?\d{{4}}|di quell['’]anno"
        rf"|dello stesso anno)\b",
        "inverno, primavera, estate, autunno": rf"\b(?:inverno|primavera|estate|autunno) (?:del|di) (?:\d{{4}}|['’]\d\d"
        rf"|quell)|\b{_IT_OUT}[^.!?;]{{0,12}}? (?:in|d['’]|nell['’]) ?(?:inverno|primavera|estate|autunno)\b",
    },
    es={
        _KEY["es"]: rf"\b(?:\d{{1,2}}|uno|primero) de (?:{_OF['es']})\b"
        rf"|\b{_ES_OUT}[^.!?;]{{0,30}}? en (?:el mes de )?(?:{_OF['es']})\b|\b(?:{_OF['es']}) del? (?:\d{{4}}"
        rf"|(?:aquel|ese|este) año)\b",
        "invierno, primavera, verano, otoño": rf"\b(?:invierno|primavera|verano|otoño) del? (?:\d{{4}}|['’]\d\d|aquel"
        rf"|ese)|\b{_ES_OUT}[^.!?;]{{0,12}}? en (?:la |el )?(?:invierno|primavera|verano|otoño)\b",
    },
)
_FEW = {
    "en": r"(?:(?:a )?few|several|some|many|barely a|only a|just a|the)",
    "fr": r"(?:quelques|plusieurs|à peine un|une?)",
    "de": r"(?:wenige|einige|mehrere|viele|kurze)",
    "it": r"(?:pochi|alcuni|qualche|molti|diversi)",
    "es": r"(?:pocos|unos|varios|algunos|muchos|algún)",
}
# "Two years earlier": looking back over twenty years and more is no claim about the record's making.
_AGO = Signs(
    en={
        "year, years, months, month, weeks": rf"\b(?:{_FEW['en']} )?([\w-]+) (?:years?|months?|weeks?) (?:earlier"
        rf"|before|previously|prior|later|after|ago)\b(?! all)"
    },
    fr={
        "ans, an, années, année, mois, semaines": r"\b([\w-]+) (?:ans?|années?|mois|semaines?) (?:plus tôt"
        r"|auparavant|avant|plus tard|après)\b"
    },
    de={
        "jahr, jahre, jahren, monate, monaten, wochen": r"\b([\w-]+) (?:jahre?n?|monate?n?|wochen) (?:zuvor|vorher"
        r"|früher|später|danach|vor|nach)\b"
    },
    it={"anno, anni, mese, mesi": r"\b([\w-]+) (?:ann[oi]|mes[ei]) (?:prima|dopo|più tardi|addietro|fa)\b"},
    es={"año, años, mes, meses": r"\b([\w-]+) (?:años?|mes(?:es)?) (?:antes|después|más tarde|atrás)\b"},
)
_VAGUE = vocabulary(
    """
    few several some quelques plusieurs wenige wenigen einige einigen mehrere pochi alcuni qualche diversi pocos
    unos varios algunos couple single
    """
)
_TENS = {
    "en": "twenties thirties forties fifties sixties seventies eighties nineties",
    "fr": "vingt trente quarante cinquante soixante soixante-dix quatre-vingts? quatre-vingt-dix",
    "de": "zwanziger dreißiger vierziger fünfziger sechziger siebziger achtziger neunziger",
    "it": "venti trenta quaranta cinquanta sessanta settanta ottanta novanta",
    "es": "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
}
_DECADE = {
    "en": r"\b(?=[efnst])(?<!his )(?<!her )(?<!their )(?:WORDS)\b|\d0s\b(?<!\w\d0s)",
    "fr": r"\bannées (?:WORDS)(?![\w-])|\bannées ['’]?\d0\b|\b(?:sixties|seventies|eighties|nineties)\b",
    "de": r"\b(?:WORDS)n?\b|\b\d0er\w*",
    "it": r"\banni (?:WORDS)\b|\banni ['’]?\d0\b",
    "es": r"\baños (?:WORDS)\b|\baños ['’]?\d0\b|\blos (?:WORDS)\b(?! (?!y |o |en |del? |fue |con )\w)",
}
_DECADE_WORDS = vocabulary(
    """
    sixties seventies eighties nineties années anni años twenties thirties forties fifties veinte treinta cuarenta
    cincuenta sesenta setenta ochenta noventa
    """
)
_CENTURY = {
    "en": r"\bnineteen[- ](?:hundred(?: and)?[- ])?((?:oh[- ])?[a-z]+(?:[- ][a-z]+)?)",
    "fr": r"\b(?:mille[- ]neuf|dix-neuf)[- ]cents?[- ]([a-z]+(?:[- ][a-z]+){0,3})",
    "de": r"\bneunzehnhundert(\w+)",
    "it": r"\bmillenovecento(\w+)",
    "es": r"\bmil novecientos ([a-zéó]+(?: y [a-z]+)?)",
}
_CENTURY_SIGNS = ("nineteen", "neuf", "neunzehnhundert", "millenovecento", "novecientos")
# What stands in front is looked at last: digits and apostrophes are rare.
_SPAN = re.compile(r"\d\d(?<!\w\d\d)\d\d\s?[/–—-]\s?(\d\d)\b")
_SHORT = re.compile(r"['’‘](\d\d)(?<!\w.\d\d)(?<!anni .\d\d)(?<!años .\d\d)(?<!années .\d\d)\b(?!['’]?s\b)")


def find(prose: Prose) -> Iterator[tuple[int, int]]:
    yield from (hit.span() for hit in _DAYS.found(prose))
    for hit in _AGO.found(prose):
        count = number_of(hit.group(1), prose.language)
        if hit.group(1) in _VAGUE or (count is not None and count < 20):
            yield hit.span()
    yield from _decades(prose)
    yield from _in_words(prose)
    years = _given(prose.facts)[0]
    for pattern in (_SPAN, _SHORT):
        yield from (hit.span() for hit in pattern.finditer(prose.lowered) if int(hit.group(1)) not in years)


def _decades(prose: Prose) -> Iterator[tuple[int, int]]:
    language = prose.language
    signs = ("ziger", "ßiger", "0er") if language == "de" else ("0s",)
    if _DECADE_WORDS.isdisjoint(prose.words) and not any(sign in prose.lowered for sign in signs):
        return
    pattern, names = _decade_names(language)
    given = _given(prose.facts)[1]
    for hit in pattern.finditer(prose.lowered):
        digits = re.search(r"\d0", hit.group())
        named = (decade for name, decade in names if re.search(rf"{name}n?$", hit.group()))
        decade = int(digits.group()) if digits else next(named, None)
        if decade is not None and decade not in given:
            yield hit.span()


@cache
def _decade_names(language: str) -> tuple[re.Pattern[str], tuple[tuple[str, int], ...]]:
    names = dict(zip(_TENS[language].split(), range(20, 100, 10), strict=True))
    english = dict(zip(_TENS["en"].split(), range(20, 100, 10), strict=True))
    longest = tuple(sorted((english | names).items(), key=lambda row: len(row[0]), reverse=True))
    words = "|".join(sorted(names, key=len, reverse=True))
    return re.compile(_DECADE[language].replace("WORDS", words)), longest


def _in_words(prose: Prose) -> Iterator[tuple[int, int]]:
    if not any(sign in prose.lowered for sign in _CENTURY_SIGNS):
        return
    given = [spelt(prose.language).get(year) for year in _given(prose.facts)[0]]
    wanted = {_plain(word) for word in given if word}
    for hit in re.finditer(_CENTURY[prose.language], prose.lowered):
        tail = _plain(hit.group(1))
        if not any(tail == word or tail.startswith(f"{word} ") for word in wanted):
            yield hit.span()


def _plain(words: str) -> str:
    return words.replace("-", " ")


@lru_cache(64)
def _given(facts: AlbumFacts) -> tuple[frozenset[int], frozenset[int]]:
    """The last two digits of the given years, and their decades'."""
    years = given_years(facts)
    named = re.findall(r"(?<!\d)['’]?(\d0)['’]?s\b", " ".join((*facts.genres, *facts.styles, facts.title)).lower())
    decades = {year % 100 // 10 * 10 for year in years} | set(map(int, named))
    return frozenset(year % 100 for year in years), frozenset(decades)

"""Numbers from 1 to 99 as words, in the five languages; generated, for years and numbers of songs are spelt out."""

from functools import cache

_UNITS = {
    "en": "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen",
    "fr": "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit "
    "dix-neuf",
    "de": "ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn "
    "achtzehn neunzehn",
    "it": "uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici "
    "diciassette diciotto diciannove",
    "es": "uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete "
    "dieciocho diecinueve",
}
_TENS = {
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
    "fr": "vingt trente quarante cinquante soixante soixante quatre-vingt quatre-vingt",
    "de": "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
    "it": "venti trenta quaranta cinquanta sessanta settanta ottanta novanta",
    "es": "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
}
_IRREGULAR = {
    "fr": {71: "soixante et onze", 80: "quatre-vingts"},
    "de": {1: "eins"},
    "es": {
        **dict(
            enumerate(
                ["veintiuno", "veintidós", "veintitrés", "veinticuatro", "veinticinco", "veintiséis", "veintisiete"], 21
            )
        ),
        28: "veintiocho",
        29: "veintinueve",
    },
}
_ARTICLES = {"en": "a an", "fr": "une", "de": "ein eine einen einem einer", "it": "un una", "es": "un una"}


@cache
def spelt(language: str) -> dict[int, str]:
    """Each number from 1 to 99 as the language writes it, hyphens as it has them."""
    units = dict(enumerate(_UNITS[language].split(), 1))
    tens = {20 + 10 * place: word for place, word in enumerate(_TENS[language].split())}
    written = dict(units)
    for number in range(20, 100):
        unit = number % 10
        ten = number - unit
        if language == "fr" and ten in (70, 90):  # soixante-dix, quatre-vingt-dix
            unit += 10
        if not unit:
            written[number] = tens[ten]
        elif language == "de":
            written[number] = f"{units[unit]}und{tens[ten]}"
        elif language == "it":  # ventuno, ventotto
            written[number] = (tens[ten][:-1] if unit in (1, 8) else tens[ten]) + units[unit]
        else:
            joints = {"en": "-", "es": " y ", "fr": " et " if unit == 1 and ten < 80 else "-"}
            written[number] = f"{tens[ten]}{joints[language]}{units[unit]}"
    return {**written, **_IRREGULAR.get(language, {})}


@cache
def numbers(language: str) -> dict[str, int]:
    """Each word and its number; the indefinite article counts as one."""
    articles = dict.fromkeys(_ARTICLES[language].split(), 1)
    return articles | {_plain(word): number for number, word in spelt(language).items()}


def number_of(token: str, language: str) -> int | None:
    return int(token) if token.isdecimal() and len(token) < 3 else numbers(language).get(_plain(token))


def _plain(word: str) -> str:
    return word.casefold().replace("-", " ").replace("ß", "ss")

"""Numbers from 1 to 99 as words, in the five languages; generated, for years and numbers of songs are spelt out."""

from functools import cache

from collection.naming import unaccented
from enrichment.providers.texts.languages import table


@cache
def spelt(language: str) -> dict[int, str]:
    """Each number from 1 to 99 as the language writes it, hyphens as it has them."""
    said = table("numbers", language)
    units = dict(enumerate(said["units"].split(), 1))
    tens = {20 + 10 * place: word for place, word in enumerate(said["tens"].split())}
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
        elif language == "it":  # ventuno, ventotto, ventitré
            ending = "tré" if unit == 3 else units[unit]
            written[number] = (tens[ten][:-1] if unit in (1, 8) else tens[ten]) + ending
        else:
            joints = {"en": "-", "es": " y ", "fr": " et " if unit == 1 and ten < 80 else "-"}
            written[number] = f"{tens[ten]}{joints[language]}{units[unit]}"
    return written | {int(key): word for key, word in said.items() if key.isdecimal()}


@cache
def numbers(language: str) -> dict[str, int]:
    """Each word and its number; the indefinite article counts as one."""
    articles = dict.fromkeys(table("numbers", language)["one"].split(), 1)
    return articles | {plain(word): number for number, word in spelt(language).items()}


def number_of(token: str, language: str) -> int | None:
    return int(token) if token.isdecimal() and len(token) < 3 else numbers(language).get(plain(token))


def plain(words: str) -> str:
    """Numbers as they are compared: many write them without hyphens and accents."""
    return unaccented(words.casefold().replace("-", " ").replace("ß", "ss"))

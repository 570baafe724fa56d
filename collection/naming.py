"""How names of artists are written, compared and recognised, and which stand for many or for none, in the languages
that people catalogue records in. Plain text in, plain text out; nothing here raises.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

_T = TypeVar("_T")
_QUOTES_AND_DASHES = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′´`ʹʻʼʽˊˋ‹›", "'"),
        **dict.fromkeys("“”„‟″«»〝〞〟", '"'),
        **dict.fromkeys("‐‑‒–—―⁃−﹘﹣－", "-"),
    }
)
# Letters that Unicode does not decompose, yet people type without their stroke or as two letters.
_SPELT = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i", "ħ": "h"}
)
# Only these: kana and Thai write letters with marks of their own.
_ACCENTS = re.compile("[\u0300-\u036f]")
_LONE_PLUS = re.compile(r"(?<!\S)\+(?!\S)")
_NUMBER = re.compile(r" \([0-9]{1,3}\)$")
# In a joint credit the number of each artist stands before what joins them.
_NUMBERS = re.compile(r" \((?:[2-9]|[1-9][0-9]{1,2})\)(?=[ ,;/&+=*])")
_MOVED_ARTICLE = re.compile(r"^(.*\S) ?, ?(the|a|an|les|la|le|los|las|el|die|der|das)$", re.IGNORECASE)
_SHORTEST_KEY = 3
# Names and words repeat, and most are ASCII, for which a table says all that Unicode's long way would.
_REMEMBERED = 4_000
# No name is longer; a character may stand for eighteen, and sorting marks takes the square of their number.
_LONGEST = 1_000
_NO_PUNCTUATION = {
    code: None for code in range(128) if chr(code).isspace() or unicodedata.category(chr(code)).startswith("P")
}

PLACEHOLDERS = {
    "any": "Various, VA, V/A, Unknown, Anonymous, Anon., Traditional, Trad., Trad. Arr., Guests, Soundtrack, OST",
    "en": "Various Artists, Various Artist, Unknown Artist, Unknown Artists, No Artist, Original Soundtrack, "
    "Original Motion Picture Soundtrack, Motion Picture Soundtrack",
    "fr": "Artistes divers, Divers artistes, Divers, Artistes variés, Multi-interprètes, Interprètes divers, "
    "Compilation, Artiste inconnu, Artistes inconnus, Inconnu, Anonyme, Traditionnel, Bande originale, "
    "Bande originale du film, Bande originale de film",
    "es": "Varios, Varios artistas, Artistas varios, Artistas diversos, Varios intérpretes, Intérpretes varios, "
    "Artista desconocido, Desconocido, Anónimo, Tradicional, Banda sonora, Banda sonora original",
    "ca": "Diversos artistes, Artistes diversos, Diversos, Artista desconegut",
    "pt": "Vários, Vários artistas, Artistas vários, Vários intérpretes, Artista desconhecido, Desconhecido, "
    "Trilha sonora, Trilha sonora original",
    "it": "Artisti vari, Vari artisti, Vari, AA.VV., Autori vari, Interpreti vari, Artista sconosciuto, Sconosciuto, "
    "Anonimo, Tradizionale, Colonna sonora, Colonna sonora originale",
    "de": "Verschiedene, Verschiedene Interpreten, Verschiedene Künstler, Diverse, Diverse Interpreten, "
    "Diverse Künstler, Unbekannter Künstler, Unbekannte Künstler, Unbekannter Interpret, Unbekannt, Anonym, "
    "Traditionell, Volksweise, Filmmusik, Originalsoundtrack",
    "nl": "Diverse artiesten, Diverse uitvoerenden, Diversen, Verschillende artiesten, Onbekende artiest, "
    "Onbekend, Anoniem, Traditioneel",
    "da": "Diverse kunstnere, Diverse artister, Ukendt kunstner, Ukendt, Flere kunstnere",
    "no": "Diverse utøvere, Ukjent artist, Ukjent, Ymse artister",
    "sv": "Blandade artister, Diverse artister, Olika artister, Okänd artist, Okänd, Traditionell",
    "fi": "Eri esittäjiä, Eri artisteja, Useita esittäjiä, Useita artisteja, Tuntematon, Tuntematon esittäjä, "
    "Tuntematon artisti",
    "is": "Ýmsir, Ýmsir flytjendur, Ýmsir listamenn, Óþekktur flytjandi",
    "pl": "Różni wykonawcy, Różni artyści, Różni, Nieznany wykonawca, Nieznany artysta, Nieznany",
    "cs": "Různí interpreti, Různí umělci, Různí, Neznámý interpret, Neznámý umělec, Neznámý",
    "sk": "Rôzni interpreti, Rôzni umelci, Rôzni, Neznámy interpret, Neznámy",
    "hu": "Különböző előadók, Különféle előadók, Vegyes előadók, Válogatás, Ismeretlen előadó, Ismeretlen",
    "ro": "Diverși artiști, Artiști diverși, Diverși, Diverşi, Artist necunoscut, Necunoscut",
    "hr": "Razni izvođači, Razni umjetnici, Razni, Nepoznati izvođač, Nepoznat izvođač, Nepoznato",
    "sl": "Različni izvajalci, Razni izvajalci, Neznani izvajalec",
    "sr": "Разни извођачи, Различити извођачи, Разни, Непознати извођач, Непознат извођач",
    "bg": "Разни изпълнители, Различни изпълнители, Неизвестен изпълнител, Неизвестен",
    "ru": "Разные исполнители, Разные артисты, Разные, Различные исполнители, Сборник, Неизвестный исполнитель, "
    "Неизвестный артист, Неизвестен, Народная",
    "uk": "Різні виконавці, Різні артисти, Збірка, Невідомий виконавець, Невідомий",
    "el": "Διάφοροι, Διάφοροι Καλλιτέχνες, Διάφοροι Ερμηνευτές, Άγνωστος Καλλιτέχνης, Άγνωστος, Παραδοσιακό",
    "tr": "Çeşitli sanatçılar, Çeşitli, Karışık, Bilinmeyen sanatçı, Bilinmeyen, Anonim",
    "et": "Erinevad esitajad, Erinevad artistid, Tundmatu esitaja",
    "lv": "Dažādi izpildītāji, Dažādi mākslinieki, Nezināms izpildītājs",
    "lt": "Įvairūs atlikėjai, Nežinomas atlikėjas",
    "ja": "ヴァリアス, ヴァリアス・アーティスト, ヴァリアス・アーティスツ, バリアス・アーティスト, "
    "バリアス・アーティスツ, オムニバス, サウンドトラック, オリジナル・サウンドトラック, "
    "不明, 不明なアーティスト, アーティスト不明, 作者不詳, 詠み人知らず",
    "zh": "群星, 华语群星, 華語群星, 众星, 眾星, 合辑, 合輯, 多位艺人, 多位藝人, 众艺人, 眾藝人, "
    "不同艺人, 不同藝人, "
    "各种艺人, 各種藝人, 未知艺术家, 未知藝術家, 未知艺人, 未知歌手, "
    "佚名, 无名氏, 無名氏, "
    "原声带, 原聲帶, 电影原声, 電影原聲帶",
    "ko": "여러 아티스트, 여러 가수, 여러 음악가, "
    "다양한 아티스트, 옴니버스, 알 수 없는 아티스트, 알 수 없음, 미상, 작자 미상",
    "he": "אמנים שונים, אמן לא ידוע, אומנים שונים",
    "ar": "فنانون متنوعون, فنانون مختلفون, متنوع, منوعات, فنان غير معروف, مجهول",
    "fa": "هنرمندان مختلف, هنرمند ناشناس",
    "id": "Berbagai artis, Artis tidak dikenal",
    "vi": "Nhiều nghệ sĩ, Nhiều ca sĩ, Nghệ sĩ không xác định",
    "th": "ศิลปินต่างๆ, รวมศิลปิน, หลากหลายศิลปิน, ศิลปินไม่ทราบชื่อ",
}
# `Original Broadway Cast`, `The Original London Cast Recording`; a cast named after its show is somebody.
_CAST = re.compile(r"(the)?original[a-z0-9]*cast(recording)?")


def remembered(function: Callable[[str], _T]) -> Callable[[str], _T]:
    """Cached, and asked about the first thousand characters only, so that its time and the cache stay bounded."""
    cached = lru_cache(_REMEMBERED)(function)

    @wraps(function)
    def bounded(name: str) -> _T:
        return cached(name if len(name) <= _LONGEST else name[:_LONGEST])

    return bounded


def _literal(name: str) -> str:
    """The name as written, apart from case, blanks and the look of quotes and dashes."""
    if name.isascii():
        return " ".join(name.replace("`", "'").split()).lower()
    text = unicodedata.normalize("NFKC", name.translate(_QUOTES_AND_DASHES))
    text = "".join(char for char in text if unicodedata.category(char) != "Cf")
    return " ".join(text.split()).casefold()


literal = remembered(_literal)


@remembered
def unaccented(name: str) -> str:
    """`literal`, and without accents: `Björk’s` is `bjork's`."""
    text = _literal(name)
    if text.isascii():
        return text
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", text)).translate(_SPELT)


@remembered
def folded(name: str) -> str:
    """The name without accents, punctuation and blanks; may be empty (`!!!`). Symbols stay: `Beak>` is not `Beak`."""
    text = _LONE_PLUS.sub("and", unaccented(name)).replace("&", "and")
    if text.isascii():
        return text.translate(_NO_PUNCTUATION)
    return "".join(char for char in text if not char.isspace() and not unicodedata.category(char).startswith("P"))


@remembered
def strip_disambiguation(name: str) -> str:
    """Drop what Discogs adds: one trailing `*` (a variation was credited), each ` (n)` (n-th artist of that name)."""
    text = _NUMBER.sub("", _without_star(name))
    return _NUMBERS.sub("", text) if " (" in text else text


@remembered
def base_form(name: str) -> str:
    """The name as people say it: no Discogs marks, `Beatles, The` turned round."""
    text = strip_disambiguation(name)
    moved = _MOVED_ARTICLE.match(text) if "," in text else None
    return f"{moved[2]} {moved[1]}" if moved else text


@remembered
def artist_key(name: str) -> str:
    """What tells one artist from another: `Björk*` is `Bjork`, but `Nirvana (2)` is not `Nirvana`, nor `-M-` `M`."""
    base = base_form(name)
    key = folded(base)
    if len(key) < _SHORTEST_KEY:
        key = literal(base)
    number = _NUMBER.search(_without_star(name))
    return key + number[0] if number else key


def _without_star(name: str) -> str:
    text = " ".join(name[:_LONGEST].split())
    return text.removesuffix("*").rstrip() or text


PLACEHOLDER_KEYS = frozenset(folded(name) for names in PLACEHOLDERS.values() for name in names.split(", "))


def is_placeholder(name: str) -> bool:
    """Whether the name stands for many artists or for none, so that no photo can be right."""
    return any(key in PLACEHOLDER_KEYS or _CAST.fullmatch(key) for key in (folded(name), folded(base_form(name))))

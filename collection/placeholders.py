"""Names that stand for many artists or for none, in the languages that people catalogue records in."""

import re

from collection.naming import base_form, folded

NAMES = {
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
PLACEHOLDER_KEYS = frozenset(folded(name) for names in NAMES.values() for name in names.split(", "))
# `Original Broadway Cast`, `The Original London Cast Recording`; a cast named after its show is somebody.
_CAST = re.compile(r"(the)?original[a-z0-9]*cast(recording)?")


def is_placeholder(name: str) -> bool:
    """Whether the name stands for many artists or for none, so that no photo can be right."""
    return any(key in PLACEHOLDER_KEYS or _CAST.fullmatch(key) for key in (folded(name), folded(base_form(name))))

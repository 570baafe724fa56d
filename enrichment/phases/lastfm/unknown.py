"""What players write where they know neither the album nor the artist."""

import re

from collection.naming import folded

_ALBUMS = frozenset(
    map(
        folded,
        (
            *("Unknown", "Unknown Album", "Unknown Title", "No Album", "Non-album tracks", "N/A", "null"),
            *("Album inconnu", "Unbekanntes Album", "Álbum desconocido", "Album sconosciuto", "Álbum desconhecido"),
            *("Onbekend album", "Okänt album", "Ukendt album", "Ukjent album", "Tuntematon albumi", "Nieznany album"),
            *("Неизвестный альбом", "Невідомий альбом", "不明なアルバム", "未知专辑", "未知專輯", "알 수 없는 앨범"),
        ),
    )
)
_ARTISTS = frozenset(
    map(
        folded,
        (
            *("Unknown", "Unknown Artist", "No Artist", "Artiste inconnu", "Unbekannter Künstler", "null"),
            *("Unbekannter Interpret", "Artista desconocido", "Artista sconosciuto", "Artista desconhecido"),
            *("Onbekende artiest", "Okänd artist", "Ukendt kunstner", "Ukjent artist", "Tuntematon esittäjä"),
            *("Nieznany wykonawca", "Неизвестный исполнитель", "Невідомий виконавець", "不明なアーティスト"),
            *("未知艺术家", "未知藝術家", "알 수 없는 아티스트"),
        ),
    )
)
_DATE = re.compile(r"\s*\([0-9/.:\- ]+(?:[AP]M)?\)$")  # players add the time at which the disc was read
_DASHES = frozenset("-–—_")


def is_nothing(title: str) -> bool:
    """Whether an album's title says that there is none."""
    return _bare(title) in _ALBUMS or set(title.strip()) <= _DASHES


def is_nobody(artist: str) -> bool:
    return _bare(artist) in _ARTISTS


def _bare(name: str) -> str:
    return folded(_DATE.sub("", name).strip("<>[]() "))

"""Characters that have no place in a text: controls, bidirectional overrides, zero-width and unassigned ones."""

import re
import unicodedata
from functools import lru_cache

# Every run of blanks but the single space, which would be replaced by itself.
_BLANKS = re.compile(r"[^\S \u00a0\u202f][^\S\u00a0\u202f]*| [^\S\u00a0\u202f]+")
_BLANK_LINES = re.compile(r"\n\s*\n\s*")
_LINE_BREAKS = re.compile(r"\r\n?|\u2028|\u2029|\x0b|\x0c|\x85")


def unwanted(text: str) -> list[str]:
    """The code points ("U+202E") that `without_unwanted` removes, each once, in order."""
    if _is_printable(text):
        return []
    return [f"U+{ord(character):04X}" for character in dict.fromkeys(text) if _is_unwanted(character)]


def without_unwanted(text: str) -> str:
    if _is_printable(text):
        return text
    return text.translate({ord(character): None for character in set(text) if _is_unwanted(character)})


def with_plain_breaks(text: str) -> str:
    """Every kind of line break as a line feed; dropped as an unwanted character it would glue two words together."""
    return _LINE_BREAKS.sub("\n", text)


def paragraphs(text: str) -> str:
    """One line for each paragraph, an empty line between two, no blank at either end."""
    blocks = (_BLANKS.sub(" ", block).strip() for block in _BLANK_LINES.split(with_plain_breaks(text)))
    return "\n\n".join(block for block in blocks if block)


def one_line(text: str) -> str:
    if not text.isprintable():
        text = without_unwanted(with_plain_breaks(text).replace("\n", " ").replace("\t", " "))
    return " ".join(text.split())


def _is_printable(text: str) -> bool:
    """Most texts are, line feeds and no-break spaces apart, and it is found out at once."""
    return text.replace("\n", "").replace("\u00a0", "").isprintable()


@lru_cache(1_000)  # characters repeat
def _is_unwanted(character: str) -> bool:
    # Cc control, Cf format (bidirectional, zero-width, soft hyphen), Cs surrogate, Co private, Cn unassigned.
    return character not in "\n\r\t" and unicodedata.category(character)[0] == "C"

"""Characters that have no place in a text: controls, bidirectional overrides, zero-width and unassigned ones."""

import re
import unicodedata

_SPACES = re.compile(r"[^\S\n\u00a0\u202f]+")
_BLANK_LINES = re.compile(r"\s*\n\s*\n\s*")
_LINE_BREAKS = re.compile(r"\r\n?|[\u2028\u2029\x0b\x0c\x85]")


def unwanted(text: str) -> list[str]:
    """The code points ("U+202E") that `without_unwanted` removes, each once, in order."""
    return [f"U+{ord(character):04X}" for character in dict.fromkeys(text) if _is_unwanted(character)]


def without_unwanted(text: str) -> str:
    if text.isprintable():  # as names are, and found out at once
        return text
    return text.translate({ord(character): None for character in set(text) if _is_unwanted(character)})


def with_plain_breaks(text: str) -> str:
    """Every kind of line break as a line feed; dropped as an unwanted character it would glue two words together."""
    return _LINE_BREAKS.sub("\n", text)


def paragraphs(text: str) -> str:
    """One line for each paragraph, an empty line between two, no blank at either end."""
    text = _SPACES.sub(" ", with_plain_breaks(text))
    blocks = (" ".join(block.split("\n")) for block in _BLANK_LINES.split(text.strip()))
    return "\n\n".join(_SPACES.sub(" ", block).strip() for block in blocks if block.strip())


def one_line(text: str) -> str:
    return " ".join(without_unwanted(with_plain_breaks(text).replace("\n", " ").replace("\t", " ")).split())


def _is_unwanted(character: str) -> bool:
    # Cc control, Cf format (bidirectional, zero-width, soft hyphen), Cs surrogate, Co private, Cn unassigned.
    return character not in "\n\r\t" and unicodedata.category(character)[0] == "C"

"""What a text is made of: characters, lines and words.

Characters that have no place in a text are controls, bidirectional overrides, zero-width and unassigned ones.
"""

import re
import unicodedata
from functools import lru_cache

# Every run of blanks but the single space, which would be replaced by itself.
_BLANKS = re.compile(r"[^\S \u00a0\u202f][^\S\u00a0\u202f]*| [^\S\u00a0\u202f]+")
_BLANK_LINES = re.compile(r"\n\s*\n\s*")
# All blocks that hold combining marks; the few letters among them only cost a second look. The patterns are compiled
# where a text needs them, for that takes long.
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u0903\u093a-\u1dff\u20d0-\u20ff\u2cef-\u2dff\u302a-\u309a\ua66f-\uabed\ufb1e"
    "\ufe20-\ufe2f\U000101fd-\U0001e94a"
)
_MARK = f"[{_MARKS}]"
_MANY_MARKS = f"((?:(?=[{_MARKS}])\\W){{6}})(?:(?=[{_MARKS}])\\W)+"
_LINE_BREAKS = re.compile(r"\r\n?|\u2028|\u2029|\x0b|\x0c|\x85")


def composed(text: str) -> str:
    """Letters and their accents as one character each (NFC). At most a few marks stay on a letter: sorting hundreds of
    them, which no language has, takes Unicode's algorithm the square of their number.
    """
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", re.sub(_MANY_MARKS, r"\1", text) if re.search(_MARK, text) else text)


def unwanted(text: str) -> list[str]:
    """The code points ("U+202E") that `without_unwanted` removes, each once, in order."""
    if is_printable(text):
        return []
    return [f"U+{ord(character):04X}" for character in dict.fromkeys(text) if _is_unwanted(character)]


def without_unwanted(text: str) -> str:
    if is_printable(text):
        return text
    return text.translate({ord(character): None for character in set(text) if _is_unwanted(character)})


def with_plain_breaks(text: str) -> str:
    """Every kind of line break as a line feed; dropped as an unwanted character it would glue two words together."""
    return text if is_printable(text) else _LINE_BREAKS.sub("\n", text)


def paragraphs(text: str) -> str:
    """One line for each paragraph, an empty line between two, no blank at either end."""
    blocks = []
    for block in _BLANK_LINES.split(with_plain_breaks(text)):
        # Splitting is the fast way, but it would take no-break spaces away as well.
        has_no_break = "\u00a0" in block or "\u202f" in block
        blocks.append(_BLANKS.sub(" ", block).strip() if has_no_break else " ".join(block.split()))
    return "\n\n".join(filter(None, blocks))


def one_line(text: str) -> str:
    if not text.isprintable():
        text = without_unwanted(with_plain_breaks(text).replace("\n", " ").replace("\t", " "))
    return " ".join(text.split())


def is_printable(text: str) -> bool:
    """Most texts are, line feeds and no-break spaces apart, and it is found out at once."""
    return text.replace("\n", "").replace("\u00a0", "").isprintable()


@lru_cache(1_000)  # characters repeat
def _is_unwanted(character: str) -> bool:
    # Cc control, Cf format (bidirectional, zero-width, soft hyphen), Cs surrogate, Co private, Cn unassigned.
    return character not in "\n\r\t" and unicodedata.category(character)[0] == "C"


_WORD = re.compile(r"\w+")


@lru_cache(32)  # a text's judges all ask for its words
def words(text: str) -> tuple[str, ...]:
    """Whitespace-separated words that hold a letter or a digit.

    "l'album" and "don't" are one word each: of the two ways to count elisions, the one that makes a text shorter.
    """
    return tuple([token for token in text.split() if token[0].isalnum() or any(map(str.isalnum, token))])


def spoken_words(text: str) -> tuple[str, ...]:
    """The words in small letters, without any mark: "l'album" is two."""
    return tuple(_WORD.findall(text.lower().replace("_", " ")))

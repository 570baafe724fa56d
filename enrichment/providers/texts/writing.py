"""What a text is made of, in the five languages: characters, words and sentences.

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


MAX_CHARACTERS = 2000
MIN_WORDS = 150

_CLOSERS = "\"'’”»›“‘)]}*_ \u00a0\u202f"
_OPENERS = "\"'“„«‹‘([¿¡–—-\u00a0\u202f"
_ENDS = ".!?…。！？"
_BOUNDARY = re.compile(r"[.!?…](?:[ \u00a0\u202f]?[»›]|[\"'’”“‘)\]])*(?=\s|$)")

# A text never stops behind these. Those that may well close a sentence (etc., U.S., Jr.) are in the second set: a
# text may end there, for a false refusal costs as much as a miss, but it is not trimmed there.
_NEVER_LAST = """
Mr. Mrs. Ms. Dr. St. Prof. vs. feat. Feat. ft. Ft. No. Nos. Nr. Vol. vol. Vols. approx. ca. e.g. i.e. cf. Op. op. pp.
fig. MM. Mme. Mlle. env. av. ex. p.ex. réf. ndlr. n°. bzw. z.B. d.h. u.a. ggf. Hr. Fr. sog. vgl. bspw. inkl. Bd. Hrsg.
sig. Sig. sig.ra dott. Dott. pag. Sra. Srta. núm. pág. ej. p.ej. aprox. Ud. Uds.
"""
_SELDOM_LAST = "etc. Jr. Sr. Inc. Co. Ltd. Bros. Mt. ecc. usw. Orch. Corp. Rec."
# "Side A." ends a sentence where "by J." does not.
_LETTERED = "side part volume vol face partie plan seite teil lato lado parte cara in en re mi do la"
_ABBREVIATIONS, _AMBIGUOUS = frozenset(_NEVER_LAST.split()), frozenset(_SELDOM_LAST.split())
_BEFORE_A_LETTER = frozenset(_LETTERED.split())
# Far enough to see the two words before a full stop; looking at all of the text would take the square of its length.
_LOOK_BACK = 100
_WORD = re.compile(r"\w+")
_INITIALISM = re.compile(r"(?:\w\.){2,}")


@lru_cache(32)  # a text's judges all ask for its words
def words(text: str) -> tuple[str, ...]:
    """Whitespace-separated words that hold a letter or a digit.

    "l'album" and "don't" are one word each: of the two ways to count elisions, the one that makes a text shorter.
    """
    return tuple([token for token in text.split() if token[0].isalnum() or any(map(str.isalnum, token))])


def spoken_words(text: str) -> tuple[str, ...]:
    """The words in small letters, without any mark: "l'album" is two."""
    return tuple(_WORD.findall(text.lower().replace("_", " ")))


def ends_sentence(text: str) -> bool:
    """Whether the text stops where a sentence does, closing quotes and brackets behind the full stop included."""
    core = text[-4 * _LOOK_BACK :].rstrip().rstrip(_CLOSERS)
    if not core or core[-1] not in _ENDS:
        return False
    if core[-1] != "." or core.endswith("..."):
        return True
    return _may_stop(core)


def trim(text: str, limit: int = MAX_CHARACTERS, names: tuple[str, ...] = ()) -> str:
    """The longest run of whole sentences within `limit` characters; the text as it is when not even one fits.

    The full stop or the mark within one of `names` ("Feu! Chatterton") is not taken for a sentence's end.
    """
    if len(text) <= limit:
        return text
    masked = text
    for name in names:
        masked = masked.replace(name, re.sub(r"[.!?…]", "_", name))
    ends = [hit.end() for hit in _BOUNDARY.finditer(masked) if hit.end() <= limit and _is_boundary(masked, hit)]
    return text[: ends[-1]].rstrip() if ends else text


def _is_boundary(text: str, hit: re.Match[str]) -> bool:
    rest = text[hit.end() : hit.end() + 20].lstrip()
    # A small letter goes on with the sentence: "« Help ! » ouvre le disque".
    if rest.lstrip(_OPENERS)[:1].islower():
        return False
    core = text[max(0, hit.start() - _LOOK_BACK) : hit.start() + 1]
    if hit.group()[0] != ".":
        return True
    last = _last_word(core)
    is_ambiguous = last in _AMBIGUOUS or _INITIALISM.fullmatch(last) is not None
    return _may_stop(core) and not (rest and is_ambiguous)


def _may_stop(core: str) -> bool:
    last = _last_word(core)
    if last in _ABBREVIATIONS:
        return False
    is_initial = len(last) == 2 and last[0].isalpha()
    return not is_initial or _last_word(core[: -len(last)].rstrip()).casefold() in _BEFORE_A_LETTER


def _last_word(core: str) -> str:
    tail = core[-40:].split()
    return tail[-1].lstrip(_OPENERS) if tail else ""

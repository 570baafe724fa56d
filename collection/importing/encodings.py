"""In which encoding a text file is written, from its bytes alone."""

import codecs
from typing import BinaryIO

CHUNK = 1 << 20
SAMPLE = 64_000
WESTERN, MACINTOSH = "cp1252", "mac_roman"
_MARKS = [
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]
# What spreadsheets save without a mark, by country. More would only let the detector guess wrong on a few letters.
_LEGACY = [WESTERN, "cp1250", "cp1251", "cp1253", "cp1254", MACINTOSH, "cp932", "gb18030", "big5", "cp949"]
_CLEARLY_BETTER = 0.05
_BROKEN_SHARE = 0.1


def encoding_of(stream: BinaryIO) -> str:
    """Return a codec's name; unreadable bytes are to be replaced. The stream is read whole and left at its start."""
    stream.seek(0)
    start = stream.read(CHUNK)
    found = next((name for mark, name in _MARKS if start.startswith(mark)), "") or _unmarked_wide(start)
    if not found:
        found = "utf-8" if _is_utf8(start, stream) else _legacy(start)
    stream.seek(0)
    return found


def _unmarked_wide(start: bytes) -> str:
    """UTF-16 without its mark: every other byte of Western text is zero."""
    odd, even = start[1:400:2], start[:400:2]
    if len(odd) < 4:
        return ""
    if odd.count(0) > 0.8 * len(odd) and not even.count(0):
        return "utf-16-le"
    return "utf-16-be" if even.count(0) > 0.8 * len(even) and not odd.count(0) else ""


def _is_utf8(start: bytes, rest: BinaryIO) -> bool:
    """Also where a few characters are torn: the whole would otherwise be read as something else."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    foreign = broken = 0
    chunk = start
    while chunk:
        text = decoder.decode(chunk)
        if not text.isascii():
            broken += text.count("\ufffd")
            foreign += sum(char > "\x7f" for char in text) if broken else 1
        chunk = rest.read(CHUNK)
    return broken == 0 or broken < _BROKEN_SHARE * foreign


def _legacy(start: bytes) -> str:
    """Western unless the detector finds another clearly better: on a few letters it guesses (cp1250 for cp1252)."""
    from charset_normalizer import from_bytes  # takes long to load, and few files need it

    usual = MACINTOSH if b"\r" in start and b"\n" not in start else WESTERN
    lines = [line for line in start.splitlines(keepends=True) if not line.isascii()]
    sample = b"".join(lines)[:SAMPLE]
    matches = from_bytes(sample, cp_isolation=_LEGACY, threshold=0.5)
    best = matches.best()
    if best is None or str(best) == sample.decode(usual, "replace"):
        return usual
    chaos = next((match.chaos for match in matches if match.encoding == usual), 1.0)
    return best.encoding if best.chaos + _CLEARLY_BETTER < chaos else usual

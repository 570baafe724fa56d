#!/bin/bash
# ftfy: a Portuguese title in capitals between curly quotation marks is "mended": its last letter changes and the closing mark
# is gone.
#
# Software: ftfy 6.3.1.
# Guess:    the heuristic wants signs that are improbable in any language; a real word in real quotation marks, all of it
#           valid text, is left alone, as "CORAÇÃO" is.
# Really:   a capital Ã (Â too) before a closing quotation mark looks like two bytes of UTF-8 read as Windows-1252, and two
#           signs are evidence enough: the pair becomes one letter. Words that end so are common: amanhã, irmã, manhã, maçã.
#           In small letters, without the marks or between single ones nothing happens.
# Matters:  a list of Brazilian records that is cleaned before it is imported comes out with other titles, which no
#           catalogue knows. Clean a text only where it is known to be broken, and keep what it was.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -qq --disable-pip-version-check ftfy==6.3.1
PYTHONIOENCODING=utf-8 timeout 60 venv/bin/python - >seen <<'PY'
import ftfy

OPEN, CLOSE, A = "\u201c", "\u201d", "\u00c3"  # curly quotation marks, a capital A with a tilde
for title in (f"{OPEN}AMANH{A}{CLOSE}", f"{OPEN}IRM{A}{CLOSE} E OUTRAS", f"AMANH{A}", f"{OPEN}CORA\u00c7{A}O{CLOSE}"):
    print(title, "->", ftfy.fix_text(title, uncurl_quotes=False))
small = f"{OPEN}amanh{A.lower()}{CLOSE}"
print(small, "->", ftfy.fix_text(small, uncurl_quotes=False))
PY
cat seen
diff - seen <<'SEEN'
“AMANHÃ” -> “AMANHÔ
“IRMÃ” E OUTRAS -> “IRMÔ E OUTRAS
AMANHÃ -> AMANHÃ
“CORAÇÃO” -> “CORAÇÃO”
“amanhã” -> “amanhã”
SEEN
echo "Still so."

#!/bin/bash
# Unidecode, anyascii, text-unidecode: the artist μ-Ziq is "m-Ziq" in one file and "u-Ziq" in the next.
#
# Software: Unidecode 1.4.0, anyascii 0.3.3, text-unidecode 1.3, beside python-slugify 9.2.0.
# Guess:    turning names into ASCII makes equal what looks equal; signs that exist twice in Unicode for old reasons (the
#           micro sign and the Greek mu, the increment sign and Delta, ohm and Omega) come out as the same letters.
# Really:   each code has its own entry in the table: µ (on the keyboard) is "u", μ (in Greek) is "m"; the ohm sign is "ohm",
#           Omega "O"; ∆ is "", "^" or "[?]", Delta "D". Only python-slugify brings the doubles together first.
# Matters:  a keyboard gives one form and Greek text the other, in names such as μ-Ziq and ∆ (alt-J). A search by the ASCII
#           name, made to be forgiving, parts what a caseless comparison found equal. casefold() first, or
#           `unicodedata.normalize("NFKC", name)`, makes mu and Omega one; for ∆ nothing does.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -qq --disable-pip-version-check \
    unidecode==1.4.0 anyascii==0.3.3 text-unidecode==1.3 python-slugify==9.2.0
timeout 60 "$work/venv/bin/python" >"$work/seen" <<'PY'
import unicodedata

import anyascii
import slugify
import text_unidecode
import unidecode

PAIRS = {"mu": "\u00b5\u03bc", "omega": "\u2126\u03a9", "delta": "\u2206\u0394"}
MAKERS = {
    "Unidecode": unidecode.unidecode,
    "anyascii": anyascii.anyascii,
    "text-unidecode": text_unidecode.unidecode,
    "slugify": slugify.slugify,
    "NFKC, then Unidecode": lambda text: unidecode.unidecode(unicodedata.normalize("NFKC", text)),
    "casefold, then Unidecode": lambda text: unidecode.unidecode(text.casefold()),
}
for name, make in MAKERS.items():
    print(f"{name}:", "; ".join(f"{sign} {[make(one) for one in pair]}" for sign, pair in PAIRS.items()))
PY
diff -u - "$work/seen" <<'SEEN' && echo "Still so."
Unidecode: mu ['u', 'm']; omega ['ohm', 'O']; delta ['', 'D']
anyascii: mu ['u', 'm']; omega ['Ohm', 'O']; delta ['^', 'D']
text-unidecode: mu ['u', 'm']; omega ['', 'O']; delta ['[?]', 'D']
slugify: mu ['m', 'm']; omega ['o', 'o']; delta ['', 'd']
NFKC, then Unidecode: mu ['m', 'm']; omega ['O', 'O']; delta ['', 'D']
casefold, then Unidecode: mu ['m', 'm']; omega ['o', 'o']; delta ['', 'd']
SEEN

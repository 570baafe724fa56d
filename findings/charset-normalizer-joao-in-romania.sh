#!/bin/bash
# charset-normalizer: a short list saved by a Western spreadsheet is read as Polish, Baltic or Chinese.
#
# Software: charset-normalizer 3.5.3.
# Guess:    a sheet with a few accents, saved as Windows-1252 (what a spreadsheet calls CSV), is read as such, or as a
#           sister that writes these letters alike.
# Really:   `from_bytes(…).best()` reads João as Joăo (cp1250), Motörhead as Mot÷rhead (cp775), and "Sigur Rós,Ágætis
#           byrjun" as Chinese (big5). More rows do not help: thirteen artists of eight countries are still read as
#           cp1250, with ć for æ. No confidence is told that would show it.
# Matters:  every letter is a letter, so nobody notices until the artist is searched for elsewhere and not found.
#           `cp_isolation` with the few encodings that spreadsheets write, and Windows-1252 unless another is clearly
#           better, mends it.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -qq --disable-pip-version-check charset-normalizer==3.5.3
timeout 60 "$work/venv/bin/python" >"$work/seen" <<'PY'
from charset_normalizer import from_bytes

HEAD = "Catalog#,Artist,Title\n"
ROWS = [
    "Björk,Debut", "João Gilberto,Chega de Saudade", "Motörhead,Overkill", "Sigur Rós,Ágætis byrjun", "Röyksopp,Melody A.M.",
    "Françoise Hardy,Tous les garçons", "Mötley Crüe,Shout", "Céline Dion,D’eux", "Beyoncé,4", "Amália Rodrigues,Busto",
    "Blue Öyster Cult,Agents", "Die Ärzte,Geräusch", "Miles Davis,Kind of Blue",
]


def tell(name, rows):
    text = HEAD + "".join(f"X{place},{row}\n" for place, row in enumerate(rows))
    best = from_bytes(text.encode("cp1252")).best()
    wrong = [f"{is_} for {was}" for was, is_ in zip(text.splitlines(), str(best).splitlines()) if was != is_]
    print(f"{name}: {best.encoding}, {wrong[-1] if wrong else 'as written'}")


for row in ROWS[:5]:
    tell("one row", [row])
tell("thirteen rows", sorted(ROWS))
PY
diff -u - "$work/seen" <<'SEEN' && echo "Still so."
one row: cp1250, as written
one row: cp1250, X0,Joăo Gilberto,Chega de Saudade for X0,João Gilberto,Chega de Saudade
one row: cp775, X0,Mot÷rhead,Overkill for X0,Motörhead,Overkill
one row: big5, X0,Sigur R鏀,縵犚is byrjun for X0,Sigur Rós,Ágætis byrjun
one row: cp775, X0,R÷yksopp,Melody A.M. for X0,Röyksopp,Melody A.M.
thirteen rows: cp1250, X12,Sigur Rós,Ágćtis byrjun for X12,Sigur Rós,Ágætis byrjun
SEEN

#!/bin/bash
# langdetect: French in capitals is Catalan, and a list of names is English for certain.
#
# Software: langdetect 1.0.9 with a fixed seed, beside py3langid 0.4.0.
# Guess:    a detector of languages looks at letters whatever their case, and is unsure where there is nothing to go by.
# Really:   its profiles were learnt from text as it is usually written, and it does not fold case: the same French
#           sentences are "fr" in small letters and "ca" in capitals. Its probabilities are made to add up to one, so
#           seven musicians' names are English with more than 0.99.
# Matters:  sleeve notes and track lists are often in capitals; a check "is this text in French?" refuses good texts and
#           lets a line of names through as English. Fold the case first, and do not ask about lists.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -qq --disable-pip-version-check langdetect==1.0.9 py3langid==0.4.0
timeout 60 "$work/venv/bin/python" >"$work/seen" <<'PY'
import langdetect
import py3langid

langdetect.DetectorFactory.seed = 0
FRENCH = (
    "Cet album a été enregistré à Paris et produit par le groupe lui-même. "
    "Il reste l’un des plus beaux disques de son époque."
)
NAMES = "Miles Davis, John Coltrane, Cannonball Adderley, Bill Evans, Wynton Kelly, Paul Chambers, Jimmy Cobb"


def told(name, text):
    best = langdetect.detect_langs(text)[0]
    print(f"{name}: langdetect {best.lang} {'for certain' if best.prob > 0.99 else 'unsure'}, langid {py3langid.classify(text)[0]}")


told("French", FRENCH)
told("in capitals", FRENCH.upper())
told("names", NAMES)
PY
diff -u - "$work/seen" <<'SEEN' && echo "Still so."
French: langdetect fr for certain, langid fr
in capitals: langdetect ca unsure, langid fr
names: langdetect en for certain, langid cy
SEEN

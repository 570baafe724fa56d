#!/bin/bash
# pycountry: the first answer for "Niger" is Nigeria, and for "Curaçao" the Netherlands.
#
# Software: pycountry 26.2.16.
# Guess:    a fuzzy search mends what is not quite a name; who gives a country's own name gets that country first. Two
#           names that are one in the other (Guinea, Congo, Dominica, Oman in Romania) come out right, which confirms it.
# Really:   a name itself, a part of a longer name and a part of a region's name add up to points, and the exact name wins
#           only if nothing else collects more. Of all countries these two lose to another by their own names.
# Matters:  a shelf whose countries are made codes that way moves its desert blues from Agadez to Lagos, and its records
#           from Willemstad to Amsterdam, while every spot check of larger countries is right. Ask `lookup` first, and the
#           fuzzy search only for what it does not know ("UK", "England").
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -qq --disable-pip-version-check pycountry==26.2.16
timeout 120 venv/bin/python - >seen <<'PY'
from pycountry import countries

for country in countries:
    first = countries.search_fuzzy(country.name)[0]
    if first is not country:
        print(f"{country.name}: fuzzy {first.name}, lookup {countries.lookup(country.name).name}")
for name in ("Guinea", "Oman"):
    print(f"{name}: fuzzy {countries.search_fuzzy(name)[0].name}")
try:
    countries.lookup("UK")
except LookupError:
    print("UK: fuzzy", countries.search_fuzzy("UK")[0].name + ", lookup knows none")
PY
cat seen
diff - seen <<'SEEN'
Curaçao: fuzzy Netherlands, lookup Curaçao
Niger: fuzzy Nigeria, lookup Niger
Guinea: fuzzy Guinea
Oman: fuzzy Oman
UK: fuzzy United Kingdom, lookup knows none
SEEN
echo "Still so."

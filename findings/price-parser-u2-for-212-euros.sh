#!/bin/bash
# price-parser: "U2 12 €" costs 212 euros, and a double LP for 25 euros costs 2.
#
# Software: price-parser 0.5.1.
# Guess:    of several numbers the one beside the currency is the price; that is what a currency sign is for.
# Really:   the currency is looked for anywhere, and the number is the first one before it, or of the text. Two numbers
#           with a space between are one with a separator of thousands, so an artist's number runs into the price.
#           A title that says "Free" and no number costs 0. With the price in front every one comes out right.
# Matters:  the column "bought for" of a list that was typed by hand says "2LP 25 €" and "Free with a magazine". Each
#           amount looks like a price, and the sum of a shelf is off without an error.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -qq --disable-pip-version-check price-parser==0.5.1
timeout 120 venv/bin/python - >seen <<'PY'
from price_parser import Price

for text in (
    "2LP 25 EUR", '7" 3 €', "U2 12 €", "Blink-182 10 $", "1977 20 €", "Free – Heartbreaker", "Free Jazz 12 €",
    "25 EUR 2LP", "12 € U2", "20 € 1977",
):
    found = Price.fromstring(text)
    print(f"{text}: {found.amount} {found.currency}")
PY
cat seen
diff - seen <<'SEEN'
2LP 25 EUR: 2 EUR
7" 3 €: 7 €
U2 12 €: 212 €
Blink-182 10 $: 18210 $
1977 20 €: 197720 €
Free – Heartbreaker: 0 None
Free Jazz 12 €: 12 €
25 EUR 2LP: 25 EUR
12 € U2: 12 €
20 € 1977: 20 €
SEEN
echo "Still so."

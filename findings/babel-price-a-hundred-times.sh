#!/bin/bash
# Babel: 12.50 read as German is 1,250.
#
# Software: Babel 2.19.0, beside price-parser 0.5.1.
# Guess:    `parse_decimal("12.50", locale="de")` raises NumberFormatError: a point in German parts thousands, and no
#           thousand has two digits.
# Really:   the signs that part groups are taken out wherever they stand: 12.50 is 1250, 12.5 is 125; in English it is the
#           comma, so that 12,50 is 1250. Only `strict=True` looks at where they stand, and then it raises. French, whose
#           groups are parted by blanks, takes both. price-parser goes by the digits after the sign and reads 12.50 and
#           12,50 well, but takes the first number it meets: '7" for 12,50 €' costs 7.
# Matters:  prices paid come from files of one country to readers of another. A record shelf is worth a hundred times what
#           it cost, and the sum still looks like a sum.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -qq --disable-pip-version-check babel==2.19.0 price-parser==0.5.1
timeout 60 "$work/venv/bin/python" >"$work/seen" <<'PY'
from babel.numbers import NumberFormatError, parse_decimal
from price_parser import Price


def read(text, locale, **options):
    try:
        return str(parse_decimal(text, locale=locale, **options))
    except NumberFormatError:
        return "NumberFormatError"


for text, locale in (("12.50", "de"), ("12.5", "de"), ("12,50", "en"), ("12.50", "fr"), ("12,50", "fr")):
    print(f"{text} in {locale}: {read(text, locale)}, strict: {read(text, locale, strict=True)}")
for text in ("12.50", "12,50", '7" for 12,50 €'):
    print(f"price-parser, {text}: {Price.fromstring(text).amount}")
PY
diff -u - "$work/seen" <<'SEEN' && echo "Still so."
12.50 in de: 1250, strict: NumberFormatError
12.5 in de: 125, strict: NumberFormatError
12,50 in en: 1250, strict: NumberFormatError
12.50 in fr: 12.50, strict: 12.50
12,50 in fr: 12.50, strict: 12.50
price-parser, 12.50: 12.50
price-parser, 12,50: 12.50
price-parser, 7" for 12,50 €: 7
SEEN

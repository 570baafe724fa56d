#!/bin/bash
# python-barcode: a mistyped barcode is printed as another record's, and the catalogue number "SHVL 804" as "SHVL 804I".
#
# Software: python-barcode 0.16.1 with Pillow 13.0.0, read by zxing-cpp 3.1.1.
# Guess:    thirteen digits whose last does not fit the others are refused: that digit exists to catch what was mistyped.
#           A label holds what was asked for.
# Really:   the last digit is thrown away and made anew, and so is every digit too many, so each wrong number comes out as
#           a valid one of something else. Code 39 gets a check letter by default that readers hand on as part of the text;
#           Code 128 is read as written. No error, no warning.
# Matters:  somebody who labels the sleeves that have no barcode types the numbers by hand. The code on the label is found
#           in every shop's catalogue, as another record.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -qq --disable-pip-version-check python-barcode==0.16.1 pillow==13.0.0 zxing-cpp==3.1.1
timeout 120 venv/bin/python - >seen <<'PY'
import io

import barcode
import zxingcpp
from barcode.writer import ImageWriter
from PIL import Image

for kind, number in (
    ("ean13", "5099902988023"), ("ean13", "5099902988024"), ("ean13", "50999029880245"), ("ean8", "40170726"),
    ("upca", "075678164528"), ("code39", "SHVL 804"), ("code128", "SHVL 804"),
):
    label = io.BytesIO()
    barcode.get(kind, number, writer=ImageWriter()).write(label)
    print(f"{kind} {number}: read as", *(found.text for found in zxingcpp.read_barcodes(Image.open(label))))
PY
cat seen
diff - seen <<'SEEN'
ean13 5099902988023: read as 5099902988023
ean13 5099902988024: read as 5099902988023
ean13 50999029880245: read as 5099902988023
ean8 40170726: read as 40170725
upca 075678164528: read as 0075678164521
code39 SHVL 804: read as SHVL 804I
code128 SHVL 804: read as SHVL 804
SEEN
echo "Still so."

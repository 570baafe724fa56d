#!/bin/bash
# segno: the code of a short address is no QR code, and readers find nothing in it.
#
# Software: segno 1.6.6, read by opencv-python-headless 5.0.0.93 and zxing-cpp 3.1.1.
# Guess:    `segno.make("http://nas:8000")` is a QR code, as that of a longer address is.
# Really:   what fits is made a Micro QR code: up to 15 characters of an address, so that a server called `nas`, `pi` or
#           `box` gets one, and `192.168.1.5` does not. OpenCV sees nothing in it; zxing-cpp reads it. Which cameras of
#           phones do is not known beforehand. `make_qr`, or `micro=False`, is always read.
# Matters:  it works where it was tried, with the address of the developer's machine, and fails at home with the short
#           name that somebody gave theirs.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -qq --disable-pip-version-check \
    segno==1.6.6 opencv-python-headless==5.0.0.93 zxing-cpp==3.1.1 pillow==12.3.0
timeout 120 "$work/venv/bin/python" >"$work/seen" <<'PY'
import io

import cv2
import numpy
import segno
import zxingcpp
from PIL import Image

for address in ("http://nas:8000", "http://pi:8000", "http://192.168.1.5:8000"):
    for make in (segno.make, segno.make_qr):
        code, file = make(address), io.BytesIO()
        code.save(file, kind="png", scale=12)
        picture = numpy.array(Image.open(file).convert("L"))
        seen = cv2.QRCodeDetectorAruco().detectAndDecode(picture)[0]
        kinds = [str(found.format) for found in zxingcpp.read_barcodes(picture)]
        print(f"{make.__name__}({address}): {code.designator}, OpenCV reads {seen!r}, zxing-cpp a {kinds[0]}")
PY
diff -u - "$work/seen" <<'SEEN' && echo "Still so."
make(http://nas:8000): M4-L, OpenCV reads '', zxing-cpp a Micro QR Code
make_qr(http://nas:8000): 1-L, OpenCV reads 'http://nas:8000', zxing-cpp a QR Code
make(http://pi:8000): M4-L, OpenCV reads '', zxing-cpp a Micro QR Code
make_qr(http://pi:8000): 1-M, OpenCV reads 'http://pi:8000', zxing-cpp a QR Code
make(http://192.168.1.5:8000): 2-M, OpenCV reads 'http://192.168.1.5:8000', zxing-cpp a QR Code
make_qr(http://192.168.1.5:8000): 2-M, OpenCV reads 'http://192.168.1.5:8000', zxing-cpp a QR Code
SEEN

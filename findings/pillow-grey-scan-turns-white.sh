#!/bin/bash
# Pillow: a 16-bit grey scan of a sleeve turns white, and verify() finds nothing wrong with half a JPEG.
#
# Software: Pillow 13.0.0.
# Guess:    `convert("L")` and `convert("RGB")` bring 16 bits down to 8 by dividing; `verify()` notices a picture that
#           was cut off on its way.
# Really:   values above 255 are clipped to 255. A scan uses nearly all of 0 to 65,535, so the thumbnail is a white
#           square; there is no error. `verify()` raises for a cut PNG and WebP, and passes half of a JPEG or GIF, the
#           forms in which covers come; only load() notices.
# Matters:  scans from a flatbed (PNG, TIFF) lose their cover in a list of coloured ones, where nobody looks twice; half
#           a cover from a CDN is stored as checked. Divide by 256 first for mode "I;16"; check by loading.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -qq --disable-pip-version-check pillow==13.0.0
timeout 60 "$work/venv/bin/python" >"$work/seen" <<'PY'
import io

from PIL import Image


def stored(picture, kind):
    file = io.BytesIO()
    picture.save(file, kind)
    return file.getvalue()


scan = Image.new("I;16", (5, 1))
for column, value in enumerate((0, 100, 256, 20_000, 65_535)):
    scan.putpixel((column, 0), value)
opened = Image.open(io.BytesIO(stored(scan, "PNG")))
print("16-bit PNG is read as", opened.mode)
print("as L:", list(opened.convert("L").tobytes()))
print("as RGB, red:", list(opened.convert("RGB").tobytes()[::3]))
print("divided first:", list(opened.point(lambda value: value / 256).convert("L").tobytes()))

cover = Image.effect_noise((400, 400), 80).convert("RGB")
for kind in ("PNG", "WEBP", "JPEG", "GIF"):
    half = stored(cover, kind)
    half = half[: len(half) // 2]
    found = {}
    for act in ("verify", "load"):
        try:
            getattr(Image.open(io.BytesIO(half)), act)()
            found[act] = "passes"
        except Exception:
            found[act] = "raises"
    print(f"half a {kind}:", found)
PY
diff -u - "$work/seen" <<'SEEN' && echo "Still so."
16-bit PNG is read as I;16
as L: [0, 100, 255, 255, 255]
as RGB, red: [0, 100, 255, 255, 255]
divided first: [0, 0, 1, 78, 255]
half a PNG: {'verify': 'raises', 'load': 'raises'}
half a WEBP: {'verify': 'raises', 'load': 'raises'}
half a JPEG: {'verify': 'passes', 'load': 'raises'}
half a GIF: {'verify': 'passes', 'load': 'raises'}
SEEN

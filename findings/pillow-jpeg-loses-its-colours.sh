#!/bin/bash
# Pillow: saving a JPEG or WebP anew drops its colour profile; PNG and TIFF keep it.
#
# Software: Pillow 13.0.0.
# Guess:    a picture that was opened, made smaller and saved in its own format keeps the profile that open() put into
#           `info`, in every format or in none.
# Really:   PNG and TIFF take `info["icc_profile"]` by themselves. JPEG and WebP take only what is given to save(), so the
#           profile is gone, without a word, while `info` still shows it. The numbers stay and mean other colours.
#           And convert("RGB") of a CMYK cover leaves the CMYK profile in `info`: hand that on and it is worse.
# Matters:  photos from phones are Display P3 and scans often Adobe RGB: their thumbnails look faded beside the original,
#           and tests with PNG files pass. Write `save(…, icc_profile=picture.info.get("icc_profile"))`, and not after a
#           change of mode.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -qq --disable-pip-version-check pillow==13.0.0
timeout 60 "$work/venv/bin/python" >"$work/seen" <<'PY'
import io

from PIL import Image, ImageCms

profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def stored(picture, kind, **options):
    file = io.BytesIO()
    picture.save(file, kind, **options)
    file.seek(0)
    return file


def has(picture):
    return "icc_profile" in picture.info


for kind in ("PNG", "TIFF", "JPEG", "WEBP"):
    small = Image.open(stored(Image.new("RGB", (40, 40)), kind, icc_profile=profile))
    small.thumbnail((20, 20))
    told = stored(small, kind, icc_profile=small.info["icc_profile"])
    print(f"{kind}: opened {has(small)}, saved {has(Image.open(stored(small, kind)))}, told {has(Image.open(told))}")
cover = Image.open(stored(Image.new("CMYK", (40, 40)), "JPEG", icc_profile=profile)).convert("RGB")
print("CMYK made RGB, the old profile still in info:", has(cover))
PY
diff -u - "$work/seen" <<'SEEN' && echo "Still so."
PNG: opened True, saved True, told True
TIFF: opened True, saved True, told True
JPEG: opened True, saved False, told True
WEBP: opened True, saved False, told True
CMYK made RGB, the old profile still in info: True
SEEN

#!/bin/bash
# ImageHash: a white sleeve, a black one and a red one are the same picture, by all four of its usual hashes.
#
# Software: ImageHash 4.3.2 with Pillow 13.0.0.
# Guess:    a perceptual hash finds pictures that look alike; black and white are as far apart as two pictures can be.
# Really:   each hash compares points with their neighbours or their mean, and where all are alike there is nothing to
#           compare. The distance is 0 (phash: 1 of 64, where 5 to 10 are the usual threshold), and for dhash also
#           when a word stands in the corner. Only colorhash tells all of them apart.
# Matters:  plain sleeves are an old habit of sleeve designers, and white labels have no other. A search for covers or
#           photos that were stored twice joins all of them, and a placeholder of one colour is every plain sleeve.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -qq --disable-pip-version-check ImageHash==4.3.2 pillow==13.0.0
timeout 120 venv/bin/python - >seen <<'PY'
import imagehash
from PIL import Image, ImageDraw


def sleeve(colour, text=""):
    picture = Image.new("RGB", (600, 600), colour)
    ImageDraw.Draw(picture).text((470, 560), text, fill="grey")
    return picture


black, white, red = sleeve("black"), sleeve("white"), sleeve((200, 30, 30))
titled, numbered = sleeve("black", "untitled"), sleeve("white", "No. 0023517")
for name in ("average_hash", "dhash", "whash", "phash", "colorhash"):
    hashed = getattr(imagehash, name)
    apart = [hashed(one) - hashed(other) for one, other in ((black, white), (black, red), (titled, numbered))]
    print(name, *("same" if distance <= 5 else "different" for distance in apart))
PY
cat seen
diff - seen <<'SEEN'
average_hash same same different
dhash same same same
whash same same different
phash same same different
colorhash different different different
SEEN
echo "Still so."

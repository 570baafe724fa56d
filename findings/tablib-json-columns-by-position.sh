#!/bin/bash
# tablib from JSON or YAML: a record that names its fields in another order has its artist and its title exchanged.
#
# Software: tablib 3.10.0 with PyYAML 6.0.4.
# Guess:    a list of objects is read by the names of the fields. Their order means nothing in JSON, and a field that
#           one object lacks is empty there.
# Really:   the names are taken from the first object; of all others only the values are, in the order in which they
#           stand. The same through `dataset.dict = records`. An object with one field more or less than the first ends
#           the import with InvalidDimensions, without a word about which: so what gets through looks well checked.
# Matters:  exports of documents and of several sources put together do not keep one order. The import of
#           django-import-export reads JSON and YAML by this way: a record is filed under the title of an album as its
#           artist.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -qq --disable-pip-version-check tablib==3.10.0 PyYAML==6.0.4
timeout 60 venv/bin/python - >seen <<'PY'
import json

import yaml
from tablib import Dataset
from tablib.exceptions import InvalidDimensions

records = [{"artist": "Nico", "title": "Desertshore"}, {"title": "Hunky Dory", "artist": "David Bowie"}]
assigned = Dataset()
assigned.dict = records
for way, dataset in (
    ("JSON", Dataset().load(json.dumps(records), format="json")),
    ("YAML", Dataset().load(yaml.safe_dump(records, sort_keys=False), format="yaml")),
    ("dict", assigned),
):
    print(f"{way}: artists {dataset['artist']}, titles {dataset['title']}")
for way, more in (("one with a note", {"note": "signed"}), ("one without title", {"title": None})):
    last = {name: value for name, value in (records[0] | more).items() if value}
    try:
        print(way, Dataset().load(json.dumps([records[0], last]), format="json").dict)
    except InvalidDimensions as error:
        print(f"{way}: InvalidDimensions, it says {str(error)!r}")
PY
cat seen
diff - seen <<'SEEN'
JSON: artists ['Nico', 'Hunky Dory'], titles ['Desertshore', 'David Bowie']
YAML: artists ['Nico', 'Hunky Dory'], titles ['Desertshore', 'David Bowie']
dict: artists ['Nico', 'Hunky Dory'], titles ['Desertshore', 'David Bowie']
one with a note: InvalidDimensions, it says ''
one without title: InvalidDimensions, it says ''
SEEN
echo "Still so."

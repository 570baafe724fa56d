#!/bin/bash
# Wikidata (the Python package): a photo that was marked as wrong is the artist's photo; born in the 19th century is "19".
#
# Software: Wikidata 0.9.0.
# Guess:    a statement whose rank is "deprecated" is known to be wrong and is not given, as the query service's short form
#           (`wdt:`) does not give it; a date known to a century is a range, an error or the year that stands in it.
# Really:   ranks only sort: what is deprecated comes last, and first where nothing else is left, which is the usual case
#           after a wrong photo was found. A century comes as a small number of the same type as a year.
# Matters:  the wrong face is what collectors fear most, and here it is the one that somebody had already found wrong.
#           Statements have to be read from the entity's own data, rank by rank.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -qq --disable-pip-version-check Wikidata==0.9.0
timeout 120 venv/bin/python - >seen <<'PY'
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from wikidata.client import Client


def statement(rank, kind, value):
    snak = {"snaktype": "value", "property": "P1", "datatype": kind, "datavalue": {"type": kind, "value": value}}
    return {"mainsnak": snak, "type": "statement", "rank": rank}


def born(time, precision):
    calendar = "http://www.wikidata.org/entity/Q1985727"
    value = {"time": time, "precision": precision, "timezone": 0, "before": 0, "after": 0, "calendarmodel": calendar}
    return [statement("normal", "time", value)]


CLAIMS = {
    "P18": [statement("deprecated", "string", "somebody else.jpg")],
    "P154": [statement("deprecated", "string", "old.svg"), statement("normal", "string", "new.svg")],
    "P569": born("+1887-00-00T00:00:00Z", 9),
    "P571": born("+1900-01-01T00:00:00Z", 7),
}


class Entity(BaseHTTPRequestHandler):
    def do_GET(self):
        body = json.dumps({"entities": {"Q1": {"id": "Q1", "type": "item", "labels": {}, "claims": CLAIMS}}}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Entity)
threading.Thread(target=server.serve_forever, daemon=True).start()
client = Client(base_url=f"http://127.0.0.1:{server.server_port}/")
artist = client.get("Q1", load=True)
for name, told in (("P18", "photo"), ("P154", "logo"), ("P569", "born, known to the year"), ("P571", "begun, to the century")):
    print(f"{told}: {artist.get(client.get(name))!r} of {artist.getlist(client.get(name))}")
PY
cat seen
diff - seen <<'SEEN'
photo: 'somebody else.jpg' of ['somebody else.jpg']
logo: 'new.svg' of ['new.svg', 'old.svg']
born, known to the year: 1887 of [1887]
begun, to the century: 19 of [19]
SEEN
echo "Still so."

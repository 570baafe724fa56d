#!/bin/bash
# Whoosh, bm25s, scikit-learn: the groups Can, If, X and The The are not found by their names, and somebody else is.
#
# Software: whoosh-reloaded 2.7.5, bm25s 0.3.16, scikit-learn 1.9.1; beside tantivy 0.27.0 and SQLite's FTS5.
# Guess:    a search for the exact name of an entry finds it; common words count for little, not for nothing; and what
#           is not found gives no result.
# Really:   the usual text field of Whoosh and the tokenizer of bm25s drop English stop words while they index (not the
#           same ones), Whoosh, bm25s and scikit-learn words of one letter: of such a name nothing is in the index.
#           Whoosh finds nothing. bm25s returns as many entries as it was asked for, with the score 0, and with
#           scikit-learn every similarity is 0, so that the highest is the first entry's.
# Matters:  what is found best goes before a language model as the facts: the text about X is written from those of
#           another group. Name the fields' analyzer (no stop words, words of one letter), and let 0 be nothing.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -qq --disable-pip-version-check \
    whoosh-reloaded==2.7.5 bm25s==0.3.16 scikit-learn==1.9.1 tantivy==0.27.0
timeout 120 venv/bin/python - >seen 2>/dev/null <<'PY'
import sqlite3

import bm25s
import tantivy
from sklearn.feature_extraction.text import TfidfVectorizer
from whoosh.fields import TEXT, Schema
from whoosh.filedb.filestore import RamStorage
from whoosh.qparser import QueryParser

ARTISTS = ["Nico", "Can", "If", "X", "The The", "The Who", "Low"]


def by_whoosh(asked):
    index = RamStorage().create_index(Schema(artist=TEXT(stored=True)))
    writer = index.writer()
    for artist in ARTISTS:
        writer.add_document(artist=artist)
    writer.commit()
    with index.searcher() as searcher:
        hits = searcher.search(QueryParser("artist", index.schema).parse(asked), limit=1)
        return [(hit["artist"], "found") for hit in hits]


def by_bm25s(asked):
    index = bm25s.BM25()
    index.index(bm25s.tokenize(ARTISTS, show_progress=False), show_progress=False)
    (places,), (scores,) = index.retrieve(bm25s.tokenize([asked], show_progress=False), k=1, show_progress=False)
    return [(ARTISTS[place], "found" if score else "score 0") for place, score in zip(places, scores)]


def by_scikit_learn(asked):
    words = TfidfVectorizer()
    similar = (words.fit_transform(ARTISTS) @ words.transform([asked]).T).toarray().ravel()
    return [(ARTISTS[similar.argmax()], "found" if similar.max() else "score 0")]


def by_tantivy(asked):
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("artist", stored=True)
    index = tantivy.Index(builder.build())
    writer = index.writer()
    for artist in ARTISTS:
        writer.add_document(tantivy.Document(artist=artist))
    writer.commit()
    index.reload()
    hits = index.searcher().search(index.parse_query(f'"{asked}"', ["artist"]), 1).hits
    return [(index.searcher().doc(place)["artist"][0], "found") for _, place in hits]


def by_fts5(asked):
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE artist USING fts5(name)")
    database.executemany("INSERT INTO artist VALUES (?)", [(artist,) for artist in ARTISTS])
    found = "SELECT name, 'found' FROM artist WHERE name MATCH ? ORDER BY rank LIMIT 1"
    return database.execute(found, (f'"{asked}"',))


for name, search in (
    ("Whoosh", by_whoosh),
    ("bm25s", by_bm25s),
    ("scikit-learn", by_scikit_learn),
    ("tantivy", by_tantivy),
    ("FTS5", by_fts5),
):
    print(name)
    for asked in ("Can", "If", "X", "The The", "The Who"):
        found = ["itself" if artist == asked else f"another, {how}" for artist, how in search(asked)]
        print(f"  {asked}:", *found or ["nothing"])
PY
cat seen
diff - seen <<'SEEN'
Whoosh
  Can: nothing
  If: nothing
  X: nothing
  The The: nothing
  The Who: itself
bm25s
  Can: itself
  If: another, score 0
  X: another, score 0
  The The: another, score 0
  The Who: itself
scikit-learn
  Can: itself
  If: itself
  X: another, score 0
  The The: itself
  The Who: itself
tantivy
  Can: itself
  If: itself
  X: itself
  The The: itself
  The Who: itself
FTS5
  Can: itself
  If: itself
  X: itself
  The The: itself
  The Who: itself
SEEN
echo "Still so."

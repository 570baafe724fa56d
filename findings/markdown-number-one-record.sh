#!/bin/bash
# Markdown: a text about "#1 Record" becomes a heading without the number sign, and "1977." at its beginning becomes "1.".
#
# Software: Markdown 3.11.3 (Python-Markdown), beside markdown-it-py 4.3.0 (CommonMark).
# Guess:    a heading needs a blank after "#"; a list that begins with a number counts from that number. Plain prose without
#           stars and underscores comes through as it is.
# Really:   Python-Markdown follows the first Markdown of 2004: no blank is needed, so the sentence about Big Star's album
#           is an <h1> that begins with "1 Record". A paragraph that begins with a year and a full stop is a list, and its
#           number is dropped: the year is nowhere in the HTML. CommonMark keeps the sentence and the number (`start`).
# Matters:  texts by a language model are rendered as Markdown "to be safe". One that begins so loses its year, and stripping
#           the tags afterwards hides where. Escape `#` and `1977.` at the beginning of a line, or render with a CommonMark
#           library and its list rule disabled.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -qq --disable-pip-version-check markdown==3.11.3 markdown-it-py==4.3.0
timeout 60 "$work/venv/bin/python" >"$work/seen" <<'PY'
import markdown
from markdown_it import MarkdownIt

prose = MarkdownIt().disable(["list", "heading"])
for text in ("#1 Record is the first album of Big Star.", "1977. Bowie lives in Berlin."):
    print("Python-Markdown:", markdown.markdown(text).replace("\n", ""))
    print("CommonMark:", MarkdownIt().render(text).replace("\n", ""))
    print("without lists and headings:", prose.render(text).replace("\n", ""))
PY
diff -u - "$work/seen" <<'SEEN' && echo "Still so."
Python-Markdown: <h1>1 Record is the first album of Big Star.</h1>
CommonMark: <p>#1 Record is the first album of Big Star.</p>
without lists and headings: <p>#1 Record is the first album of Big Star.</p>
Python-Markdown: <ol><li>Bowie lives in Berlin.</li></ol>
CommonMark: <ol start="1977"><li>Bowie lives in Berlin.</li></ol>
without lists and headings: <p>1977. Bowie lives in Berlin.</p>
SEEN

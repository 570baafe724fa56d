#!/bin/bash
# .env: four readers of one file do not agree on the key in it.
#
# Software: python-decouple 3.8, python-dotenv 1.2.4, django-environ 0.14.0, npm's dotenv 18.0.10.
# Guess:    .env is one format: what one reader takes, the next takes, too; they differ in corners at most.
# Really:   `KEY=abc # of the shop account` is "abc" for both dotenvs, and "abc # of the shop account" for decouple and
#           environ. `export KEY=abc` is no KEY for decouple. `KEY = abc` is nothing for environ (one log line). `pa#ss` is
#           "pa" for npm's dotenv. python-dotenv alone puts another value in for `${…}`, in single quotes too.
# Matters:  one file is read by a Django site, a worker and a front end's build; a key with a comment behind it is refused
#           by the service as wrong, while the other program says it is fine. Quote what has a blank or "#", put comments on
#           lines of their own, and have no "$" in a value: then all four agree.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -qq --disable-pip-version-check python-decouple==3.8 python-dotenv==1.2.4 django-environ==0.14.0
npm install --silent --no-audit --no-fund --prefix node dotenv@18.0.10 >/dev/null
cat >.env <<'ENV'
COMMENT=abc # of the shop account
export EXPORTED=abc
SPACED = abc
HASH=pa#ss
DOLLAR=pa${HASH}
QUOTED='pa#ss ${HASH}'
ENV
node -e '
const values = require("./node/node_modules/dotenv").parse(require("fs").readFileSync(".env"));
console.log(JSON.stringify(values));' >npm.json
timeout 60 venv/bin/python >seen 2>/dev/null <<'PY'
import json
import os

import environ
from decouple import RepositoryEnv
from dotenv import dotenv_values

before = set(os.environ)
environ.Env.read_env(".env")
readers = {
    "decouple": RepositoryEnv(".env").data,
    "python-dotenv": dotenv_values(".env"),
    "environ": {name: value for name, value in os.environ.items() if name not in before},
    "npm's dotenv": json.load(open("npm.json")),
}
for name in ("COMMENT", "EXPORTED", "SPACED", "HASH", "DOLLAR", "QUOTED"):
    seen = {}
    for reader, values in readers.items():
        seen.setdefault(values.get(name), []).append(reader)
    print(f"{name}:", "; ".join(f"{value!r} for {', '.join(who)}" for value, who in seen.items()))
PY
diff -u - seen <<'SEEN' && echo "Still so."
COMMENT: 'abc # of the shop account' for decouple, environ; 'abc' for python-dotenv, npm's dotenv
EXPORTED: None for decouple; 'abc' for python-dotenv, environ, npm's dotenv
SPACED: 'abc' for decouple, python-dotenv, npm's dotenv; None for environ
HASH: 'pa#ss' for decouple, python-dotenv, environ; 'pa' for npm's dotenv
DOLLAR: 'pa${HASH}' for decouple, environ, npm's dotenv; 'papa#ss' for python-dotenv
QUOTED: 'pa#ss ${HASH}' for decouple, environ, npm's dotenv; 'pa#ss pa#ss' for python-dotenv
SEEN

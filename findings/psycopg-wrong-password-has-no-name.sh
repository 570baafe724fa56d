#!/bin/bash
# psycopg: a refused password is no InvalidPassword, and a missing database no InvalidCatalogName.
#
# Software: psycopg 3.3.9 with PostgreSQL 15.18 of Debian 12.
# Guess:    each refusal has its class in `psycopg.errors`, by the code that the server sends: InvalidPassword (28P01),
#           InvalidCatalogName (3D000), TooManyConnections (53300).
# Really:   the classes are there, and are never raised by `connect`: whatever refuses a connection is OperationalError
#           with `sqlstate` None and an empty `diag`. The code was sent, and only the words are left, in the language of
#           the server. The same errors of a statement do have their class.
# Matters:  "wait, the server is starting" and "this will never work" cannot be told apart by a code. Whoever waits for a
#           database waits for ever for a wrong password, or reads the words in each language.
set -euo pipefail
work=$(mktemp -d)
bin=/usr/lib/postgresql/15/bin
as_owner() { if [ "$(id -u)" = 0 ]; then runuser -u nobody -- "$@"; else "$@"; fi; }
end() {
    [ ! -f "$work/pg/data/postmaster.pid" ] || as_owner "$bin/pg_ctl" -D "$work/pg/data" -m fast stop >/dev/null
    rm -rf "$work"
}
trap end EXIT
chmod 755 "$work"
cd "$work"
if [ ! -x "$bin/initdb" ]; then
    apt-get download -qq postgresql-15 postgresql-client-15 libpq5  # after `apt-get update`
    for package in *.deb; do dpkg -x "$package" root; done
    bin=$work/root$bin
    export LD_LIBRARY_PATH=$work/root/usr/lib/$(uname -m)-linux-gnu
fi
mkdir pg
[ "$(id -u)" != 0 ] || chown nobody pg
echo right >word
chmod 644 word
as_owner "$bin/initdb" -D pg/data -U example -A scram-sha-256 --pwfile=word -E UTF8 --locale=C -N >/dev/null
as_owner "$bin/pg_ctl" -D pg/data -l pg/log -w start \
    -o "-c listen_addresses= -c unix_socket_directories=$work/pg -c max_connections=5 -c superuser_reserved_connections=0" >/dev/null
python3 -m venv venv
venv/bin/pip install -qq --disable-pip-version-check "psycopg[binary]==3.3.9"
timeout 60 venv/bin/python - "$work/pg" >seen <<'PY'
import sys

import psycopg
from psycopg import errors

GOOD = {"host": sys.argv[1], "user": "example", "password": "right", "dbname": "postgres"}


def attempt(what, expected, act):
    try:
        act()
    except psycopg.Error as error:
        told = str(error).splitlines()[0].rpartition("FATAL:  ")[2].rpartition("ERROR:  ")[2]
        print(f"{what}: {type(error).__name__}, {expected.__name__}: {isinstance(error, expected)}, "
              f"sqlstate {error.sqlstate}, diag {error.diag.sqlstate}; {told}")


def connect(**changed):
    return psycopg.connect(**{**GOOD, **changed})


held = [connect()]
attempt("connect, password", errors.InvalidPassword, lambda: connect(password="wrong"))
attempt("connect, database", errors.InvalidCatalogName, lambda: connect(dbname="albums"))
attempt("statement, database", errors.InvalidCatalogName,
        lambda: psycopg.connect(**GOOD, autocommit=True).execute("DROP DATABASE albums"))
attempt("connect, the sixth", errors.TooManyConnections, lambda: held.extend(connect() for _ in range(9)))
PY
diff -u - seen <<'SEEN' && echo "Still so."
connect, password: OperationalError, InvalidPassword: False, sqlstate None, diag None; password authentication failed for user "example"
connect, database: OperationalError, InvalidCatalogName: False, sqlstate None, diag None; database "albums" does not exist
statement, database: InvalidCatalogName, InvalidCatalogName: True, sqlstate 3D000, diag 3D000; database "albums" does not exist
connect, the sixth: OperationalError, TooManyConnections: False, sqlstate None, diag None; sorry, too many clients already
SEEN

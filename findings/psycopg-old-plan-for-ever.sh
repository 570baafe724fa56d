#!/bin/bash
# psycopg: after a column was added, a query that a worker has used often fails for as long as the worker lives.
#
# Software: psycopg 3.3.9 with PostgreSQL 15.18 of Debian 12.
# Guess:    prepared statements are the library's own affair: when the table has changed, it prepares again, at worst
#           after one error.
# Really:   from the sixth time on a query is run by its prepared plan. Once a column was added to what `SELECT *` gives,
#           or a type changed, PostgreSQL refuses the plan, and psycopg keeps it: each further call raises
#           FeatureNotSupported ("cached plan must not change result type"). Other connections, and queries used fewer
#           times, go on. Only a DROP, ALTER or ROLLBACK that it sends itself empties its store.
# Matters:  the migration ran, the site was restarted, and one loop of one worker fails until somebody restarts that,
#           too. psycopg_pool hands such a connection out again, since its check passes. Name the columns, set
#           `prepare_threshold=None` in long-lived workers, or close the connection on this error. (Django sets None.)
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
as_owner "$bin/initdb" -D pg/data -U example -A trust -E UTF8 --locale=C -N >/dev/null
as_owner "$bin/pg_ctl" -D pg/data -l pg/log -w start -o "-c listen_addresses= -c unix_socket_directories=$work/pg" >/dev/null
python3 -m venv venv
venv/bin/pip install -qq --disable-pip-version-check "psycopg[binary]==3.3.9" psycopg-pool==3.3.3
timeout 60 venv/bin/python - "$work/pg" >seen <<'PY'
import sys

import psycopg
from psycopg_pool import ConnectionPool

WHERE = f"host={sys.argv[1]} user=example dbname=postgres"
NEXT = "SELECT * FROM job WHERE done = %s"
owner = psycopg.connect(WHERE, autocommit=True)
owner.execute("CREATE TABLE job (id integer, done boolean)")


def ask(connection, times):
    answers = []
    for _ in range(times):
        try:
            connection.execute(NEXT, [False])
            answers.append("good")
        except psycopg.Error as error:
            answers.append(f"{type(error).__name__}: {error}")
    return answers


def told(answers):
    return ", ".join(f"{answers.count(one)} x {one}" for one in dict.fromkeys(answers))


seldom, often = (psycopg.connect(WHERE, autocommit=True) for _ in range(2))
plain = psycopg.connect(WHERE, autocommit=True, prepare_threshold=None)
pool = ConnectionPool(WHERE, min_size=1, max_size=1, kwargs={"autocommit": True}, check=ConnectionPool.check_connection)
with pool.connection() as connection:
    ask(connection, 6)
for connection, times in ((seldom, 2), (often, 6), (plain, 6)):
    ask(connection, times)
owner.execute("ALTER TABLE job ADD COLUMN priority integer")
print("used twice before:", told(ask(seldom, 2)))
print("used six times before:", told(ask(often, 20)))
print("prepare_threshold=None:", told(ask(plain, 20)))
pooled = []
for _ in range(5):
    with pool.connection() as connection:
        pooled += ask(connection, 1)
print("from a pool that checks:", told(pooled))
pool.close()
PY
diff -u - seen <<'SEEN' && echo "Still so."
used twice before: 2 x good
used six times before: 20 x FeatureNotSupported: cached plan must not change result type
prepare_threshold=None: 20 x good
from a pool that checks: 5 x FeatureNotSupported: cached plan must not change result type
SEEN

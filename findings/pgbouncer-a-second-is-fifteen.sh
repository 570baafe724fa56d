#!/bin/bash
# PgBouncer: a restart of PostgreSQL that takes a second is an outage of fifteen.
#
# Software: PgBouncer 1.18.0 and PostgreSQL 15.18 of Debian 12.
# Guess:    as soon as PostgreSQL is there again, the next connection through the pooler finds it, as a direct one does.
# Really:   one failed login starts a wait of 15 s (server_login_retry), during which the pooler does not try again, whatever
#           happens meanwhile. Whose question met the outage stands still for that long and is answered then; who comes
#           later is refused ("server login has been failing"), though the database is up and answers directly. If
#           nobody asks while it is down, there is no such wait.
# Matters:  the site under load is out for fifteen seconds, the idle one in the test for one. Five attempts in ten seconds
#           give up on a healthy database, and the monitor, which asks PostgreSQL directly, says that all was well.
#           Put `server_login_retry = 1` where the database is restarted for upgrades.
set -euo pipefail
work=$(mktemp -d)
bin=/usr/lib/postgresql/15/bin
as_owner() { if [ "$(id -u)" = 0 ]; then runuser -u nobody -- "$@"; else "$@"; fi; }
end() {
    [ ! -f "$work/pg/pooler.pid" ] || kill "$(cat "$work/pg/pooler.pid")"
    [ ! -f "$work/pg/data/postmaster.pid" ] || as_owner "$bin/pg_ctl" -D "$work/pg/data" -m fast stop >/dev/null
    rm -rf "$work"
}
trap end EXIT
chmod 755 "$work"
cd "$work"
pgbouncer=$(command -v pgbouncer || echo /usr/sbin/pgbouncer)
if [ ! -x "$bin/initdb" ] || [ ! -x "$pgbouncer" ]; then
    # after `apt-get update`
    apt-get download -qq postgresql-15 postgresql-client-15 libpq5 pgbouncer libevent-2.1-7 libc-ares2
    for package in *.deb; do dpkg -x "$package" root; done
    bin=$work/root/usr/lib/postgresql/15/bin pgbouncer=$work/root/usr/sbin/pgbouncer
    export LD_LIBRARY_PATH=$work/root/usr/lib/$(uname -m)-linux-gnu
fi
mkdir pg
cat >pg/pooler.ini <<INI
[databases]
postgres = host=$work/pg user=example
[pgbouncer]
listen_addr =
listen_port = 6543
unix_socket_dir = $work/pg
auth_type = any
pool_mode = transaction
logfile = $work/pg/pooler.log
pidfile = $work/pg/pooler.pid
INI
[ "$(id -u)" != 0 ] || chown -R nobody pg
start() {
    as_owner "$bin/pg_ctl" -D pg/data -l pg/log -w start \
        -o "-c listen_addresses= -c unix_socket_directories=$work/pg" >/dev/null
}
stop() { as_owner "$bin/pg_ctl" -D pg/data -m fast -w stop >/dev/null; }
ask() {
    "$bin/psql" -h "$work/pg" -p "$1" -U example -d postgres -X -A -t -c "SELECT 'answered'" 2>&1 |
        sed 's/.*FATAL: *//' || true
}
directly=5432 pooled=6543
as_owner "$bin/initdb" -D pg/data -U example -A trust -E UTF8 --locale=C -N >/dev/null
start
as_owner "$pgbouncer" -q -d pg/pooler.ini
until [ "$(ask $pooled)" = answered ]; do sleep 0.1; done
{
    stop
    start
    echo "nobody asked while it was down, through the pooler: $(ask $pooled)"
    stop
    SECONDS=0
    ask $pooled >while_down &
    sleep 1
    start
    echo "somebody asked while it was down, directly: $(ask $directly)"
    echo "through the pooler: $(ask $pooled | head -1)"
    until [ "$(ask $pooled)" = answered ]; do sleep 0.5; done
    [ $SECONDS -ge 10 ] && echo "answered through the pooler after more than 10 s" || echo "after $SECONDS s"
    wait
    echo "who asked while it was down: $(cat while_down)"
} >seen
diff -u - seen <<'SEEN' && echo "Still so."
nobody asked while it was down, through the pooler: answered
somebody asked while it was down, directly: answered
through the pooler: server login has been failing, try again later (server_login_retry)
answered through the pooler after more than 10 s
who asked while it was down: answered
SEEN

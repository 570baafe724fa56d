#!/bin/bash
# PostgreSQL full text: AC/DC is a path of a file system, R.E.M. a host, and neither is found by its own words.
#
# Software: PostgreSQL 15.18 of Debian 12, the 'simple' configuration (no stemming, no stop words).
# Guess:    signs part words, in the text and in the query alike: searching "ac dc", or "dc", finds AC/DC.
# Really:   the parser looks for paths, hosts, mail addresses and numbers first. "AC/DC" is one token, 'ac/dc', and so are
#           "R.E.M." and "Vol.2"; "a-ha" is three. "ac dc", "rem" and "vol 2" find nothing. Names of signs
#           alone ("+/-") have no token. With 'english' instead, The Who and The The are nothing but stop words.
# Matters:  the band everybody tries first is the one not found. Put unaccented text with signs turned into blanks into the
#           vector, and do the same to the query.
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
ask() { "$bin/psql" -h "$work/pg" -U example -d postgres -X -q -A -t -F ' | ' -c "$1" 2>/dev/null; }
{
    ask "SELECT n, to_tsvector('simple', n) FROM unnest(ARRAY['AC/DC', 'R.E.M. live', 'a-ha', 'Vol.2', '+/-']) n"
    ask "SELECT n, 'found by', q, to_tsvector('simple', n) @@ plainto_tsquery('simple', q)
         FROM (VALUES ('AC/DC', 'ac dc'), ('AC/DC', 'dc'), ('AC/DC', 'ac/dc'), ('R.E.M. live', 'rem'), ('Vol.2', 'vol 2')) t(n, q)"
    ask "SELECT n, 'in english', to_tsvector('english', n), n, plainto_tsquery('english', n)
         FROM unnest(ARRAY['The Who', 'The The']) n"
    ask "SELECT 'signs turned into blanks', to_tsvector('simple', regexp_replace('AC/DC', '\W', ' ', 'g')) @@ plainto_tsquery('simple', 'dc')"
} >seen
diff -u - seen <<'SEEN' && echo "Still so."
AC/DC | 'ac/dc':1
R.E.M. live | 'live':2 'r.e.m':1
a-ha | 'a':2 'a-ha':1 'ha':3
Vol.2 | 'vol.2':1
+/- | 
AC/DC | found by | ac dc | f
AC/DC | found by | dc | f
AC/DC | found by | ac/dc | t
R.E.M. live | found by | rem | f
Vol.2 | found by | vol 2 | f
The Who | in english |  | The Who | 
The The | in english |  | The The | 
signs turned into blanks | t
SEEN

#!/bin/bash
# PostgreSQL: in a database of locale C a name in Cyrillic or Japanese is not similar to itself, and case is ASCII's.
#
# Software: PostgreSQL 15.18 of Debian 12 with pg_trgm 1.6, in a UTF-8 database of locale C beside one of C.UTF-8.
# Guess:    the locale decides the order of sorting; `similarity(name, name)` is 1 for any name, and what ILIKE finds
#           depends on the encoding, which is UTF-8 in both.
# Really:   which letters are letters depends on the locale too. In C those beyond ASCII are none: Кино has no
#           trigrams, so its similarity to itself is 0 and `%` never finds it, index or not; of Björk only "bj" and "rk"
#           are left; 'ÉTÉ' ILIKE 'été' is false, initcap gives "BjöRk". In C.UTF-8 all is well, save for names without
#           any letter: "!!!" is 0 there, too.
#           Whatever the locale, trigrams are a set: Duran Duran and Duran, Beach Boys and Boys Beach are 1.
# Matters:  `initdb --locale=C` is common advice for speed, and containers without locales end there. A search that was
#           tested with English names finds none of the others; Django's icontains is UPPER() and shares it.
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
ask() { "$bin/psql" -h "$work/pg" -U example -d "$1" -X -q -A -t -F ' | ' -c "$2"; }
ask postgres "CREATE DATABASE unicode TEMPLATE template0 LOCALE 'C.UTF-8'"
for database in postgres unicode; do
    ask $database "CREATE EXTENSION pg_trgm"
    ask $database "SELECT 'locale', datctype FROM pg_database WHERE datname = current_database()"
    ask $database "SELECT 'similar to itself', n, similarity(n, n) FROM unnest(ARRAY['Abba', 'Кино', '椎名林檎', '!!!']) n"
    ask $database "SELECT 'trigrams of Björk', show_trgm('Björk')::text ~ 'bj ', 'initcap', initcap('björk')"
    ask $database "SELECT 'ÉTÉ ILIKE été', 'ÉTÉ' ILIKE 'été', 'lower', lower('ÉTÉ')"
done >seen
ask unicode "SELECT similarity('Duran Duran', 'Duran'), similarity('Beach Boys', 'Boys Beach')" >>seen
diff -u - seen <<'SEEN' && echo "Still so."
locale | C
similar to itself | Abba | 1
similar to itself | Кино | 0
similar to itself | 椎名林檎 | 0
similar to itself | !!! | 0
trigrams of Björk | t | initcap | BjöRk
ÉTÉ ILIKE été | f | lower | ÉtÉ
locale | C.UTF-8
similar to itself | Abba | 1
similar to itself | Кино | 1
similar to itself | 椎名林檎 | 1
similar to itself | !!! | 0
trigrams of Björk | f | initcap | Björk
ÉTÉ ILIKE été | t | lower | été
1 | 1
SEEN

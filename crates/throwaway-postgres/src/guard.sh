# Runs a server for as long as standard input is open.
# $1: the folder of the programs; $2: the cluster's own folder; $3: the port
set -u
# Nothing but the end of standard input ends this, so that the server never outlives it.
trap '' HUP INT TERM
trap 'rm -rf "$2"' EXIT
{
    "$1/initdb" --pgdata="$2/data" --username=postgres --auth=trust --encoding=UTF8 --locale=C --no-sync &&
    "$1/pg_ctl" start --wait --timeout=60 --pgdata="$2/data" --log="$2/log" --options="-p $3 \
        -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=100 \
        -c fsync=off -c full_page_writes=off"
} </dev/null >"$2/out" 2>&1 || {
    cat "$2/out" "$2/log" 2>/dev/null
    exit 1
}
echo ready
while read -r wish; do
    [ "$wish" = restart ] || continue
    if "$1/pg_ctl" restart --wait --mode=immediate --pgdata="$2/data" --log="$2/log" </dev/null >"$2/out" 2>&1
    then echo ready; else cat "$2/out"; break; fi
done
"$1/pg_ctl" stop --mode=immediate --pgdata="$2/data" </dev/null >/dev/null 2>&1

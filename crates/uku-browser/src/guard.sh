# Runs chromedriver for as long as standard input is open.
# $1: chromedriver; $2: the folder of all profiles
set -u
# Nothing but the end of standard input ends this, so that no browser outlives it.
trap '' HUP INT TERM
"$1" --port=0 </dev/null 2>&1 &
driver=$!
cat >/dev/null
kill -KILL "$driver" 2>/dev/null
wait "$driver" 2>/dev/null
# Browsers end by themselves when their pipe to the driver breaks; they may be writing until then.
for _ in 1 2 3 4 5 6 7 8 9 10; do
    rm -rf "$2" 2>/dev/null
    sleep 0.2
    [ -e "$2" ] || break
done

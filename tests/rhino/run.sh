#!/bin/sh
# Runs the actions in Rhino, the engine that servers have, against a real Docker Engine.
#
#   run.sh [ACTIONS]     the folder with sources or built scripts (see actions.js); default: actions/
#
# Needs root, rhino, and what tests/docker/start.sh needs.
set -u
here=$(cd "$(dirname "$0")" && pwd)
actions=$(cd "${1:-$here/../../actions}" && pwd)
state=$(mktemp -d)
trap '"$here/../docker/stop.sh" "$state"' EXIT
trap 'exit 1' INT TERM
"$here/../docker/start.sh" "$state" || exit 2
. "$state/env"
cd "$here" || exit 2
# Older Javas read and print in the character set of the locale.
export LC_ALL=C.UTF-8
code=0
# Language level 170 is that of servers up to 8.x, 200 that of 9.
for level in 170 200; do
    echo "# language level $level"
    rhino -encoding UTF-8 -version "$level" content.js "$actions" "$ENGINE_URL" "$ENGINE_SOCKET" "$OPEN_REGISTRY" "$CLOSED_REGISTRY" \
        "$SECURE_URL" "$state/tls" || code=1
done
exit $code

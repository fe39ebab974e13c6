#!/bin/sh
# Stops what start.sh started, by the ids it noted, and removes the folder.
set -u
state=$1
url=$(sed -n 's/^ENGINE_URL=//p' "$state/env" 2>/dev/null)
if [ -n "$url" ]; then
    for id in $(curl -s "$url/containers/json?all=1" | grep -o '"Id":"[0-9a-f]*"' | cut -d'"' -f4); do
        curl -s -o /dev/null -X DELETE "$url/containers/$id?force=1"
    done
fi
for name in engine secure open closed; do
    pid=$(cat "$state/$name.pid" 2>/dev/null) || continue
    kill "$pid" 2>/dev/null
    for _ in $(seq 50); do
        kill -0 "$pid" 2>/dev/null || break
        sleep 0.2
    done
done
if [ -f "$state/bridge" ]; then ip link delete "$(cat "$state/bridge")" 2>/dev/null; fi
# An Engine that has left a swarm leaves a name of its network behind.
grep -o " $state/[^ ]*/netns/[^ ]*" /proc/mounts | while read -r mount; do umount "$mount"; done
rm -rf "$state"

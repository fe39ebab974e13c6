#!/bin/sh
# Stops what start.sh started, by the ids it noted, and removes the folder.
set -u
state=$1
for name in ENGINE_URL SECURE_URL; do
    url=$(sed -n "s/^$name=//p" "$state/env" 2>/dev/null)
    [ -n "$url" ] || continue
    # The certificates mean nothing to the Engine without TLS.
    set -- --cacert "$state/tls/ca.pem" --cert "$state/tls/client.pem" --key "$state/tls/client-key.pem"
    for id in $(curl -s "$@" "$url/containers/json?all=1" | grep -o '"Id":"[0-9a-f]*"' | cut -d'"' -f4); do
        curl -s -o /dev/null "$@" -X DELETE "$url/containers/$id?force=1"
    done
done
for name in engine secure open closed; do
    pid=$(cat "$state/$name.pid" 2>/dev/null) || continue
    kill "$pid" 2>/dev/null
    for _ in $(seq 50); do
        kill -0 "$pid" 2>/dev/null || break
        sleep 0.2
    done
done
for bridge in $(cat "$state/bridges" 2>/dev/null); do ip link delete "$bridge" 2>/dev/null; done
# An Engine that has left a swarm leaves a name of its network behind.
grep -o " $state/[^ ]*/netns/[^ ]*" /proc/mounts | while read -r mount; do umount "$mount"; done
rm -rf "$state"

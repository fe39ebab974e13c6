#!/bin/sh
# Starts a Docker Engine and two registries for tests, beside whatever else runs on the machine:
# own folders, own bridge, own ports, loopback only. Needs root, dockerd, docker-registry, busybox, curl, ip, perl, openssl.
#
#   start.sh STATE        makes the folder STATE; afterwards STATE/env has the addresses, to be sourced
#   stop.sh STATE         stops everything and removes STATE
#
# The open registry has coopto/web:1.0 and coopto/web:latest, a busybox that serves "coopto" on port 8080;
# the closed one has coopto/secret:latest, for the account tester with the password "s3cret?>~".
# coopto/broken:latest in the open one cannot be pulled. coopto/postgres:latest there is a PostgreSQL as far as one sees
# from outside: it refuses to start without POSTGRES_PASSWORD, keeps its data in a volume, and listens on port 5432.
# A second Engine, without images, talks TLS and asks for a certificate: STATE/tls has the
# authority (ca.pem), and a client's certificate and key as PEM and as PKCS#12 (password "changeit").
set -eu
# One after the other: two that look for free ports at the same time would take the same.
if [ -z "${COOPTO_TURN:-}" ]; then
    COOPTO_TURN=1
    export COOPTO_TURN
    exec flock -o "${TMPDIR:-/tmp}/coopto-docker-tests.lock" sh "$0" "$@"
fi
state=$1
mkdir -p "$state"
state=$(cd "$state" && pwd)

# Whether something listens on a port, or has a bridge by its number: one may be left of a run that was killed.
is_taken() {
    if ip link show "coopto$1" >/dev/null 2>&1; then return 0; fi
    # Code 7: refused. Whatever else happens, something listens there, and may never say a word.
    curl -s -o /dev/null --max-time 2 "http://127.0.0.1:$1"
    [ $? -ne 7 ]
}

# A free port from the given one on.
free_port() {
    port=$1
    while is_taken "$port"; do port=$((port + 1)); done
    echo "$port"
}

wait_for() {
    for _ in $(seq 100); do
        if curl -s -o /dev/null "$@"; then return 0; fi
        sleep 0.2
    done
    echo "nothing answers at $1; see $state/*.log" >&2
    return 1
}

registry() {
    name=$1 port=$2 auth=$3
    cat >"$state/$name.yml" <<END
version: 0.1
log: { level: warn }
storage: { filesystem: { rootdirectory: $state/$name } }
http: { addr: "127.0.0.1:$port" }
$auth
END
    docker-registry serve "$state/$name.yml" >"$state/$name.log" 2>&1 &
    echo $! >"$state/$name.pid"
    wait_for "http://127.0.0.1:$port/v2/"
}

open=$(free_port 25000)
registry open "$open" ""
perl -e 'print "tester:", crypt("s3cret?>~", "\$2y\$05\$coopto.coopto.coopto.u"), "\n"' >"$state/htpasswd"
closed=$(free_port $((open + 1)))
registry closed "$closed" "auth: { htpasswd: { realm: tests, path: $state/htpasswd } }"

engine=$(free_port 23750)
# Each Engine has its bridge and its network, named and numbered by its port.
make_bridge() {
    ip link add name "coopto$1" type bridge
    echo "coopto$1" >>"$state/bridges"
    ip address add "172.29.$(($1 % 250)).1/24" dev "coopto$1"
    ip link set "coopto$1" up
}
make_bridge "$engine"
echo '{}' >"$state/daemon.json"
dockerd --config-file "$state/daemon.json" --data-root "$state/data" --exec-root "$state/exec" \
    --pidfile "$state/engine.pid" --host "tcp://127.0.0.1:$engine" --host "unix://$state/docker.sock" --tls=false \
    --iptables=false --ip6tables=false --ip-masq=false --bridge "coopto$engine" >"$state/engine.log" 2>&1 &
url=http://127.0.0.1:$engine
wait_for "$url/_ping"

mkdir -p "$state/image/bin" "$state/image/www" "$state/image/tmp"
cp "$(command -v busybox)" "$state/image/bin/busybox"
for name in sh ash sleep echo httpd cat true; do ln -sf busybox "$state/image/bin/$name"; done
echo coopto >"$state/image/www/index.html"
tar -C "$state/image" -c . >"$state/image.tar"
web='EXPOSE%208080&changes=CMD%20%5B%22httpd%22%2C%22-f%22%2C%22-p%22%2C%228080%22%2C%22-h%22%2C%22%2Fwww%22%5D'

# repository, tag, header with credentials, perhaps lines of a Dockerfile
push() {
    curl -sS -f -o /dev/null -H 'Content-Type: application/x-tar' --data-binary "@$state/image.tar" \
        -X POST "$url/images/create?fromSrc=-&repo=$1&tag=$2&changes=${4:-$web}"
    curl -sS -f -X POST -H "X-Registry-Auth: $3" "$url/images/$1/push?tag=$2" >"$state/push.log"
    if grep -q errorDetail "$state/push.log"; then cat "$state/push.log" >&2; return 1; fi
    curl -sS -f -o /dev/null -X DELETE "$url/images/$1:$2"
}
account=$(printf '{"username":"tester","password":"s3cret?>~"}' | base64 -w0 | tr '+/' '-_')
push "127.0.0.1:$open/coopto/web" 1.0 e30=
push "127.0.0.1:$open/coopto/web" latest e30=
push "127.0.0.1:$closed/coopto/secret" latest "$account"
cat >"$state/image/bin/postgres" <<'END'
#!/bin/sh
if [ -z "$POSTGRES_PASSWORD" ]; then echo "no POSTGRES_PASSWORD" >&2; exit 1; fi
exec httpd -f -p 5432 -h /www
END
chmod +x "$state/image/bin/postgres"
tar -C "$state/image" -c . >"$state/image.tar"
push "127.0.0.1:$open/coopto/postgres" latest e30= \
    'EXPOSE%205432&changes=VOLUME%20%2Fvar%2Flib%2Fpostgresql%2Fdata&changes=CMD%20%5B%22postgres%22%5D'
# An image whose layer is lost: pulling it gives a good status, and the failure in the report.
touch "$state/marker"
echo broken >"$state/image/www/index.html"
tar -C "$state/image" -c . >"$state/image.tar"
push "127.0.0.1:$open/coopto/broken" latest e30=
find "$state/open/docker/registry/v2/blobs" -name data -newer "$state/marker" -size +100k -delete

# name, extensions
certificate() {
    openssl req -newkey rsa:2048 -nodes -subj "/CN=$1" -keyout "$1-key.pem" -out "$1.csr" 2>/dev/null
    echo "$2" >"$1.ext"
    openssl x509 -req -in "$1.csr" -CA ca.pem -CAkey ca-key.pem -CAcreateserial -days 2 -extfile "$1.ext" -out "$1.pem" 2>/dev/null
}
mkdir -p "$state/tls"
(
    cd "$state/tls"
    openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj "/CN=tests" -keyout ca-key.pem -out ca.pem 2>/dev/null
    certificate engine subjectAltName=IP:127.0.0.1
    certificate client extendedKeyUsage=clientAuth
)
secure=$(free_port $((engine + 1)))
make_bridge "$secure"
dockerd --config-file "$state/daemon.json" --data-root "$state/secure-data" --exec-root "$state/secure-exec" \
    --pidfile "$state/secure.pid" --host "tcp://127.0.0.1:$secure" --tlsverify --tlscacert "$state/tls/ca.pem" \
    --tlscert "$state/tls/engine.pem" --tlskey "$state/tls/engine-key.pem" \
    --iptables=false --ip6tables=false --ip-masq=false --bridge "coopto$secure" >"$state/secure.log" 2>&1 &
wait_for "https://127.0.0.1:$secure/_ping" --cacert "$state/tls/ca.pem" --cert "$state/tls/client.pem" --key "$state/tls/client-key.pem"

cat >"$state/env" <<END
ENGINE_URL=$url
ENGINE_SOCKET=$state/docker.sock
SECURE_URL=https://127.0.0.1:$secure
OPEN_REGISTRY=127.0.0.1:$open
CLOSED_REGISTRY=127.0.0.1:$closed
END

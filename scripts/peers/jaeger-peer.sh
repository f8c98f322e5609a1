#!/usr/bin/env bash
# Prints the path of a Jaeger binary (storage, query API and an OpenTelemetry collector in one program), built from the
# Go module proxy on first use, which takes some minutes. Kept outside the repository; TEST_JAEGER_DIR says where.
# Exit code 3: this machine has no Go, or the module proxy does not answer.
set -euo pipefail

# The release that monitoring/compose.yaml runs, by its module's number.
version=v1.76.0
directory=${TEST_JAEGER_DIR:-${TMPDIR:-/tmp}/construction-ai-jaeger}
binary=$directory/$version/jaeger

mkdir -p "$directory"
exec 9>"$directory/lock"
flock 9
if [[ ! -x $binary ]]; then
  command -v go >/dev/null || { echo "Jaeger is built with Go, which this machine lacks." >&2; exit 3; }
  (cd "$directory" && GOFLAGS=-mod=mod go list -m "github.com/jaegertracing/jaeger@$version" >/dev/null) ||
    { echo "The Go module proxy does not answer: Jaeger cannot be built." >&2; exit 3; }
  # Its go.mod has replace directives, which `go install` refuses: so it is the tool of a module of our own. The build's
  # own cache is hundreds of megabytes and of no use once the binary is there.
  export GOCACHE=$directory/cache GOFLAGS=-mod=mod
  rm -rf "$directory/building"
  mkdir -p "$directory/building" "$directory/$version"
  (
    cd "$directory/building"
    go mod init peer.test/jaeger
    go get -tool "github.com/jaegertracing/jaeger/cmd/jaeger@$version" && go mod download ||
      { echo "The Go module proxy lacks what Jaeger is built from." >&2; exit 3; }
    nice -n 10 go build -trimpath -ldflags="-s -w" -o jaeger github.com/jaegertracing/jaeger/cmd/jaeger
  ) >&2
  mv "$directory/building/jaeger" "$binary"
  rm -rf "$directory/cache" "$directory/building"
fi
echo "$binary"

#!/usr/bin/env bash
# Answers requests as Qdrant's makers' own local mode does (PyPI's qdrant-client), for lib/search/index/semantics.test.ts:
# reads {"points": […], "requests": […]} from standard input, both as the REST interface takes them, and prints a list of
# results for each request. Installs it into a virtual environment outside the repository on first use;
# TEST_QDRANT_PEER_DIR says where.
set -euo pipefail

# The version that the suite was last held against.
package=qdrant-client==1.17.1
peers=${TEST_QDRANT_PEER_DIR:-${TMPDIR:-/tmp}/construction-ai-qdrant-peer}
venv=$peers/venv

mkdir -p "$peers"
exec 9>"$peers/lock"
flock 9
if [ "$(cat "$venv/.installed" 2>/dev/null)" != "$package" ]; then
  rm -rf "$venv"
  python3 -m venv "$venv" >&2
  "$venv/bin/pip" install --quiet --disable-pip-version-check "$package" >&2
  echo "$package" >"$venv/.installed"
fi
exec 9>&-
exec "$venv/bin/python" -W ignore "$(dirname "$0")/qdrant-local.py"

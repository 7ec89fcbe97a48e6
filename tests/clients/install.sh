#!/bin/sh
# Installs the pinned JavaScript clients of the matrix where node and npm are there.
set -eu
cd "$(dirname "$0")"
if ! command -v node >/dev/null 2>&1 || ! command -v npm >/dev/null 2>&1; then
  echo "node and npm are not installed: tests of the JavaScript clients are skipped. Install nodejs and npm." >&2
  exit 0
fi
if [ node_modules/.package-lock.json -nt package-lock.json ]; then
  exit 0
fi
npm ci --silent
touch node_modules/.package-lock.json

#!/bin/sh
# Installs the pinned clients of the matrix: the Python ones in an environment of their own, the JavaScript ones where
# node and npm are there.
set -eu
cd "$(dirname "$0")"
if [ ! .venv/installed -nt requirements.txt ]; then
  "${PYTHON:-python3}" -m venv .venv
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
  touch .venv/installed
fi
if ! command -v node >/dev/null 2>&1 || ! command -v npm >/dev/null 2>&1; then
  echo "node and npm are not installed: tests of the JavaScript clients are skipped. Install nodejs and npm." >&2
  exit 0
fi
if [ node_modules/.package-lock.json -nt package-lock.json ]; then
  exit 0
fi
npm ci --silent
touch node_modules/.package-lock.json

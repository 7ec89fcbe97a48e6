#!/bin/sh
# Installs what tests open workbooks with where it is missing and apt can do it: LibreOffice with its Python bridge,
# Chinese fonts, Gnumeric, and node with npm.
set -eu
missing=""
if ! command -v soffice >/dev/null 2>&1 || ! /usr/bin/python3 -c "import uno" 2>/dev/null ||
  ! { [ -d /usr/share/fonts/opentype/noto ] || fc-list 2>/dev/null | grep -qi cjk; }; then
  missing="libreoffice-calc python3-uno fonts-noto-cjk poppler-utils"
fi
command -v pdftotext >/dev/null 2>&1 || missing="$missing poppler-utils"
command -v ssconvert >/dev/null 2>&1 || missing="$missing gnumeric"
if ! command -v node >/dev/null 2>&1; then
  missing="$missing nodejs npm"
elif ! command -v npm >/dev/null 2>&1; then
  missing="$missing npm"
fi
if [ -z "$missing" ]; then
  exit 0
fi
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
  echo "Not installed, so that tests that need them are skipped: $missing." >&2
  exit 0
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
# shellcheck disable=SC2086  # one word per package
apt-get install -y -qq --no-install-recommends $missing >/dev/null

#!/bin/sh
# Installs LibreOffice with its Python bridge and Chinese fonts where they are missing and apt can do it.
set -eu
if command -v soffice >/dev/null 2>&1 && /usr/bin/python3 -c "import uno" 2>/dev/null &&
  { [ -d /usr/share/fonts/opentype/noto ] || fc-list 2>/dev/null | grep -qi cjk; }; then
  exit 0
fi
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
  echo "LibreOffice is not installed: tests that need it are skipped. Install libreoffice-calc, python3-uno, fonts-noto-cjk and poppler-utils." >&2
  exit 0
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends libreoffice-calc python3-uno fonts-noto-cjk poppler-utils >/dev/null

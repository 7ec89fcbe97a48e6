"""The translation catalogue: ``python -m tests.translations update`` updates the .po from the source."""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from xlsappraise.cli.click_texts import PLURALS

ROOT = Path(__file__).parent.parent
PO = ROOT / "xlsappraise" / "locale" / "zh_CN" / "LC_MESSAGES" / "xlsappraise.po"
KEYWORDS = {"_": None, "N_": None, "phrase": None, "say": None}


def extracted() -> set[str]:
    """Return all texts in the source that need translation."""
    found = extract_from_dir(ROOT / "xlsappraise", [("**.py", "python")], keywords=KEYWORDS)
    return {message for _file, _line, message, _comments, _context in found if isinstance(message, str) and message}


def catalogue() -> Catalog:
    """Return the Chinese catalogue."""
    with PO.open("rb") as file:
        return read_po(file, locale="zh_CN")


def update() -> list[str]:
    """Remove texts that the source no longer has, add new ones; return the texts without translation."""
    old = catalogue()
    new = Catalog(locale="zh_CN", project="xlsappraise", fuzzy=False)
    missing = []
    for text in sorted(extracted()):
        existing = old.get(text)
        translation = existing.string if existing is not None and isinstance(existing.string, str) else ""
        if not translation:
            missing.append(text)
        new.add(text, translation)
    for pair in PLURALS:
        existing = old.get(pair)
        new.add(pair, existing.string if existing is not None and isinstance(existing.string, tuple) else ("",))
    body = [
        'msgid ""',
        'msgstr ""',
        '"Content-Type: text/plain; charset=UTF-8\\n"',
        '"Language: zh_CN\\n"',
        '"Plural-Forms: nplurals=1; plural=0;\\n"',
        "",
    ]
    out = BytesIO()
    write_po(out, new, width=0, omit_header=True, no_location=True)
    PO.write_text("\n".join(body) + "\n" + out.getvalue().decode().lstrip("\n"), encoding="utf-8", newline="\n")
    return missing


if __name__ == "__main__" and sys.argv[1:] == ["update"]:
    for text in update():
        print("to translate:", text)

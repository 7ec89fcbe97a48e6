"""The files in a folder of returned files, the names they are shown under, and names of junk files."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

from xlsappraise.base.problems import visible
from xlsappraise.xlsx.old import OLD_FORMATS

WORKBOOKS = (".xlsx", ".xlsm", *(ending for old in OLD_FORMATS for ending in old.endings))
JUNK = re.compile(
    r"~\$.*|\.~.*|\._.*|(?:eh)?Thumbs\.db|desktop\.ini|\.DS_Store|\.localized|Icon\r|\.directory|\.gitkeep"
    r"|\.nfs[0-9a-f]+|\.fuse_hidden[0-9a-f]+",
    re.IGNORECASE | re.DOTALL,
)


def seen_files(folder: Path) -> list[Path]:
    """Return every file below a folder in a fixed order.

    Folders are entered; links, folders named like a workbook and folders that cannot be read are listed
    themselves, so that nothing is skipped silently.
    """
    found: list[Path] = []

    def unreadable(error: OSError) -> None:
        found.append(Path(error.filename))

    for root, folders, names in os.walk(folder, onerror=unreadable):
        listed = [n for n in folders if Path(root, n).is_symlink() or Path(n).suffix.lower() in WORKBOOKS]
        folders[:] = sorted(name for name in folders if name not in listed)
        above = Path(root)
        found += [above / name for name in (*names, *listed)]
    return sorted(found, key=lambda path: path.parts)


def named(paths: Iterable[Path], base: Path) -> dict[str, Path]:
    """Return the paths by the names they are shown under; equal names are numbered."""
    found: dict[str, Path] = {}
    for path in paths:
        name, number = shown_name(path, base), 2
        while name in found:
            name, number = f"{shown_name(path, base)} [{number}]", number + 1
        found[name] = path
    return found


def shown_name(path: Path, base: Path) -> str:
    """Return a path below ``base`` as text that can always be printed and stored."""
    whole, above = str(path), f"{str(base).rstrip(os.sep)}{os.sep}"
    relative = whole[len(above) :] if whole.startswith(above) else whole
    return visible(relative.replace(os.sep, "/"), 400, blanks=True)

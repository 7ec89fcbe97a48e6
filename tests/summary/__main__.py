"""The long test, ``python -m tests.summary``: books of up to 5,000 people, of 39 schemes, of a quarter and a year.

Each is printed, measured and recalculated by LibreOffice. Prints pages and widths; the exit code is 1 for any fault.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.summary.companies import company, longer
from tests.summary.measuring import Measured, differing, measure
from xlsappraise.base.i18n import words
from xlsappraise.report.book import summary_sheets

BOOKS = {
    "3 people": ("zh_CN", lambda: company(3, 1)),
    "60 people": ("zh_CN", lambda: company(60, 5)),
    "60 people, English": ("en", lambda: company(60, 5, english=True)),
    "300 people, 39 schemes": ("zh_CN", lambda: company(300, 39)),
    "a quarter": ("zh_CN", lambda: longer(60, 5, "2026-Q4")),
    "a year, 39 schemes": ("en", lambda: longer(300, 39, "2026")),
    "5,000 people": ("zh_CN", lambda: company(5000, 6)),
}

LARGEST = "5,000 people"
"""Takes as long as all the others together: with ``--all`` alone"""


def told(name: str, found: Measured) -> None:
    """Print what was measured of a book."""
    cover = next(iter(found.pages))
    print(f"{name}: {sum(found.pages.values())} pages; cover {found.pages[cover]} page, {found.pixels[cover]} px wide")
    print("   " + ", ".join(f"{sheet} {count}" for sheet, count in found.pages.items()))
    for fault in found.faults:
        print("   !", fault)


def main() -> int:
    wrong = 0
    for name, (language, make) in BOOKS.items():
        if name == LARGEST and "--all" not in sys.argv:
            continue
        sheets = summary_sheets(make(), words(language))
        with tempfile.TemporaryDirectory() as folder:
            found = measure({"book": sheets}, Path(folder))["book"]
            cover = next(iter(found.pages))
            if found.pages[cover] != 1 or found.pixels[cover] > 1300:
                found.faults.append("the cover is not a page, or wider than a screen")
            found.faults += differing(sheets, Path(folder))
        told(name, found)
        wrong += len(found.faults)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

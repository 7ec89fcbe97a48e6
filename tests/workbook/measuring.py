"""Measures forms as LibreOffice draws them: clipped and shrunk texts, pages, print size, the first screen.

``python -m tests.workbook.measuring [SCHEME …]`` prints a table of all forms, blank and filled with the longest texts.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from tests.office.office import run_jobs
from tests.proof.fills import DAY
from tests.workbook.stamps import STAMPS
from xlsappraise.base.form_rules import Closing
from xlsappraise.base.period import Period
from xlsappraise.base.person import Person
from xlsappraise.drawing import styles
from xlsappraise.forms.layout import FormLayout, Setting, lay_out
from xlsappraise.forms.layout.paper import UNIT
from xlsappraise.forms.master import draw_master
from xlsappraise.forms.stamper import make_master, stamp
from xlsappraise.forms.stamps import Ratee, stamps_for
from xlsappraise.schemes import Library, Scheme
from xlsappraise.typed.slot import Slot
from xlsappraise.xlsx.address import address

SCREEN = 1318, 483
"""Pixels of the grid that a screen of 1366 × 768 shows"""
HEAD, WIDEST, LEAST_PRINT = 120, 1300, 8.0
ROWS = 3
"""Of a table, so many entries are filled in, and the last one"""
PERIODS = {"week": "2026-W45", "month": "2026-11", "quarter": "2026-Q4", "year": "2026"}
CHINESE, LATIN = "欧阳" * 12, "Maximiliana Wilhelmina von Hohenzollern X"[:40]
HEADING = 9
"""The points of the headings' letters"""
_TOLERANCE = 0.6
"""Points by which a text may be taller than its cell, as heights are rounded"""


@dataclass
class Measured:
    """What was measured of a form, blank and filled in."""

    scheme: str
    layout: FormLayout
    pages: list[int] = field(default_factory=list)
    prints: list[float] = field(default_factory=list)
    clipped: list[tuple[str, str, float, float]] = field(default_factory=list)
    shrunk: list[str] = field(default_factory=list)

    @property
    def width(self) -> int:
        """Pixels across at 100 %."""
        return sum(round(column.width * UNIT) for column in self.layout.columns)

    @property
    def head(self) -> int:
        """Pixels of the rows that stay in sight, without the headings of a log."""
        log = any(row.key.endswith(".headings") for row in self.layout.rows[: self.layout.frozen_rows])
        return self._down(4 if log else self.layout.frozen_rows)

    @property
    def frozen(self) -> int:
        """Pixels of all rows that stay in sight."""
        return self._down(self.layout.frozen_rows)

    @property
    def first(self) -> tuple[int, int]:
        """Pixels from the left and the top to the end of the input that is selected first."""
        slot = self.layout.cursor
        right = sum(round(column.width * UNIT) for column in self.layout.columns[: slot.last[1] + 1])
        return right, self._down(slot.last[0] + 1)

    def _down(self, rows: int) -> int:
        return sum(round(row.height * 4 / 3) for row in self.layout.rows[:rows] if not row.hidden)

    def row(self) -> str:
        """Return the line of the table."""
        right, down = self.first
        pages = "/".join(map(str, self.pages))
        return (
            f"{self.scheme:<30} {'L' if self.layout.landscape else 'P'} pages {pages:>5}  print {min(self.prints):4.1f}"
            f"  width {self.width:4}  head {self.head:3} ({self.frozen:3})"
            f"  first {address(self.layout.cursor.place):>4} {right:4} × {down:3}"
            f"  clipped {len(self.clipped)}  shrunk {len(self.shrunk)}"
        )

    def faults(self) -> list[str]:
        """Return what is wrong with the form, in words."""
        right, down = self.first
        found = [f"{cell} needs {needed} points and has {room}: {text!r}" for cell, text, needed, room in self.clipped]
        found += [f"{cell} is shrunk" for cell in self.shrunk]
        limits = (
            ("print", -min(self.prints), -LEAST_PRINT), ("width", self.width, WIDEST), ("head", self.head, HEAD),
            ("first input, right", right, SCREEN[0]), ("first input, down", down, SCREEN[1]),
        )  # fmt: skip
        return [*found, *(f"{what}: {abs(value)}" for what, value, most in limits if value > most)]


def longest(slot: Slot, name: str) -> Any:
    """Return the longest entry that an input takes."""
    if slot.choices:
        return max(slot.choices, key=len)
    if slot.type == "text":
        return name if slot.id.startswith("signoff.name") else "量" * int(slot.max or 0)
    if slot.type == "date":
        return slot.max or DAY
    return slot.max if slot.max is not None else 99


def measure(schemes: Sequence[str], folder: Path) -> list[Measured]:
    """Measure forms, blank and filled in, in one start of LibreOffice."""
    found, jobs = [], []
    library = Library()
    for name in schemes:
        scheme = library[name].form_of(library[name].lead.id)
        period = Period.parse(PERIODS[scheme.period])
        person = CHINESE if len(name) % 2 else LATIN
        setting = Setting(period, people=(person,), closing=_closing(period))
        layout = lay_out(scheme, setting)
        found.append(Measured(name, layout))
        path = folder / f"{name}.xlsx"
        master = make_master(draw_master(library[name], period, None, setting))
        path.write_bytes(stamp(master, _stamps(scheme, period, person)))
        fill = [["set", layout.sheet, address(slot.place), longest(slot, person)] for slot in _filled(layout)]
        for kind, steps in (("blank", []), ("filled", fill)):
            print_as = {"save": str(folder / f"{name}.{kind}.pdf"), "filter": "calc_pdf_Export"}
            sheets = [layout.sheet, layout.instructions_sheet][: 2 if kind == "blank" else 1]
            jobs.append({"open": str(path), "steps": [*steps, *(["extents", s] for s in sheets)], **print_as})
    answers = iter(run_jobs(jobs))
    for one in found:
        for kind in ("blank", "filled"):
            for texts in next(answers):
                _judge(one, texts)
            pdf = folder / f"{one.scheme}.{kind}.pdf"
            one.pages.append(_pages(pdf))
            one.prints.append(_print(pdf, one.layout))
    return found


def _closing(period: Period) -> Closing:
    return Closing(period.last_day, "人力资源部 hr@example.com", ("ratee", "supervisor", "indirect", "hr"))


def _stamps(scheme: Scheme, period: Period, name: str) -> Any:
    person = Person("E00017", name, "华东大区客户服务与体验中心", "高级客户回访与投诉处理专员")
    made = stamps_for(
        scheme, Ratee(person, {rater.id: name for rater in scheme.raters}), period, "示例家居（上海）有限公司",
        STAMPS.token,
    )  # fmt: skip
    return replace(made, **dict.fromkeys(("carried_1", "carried_2", "carried_3"), "量" * 500))


def _filled(layout: FormLayout) -> list[Slot]:
    lasts = {slot.table: slot.row for slot in layout.slots if slot.table}
    return [s for s in layout.slots if s.row is None or s.row <= ROWS or s.row == lasts[s.table]]


def _judge(one: Measured, texts: list[list[Any]]) -> None:
    for cell, text, needed, room, shrunk, _size in texts:
        if shrunk:
            one.shrunk.append(cell)
        if needed > room + _TOLERANCE:
            one.clipped.append((cell, text[:40], needed, room))


def _pages(pdf: Path) -> int:
    """Return the number of pages of the scorecard, each of which has the form number; the instructions take one."""
    pages = _text(pdf).split("\f")[:-1]
    scorecard = sum(1 for page in pages if STAMPS.token in page)
    assert len(pages) == scorecard + 1, f"{pdf.name}: instructions on {len(pages) - scorecard} pages"
    return scorecard


def _text(pdf: Path, *options: str) -> str:
    command = ["pdftotext", *options, str(pdf), "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def _print(pdf: Path, layout: FormLayout) -> float:
    """Return the points of the smallest print of the scorecard: the smallest letters times the scale of the page,
    which the two letters of a heading show.
    """
    used = {plan.style for plan in layout.cells if layout.columns[plan.place[1]].width}
    smallest = min(float(styles.STYLES[name].get("font_size", 10)) for name in used)
    said = _text(pdf, "-f", "1", "-l", "1", "-bbox")
    left, right = re.search(r'xMin="([\d.]+)"[^>]*xMax="([\d.]+)"[^>]*>序号<', said).groups()  # type: ignore[union-attr]
    return smallest * (float(right) - float(left)) / 2 / HEADING


def main() -> int:
    """Print the table, and what is wrong; return whether anything is."""
    wrong = False
    with tempfile.TemporaryDirectory() as folder:
        for name in sys.argv[1:] or sorted(Library().schemes):
            (one,) = measure([name], Path(folder))
            print(one.row(), flush=True)
            for fault in one.faults():
                print(f"    {fault}", flush=True)
                wrong = True
    return int(wrong)


if __name__ == "__main__":
    raise SystemExit(main())

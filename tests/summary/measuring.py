"""What a spreadsheet program makes of a summary: pages, widths, texts that are cut, charts and headings in print."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from openpyxl.utils import get_column_letter
from python_calamine import CalamineWorkbook

from tests.office.office import REQUIRED, run_jobs
from xlsappraise.drawing.spec import Formula, Sheet
from xlsappraise.drawing.writer import write_summary

_OUTLINE = re.compile(rb"/Title<FEFF([0-9A-F]*)>\s*/Dest\[(\d+) 0 R")
_PAGE = re.compile(rb"(?:^|\n)(\d+) 0 obj\s*<</Type/Page/")
_TOO_NARROW = re.compile(r"#{3,}")


@dataclass
class Measured:
    """Of each sheet: its printed pages and its width on the screen; what is wrong with it, in words."""

    pages: dict[str, int] = field(default_factory=dict)
    pixels: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def measure(books: Mapping[str, Sequence[Sheet]], folder: Path) -> dict[str, Measured]:
    """Measure books, in one start of LibreOffice for each kind of question."""
    paths = {name: folder / f"{name}.xlsx" for name in books}
    for name, sheets in books.items():
        write_summary(paths[name], sheets)
    _print(list(paths.values()), folder)
    answers = run_jobs([_job(paths[name], sheets) for name, sheets in books.items()])
    found = {}
    for (name, sheets), answer in zip(books.items(), answers, strict=True):
        found[name] = _printed(sheets, paths[name].with_suffix(".pdf"))
        found[name].pixels = {sheet.name: pixels(sheet) for sheet in sheets}
        found[name].faults += _clipped(sheets, answer)
    return found


def differing(sheets: Sequence[Sheet], folder: Path) -> list[str]:
    """Return the formulas of which LibreOffice computes another value than the cached one."""
    path = folder / "blank.xlsx"
    write_summary(path, [blanked(sheet) for sheet in sheets])
    convert([path], folder / "out", "xlsx")
    book = CalamineWorkbook.from_path(str(folder / "out" / path.name))
    faults = []
    for sheet in sheets:
        rows = book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
        for cell in sheet.cells:
            if isinstance(cell.content, Formula):
                value, due = rows[cell.row][cell.column], cell.value
                same = value == due if isinstance(due, str) else value == pytest.approx(due, abs=1e-9)
                if not same:
                    faults.append(f"{sheet.name} {cell.row + 1}/{cell.column + 1}: {value!r}, cached {due!r}")
    return faults


def blanked(sheet: Sheet) -> Sheet:
    """Return a sheet without cached values, so that a spreadsheet program has to compute them."""
    cells = (
        replace(cell, content=replace(cell.content, value="")) if isinstance(cell.content, Formula) else cell
        for cell in sheet.cells
    )
    return replace(sheet, cells=tuple(cells))


def pixels(sheet: Sheet) -> int:
    """Return the width of a sheet on the screen."""
    return sum(int(width * 7 + 0.5) + 5 for width in sheet.widths)


def _print(paths: Sequence[Path], folder: Path) -> None:
    for program in ("soffice", "pdftotext"):
        if shutil.which(program) is None:
            assert not REQUIRED, f"{program} is required"
            pytest.skip(f"needs {program}")
    convert(paths, folder, "pdf")


def convert(paths: Sequence[Path], folder: Path, kind: str) -> None:
    """Convert workbooks by LibreOffice into a folder."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(folder), *map(str, paths)]
    subprocess.run(command, check=True, capture_output=True, timeout=1200)


def _printed(sheets: Sequence[Sheet], path: Path) -> Measured:
    """Read the pages of each sheet: how many, whether each has the headings, and on how many each chart is."""
    data = path.read_bytes()
    numbers = [int(number) for number in _PAGE.findall(data)]
    starts = {bytes.fromhex(title.decode()).decode("utf-16-be"): numbers.index(int(page))
              for title, page in _OUTLINE.findall(data)}  # fmt: skip
    text = subprocess.run(["pdftotext", "-layout", str(path), "-"], check=True, capture_output=True, text=True).stdout
    pages = text.split("\f")[: len(numbers)]
    measured, ends = Measured(), [*sorted(starts.values())[1:], len(pages)]
    for (name, start), end in zip(sorted(starts.items(), key=lambda item: item[1]), ends, strict=True):
        sheet = next(one for one in sheets if one.name == name)
        mine = [re.sub(r"\s+", "", page) for page in pages[start:end]]
        measured.pages[name] = len(mine)
        measured.faults += _of_pages(sheet, mine)
    return measured


def _of_pages(sheet: Sheet, pages: Sequence[str]) -> list[str]:
    faults = [f"{sheet.name}: a number does not fit on page {n}" for n, page in enumerate(pages, 1)
              if _TOO_NARROW.search(page)]  # fmt: skip
    for chart in sheet.charts:
        seen = sum(re.sub(r"\s+", "", chart.title) in page for page in pages)
        if seen != 1:
            faults.append(f"{sheet.name}: the chart “{chart.title}” is on {seen} pages")
    if sheet.page.heading_rows:
        row = sheet.page.heading_first
        heads = [re.sub(r"\s+", "", str(cell.value))[:4] for cell in sheet.cells if cell.row == row and cell.value][:3]
        own = next((at for at, page in enumerate(pages) if all(head in page for head in heads)), 0)
        pages = pages[own:] if row else pages
        faults += [f"{sheet.name}: page {n} has no headings" for n, page in enumerate(pages, 1)
                   if not all(head in page for head in heads)]  # fmt: skip
    return faults


def _job(path: Path, sheets: Sequence[Sheet]) -> dict[str, object]:
    steps: list[list[object]] = [["page_ends", sheet.name] for sheet in sheets]  # before rows are made higher
    steps += [["needed", sheet.name, [[address, cell.across] for address, cell in _merged(sheet)]] for sheet in sheets]
    steps += [["short_rows", sheet.name] for sheet in sheets]
    return {"open": str(path), "steps": steps}


def _merged(sheet: Sheet) -> list[tuple[str, object]]:
    return [(f"{get_column_letter(cell.column + 1)}{cell.row + 1}", cell) for cell in sheet.cells
            if cell.across > 1 and cell.down == 1 and isinstance(cell.value, str) and cell.value]  # fmt: skip


def _clipped(sheets: Sequence[Sheet], answer: Sequence[list]) -> list[str]:
    ends, needed, short = (answer[n * len(sheets) : (n + 1) * len(sheets)] for n in range(3))
    faults = [
        f"{sheet.name}: the chart “{chart.title}” is cut before row {row + 1}"
        for sheet, rows in zip(sheets, ends, strict=True)
        for chart in sheet.charts
        for row in rows
        if chart.area.top < row <= chart.area.bottom
    ]
    for sheet, heights in zip(sheets, needed, strict=True):
        for (address, cell), points in zip(_merged(sheet), heights, strict=True):
            if points > sheet.heights.get(cell.row, 15.0) + 1:
                faults.append(f"{sheet.name} {address} needs {points} points: {cell.value}")
    for sheet, rows in zip(sheets, short, strict=True):
        written = {cell.row + 1 for cell in sheet.cells if cell.value not in (None, "")}
        faults += [f"{sheet.name} row {row} has {points} points and needs {need}" for row, points, need in rows
                   if row in written]  # fmt: skip
    return faults

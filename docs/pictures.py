"""Render the pictures of the documentation by LibreOffice: ``make pictures``."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

from openpyxl import load_workbook

from samples.company import write_company_list
from samples.year.run import make
from xlsappraise.forms.layout import lay_out
from xlsappraise.issuing.previews import preview
from xlsappraise.schemes import Library

IMAGES = Path(__file__).parent / "images"

SLIPS = {"problem_handling.rating": "9分", "adjustment.3.points": 5}
"""What is made wrong besides in the demo's form with a gap: a mark, an adjustment without a reason"""
CHANGED = ("callback_rate", 30)
"""The criterion whose points are changed, and to what"""
LIST_PART, FORM_PART = (50, 497), (545, 605)
"""What of a marked copy's first two pages is shown: from which pixel row on, and how many of them"""
LIST_ROWS = (40, 330)
"""What of the first page of a list of people is shown"""
YEAR_PAGES = {
    "year-overview": ("2026/summary.xlsx", "2026", 110, 0),
    "year-trend": ("2026-12/summary.xlsx", "趋势", 150, 0),
    "year-rollup": ("2026-Q4/summary.xlsx", "汇总", 110, 370),
    "pay-payroll": ("2026-06/pay.xlsx", "工资表", 130, 680),
    "pay-lines": ("2026-06/pay.xlsx", "明细", 130, 0),
    "promotion": ("2026-06/promotion.xlsx", "晋升建议", 110, 290),
    "facts": ("2026-06/facts.xlsx", "2026", 130, 960),
    "department": ("2026-12/summaries/网店客服部.xlsx", "网店客服部", 110, 0),
}
"""Pictures of the generated year: the workbook, what the page begins with, dots per inch, rows of pixels, 0 for all"""


def convert(workbooks: list[Path], folder: Path) -> list[Path]:
    """Write each workbook as a PDF into ``folder``."""
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "pdf",
         "--outdir", str(folder), *map(str, workbooks)],
        check=True, capture_output=True,
    )  # fmt: skip
    return [folder / f"{workbook.stem}.pdf" for workbook in workbooks]


def picture(
    source: Path, target: Path, *, page: int = 1, resolution: int = 110, part: tuple[int, int] = (0, 0)
) -> None:
    """Write one page of a PDF as a PNG; ``part`` is its first row of pixels and their number, 0 for all."""
    subprocess.run(
        ["pdftoppm", "-r", str(resolution), "-f", str(page), "-l", str(page), "-y", str(part[0]), "-H", str(part[1]),
         "-singlefile", "-png", str(source), str(target)],
        check=True,
    )  # fmt: skip


def render(workbooks: list[Path], folder: Path, resolution: int = 110) -> None:
    """Write the first page of each workbook as a PNG into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        for page in convert(workbooks, Path(name)):
            picture(page, folder / page.stem, resolution=resolution)


def _run(*arguments: str, where: Path) -> None:
    """Run the program; it ends with 1 where it found problems, as it should here."""
    done = subprocess.run(
        [sys.executable, "-m", "xlsappraise", *arguments, "--lang", "zh_CN"], cwd=where, capture_output=True
    )
    if done.returncode > 1:
        raise subprocess.CalledProcessError(done.returncode, arguments, done.stdout, done.stderr)


def demo_pictures(folder: Path) -> None:
    """Run the demo and render a form as it goes out, one as it came back, the summary, and a marked copy."""
    _run("demo", "demo", where=folder)
    month = folder / "demo" / "2026-11"
    issued = next((month / "outbox").rglob("E007_*.xlsx"))
    returned = next((month / "inbox").glob("E004_*.xlsx"))
    copies = []
    for source, target in ((issued, "issued"), (returned, "scorecard"), (month / "summary.xlsx", "summary")):
        copies.append(folder / f"{target}.xlsx")
        shutil.copyfile(source, copies[-1])
    render(copies, IMAGES)
    marked_copy_pictures(month)


def marked_copy_pictures(month: Path) -> None:
    """Spoil a returned form of the demo further, and render the list and the scorecard of its marked copy."""
    form = next((month / "inbox").glob("E013_*.xlsx"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl drops what it does not know; it says so
        book = load_workbook(form)
    layout = lay_out(Library()["furniture-callback"])
    slips = {layout.slots_by_id[name].place: value for name, value in SLIPS.items()}
    for (row, column), value in {**slips, layout.outputs.points[CHANGED[0]]: CHANGED[1]}.items():
        book.worksheets[0].cell(row + 1, column + 1, value)
    book.save(form)
    shutil.rmtree(month / "corrections")
    _run("summarize", month.name, where=month.parent)
    copy = next((month / "corrections").rglob("E013_*.xlsx"))
    with tempfile.TemporaryDirectory() as name:
        (pages,) = convert([copy], Path(name))
        picture(pages, IMAGES / "marked-list", part=LIST_PART)
        picture(pages, IMAGES / "marked-form", page=2, part=FORM_PART)


def list_picture(folder: Path) -> None:
    """Render the upper part of a list of people as HR keeps it."""
    path = folder / "list.xlsx"
    write_company_list(path)
    with tempfile.TemporaryDirectory() as name:
        (pages,) = convert([path], Path(name))
        picture(pages, IMAGES / "list", part=LIST_ROWS)


def scheme_pictures(folder: Path) -> None:
    """Render the sample form of every shipped scheme."""
    forms = []
    for scheme in Library().schemes.values():
        forms.append(folder / f"{scheme.id}.xlsx")
        forms[-1].write_bytes(preview(scheme))
    shutil.rmtree(IMAGES / "schemes", ignore_errors=True)
    render(forms, IMAGES / "schemes", 70)


def year_pictures(folder: Path) -> None:
    """Make the generated year and render pages of its workbooks."""
    root = make(folder / "year").root
    _run("summarize", "2026-12", "--by-department", where=root)
    for target, (file, heading, resolution, rows) in YEAR_PAGES.items():
        with tempfile.TemporaryDirectory() as name:
            (pages,) = convert([root / file], Path(name))
            number = page_with(pages, heading)
            picture(pages, IMAGES / target, page=number, resolution=resolution, part=(0, rows))


def page_with(source: Path, heading: str) -> int:
    """Return the first page of a PDF whose topmost text begins with ``heading``."""
    number = 1
    while True:
        done = subprocess.run(
            ["pdftotext", "-f", str(number), "-l", str(number), "-layout", str(source), "-"],
            check=True, capture_output=True, text=True,
        )  # fmt: skip
        if done.stdout.strip().startswith(heading):
            return number
        if "\f" not in done.stdout:
            raise LookupError(f"{source.name} has no page that begins with {heading}")
        number += 1


def main() -> None:
    """Render all pictures."""
    with tempfile.TemporaryDirectory() as name:
        demo_pictures(Path(name))
        list_picture(Path(name))
        scheme_pictures(Path(name))
        year_pictures(Path(name))


if __name__ == "__main__":
    main()

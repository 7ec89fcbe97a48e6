"""Render the pictures of the READMEs from the demo, by LibreOffice: ``make pictures``."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

IMAGES = Path(__file__).parent / "images"


def render(workbook: Path, target: str, folder: Path, resolution: int = 110) -> None:
    """Write the first page of a workbook as a PNG."""
    profile = folder / "profile"
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation=file://{profile}", "--convert-to", "pdf",
         "--outdir", str(folder), str(workbook)],
        check=True, capture_output=True,
    )  # fmt: skip
    pdf = folder / f"{workbook.stem}.pdf"
    stem = folder / target
    subprocess.run(
        ["pdftoppm", "-r", str(resolution), "-l", "1", "-singlefile", "-png", str(pdf), str(stem)], check=True
    )
    IMAGES.mkdir(exist_ok=True)
    shutil.copyfile(f"{stem}.png", IMAGES / f"{target}.png")


def main() -> None:
    """Run the demo and render a form as it goes out, one as it came back, and the summary."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        demo = folder / "demo"
        subprocess.run(
            [sys.executable, "-m", "xlsappraise", "demo", str(demo), "--lang", "zh_CN"], check=True, capture_output=True
        )
        issued = next((demo / "2026-11" / "outbox").rglob("E007_*.xlsx"))
        returned = next((demo / "2026-11" / "inbox").glob("E004_*.xlsx"))
        summary = demo / "2026-11" / "summary.xlsx"
        for source, target in ((issued, "issued"), (returned, "scorecard"), (summary, "summary")):
            copy = folder / f"{target}.xlsx"
            shutil.copyfile(source, copy)
            render(copy, target, folder)


if __name__ == "__main__":
    main()

"""Render the pictures of the documentation by LibreOffice: ``make pictures``."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from xlsappraise.pipeline.previews import preview
from xlsappraise.schemes import Library

IMAGES = Path(__file__).parent / "images"


def render(workbooks: list[Path], folder: Path, resolution: int = 110) -> None:
    """Write the first page of each workbook as a PNG into ``folder``."""
    with tempfile.TemporaryDirectory() as name:
        subprocess.run(
            ["soffice", "--headless", f"-env:UserInstallation=file://{name}/profile", "--convert-to", "pdf",
             "--outdir", name, *map(str, workbooks)],
            check=True, capture_output=True,
        )  # fmt: skip
        folder.mkdir(parents=True, exist_ok=True)
        for workbook in workbooks:
            source, target = Path(name) / f"{workbook.stem}.pdf", folder / workbook.stem
            subprocess.run(
                ["pdftoppm", "-r", str(resolution), "-l", "1", "-singlefile", "-png", str(source), str(target)],
                check=True,
            )


def demo_pictures(folder: Path) -> None:
    """Run the demo and render a form as it goes out, one as it came back, and the summary."""
    demo = folder / "demo"
    subprocess.run(
        [sys.executable, "-m", "xlsappraise", "demo", str(demo), "--lang", "zh_CN"], check=True, capture_output=True
    )
    issued = next((demo / "2026-11" / "outbox").rglob("E007_*.xlsx"))
    returned = next((demo / "2026-11" / "inbox").glob("E004_*.xlsx"))
    summary = demo / "2026-11" / "summary.xlsx"
    copies = []
    for source, target in ((issued, "issued"), (returned, "scorecard"), (summary, "summary")):
        copies.append(folder / f"{target}.xlsx")
        shutil.copyfile(source, copies[-1])
    render(copies, IMAGES)


def scheme_pictures(folder: Path) -> None:
    """Render the sample form of every shipped scheme."""
    forms = []
    for scheme in Library().schemes.values():
        forms.append(folder / f"{scheme.id}.xlsx")
        forms[-1].write_bytes(preview(scheme))
    shutil.rmtree(IMAGES / "schemes", ignore_errors=True)
    render(forms, IMAGES / "schemes", 70)


def main() -> None:
    """Render all pictures."""
    with tempfile.TemporaryDirectory() as name:
        demo_pictures(Path(name))
        scheme_pictures(Path(name))


if __name__ == "__main__":
    main()

"""Benchmark of memory: the whole ``summarize`` of thousands of forms, the first time and on an unchanged inbox."""

from __future__ import annotations

import re
import subprocess
import zipfile
from datetime import date
from pathlib import Path

from benchmarks.ingesting import FILL, PERIOD
from benchmarks.measure import TOOL, probe, write_roster
from xlsappraise.store.office import opened
from xlsappraise.store.workspace import Workspace
from xlsappraise.xlsx.address import address

SHEET = "xl/worksheets/sheet1.xml"
_EPOCH = date(1899, 12, 30)


def remembering(root: Path, people: int = 10_000) -> None:
    """Print the peak memory of ``summarize``; the forms are filled in by editing their XML."""
    folder = root / "many"
    subprocess.run([*TOOL, "init", str(folder)], check=True, capture_output=True)
    write_roster(folder / "roster.xlsx", people)
    subprocess.run([*TOOL, "generate", PERIOD, "--quiet"], cwd=folder, check=True, capture_output=True)
    with opened(Workspace(folder)) as office:
        issues = office.ledger.issues()
        slots = next(iter(office.blueprints(issues).values())).slots_by_id
    values = {address(slots[name].place): value for name, value in FILL.items()}
    (folder / PERIOD / "inbox").mkdir(exist_ok=True)
    for number, one in enumerate(issues):
        values[address(slots["problem_handling.rating"].place)] = 5 + number % 6
        inbox = folder / PERIOD / "inbox" / one.filename
        _filled(folder / PERIOD / "outbox" / one.folder / one.filename, inbox, values)
    print(f"\nMemory of the whole summarize, {people} people")
    for run in ("the first time", "unchanged inbox"):
        _heavy, peak = probe(["summarize", PERIOD, "--quiet"], folder)
        print(f"  {run}: {peak} MB")


def _filled(source: Path, target: Path, values: dict[str, object]) -> None:
    """Copy a form with values in blank cells."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            data = old.read(part)
            new.writestr(part.filename, _edited(data.decode(), values) if part.filename == SHEET else data)


def _edited(xml: str, values: dict[str, object]) -> str:
    for cell, value in values.items():
        content = f"<v>{(value - _EPOCH).days if isinstance(value, date) else value}</v>"
        kind = ' t="inlineStr"' if isinstance(value, str) else ""
        if kind:
            content = f"<is><t>{value}</t></is>"
        xml, found = re.subn(rf'(<c r="{cell}"(?: s="\d+")?)/>', rf"\g<1>{kind}>{content}</c>", xml)
        assert found == 1, cell
    return xml

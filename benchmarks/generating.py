"""Benchmark of writing forms: stamping a master against openpyxl and XlsxWriter, and the command ``generate``."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import openpyxl

from benchmarks.measure import command, in_turns, probe, report, write_roster
from xlsappraise.base.period import Period
from xlsappraise.forms.layout import lay_out
from xlsappraise.forms.master import draw_master
from xlsappraise.forms.stamper import make_master, stamp
from xlsappraise.forms.stamps import PLACEHOLDERS, Stamps
from xlsappraise.forms.writer import Frame, write_form
from xlsappraise.schemes import Library

PERIOD = "2026-11"
BATCH = 20


def generating(root: Path, forms: int) -> Path:
    """Measure writing; return a workspace with ``forms`` issued forms."""
    scheme = Library()["furniture-callback"]
    workbook = draw_master(scheme, Period.parse(PERIOD))
    master = make_master(workbook)
    source = root / "master.xlsx"
    source.write_bytes(workbook)
    layout = lay_out(scheme)
    stamps = Stamps(**dict.fromkeys(PLACEHOLDERS.texts(), "王小燕"))
    out = root / "out.xlsx"
    places = [
        cell.coordinate
        for row in openpyxl.load_workbook(source).worksheets[0].iter_rows()
        for cell in row
        if any(text in str(cell.value) for text in PLACEHOLDERS.texts().values())
    ]

    def with_openpyxl() -> None:
        book = openpyxl.load_workbook(source)
        for at in places:
            book.worksheets[0][at].value = "王小燕"
        book.save(out)

    def stamped() -> None:
        for _ in range(BATCH):
            out.write_bytes(stamp(master, stamps))

    def copied() -> None:
        for _ in range(BATCH):
            shutil.copyfile(source, out)

    times = in_turns(
        {
            "openpyxl: load, fill, save": with_openpyxl,
            "XlsxWriter in_memory from scratch": lambda: out.write_bytes(
                write_form(scheme, layout, Frame({}), PLACEHOLDERS)
            ),
            "stamp": stamped,
            "shutil.copyfile": copied,
        },
        rounds=15,
    )
    for name in ("stamp", "shutil.copyfile"):
        times[name] /= BATCH
    report("One form", "openpyxl: load, fill, save", times)
    return _whole_command(root, forms, times["openpyxl: load, fill, save"])


def _whole_command(root: Path, forms: int, openpyxl_seconds: float) -> Path:
    whole: dict[int, float] = {}
    peaks: dict[int, int] = {}
    for people in (forms // 10, forms):
        runs = []
        for attempt in range(3):
            workspace = root / f"w{people}-{attempt}"
            command(["init", str(workspace)], root)
            write_roster(workspace / "roster.xlsx", people)
            runs.append(command(["generate", PERIOD, "--quiet"], workspace))
        whole[people] = sorted(runs)[1]
        fresh = root / f"p{people}"
        command(["init", str(fresh)], root)
        write_roster(fresh / "roster.xlsx", people)
        heavy, peaks[people] = probe(["generate", PERIOD, "--quiet"], fresh)
    due = openpyxl_seconds * forms
    print(
        f"\nWhole command, {forms} forms: {whole[forms]:.2f} s; openpyxl alone {due:.1f} s ({due / whole[forms]:.1f} x)"
    )
    print(f"  loads {json.dumps(heavy)}; peak memory {peaks} MB by number of forms")
    return root / f"w{forms}-0"

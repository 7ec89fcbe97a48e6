"""Benchmark of reading returned forms: the reader with all checks against other readers, and the whole commands."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import openpyxl
import pandas as pd
import python_calamine

from benchmarks.measure import command, in_turns, report
from xlsappraise.returned.examine import Examiner, Knowledge
from xlsappraise.returned.inbox import Candidate
from xlsappraise.store.office import opened
from xlsappraise.store.workspace import Workspace

PERIOD = "2026-11"
FILL = {
    "callback_rate.actual": 45, "callback_rate.target": 50, "records.slight": 1, "problem_handling.rating": 8,
    "ability.rating": 7, "attitude.rating": 13, "discipline.late": 1, "signoff.done": "评分完成",
    "signoff.name": "李建国", "signoff.date": date(2026, 11, 30),
}  # fmt: skip


def ingesting(root: Path, folder: Path, forms: int) -> None:
    workspace = Workspace(folder)
    inbox = folder / PERIOD / "inbox"
    inbox.mkdir(exist_ok=True)
    with opened(workspace) as office:
        issues = office.ledger.issues()
        blueprints = office.blueprints(issues)
        examiner = Examiner(Knowledge(issues, blueprints, office.keys))
        sources = {i.id: workspace.root / PERIOD / "outbox" / i.folder / i.filename for i in issues}
        places = {s.id: s.place for s in next(iter(blueprints.values())).slots}
        paths = []
        for issue in issues:
            path = inbox / issue.filename
            if not path.exists():
                book = openpyxl.load_workbook(sources[issue.id])
                for key, value in FILL.items():
                    row, column = places[key]
                    book.worksheets[0].cell(row + 1, column + 1).value = value
                book.save(path)
            paths.append(path)
    sample = paths[:10]
    candidates = [Candidate(p.name, p, "") for p in sample]
    assert all(examiner.examine(c).complete for c in candidates)

    def two_loads() -> None:
        for path in sample:
            openpyxl.load_workbook(path)
            openpyxl.load_workbook(path, data_only=True)

    times = in_turns(
        {
            "openpyxl, two loads": two_loads,
            "pandas.read_excel (openpyxl)": lambda: [pd.read_excel(p, engine="openpyxl") for p in sample],
            "python-calamine, values only": lambda: [
                python_calamine.CalamineWorkbook.from_path(str(p)).get_sheet_by_index(0).to_python() for p in sample
            ],
            "reader with every check": lambda: [examiner.examine(c) for c in candidates],
        }
    )
    times = {name: seconds / len(sample) for name, seconds in times.items()}
    report("Reading one form", "openpyxl, two loads", times)
    due = times["openpyxl, two loads"] * forms
    runs = sorted(command(["check", str(inbox), "--quiet"], folder) for _ in range(3))
    print(
        f"\nWhole command check, {forms} forms: {runs[1]:.2f} s; two openpyxl loads {due:.1f} s ({due / runs[1]:.1f} x)"
    )
    first = command(["summarize", PERIOD, "--quiet", "--json", str(root / "r.json")], folder)
    again = command(["summarize", PERIOD, "--quiet"], folder)
    states = json.loads((root / "r.json").read_text(encoding="utf-8"))["counts"]
    print(f"  summarize, first run {first:.2f} s ({due / first:.1f} x), unchanged inbox again {again:.2f} s; {states}")

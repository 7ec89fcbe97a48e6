"""``demo`` runs the whole loop on the samples; each fault in them is found at its cell."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.test_help import run
from tests.spots import at, spots_of
from xlsappraise.report.demo import DEMO_PERIOD, lay_out_demo
from xlsappraise.returned.collect import collect
from xlsappraise.schemes import Library
from xlsappraise.store.office import opened


def test_the_demo_runs_and_says_what_to_open(tmp_path: Path) -> None:
    done = run("demo", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    for line in ("scorecard as a supervisor gets it", "summary for the manager"):
        assert line in done.stdout
    assert (tmp_path / "demo" / "2026-11" / "summary.xlsx").is_file()
    assert len(list((tmp_path / "demo" / "2026-11" / "outbox").rglob("*.xlsx"))) == 24
    assert run("demo", cwd=tmp_path).returncode == 0  # a second run renews it


def test_the_demo_never_touches_a_folder_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo" / "mine.txt").write_text("mine")
    done = run("demo", cwd=tmp_path)
    assert done.returncode == 2 and "[file-exists]" in done.stderr
    assert (tmp_path / "demo" / "mine.txt").read_text() == "mine"


FAULTS = [
    ("E009", "locked-cell-changed", at("callback_rate:points")),
    ("E010", "formula-changed", at("total")),
    ("E012", "wrong-period", None),
    ("E013", "missing-input", at("ability.rating")),
    ("E018", "not-a-number", spots_of(Library()["presales-weighted"]).at("service_score.actual")),
]


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str | None, str, str | None]]:
    workspace = lay_out_demo(tmp_path_factory.mktemp("demo") / "d")
    with opened(workspace, alone=True) as office:
        collection = collect(office, DEMO_PERIOD, workspace.inbox(DEMO_PERIOD))
    counts = collection.form_counts()
    assert counts == {"issued": 24, "valid": 19, "incomplete": 1, "invalid": 1, "missing": 3, "withdrawn": 0}
    assert collection.file_counts() == {
        "seen": 25, "accepted": 19, "refused": 3, "set_aside": 1, "duplicate": 1, "ignored": 1,
    }  # fmt: skip
    return [(p.employee_id, p.code, p.cell) for p in collection.problems if p.severity in ("error", "tampering")]


def test_each_fault_of_the_samples_is_found_at_its_cell(findings: list[tuple[str | None, str, str | None]]) -> None:
    assert sorted(f for f in findings if f[0]) == FAULTS
    assert [f for f in findings if f[0] is None] == [(None, "file-truncated", None)]

"""Forms filled in and saved by LibreOffice come back: recognised, clean, scored as shown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.conftest import WORKED_EXAMPLE, Bench, person
from tests.office.office import fill_steps, run_jobs
from tests.proof.fills import fills
from xlsappraise.pipeline.start import start
from xlsappraise.schemes import Library

pytestmark = pytest.mark.office

SCHEMES = sorted(Library().schemes)


class Saved:
    """Each scheme's form, filled in and saved by LibreOffice, in an inbox; and what it showed."""

    def __init__(self, folder: Path) -> None:
        self.bench = Bench(start(folder / "回收"))
        self.bench.issue(*(person(f"E{n:03d}", schemes=scheme) for n, scheme in enumerate(SCHEMES, 1)))
        jobs: list[dict[str, Any]] = []
        self.expected: dict[str, str] = {}
        for number, scheme in enumerate(SCHEMES, 1):
            employee = f"E{number:03d}"
            path = self.bench.form(employee)
            form = self.bench.describe(path)
            fill = WORKED_EXAMPLE if scheme == "furniture-callback" else next(iter(fills(form, 1, seed=7)))
            outputs = form["outputs"]
            cells = [*outputs["criteria"].values(), outputs["total"], outputs["grade"]]
            jobs.append(
                {
                    "open": str(path),
                    "steps": [*fill_steps(form, fill), ["read", [[c["sheet"], c["cell"]] for c in cells]]],
                    "save": str(self.bench.inbox / path.name),
                }
            )
        self.shown = {f"E{n:03d}": answer[0] for n, answer in enumerate(run_jobs(jobs), 1)}
        self.summary = self.bench.summarize()


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Saved:
    return Saved(tmp_path_factory.mktemp("saved"))


def test_nothing_above_a_note_is_found(saved: Saved) -> None:
    assert [(p.code, p.cell, p.file) for p in saved.summary.problems if p.severity != "note"] == []


def test_every_form_is_valid(saved: Saved) -> None:
    assert {r["employee_id"]: r["state"] for r in saved.summary.as_dict()["results"]} == dict.fromkeys(
        saved.shown, "valid"
    )


def test_the_recomputed_scores_are_the_shown_ones(saved: Saved) -> None:
    for result in saved.summary.as_dict()["results"]:
        *scores, total, grade = saved.shown[result["employee_id"]]
        assert list(result["criteria"].values()) == pytest.approx(scores, abs=1e-9)
        assert result["total"] == pytest.approx(total, abs=1e-9)
        assert result["grade"] == grade


def test_the_worked_example_is_76_and_a_pass(saved: Saved) -> None:
    number = f"E{SCHEMES.index('furniture-callback') + 1:03d}"
    result = next(r for r in saved.summary.as_dict()["results"] if r["employee_id"] == number)
    assert (result["total"], result["grade"]) == (76.0, "合格")
    assert list(result["criteria"].values()) == [18.0, 15.0, 10.0, 3.0, 7.0, 13.0, 8.0]
    assert saved.shown[number][-2:] == [76.0, "合格"]

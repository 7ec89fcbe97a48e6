"""Each scheme: what LibreOffice computes in the issued workbook is what pandas computes, to the cent."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tests.conftest import Bench, person
from tests.office.office import fill_steps, run_jobs
from tests.proof.fills import Fill, fills
from xlsappraise.pipeline.start import start
from xlsappraise.schemes import Library
from xlsappraise.scoring.engine import score, widen

pytestmark = pytest.mark.office

SCHEMES = sorted(Library().schemes)
RANDOM_FILLS = 30


class Proof:
    """Forms, fills and what LibreOffice answered, for every scheme in one start."""

    def __init__(self, folder: Path) -> None:
        self.bench = Bench(start(folder / "证明"))
        self.bench.issue(*(person(f"E{n:03d}", schemes=scheme) for n, scheme in enumerate(SCHEMES, 1)))
        self.forms: dict[str, dict[str, Any]] = {}
        self.fills: dict[str, list[Fill]] = {}
        jobs = []
        for number, scheme in enumerate(SCHEMES, 1):
            path = self.bench.form(f"E{number:03d}")
            form = self.forms[scheme] = self.bench.describe(path)
            self.fills[scheme] = [*fills(form, RANDOM_FILLS, seed=number), *blanked(form, seed=number)]
            outputs = form["outputs"]
            cells = [*outputs["criteria"].values(), outputs["total"], outputs["grade"]]
            reading = ["read", [[c["sheet"], c["cell"]] for c in cells]]
            steps: list[Any] = []
            before: Fill = {}
            for fill in self.fills[scheme]:
                changed = {k: v for k, v in fill.items() if before.get(k) != v}
                steps += [*fill_steps(form, changed), reading]
                before = {**before, **fill}
            jobs.append({"open": str(path), "steps": steps})
        self.answers = dict(zip(SCHEMES, run_jobs(jobs), strict=True))


def blanked(form: dict[str, Any], seed: int) -> list[Fill]:
    """Return fills in which one required input is blank."""
    complete = next(iter(fills(form, 1, seed)))
    return [{**complete, i["id"]: None} for i in form["inputs"] if i["required"]]


@pytest.fixture(scope="module")
def proof(tmp_path_factory: pytest.TempPathFactory) -> Proof:
    return Proof(tmp_path_factory.mktemp("proof"))


@pytest.mark.parametrize("scheme_id", SCHEMES)
def test_every_score_total_and_grade_agree(proof: Proof, scheme_id: str) -> None:
    scheme = Library()[scheme_id]
    form = proof.forms[scheme_id]
    wanted = proof.fills[scheme_id]
    rows = [(n, key, value) for n, fill in enumerate(wanted) for key, value in fill.items() if value is not None]
    expected = score(scheme, widen(pd.DataFrame(rows, columns=["form", "input", "value"])).reindex(range(len(wanted))))
    required = [i["id"] for i in form["inputs"] if i["required"]]
    names = [*form["outputs"]["criteria"], "total", "grade"]
    assert len(wanted) > RANDOM_FILLS + len(required)
    disagreeing = []
    for number, (fill, answer) in enumerate(zip(wanted, proof.answers[scheme_id], strict=True)):
        complete = all(fill.get(name) is not None for name in required)
        for name, shown in zip(names, answer, strict=True):
            computed = expected.loc[number, name]
            if name in ("total", "grade") and not complete:
                computed = None  # an unsigned form shows neither
            if not agree(shown, computed):
                disagreeing.append((number, name, shown, computed, fill))
    assert disagreeing == []


def agree(shown: Any, computed: Any) -> bool:
    """Tell whether a cell shows what was computed: blank for nothing, else equal to the cent."""
    if computed is None or (isinstance(computed, float) and math.isnan(computed)):
        return shown in ("", None)
    if isinstance(computed, str):
        return bool(shown == computed)
    return isinstance(shown, float) and abs(shown - computed) < 1e-9

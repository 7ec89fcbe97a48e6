"""Each scheme's worked example, filled in and saved by LibreOffice, comes back clean and scored as by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.office.office import fill_steps, run_jobs
from tests.proof.fills import completing, day_number
from tests.schemes.worked_examples import example
from tests.shipped import SCHEMES, Shipped, form_scheme
from xlsappraise.scoring.criterion import EXCLUDED

pytestmark = pytest.mark.office


class Saved:
    """Each scheme's form, filled in and saved by LibreOffice, in an inbox; and what it showed."""

    def __init__(self, folder: Path) -> None:
        shipped = Shipped(folder / "回收")
        jobs: list[dict[str, Any]] = []
        for scheme in SCHEMES:
            path, form = shipped.path(scheme), shipped.describe(scheme)
            outputs = form["outputs"]
            cells = [*outputs["criteria"].values(), outputs["total"], outputs["grade"]]
            jobs.append(
                {
                    "open": str(path),
                    "steps": [
                        *fill_steps(form, fill(scheme, form)),
                        ["read", [[c["sheet"], c["cell"]] for c in cells]],
                    ],
                    "save": str(shipped.bench(scheme).inbox / path.name),
                }
            )
        self.shown = {scheme: answer[0] for scheme, answer in zip(SCHEMES, run_jobs(jobs), strict=True)}
        self.summaries = [bench.summarize() for bench in shipped.benches.values()]
        self.results = {r["scheme"]: r for s in self.summaries for r in s.as_dict()["results"]}


def fill(scheme: str, form: dict[str, Any]) -> dict[str, Any]:
    """Return the worked example with what makes the form complete; dates as day numbers."""
    types = {i["id"]: i["type"] for i in form["inputs"]}
    inputs = {k: day_number(str(v)) if types[k] == "date" else v for k, v in example(scheme)["inputs"].items()}
    signed = {i["id"]: completing(i) for i in form["inputs"] if i["id"].startswith("signoff.") and i["required"]}
    return {**signed, **inputs}


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Saved:
    return Saved(tmp_path_factory.mktemp("saved"))


def test_nothing_above_a_note_is_found_in_any_file(saved: Saved) -> None:
    found = [p for s in saved.summaries for p in s.collection.problems if p.severity != "note"]
    assert [(p.code, p.cell, p.file) for p in found] == []


def test_every_result_is_valid(saved: Saved) -> None:
    assert {scheme: r["state"] for scheme, r in saved.results.items()} == dict.fromkeys(SCHEMES, "valid")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_what_is_shown_and_what_is_recomputed_are_the_figures_worked_out_by_hand(saved: Saved, scheme: str) -> None:
    wanted = example(scheme)
    word = form_scheme(scheme).say(EXCLUDED)
    *scores, total, grade = saved.shown[scheme]
    shown = {
        name: "excluded" if score == word else score for name, score in zip(wanted["criteria"], scores, strict=True)
    }
    assert shown == {k: pytest.approx(v, abs=1e-9) if v != "excluded" else v for k, v in wanted["criteria"].items()}
    assert (total, grade) == (pytest.approx(wanted["total"], abs=1e-9), wanted["grade"])
    result = saved.results[scheme]
    recomputed = {name: "excluded" if score is None else score for name, score in result["criteria"].items()}
    assert (recomputed, result["total"], result["grade"]) == (wanted["criteria"], wanted["total"], wanted["grade"])

"""Each scheme: what LibreOffice computes in the issued workbook is what pandas computes, to the cent."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tests.office.office import fill_steps, run_jobs
from tests.proof.fills import Fill, chains, fills
from tests.shipped import SCHEMES, Shipped, form_scheme
from xlsappraise.scoring.criterion import EXCLUDED
from xlsappraise.scoring.engine import excluded_column, score, section_column, widen

pytestmark = pytest.mark.office

RANDOM_FILLS = 20


class Proof:
    """Forms, fills and what LibreOffice answered, for a part of the schemes in one start."""

    def __init__(self, folder: Path) -> None:
        self.shipped = Shipped(folder / "证明", whole=True)
        self.forms: dict[str, dict[str, Any]] = {}
        self.fills: dict[str, list[Fill]] = {}
        self.names: dict[str, list[str]] = {}
        jobs = []
        for number, scheme in enumerate(SCHEMES, 1):
            path = self.shipped.path(scheme)
            form = self.forms[scheme] = self.shipped.describe(scheme)
            linked = chains(form_scheme(scheme))
            self.fills[scheme] = [*fills(form, RANDOM_FILLS, number, linked), *blanked(form, number, linked)]
            sheet = form["outputs"]["total"]["sheet"]
            with self.shipped.bench(scheme).open() as office:
                issue = next(i for i in office.ledger.issues() if i.token == form["document"])
                sections = office.blueprints([issue])[issue.master_id].sections
            outputs = form["outputs"]
            cells = [*outputs["criteria"].values(), outputs["total"], outputs["grade"]]
            places = [[c["sheet"], c["cell"]] for c in cells] + [[sheet, cell(at)] for at in sections]
            self.names[scheme] = [*outputs["criteria"], "total", "grade", *map(section_column, range(len(sections)))]
            steps: list[Any] = []
            before: Fill = {}
            for fill in self.fills[scheme]:
                changed = {k: v for k, v in fill.items() if before.get(k) != v}
                steps += [*fill_steps(form, changed), ["read", places]]
                before = {**before, **fill}
            jobs.append({"open": str(path), "steps": steps})
        self.answers = dict(zip(SCHEMES, run_jobs(jobs), strict=True))


def cell(at: tuple[int, int]) -> str:
    from xlsappraise.xlsx.address import address

    return address(at)


def blanked(form: dict[str, Any], seed: int, linked: list[list[str]]) -> list[Fill]:
    """Return fills in which one required input is blank; of a table, in its first row."""
    complete = next(iter(fills(form, 1, seed, linked)))
    wanted = [i for i in form["inputs"] if i["required"] and i["row"] in (None, 1)]
    return [{**complete, i["id"]: None} for i in wanted]


@pytest.fixture(scope="module")
def proof(tmp_path_factory: pytest.TempPathFactory) -> Proof:
    return Proof(tmp_path_factory.mktemp("proof"))


@pytest.mark.parametrize("scheme_id", SCHEMES)
def test_every_score_subtotal_total_and_grade_agree(proof: Proof, scheme_id: str) -> None:
    scheme = form_scheme(scheme_id)
    form = proof.forms[scheme_id]
    wanted = proof.fills[scheme_id]
    rows = [(n, key, value) for n, fill in enumerate(wanted) for key, value in fill.items() if value is not None]
    expected = score(scheme, widen(pd.DataFrame(rows, columns=["form", "input", "value"])).reindex(range(len(wanted))))
    assert len(wanted) > RANDOM_FILLS + sum(1 for i in form["inputs"] if i["required"] and i["row"] in (None, 1))
    disagreeing = []
    for number, (fill, answer) in enumerate(zip(wanted, proof.answers[scheme_id], strict=True)):
        torn = torn_tables(form, fill)
        complete = not torn and not blanks(form, fill)
        for name, shown in zip(proof.names[scheme_id], answer, strict=True):
            computed = expected.loc[number, name]
            if name in ("total", "grade") and not complete:
                computed = None  # an unsigned form shows neither
            if torn and looks_at(scheme, name, torn):
                computed = None  # nor does a torn row let its scores be seen
            if expected.loc[number].get(excluded_column(name), False) and computed is not None:
                computed = scheme.say(EXCLUDED)
            if not agree(shown, computed):
                disagreeing.append((number, name, shown, computed, fill))
    assert disagreeing == []


def blanks(form: dict[str, Any], fill: Fill) -> bool:
    """Tell whether anything outside the tables is missing."""
    return any(i["required"] and not i["table"] and fill.get(i["id"]) is None for i in form["inputs"])


def torn_tables(form: dict[str, Any], fill: Fill) -> set[str]:
    """Return the tables with a row that has begun and is not whole, and those that are empty but must not be."""
    rows: dict[tuple[str, int], list[Any]] = {}
    for item in form["inputs"]:
        if item["table"] and item["required"]:
            rows.setdefault((item["table"], item["row"]), []).append(fill.get(item["id"]))
    return {table for (table, _row), values in rows.items() if 0 < sum(v is None for v in values) < len(values)}


def looks_at(scheme: Any, name: str, tables: set[str]) -> bool:
    """Tell whether a criterion, or a section's subtotal, depends on one of the tables."""
    wanted = [c for c in scheme.criteria if c.id == name]
    if name.startswith("section."):
        wanted = list(scheme.sections[int(name.split(".")[1]) - 1].criteria)
    return any(table in tables for c in wanted for rule in c.rules for table, _column in rule.table_columns())


def agree(shown: Any, computed: Any) -> bool:
    """Tell whether a cell shows what was computed: blank for nothing, else equal to the cent."""
    if computed is None or (isinstance(computed, float) and math.isnan(computed)):
        return shown in ("", None)
    if isinstance(computed, str):
        return bool(shown == computed)
    return isinstance(shown, float) and abs(shown - computed) < 1e-9

"""Is nothing that honest people and programs do with a form taken for tampering?"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill

from tests.conftest import Bench, person
from tests.proof.fills import chains, fills
from tests.shipped import LIBRARY, PERIODS, form_scheme
from xlsappraise.base.period import Period
from xlsappraise.returned.examine import Examiner, Knowledge
from xlsappraise.returned.inbox import Candidate
from xlsappraise.store.start import start

SCHEMES = (
    "furniture-callback",
    "field-service",
    "after-sales-issue-log",
    "warehouse-service-monthly",
    "marketing-quarterly-assistant",
)
Change = Callable[[Any], None]


def styled(sheet: Any) -> None:
    for row in sheet.iter_rows(min_row=7, max_row=12):
        for cell in row:
            cell.font, cell.fill = Font(name="宋体", size=12, bold=True), PatternFill("solid", fgColor="FFEEDD")
            cell.alignment = Alignment(wrap_text=True)


def commented(sheet: Any) -> None:
    sheet["C1"].comment = Comment("已核对", "李建国")


def widened(sheet: Any) -> None:
    for letter in "CDEFGH":
        sheet.column_dimensions[letter].width = 30
    sheet.row_dimensions[9].height = 60


def viewed(sheet: Any) -> None:
    sheet.sheet_view.zoomScale = 150
    sheet.freeze_panes = None
    sheet.print_area = "A1:F20"
    sheet.sheet_view.selection[0].activeCell = "F9"


def decimals(sheet: Any) -> None:
    """Show all numbers with one decimal."""
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, int | float) and cell.protection.locked:
                cell.number_format = "0.0"


def unprotected(sheet: Any) -> None:
    sheet.protection.disable()


def plain_formats(sheet: Any) -> None:
    sheet.conditional_formatting = type(sheet.conditional_formatting)()


def respelled(sheet: Any) -> None:
    """Write the formulas as another program does: in small letters, with blanks after commas outside texts."""
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and cell.value.startswith("=") and '"' not in cell.value:
                cell.value = cell.value.lower().replace(",", ", ")


CHANGES: Mapping[str, Change] = {
    c.__name__: c for c in (styled, commented, widened, viewed, decimals, unprotected, plain_formats, respelled)
}


class Issued:
    """One issued form of a scheme."""

    def __init__(self, bench: Bench, scheme: str) -> None:
        bench.issue(person(schemes=scheme))
        self.bench = bench
        self.path = bench.form()
        self.described = bench.describe(self.path)
        self.chains = chains(form_scheme(scheme))
        with bench.open() as office:
            issues = office.ledger.issues()
            self.examiner = Examiner(Knowledge(issues, office.blueprints(issues), office.keys))

    def returned(self, seed: int, changes: list[str], *more: Change) -> list[tuple[str, str, str | None]]:
        """Fill the form in at random, do the changes to it, and return what is found."""
        (fill,) = itertools.islice(fills(self.described, 1, seed, self.chains), 1)
        book = openpyxl.load_workbook(self.path)
        for item in self.described["inputs"]:
            book[item["sheet"]][item["cell"]] = fill.get(item["id"])
        for change in (*(CHANGES[name] for name in changes), *more):
            change(book.worksheets[0])
        target = self.bench.inbox / self.path.name
        book.save(target)
        outcome = self.examiner.examine(Candidate(target.name, target, sha256(target.read_bytes()).hexdigest()))
        assert outcome.disposition == "form"
        assert outcome.complete, outcome.problems
        return [(p.severity, p.code, p.cell) for p in outcome.problems]


@pytest.fixture(scope="module", params=SCHEMES)
def issued(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Issued:
    period = Period.parse(PERIODS[LIBRARY[request.param].period])
    return Issued(Bench(start(tmp_path_factory.mktemp("honest") / "w"), period), request.param)


@settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow], print_blob=True)
@given(seed=st.integers(0, 10**6), changes=st.lists(st.sampled_from(sorted(CHANGES)), unique=True, max_size=4))
def test_honest_files_hold_no_tampering(issued: Issued, seed: int, changes: list[str]) -> None:
    assert [f for f in issued.returned(seed, changes) if f[0] == "tampering"] == []


def test_all_that_is_honest_at_once_is_no_tampering(issued: Issued) -> None:
    assert [f for f in issued.returned(1, sorted(CHANGES)) if f[0] == "tampering"] == []


def test_one_changed_cell_among_all_that_is_tampering(issued: Issued) -> None:
    cell = issued.described["outputs"]["total"]["cell"]

    def spoiled(sheet: Any) -> None:
        sheet[cell] = "改过"

    found = issued.returned(1, sorted(CHANGES), spoiled)
    assert [f for f in found if f[0] == "tampering"] == [("tampering", "formula-changed", cell)]

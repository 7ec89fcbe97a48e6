"""What a supervisor may and may not do in an issued form, and what the form says of it."""

from __future__ import annotations

import openpyxl
import pytest
from openpyxl.utils.cell import rows_from_range

from tests.shipped import SCHEMES, Shipped, form_scheme
from tests.steps import Steps
from xlsappraise.forms.instructions import how_scored
from xlsappraise.forms.layout import lay_out


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory, _steps: Steps) -> Shipped:
    return Shipped(tmp_path_factory.mktemp("forms") / "w", steps=_steps)


@pytest.mark.parametrize("scheme_id", SCHEMES)
def test_exactly_the_inputs_are_unlocked_and_each_is_validated(shipped: Shipped, scheme_id: str) -> None:
    path = shipped.path(scheme_id)
    inputs = {item["cell"] for item in shipped.describe(scheme_id)["inputs"]}
    sheet = openpyxl.load_workbook(path).worksheets[0]
    tops = {str(m).split(":")[0]: m for m in sheet.merged_cells.ranges}
    covered = {
        c.coordinate
        for cell in inputs
        for row in (sheet[str(tops[cell])] if cell in tops else ((sheet[cell],),))
        for c in row
    }
    unlocked = {c.coordinate for row in sheet.iter_rows() for c in row if not c.protection.locked}
    assert unlocked == covered
    rules = sheet.data_validations.dataValidation
    validated = [
        cell for rule in rules for area in rule.sqref.ranges for row in rows_from_range(str(area)) for cell in row
    ]
    assert sorted(validated) == sorted(covered)  # each by one rule
    columns = {(slot.table, slot.place[1]) if slot.table else slot.id for slot in lay_out(form_scheme(scheme_id)).slots}
    assert len(rules) == len(columns)  # the cells of a table's column have one together
    for rule in rules:
        assert rule.prompt and rule.error and rule.errorStyle in (None, "stop")
    assert sheet.protection.sheet and not sheet.protection.password
    assert sheet.protection.formatColumns is False  # allowed


@pytest.mark.parametrize("scheme_id", SCHEMES)
def test_everything_a_supervisor_reads_is_chinese(scheme_id: str) -> None:
    layout = lay_out(form_scheme(scheme_id))
    allowed = {"0", "—"}
    for cell in layout.cells:
        text = cell.value
        if cell.style in ("key", "gap") or not isinstance(text, str) or text in allowed:
            continue
        if any(c.isascii() and c.isalpha() for c in text):
            assert any("\u4e00" <= c <= "\u9fff" for c in text), text


@pytest.mark.parametrize("scheme_id", SCHEMES)
def test_dropdowns_fit_excel(scheme_id: str) -> None:
    for slot in lay_out(form_scheme(scheme_id)).slots:
        if slot.choices:
            assert len(",".join(slot.choices)) <= 255
            assert not any("," in choice for choice in slot.choices)


@pytest.mark.parametrize("scheme_id", SCHEMES)
def test_formulas_stay_within_what_excel_2007_takes(scheme_id: str) -> None:
    import re

    known = {
        "IF",
        "SUM",
        "COUNT",
        "ROUND",
        "MAX",
        "MIN",
        "N",
        "TRIM",
        "LEN",
        "OR",
        "AND",
        "INT",
        "SUMPRODUCT",
        "CHAR",
        "SUBSTITUTE",
        "COUNTIF",
        "ISTEXT",
        "HYPERLINK",
        "INDEX",
        "MATCH",
        "ROW",
        "FIND",
        "LEFT",
        "MID",
    }
    for cell in lay_out(form_scheme(scheme_id)).cells:
        if cell.formula is None:
            continue
        bare = re.sub(r'"[^"]*"', "", cell.formula)
        assert set(re.findall(r"([A-Z][A-Z0-9.]*)\(", bare)) <= known
        assert len(cell.formula) < 8192 and "!" not in bare
        assert "TRUE" not in bare and "FALSE" not in bare


def test_entries_that_are_scored_alike_are_explained_once() -> None:
    scheme = form_scheme("attitude-ability-performance")
    described = {c.id: how_scored(scheme, c) for c in scheme.criteria}
    assert described["general_ability"] == (
        "每一格分别计分后相加：按所选等次得分（等次后为分数）：优 3；良 2.4；中 1.8；可 1.2；差 0.6。"
    )
    assert described["knowledge"].startswith("按所选等次得分")

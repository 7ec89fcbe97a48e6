"""The calculation that is shown for a score gives this score: it is read back and computed anew, for every rule."""

from __future__ import annotations

import ast
import math
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

import pytest

from tests.proof.fills import some_value
from tests.rules.cases import CASES, Case, made_of, rows_of, table_inputs
from tests.scoring.forms import wide
from tests.scoring.test_total_formula_equals_pandas import SCHEMES as TOTALS
from tests.scoring.test_total_formula_equals_pandas import forms
from xlsappraise.base.rounding import round_number
from xlsappraise.schemes import Library, Scheme, table_slot
from xlsappraise.scoring.engine import ADJUSTMENT, TOTAL, score, section_column
from xlsappraise.scoring.form_working import FormWorking
from xlsappraise.scoring.working import Held, work

_PERCENT = re.compile(r"([0-9.]+)%")
_NAMES = {"MIN": min, "MAX": max, "INT": math.floor, "ABS": abs}


def read_back(text: str) -> float:
    """Compute what is written before the result, as a person with a calculator would: exactly."""
    sum_of, _equals, _result = text.rpartition(" → ")[2].rpartition(" = ")
    source = (sum_of or _result).replace("×", "*").replace("÷", "/").replace("−", "-")
    source = _PERCENT.sub(r"(\1/100)", source)
    return float(_value(ast.parse(source, mode="eval").body))


def _value(node: ast.expr) -> Fraction:
    if isinstance(node, ast.Constant):
        return Fraction(str(node.value))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_value(node.operand)
    if isinstance(node, ast.BinOp):
        left, right = _value(node.left), _value(node.right)
        kinds = {ast.Add: left.__add__, ast.Sub: left.__sub__, ast.Mult: left.__mul__, ast.Div: left.__truediv__}
        return kinds[type(node.op)](right)
    assert isinstance(node, ast.Call) and isinstance(node.func, ast.Name), ast.dump(node)
    return _NAMES[node.func.id](*map(_value, node.args))


def result(text: str) -> float:
    """Return the result that a calculation ends with."""
    return float(text.rpartition(" → ")[2].rpartition(" = ")[2].replace("−", "-"))


def inputs_of(scheme: Scheme, case: Case, row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row of a case as the entries of a form."""
    criterion, *others = scheme.criteria
    rest = {f"{other.id}.{item.id}": 7 for other in others for item in other.inputs(str)}
    own = {f"{criterion.id}.{item.id}": row.get(item.id) for item in criterion.inputs(str)}
    tables = {item.id: row.get(item.id) for item in table_inputs(scheme, criterion)}
    return {name: value for name, value in {**own, **rest, **tables}.items() if value is not None}


def checked(scheme: Scheme, entered: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Compare every calculation of forms with their scores; yield the texts."""
    found = [
        {n: float(v) if isinstance(v, int | float) else v for n, v in form.items() if v is not None} for form in entered
    ]
    blank = dict.fromkeys(names(scheme))
    rows = score(scheme, wide(*({**blank, **form} for form in found)))
    for form, (_number, row) in zip(found, rows.iterrows(), strict=True):
        if row[TOTAL] is not None and not math.isnan(row[TOTAL]):
            yield from _of_form(scheme, form, row)


def _of_form(scheme: Scheme, form: Mapping[str, Any], row: Any) -> Iterator[str]:
    working = FormWorking(scheme, form, row)
    for criterion in scheme.criteria:
        if not criterion.across and not math.isnan(row[criterion.id]):
            yield from _compared(working.criterion(criterion).shown(f"{row[criterion.id]:.2f}"), row[criterion.id])
    for index in range(len(scheme.sections)):
        figure = row[section_column(index)]
        yield from _compared(working.subtotal(index).shown(f"{figure:.2f}"), figure)
    if scheme.adjustments is not None:
        yield from _compared(working.adjustment().shown(f"{row[ADJUSTMENT]:.2f}"), row[ADJUSTMENT])
    yield from _compared(working.total().shown(f"{row[TOTAL]:.2f}"), row[TOTAL])


def names(scheme: Scheme) -> list[str]:
    """Return the ids of all entries, so that those left blank have a column."""
    found = [scheme.slot(f"{c.id}.{i.id}", r) for c in scheme.criteria for r in scheme.raters for i in c.inputs(str)]
    tables = [table_slot(t.id, n, c.id) for t in scheme.tables for n in range(1, t.rows + 1) for c in t.columns]
    rows = range(1, (scheme.adjustments.rows if scheme.adjustments else 0) + 1)
    return list(dict.fromkeys([*found, *tables, *(f"adjustment.{n}.points" for n in rows)]))


def _compared(text: str, expected: float) -> Iterator[str]:
    if text:
        assert round_number(read_back(text)) == round_number(expected), (text, expected)
        assert result(text) == round_number(expected), (text, expected)
        yield text


@pytest.mark.parametrize(
    ("formula", "text", "value"),
    [
        ("=INT(A1/3)*2", "INT(7.5 ÷ 3) × 2", 4),
        ("=INT(-A1)", "INT(−7.5)", -8),
        ("=ROUNDDOWN(A1/4,1)", "ROUNDDOWN(7.5 ÷ 4, 1)", 1.8),
        ("=5-ABS(A1-10)", "5 − ABS(7.5 − 10)", 2.5),
        ("=INT(7/2)+A1", "3 + 7.5", 10.5),
    ],
)
def test_functions_that_a_rule_may_use(formula: str, text: str, value: float) -> None:
    worked = work(formula, {"A1": Held(7.5)})
    assert (worked.text, worked.value) == (text, value)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_calculation_of_every_rule_gives_its_score(case: Case) -> None:
    scheme, criterion = made_of(case)
    if criterion.across:
        return
    shown = list(checked(scheme, [inputs_of(scheme, case, row) for row in rows_of(case, 30, seed=1)]))
    print(*sorted(set(shown))[:12], sep="\n")
    assert shown or {one.kind for one in criterion.rules} == {"rating"}, "a mark alone needs no calculation"


@pytest.mark.parametrize("name", sorted(Library().schemes))
def test_the_calculations_of_every_shipped_scheme_give_its_scores(name: str) -> None:
    whole = Library()[name]
    rng = random.Random(3)
    for rater in whole.raters if whole.own else whole.raters[:1]:
        scheme = whole.form_of(rater.id)
        shown = list(checked(scheme, [filled(scheme, rng) for _ in range(5)]))
        print(*shown, sep="\n")


def filled(scheme: Scheme, rng: random.Random) -> dict[str, Any]:
    """Return random legal entries."""
    found: dict[str, Any] = {}
    for criterion in scheme.criteria:
        for rater in scheme.raters:
            for item in criterion.inputs(scheme.say):
                asked: dict[str, Any] = {
                    "type": item.type,
                    "choices": item.choices,
                    "min": item.min,
                    "max": item.max,
                    "step": item.step,
                }
                found[scheme.slot(f"{criterion.id}.{item.id}", rater)] = some_value(asked, rng)
    for table in scheme.tables:
        for row in range(1, min(5, table.rows) + 1):
            for column in table.columns:
                if column.type in ("integer", "number", "percent", "choice"):
                    labels = [choice.label for choice in column.choices or ()]
                    asked = {
                        "type": column.type,
                        "choices": labels,
                        "min": column.min,
                        "max": column.max,
                        "step": column.step,
                    }
                    found[table_slot(table.id, row, column.id)] = some_value(asked, rng)
    if scheme.adjustments is not None:
        found["adjustment.1.points"] = rng.choice((scheme.adjustments.max, 2.5, -1))
        found["adjustment.2.points"] = rng.choice((scheme.adjustments.min, 3, 1))
    return found


@pytest.mark.parametrize("name", TOTALS)
def test_totals_with_what_is_left_out_with_caps_and_adjustments(name: str) -> None:
    shown = list(checked(TOTALS[name], list(forms())))
    print(*sorted(set(shown))[:40], sep="\n")
    assert shown

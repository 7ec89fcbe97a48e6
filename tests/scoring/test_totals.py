"""Totals: section weights, bonus, adjustments, cap and floor, one rounding."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.cases import levels
from tests.schemes.build import Raw, criterion, raw_scheme, scheme, section
from tests.scoring.forms import scored, totals
from xlsappraise.schemes import Adjustments, Scheme
from xlsappraise.scoring import total as formulas

FINE = {"kind": "rating", "step": 0.01}
BOUNDS = {"rows": 3, "min": -10, "max": 10, "step": 0.5}
amounts = st.one_of(st.none(), st.integers(-40, 40).map(lambda n: n / 2))


def two(first: dict[str, Any] | None = None, second: dict[str, Any] | None = None, **changes: Any) -> Scheme:
    parts = (
        section(criterion("work", 100, [FINE]), **(first or {})),
        section(criterion("manner", 100, [FINE]), **(second or {})),
    )
    return scheme(*parts, **changes)


def one(**changes: Any) -> Scheme:
    return scheme(section(criterion("work", 100, [FINE])), **changes)


def test_weights_apply_to_subtotals_and_the_total_is_rounded_once() -> None:
    made = two({"weight": 0.85}, {"weight": 0.15})
    found = scored(made, {"work.rating": 80.01, "manner.rating": 70.03})
    assert (found["section.1"], found["section.2"]) == (80.01, 70.03)
    assert found["total"] == 78.51  # 68.0085 + 10.5045 = 78.513
    assert totals(made, {"work.rating": 0.03, "manner.rating": 0.03}) == [0.03]  # 0.0255 + 0.0045, each rounded: 0.03


def test_weighted_parts_are_not_rounded_one_by_one() -> None:
    made = two({"weight": 0.5}, {"weight": 0.5})
    assert totals(made, {"work.rating": 0.01, "manner.rating": 0.01}) == [0.01]


def test_a_subtotal_adds_up_scores_already_rounded() -> None:
    third = {"kind": "attainment", "actual": "实", "target": 3, "no_target": "zero"}
    made = scheme(section(*(criterion(f"c_{n}", 10, [third]) for n in range(3))))
    inputs = {f"c_{n}.actual": 1 for n in range(3)}
    assert scored(made, inputs)["section.1"] == 9.99


@settings(deadline=None, max_examples=80)
@given(st.lists(amounts, min_size=3, max_size=3))
def test_the_bound_of_adjustments_holds_for_their_net_sum(rows: list[float | None]) -> None:
    made = one(adjustments=BOUNDS, total={"points": 100, "max": 200})
    inputs = {f"adjustment.{n}.points": value for n, value in enumerate(rows, 1)}
    found = scored(made, {"work.rating": 50, **inputs})
    net = max(-10, min(10, sum(value or 0 for value in rows)))
    assert (found["adjustment"], found["total"]) == (net, 50 + net)


def test_without_adjustments_nothing_is_added() -> None:
    found = scored(one(adjustments=BOUNDS), {"work.rating": 50})
    assert (found["adjustment"], found["total"]) == (0.0, 50.0)
    assert "adjustment" not in scored(one(), {"work.rating": 50, "adjustment.1.points": 5})


def test_rows_beyond_the_scheme_s_are_not_counted() -> None:
    made = one(adjustments={**BOUNDS, "rows": 1})
    assert totals(made, {"work.rating": 50, "adjustment.1.points": 1, "adjustment.2.points": 5}) == [51.0]


@pytest.mark.parametrize(("cap", "total"), [(None, 105.0), (110, 105.0), (105, 105.0), (104.5, 104.5)])
def test_a_cap_holds_only_where_the_scheme_names_one(cap: float | None, total: float) -> None:
    made = one(adjustments=BOUNDS, total={"points": 100, **({} if cap is None else {"max": cap})})
    assert totals(made, {"work.rating": 100, "adjustment.1.points": 5}) == [total]


def test_no_total_is_below_zero() -> None:
    assert totals(one(adjustments=BOUNDS), {"work.rating": 3, "adjustment.1.points": -9}) == [0.0]
    minus: Raw = levels(("好", 5), ("差", -5))
    assert totals(scheme(section(criterion("c", 5, [minus]))), {"c.level": "差"}) == [0.0]


def test_bonus_points_come_on_top() -> None:
    parts = (section(criterion("work", 100, [FINE])), section(criterion("extra", 10, [FINE]), bonus=True))
    made = scheme(*parts, total={"points": 100, "max": 110})
    assert totals(made, {"work.rating": 98, "extra.rating": 7.5}, {"work.rating": 98}) == [105.5, None]


def test_a_missing_subtotal_leaves_no_total_whatever_the_adjustments() -> None:
    assert totals(two(adjustments=BOUNDS), {"work.rating": 50, "adjustment.1.points": 5}) == [None]


def test_the_formulas_are_those_of_the_pattern_book() -> None:
    made = scheme(
        *raw_scheme(section(criterion("a", 100), weight=0.85), section(criterion("b", 100), weight=0.15))["section"],
        total={"points": 100, "max": 110},
    )
    assert formulas.subtotal_formula("J8:J14", 7) == '=IF(COUNT(J8:J14)<7,"",ROUND(SUM(J8:J14),2))'
    assert formulas.total_formula(made, "B45", formulas.Parts(["J15", "J20"], "J33")) == (
        '=IF(B45>0,"",MAX(0,MIN(110,ROUND(0.85*J15+0.15*J20+J33,2))))'
    )
    assert formulas.total_formula(one(), "B45", formulas.Parts(["J15"])) == '=IF(B45>0,"",MAX(0,ROUND(J15,2)))'
    bounds = Adjustments.model_validate(BOUNDS)
    assert formulas.adjustment_formula(bounds, "H30:H32") == "=MAX(-10,MIN(10,SUM(H30:H32)))"

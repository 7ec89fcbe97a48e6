"""Rules under test: one of each shape, legal rows for them, and their scores as pandas computes them."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from pydantic import TypeAdapter

from tests.schemes.build import Raw, one_criterion
from xlsappraise.rules import AnyRule, Input, Rule
from xlsappraise.scoring.criterion import compute

Row = Mapping[str, Any]
_ADAPTER: TypeAdapter[Any] = TypeAdapter(AnyRule)
LARGE = 400
# A hair beside decimals that people mean: these are on their bound.
HAIRS = ((1.2 - 1) / 1, 0.1 + 0.2, 0.7 + 0.1, 0.3 * 3, 1 - 0.9, 0.9 - 1e-12, 0.8 - 4e-10)


def rule(**facts: Any) -> Any:
    """Return the rule of these facts."""
    return _ADAPTER.validate_python(facts)


def frame(items: Sequence[Input], rows: Sequence[Row]) -> pd.DataFrame:
    """Return the inputs as scoring hands them to a rule; what a row leaves out is blank."""
    return pd.DataFrame([{i.id: row.get(i.id) for i in items} for row in rows], columns=[i.id for i in items])


def raw_marks(made: Rule, points: float, *rows: Row, alone: bool = True) -> list[float | None]:
    """Return the rule's own marks, without limits; None for no mark."""
    values = frame(made.inputs(points, str), rows)
    return [none_for_nan(x) for x in made.compute(values, points, alone=alone)]


def scores(points: float, rules: Sequence[Raw], *rows: Row) -> list[float | None]:
    """Return a criterion's scores; None for no score."""
    scheme, criterion = one_criterion(points, *rules)
    values = {"supervisor": frame(list(criterion.inputs(str)), rows)}
    return [none_for_nan(x) for x in compute(scheme, criterion, values, points)]


def none_for_nan(value: float) -> float | None:
    return None if math.isnan(value) else float(value)


def fault_paths(points: float, **facts: Any) -> list[str]:
    """Return where the rule finds fault with itself."""
    return [fault.path for fault in rule(**facts).faults(points)]


@dataclass(frozen=True)
class Case:
    """A criterion's rules; ``signed`` ones may go below 0."""

    name: str
    points: float
    rules: tuple[Raw, ...]
    signed: bool = False


def case(name: str, points: float, *rules: Raw, signed: bool = False) -> Case:
    return Case(name, points, rules, signed)


def attainment(**facts: Any) -> Raw:
    return {"kind": "attainment", "actual": "实际", "target": "目标", "no_target": "full", **facts}


def deduction(*lapses: tuple[str, float, int | None], **facts: Any) -> Raw:
    made = [{"id": i, "label": f"差错{i}", "points": p, "max": m} for i, p, m in lapses]
    return {"kind": "deduction", "lapses": made, **facts}


def checklist(count: int, **facts: Any) -> Raw:
    items = [{"id": f"item{n}", "label": f"条目{n}"} for n in range(count)]
    return {"kind": "checklist", "items": items, "all_na": "full", **facts}


def shortfall(*measures: tuple[str, float, float], **facts: Any) -> Raw:
    made = [{"id": i, "label": f"指标{i}", "target": t, "points": p} for i, t, p in measures]
    return {"kind": "shortfall", "measures": made, **facts}


def bands(*pairs: tuple[float, float], **facts: Any) -> Raw:
    return {"kind": "bands", "label": "实测", "bands": [{"from": f, "points": p} for f, p in pairs], **facts}


def levels(*pairs: tuple[str, float], share: str = "points", **facts: Any) -> Raw:
    return {"kind": "levels", "levels": [{"label": label, share: worth} for label, worth in pairs], **facts}


TWO_RATIOS = [
    {"id": "amount", "actual": "金额", "target": "金额目标"},
    {"id": "pieces", "actual": "数量", "target": 40},
]
PLUS_MINUS = levels(("好", 1), ("平", 0), ("差", -1.5))
GROWTH_BANDS = bands((0.2, 10), (0, 8), (-0.2, 6), (-1, 3), min=-1)
ABOVE = {"kind": "bands", "label": "分", "type": "number", "max": 100, "bands": [
    {"from": 90, "points": 25, "above": True}, {"from": 60.5, "points": 12.5}, {"from": 0, "points": 0}]}  # fmt: skip

CASES = (
    case("rating", 10, {"kind": "rating"}),
    case("rating from 60", 100, {"kind": "rating", "min": 60, "step": 0.1}),
    case("rating up to 5 of 8", 8, {"kind": "rating", "max": 5, "step": 1}),
    case("levels by points", 50, levels(("甲", 50), ("乙", 27.5), ("丙 丁", 0))),
    case("levels by factor", 7, levels(("达成", 1), ("低标", 0.8), ("差", 0.6), share="factor")),
    case("levels with quotes and signs", 5, levels(('说"是"', 5), ("10–8", 3.3), ("7", 1), ("0", 0))),
    case("plus and minus levels", 1, PLUS_MINUS, signed=True),
    case("deduction", 20, deduction(("a", 2, None), ("b", 3, 4), ("c", 2.5, None))),
    case("deduction of fractions", 10, deduction(("a", 0.1, None), ("b", 0.35, None))),
    case("attainment", 20, attainment(type="integer")),
    case("attainment, no target earns nothing", 30, attainment(type="percent", no_target="zero")),
    case("attainment, lower is better", 5, attainment(lower=True, type="percent", no_target="zero")),
    case("attainment, lower, no target is full", 5, attainment(lower=True)),
    case("attainment against a fixed target", 35, attainment(target=100, max=100)),
    case("attainment, lower against a fixed target", 15, attainment(lower=True, target=0.3, type="percent")),
    case("attainment, required 0.9", 40, attainment(type="percent", target=1.0, required=0.9)),
    case("attainment, full at 0.9", 60, attainment(full_at=0.9, cap=0.75)),
    case(
        "attainment, mean of two",
        60,
        {"kind": "attainment", "ratios": TWO_RATIOS, "full_at": 0.9, "required": 1.2, "no_target": "zero"},
    ),
    case("attainment, capped", 20, attainment(cap=0.5, type="integer")),
    case("attainment, capped above the points", 20, attainment(cap=1.1, type="integer")),
    case("bands", 20, bands((0.9, 20), (0.8, 10), (0, 0))),
    case("bands below zero", 10, GROWTH_BANDS),
    case("bands above a bound", 25, ABOVE),
    case("bands of whole numbers", 4, bands((3, 0), (1, 2.25), (0, 4), type="integer")),
    case("bands with negative points", 10, bands((1, 10), (0.5, 0), (0, -4.5)), signed=True),
    case("shortfall", 40, shortfall(("lived", 0.9, 1), ("new", 0.4, 1), ("empty", 1, 1))),
    case("shortfall of two points", 10, shortfall(("lived", 0.95, 2.5))),
    case("checklist", 30, checklist(4)),
    case("checklist of three, none applies", 50, checklist(3, all_na="zero")),
    case("checklist without a third word", 9, checklist(3, not_applicable="", yes="有", no="无")),
    case("rating and deduction", 10, {"kind": "rating", "step": 1}, deduction(("delay", 5, None))),
    case("attainment and deduction", 20, attainment(type="integer"), deduction(("a", 1.5, None))),
    case("attainment of 12 and rating of 8", 20, attainment(points=12), {"kind": "rating", "points": 8}),
    case(
        "bands, levels and shortfall",
        30,
        bands((0.9, 20), (0, 5)),
        levels(("加", 12), ("减", -3)),
        shortfall(("lived", 0.9, 1)),
    ),
    case("two deductions", 5, deduction(("a", 1, None)), deduction(("b", 2, None))),
    case("checklist and deduction", 15, checklist(3), deduction(("a", 4, None))),
)
NAMES = [c.name for c in CASES]


def items_of(c: Case) -> list[Input]:
    return list(one_criterion(c.points, *c.rules)[1].inputs(str))


def some_value(item: Input, rng: random.Random) -> Any:
    """Return a legal value, on a bound or a hair beside one now and then."""
    if item.choices:
        return rng.choice(item.choices)
    low = item.min or 0.0
    high = item.max if item.max is not None else rng.choice((1.0, 20.0, float(LARGE)))
    if item.step:
        return low + item.step * rng.randint(0, int((high - low) / item.step))
    if rng.random() < 0.3:
        return rng.choice([h for h in (*HAIRS, low, high, 0.9, 0.95) if low <= h <= high])
    return round(rng.uniform(low, high), rng.choice((1, 2, 4)))


def boundaries(item: Input) -> list[Any]:
    """Return every boundary of an input, and blank."""
    if item.choices:
        return [*item.choices, None]
    step = item.step or 0.01
    low = item.min or 0.0
    high = item.max if item.max is not None else LARGE
    hairs = [] if item.step else [h for h in (*HAIRS, 0.9, 0.95) if low <= h <= high]
    return [low, low + step, high - step, high, *hairs, None]


def rows_of(c: Case, count: int, seed: int) -> Iterator[Row]:
    """Yield ``count`` random rows, then each input at each of its boundaries and blank."""
    rng = random.Random(seed)
    items = items_of(c)
    for _ in range(count):
        yield {i.id: None if not i.required and rng.random() < 0.3 else some_value(i, rng) for i in items}
    middle = {i.id: some_value(i, rng) for i in items}
    for item in items:
        for value in boundaries(item):
            yield {**middle, item.id: value}
    for pick in (0, -2):
        yield {i.id: boundaries(i)[pick] for i in items}
    yield {}

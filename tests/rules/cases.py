"""Rules under test: one of each shape, legal rows for them, and their scores as pandas computes them."""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from pydantic import TypeAdapter

from tests.schemes.build import Raw, chosen, column, one_criterion, table
from xlsappraise.base.i18n import words
from xlsappraise.schemes import Criterion, Scheme, table_slot
from xlsappraise.schemes.rules import AnyRule, Input, Rule
from xlsappraise.scoring.criterion import EXCLUDED, compute, excluded

Row = Mapping[str, Any]
_ADAPTER: TypeAdapter[Any] = TypeAdapter(AnyRule)
LARGE = 400
LEFT_OUT = words("zh_CN")(EXCLUDED)
"""What stands in place of the score of an excluded criterion"""
# A hair beside decimals that people mean: these are on their bound.
HAIRS = ((1.2 - 1) / 1, 0.1 + 0.2, 0.7 + 0.1, 0.3 * 3, 1 - 0.9, 0.9 - 1e-12, 0.8 - 4e-10, 2 / 3, 2 / 3 - 3e-10)


def rule(**facts: Any) -> Any:
    """Return the rule of these facts."""
    return _ADAPTER.validate_python(facts)


def frame(items: Sequence[Input], rows: Sequence[Row]) -> pd.DataFrame:
    """Return the inputs as scoring hands them to a rule; what a row leaves out is blank."""
    return pd.DataFrame([{i.id: row.get(i.id) for i in items} for row in rows], columns=[i.id for i in items])


def table_inputs(scheme: Scheme, criterion: Criterion) -> list[Input]:
    """Return the cells of the tables that a criterion looks at, a column after the other."""
    found = []
    looked_at = dict.fromkeys(pair for made in criterion.rules for pair in made.table_columns())
    for name, part in looked_at:
        whole = scheme.table(name)
        col = next(c for c in whole.columns if c.id == part)
        choices = None if col.choices is None else tuple(c.label for c in col.choices)
        step = 1 if col.type == "integer" else col.step
        for row in range(1, whole.rows + 1):
            cell = table_slot(name, row, part)
            found.append(Input(cell, col.label, col.type, col.min, col.max, step, choices, required=False))
    return found


def marks_of(
    scheme: Scheme, criterion: Criterion, values: Mapping[str, pd.DataFrame], points: float
) -> list[float | str | None]:
    """Return the scores; None for no score, a word for an excluded criterion."""
    gone = excluded(scheme, criterion, values)
    found = compute(scheme, criterion, values, points, gone)
    return [scheme.say(EXCLUDED) if out else none_for_nan(x) for x, out in zip(found, gone, strict=True)]


def raw_marks(made: Rule, points: float, *rows: Row, alone: bool = True) -> list[float | None]:
    """Return the rule's own marks, without limits; None for no mark."""
    values = frame(made.inputs(points, str), rows)
    return [none_for_nan(x) for x in made.compute(values, points, alone=alone)]


def scores(points: float, rules: Sequence[Raw], *rows: Row, tables: Sequence[Raw] = ()) -> list[Any]:
    """Return a criterion's scores; None for no score, ``LEFT_OUT`` where it is excluded."""
    scheme, criterion = one_criterion(points, *rules, table=list(tables))
    items = [*criterion.inputs(str), *table_inputs(scheme, criterion)]
    return marks_of(scheme, criterion, {"supervisor": frame(items, rows)}, points)


def marked(c: Case, *rows: Row) -> list[Any]:
    """Return the scores of a case."""
    return scores(c.points, c.rules, *rows, tables=c.tables)


def none_for_nan(value: float) -> float | None:
    return None if math.isnan(value) else float(value)


def fault_paths(points: float, /, **facts: Any) -> list[str]:
    """Return where the rule finds fault with itself."""
    return [fault.path for fault in rule(**facts).faults(points)]


@dataclass(frozen=True)
class Case:
    """A criterion's rules; ``signed`` ones may go below 0. ``rows`` are tried besides random ones."""

    name: str
    points: float
    rules: tuple[Raw, ...]
    signed: bool = False
    tables: tuple[Raw, ...] = ()
    rows: tuple[Row, ...] = ()


def case(
    name: str, points: float, *rules: Raw, signed: bool = False, tables: Iterable[Raw] = (), rows: Iterable[Row] = ()
) -> Case:
    return Case(name, points, rules, signed, tuple(tables), tuple(rows))


def columns(**series: Sequence[Any]) -> list[Row]:
    """Return rows from the values of each input."""
    return [dict(zip(series, values, strict=True)) for values in zip(*series.values(), strict=True)]


def named(*names: str, **facts: Any) -> list[Raw]:
    return [{"id": name, "label": f"项{name}", **facts} for name in names]


def growth(**facts: Any) -> Raw:
    return {"kind": "growth", "base": "基期", "current": "本期", "required": 0.2, **facts}


def mean_of(count: int, **facts: Any) -> Raw:
    return {"kind": "mean", "items": named(*(f"part_{n}" for n in range(count))), **facts}


def plus_minus(count: int, **facts: Any) -> Raw:
    return {"kind": "plus_minus", "items": named(*(f"pair_{n}" for n in range(count))), **facts}


def thresholds(*measures: Raw, **facts: Any) -> Raw:
    made = [{"label": f"指标{m['id']}", **m} for m in measures]
    return {"kind": "thresholds", "measures": made, **facts}


def norm(*steps: tuple[float | None, str], **facts: Any) -> Raw:
    made = [{"norm": n} if up is None else {"up_to": up, "norm": n} for up, n in steps]
    return {"kind": "norm", "by": "户数", "label": "认识率", "norms": made, **facts}


def tally(*items: tuple[str, float, int | None], **facts: Any) -> Raw:
    made = [{"id": i, "label": f"事项{i}", "points": p, "max": m} for i, p, m in items]
    return {"kind": "tally", "items": made, **facts}


def share(*names: str, **facts: Any) -> Raw:
    return {"kind": "share", "counts": named(*names), "no_count": "excluded", **facts}


def survey(*names: str, **facts: Any) -> Raw:
    return {"kind": "survey", "table": "answers", "columns": list(names), **facts}


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


COMPLAINTS = {"id": "complaints", "type": "integer", "at_most": 5}
SATISFIED = {"id": "satisfied", "type": "percent", "at_least": 0.95}
TRAINED = {"id": "trained", "type": "yes"}
ANSWERS = table(
    column("quality", min=1, max=10),
    column("speed", "number", min=0, max=5, step=0.5),
    chosen("polite", ("是", 1), ("否", 0), ("未问", None)),
    chosen("answered", ("30秒内", 1), ("60秒内", 0.5), ("更久", 0)),
    column("note", "text", required=False),
)
MEAN_BANDS = bands((0.2, 10), (0, 8), (-0.2, 6), (-1, 3), type="integer", mean="团队人均")
EDGES = columns(value=(12, 10, 8, 7, 36, 24, 1, 0, 0, 5, None, 5), mean=(10, 10, 10, 10, 30, 30, 3, 5, 0, 0, 0, None))
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
    case(
        "attainment, no target leaves it out",
        20,
        attainment(no_target="excluded", type="integer"),
        rows=columns(actual=(0, 3, None, 0), target=(0, 0, 0, None)),
    ),
    case("attainment, lower, no target leaves it out", 20, attainment(no_target="excluded", lower=True)),
    case("attainment against a fixed target is never left out", 20, attainment(no_target="excluded", target=50)),
    case(
        "attainment of two, one without a fixed target",
        60,
        {"kind": "attainment", "ratios": TWO_RATIOS, "no_target": "excluded"},
    ),
    case(
        "attainment of three months",
        20,
        {
            "kind": "attainment",
            "no_target": "excluded",
            "ratios": [{"id": f"month_{n}", "actual": f"完成{n}", "target": f"计划{n}"} for n in range(3)],
        },
        rows=[
            {
                f"month_{n}_{what}": value
                for n, pair in enumerate(pairs)
                for what, value in zip(("actual", "target"), pair, strict=True)
            }
            for pairs in (((1, 2), (5, 0), (3, 3)), ((0, 0), (0, 0), (1, 3)), ((0, 0), (4, 0), (0, 0)))
        ],
    ),
    case(
        "attainment, the rate required is an input",
        20,
        attainment(required="季度回款率", no_target="excluded"),
        rows=columns(actual=(45, 45, 0, 5), target=(100, 100, 0, 0), required=(0.9, 0.45, 0.5, None)),
    ),
    case(
        "attainment, the rate of full marks is an input",
        20,
        attainment(full_at="季度计划率", no_target="zero"),
        rows=columns(actual=(0.27, 0.27, 0, 1), target=(0.3, 0.3, 0, 1), full_at=(0.9, 0.91, 0.5, None)),
    ),
    case(
        "attainment, both rates are inputs", 20, attainment(full_at="全分率", required="要求率", no_target="excluded")
    ),
    case("deduction before attainment", 20, deduction(("a", 1.5, None)), attainment(type="integer")),
    case("levels before attainment", 20, levels(("甲", 5), ("乙", 0)), attainment(type="integer")),
    case("deduction with a penalty", 5, deduction(("a", 1, None), ("b", 2, 3), penalty="处分")),
    case("rating and a deduction with a penalty", 8, {"kind": "rating"}, deduction(("a", 1, None), penalty="处分")),
    case("bands against the mean", 10, MEAN_BANDS, rows=EDGES),
    case("bands against the mean, none is full", 20, {**MEAN_BANDS, "no_mean": "full", "points": 12}, rows=EDGES),
    case("bands against the mean, none is nothing", 10, {**MEAN_BANDS, "no_mean": "zero", "type": "percent"}),
    case("checklist, none applies leaves it out", 30, checklist(3, all_na="excluded")),
    case("checklist that caps and fines", 50, checklist(2, all_na="excluded", fail_cap=80)),
    case(
        "growth",
        30,
        growth(),
        rows=columns(base=(1, 10, 10, 10, 0, 0, 0, 0.3), current=(1.2, 12, 11, 9, 0, 5, None, 0.36)),
    ),
    case(
        "growth downwards",
        30,
        growth(lower=True, required=0.3, type="percent"),
        rows=columns(base=(0.1, 0.1, 0.1, 0), current=(0.07, 0.085, 0.2, 0.1)),
    ),
    case("growth in whole numbers", 7, growth(type="integer", required=0.15)),
    case("growth and a rating", 30, growth(points=20), {"kind": "rating", "points": 10}),
    case("mean of three", 100, mean_of(3, min=60, step=0.1)),
    case("mean of two", 30, mean_of(2)),
    case("mean up to 5 of 8 and lapses", 8, mean_of(2, max=5, step=1), deduction(("a", 1, None))),
    case("plus and minus", 40, plus_minus(19)),
    case("plus and minus in words of its own", 7, plus_minus(3, plus="+1", neutral="0", minus="-1")),
    case(
        "thresholds",
        20,
        thresholds(COMPLAINTS, SATISFIED, TRAINED),
        rows=columns(
            complaints=(5, 6, 5, 5, None), satisfied=(0.95, 1, 0.95 - 4e-10, 0.95 - 6e-10, 1), trained=("是",) * 5
        ),
    ),
    case("threshold of one yes", 5, thresholds(TRAINED, yes="有", no="无")),
    case("thresholds and a rating", 20, thresholds(COMPLAINTS, points=12), {"kind": "rating", "points": 8}),
    case(
        "norm",
        10,
        norm((20, "2/3"), (399, "1/2"), (None, "3/7")),
        rows=columns(by=(20, 20, 21, 21, 400, None), value=(2 / 3, 2 / 3 - 8e-10, 0.5, 0.49, 3 / 7, 1)),
    ),
    case(
        "share",
        100,
        share("issued", "returned", "satisfied"),
        rows=columns(issued=(9, 9, 9, None, 0), returned=(3, 0, None, 0, 0), satisfied=(1, 0, 0, 0, 0)),
    ),
    case("share, none is full", 100, share("returned", "satisfied", no_count="full")),
    case("share, none is nothing", 40, share("returned", "satisfied", no_count="zero")),
    case("tally", 0, tally(("swap", 5, None), ("exam", 2.5, 1), ("dialect", -2, None))),
    case("survey of one question", 20, survey("quality"), tables=[ANSWERS]),
    case("survey of four questions", 100, survey("quality", "speed", "polite", "answered"), tables=[ANSWERS]),
    case("survey of words, none is full", 20, survey("polite", no_rows="full"), tables=[ANSWERS]),
    case("survey of words, none is nothing", 30, survey("answered", "polite", no_rows="zero"), tables=[ANSWERS]),
    case("survey and lapses", 30, survey("quality", points=25), deduction(("a", 5, None)), tables=[ANSWERS]),
)
NAMES = [c.name for c in CASES]


def made_of(c: Case, **changes: Any) -> tuple[Scheme, Criterion]:
    return one_criterion(c.points, *c.rules, table=list(c.tables), **changes)


def items_of(c: Case) -> list[Input]:
    """Return the inputs and the cells of the tables."""
    scheme, criterion = made_of(c)
    return [*criterion.inputs(str), *table_inputs(scheme, criterion)]


def some_value(item: Input, rng: random.Random) -> Any:
    """Return a legal value, on a bound or a hair beside one now and then."""
    if item.choices:
        return rng.choice(item.choices)
    if item.type == "text":
        return rng.choice(("记过", "0", "通报 2 次"))
    low = item.min or 0.0
    high = item.max if item.max is not None else rng.choice((1.0, 20.0, float(LARGE)))
    if item.step:
        return low + item.step * rng.randint(0, int((high - low) / item.step))
    if rng.random() < 0.3:
        return rng.choice([h for h in (*HAIRS, low, high, 0.9, 0.95) if low <= h <= high])
    return max(low, round(rng.uniform(low, high), rng.choice((1, 2, 4))))


def boundaries(item: Input) -> list[Any]:
    """Return every boundary of an input, and blank."""
    if item.choices:
        return [*item.choices, None]
    if item.type == "text":
        return ["记过", None]
    step = item.step or 0.01
    low = item.min or 0.0
    high = item.max if item.max is not None else LARGE
    hairs = [] if item.step else [h for h in (*HAIRS, 0.9, 0.95) if low <= h <= high]
    return [low, low + step, high - step, high, *hairs, None]


def rows_of(c: Case, count: int, seed: int) -> Iterator[Row]:
    """Yield ``count`` random rows, then each input at each of its boundaries and blank."""
    rng = random.Random(seed)
    items = items_of(c)
    yield from c.rows
    for _ in range(count):
        yield _some_row(items, rng, blank=0.3)
    middle = _some_row(items, rng, blank=0)
    for item in items:
        for value in boundaries(item):
            yield {**middle, item.id: value}
    for pick in (0, -2):
        yield {i.id: boundaries(i)[pick] for i in items}
    yield {}


def _some_row(items: Sequence[Input], rng: random.Random, *, blank: float) -> Row:
    row: dict[str, Any] = {}
    for item in items:
        if not item.required and rng.random() < blank:
            continue
        row[item.id] = some_value(item, rng)
        if item.at_most is not None:
            row[item.id] = min(row[item.id], row[item.at_most])
    return row

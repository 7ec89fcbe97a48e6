"""Books of companies of any size: several schemes, raters who differ, earlier periods, quarters and years."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from tests.summary.periods import grade_of, make, scheme
from xlsappraise.base.period import Period
from xlsappraise.base.person import Person
from xlsappraise.base.problems import problem, render
from xlsappraise.base.rounding import round_number
from xlsappraise.report.data import RollUpTable, SummaryData
from xlsappraise.results.rollup import Below, Rolled
from xlsappraise.results.rows import result_table
from xlsappraise.results.standing import Score, Standing
from xlsappraise.schemes import Scheme

_DUTIES = ("家具客服", "售后客服", "客服组长", "安装回访", "投诉处理", "物业服务", "仓储服务", "售前顾问")
_FAMILY, _GIVEN = (
    "王李张刘陈杨赵黄周吴徐孙马朱胡郭何高林罗",
    ("伟", "秀英", "娜", "洋", "静", "帆", "磊", "丽", "婷婷", "建国"),
)
_STATES = {0.03: "missing", 0.05: "incomplete", 0.06: "invalid"}
_ENGLISH_SCHEMES = "Monthly appraisal of customer service agents"


def name_of(number: int, english: bool = False) -> str:
    """Return a name, the same for the same number."""
    if english:
        return f"Alexandra Montgomery-{number}"
    return _FAMILY[number % len(_FAMILY)] + _GIVEN[number // len(_FAMILY) % len(_GIVEN)]


def schemes_of(count: int, english: bool = False) -> tuple[Scheme, ...]:
    """Return schemes with three to nine criteria."""
    titles = [
        f"{_ENGLISH_SCHEMES}, group {n}" if english else f"{_DUTIES[n % len(_DUTIES)]}{n // len(_DUTIES) or ''}考核表"
        for n in range(count)
    ]
    return tuple(scheme(f"s{n}", title, 3 + n * 5 % 7) for n, title in enumerate(titles))


def company(people: int, schemes: int = 3, *, earlier: int = 3, english: bool = False, seed: int = 1) -> SummaryData:
    """Return a month of a company: about fifteen people a department, a rater to eight people."""
    draw = np.random.default_rng(seed)
    kinds = schemes_of(schemes, english)
    departments = max(2, people // 15)
    generous = draw.normal(0, 4, people)
    rows = []
    for n in range(people):
        kind = kinds[min(int(draw.exponential(schemes / 4)), schemes - 1)] if n >= schemes else kinds[n]
        luck = draw.random()
        state = next((word for bound, word in _STATES.items() if luck < bound), "valid")
        rater = n % max(3, people // 8)
        total = round(float(np.clip(draw.normal(81, 7) + generous[rater], 45, 109)), 2)
        department = f"Service centre {n % departments + 1}" if english else f"客服{n % departments + 1}部"
        boss = name_of(rater + 90, english) if english else f"主管{name_of(rater + 7)}"
        rows.append((f"E{n + 1:04d}", name_of(n, english), department, boss, kind.id,
                     total if state == "valid" else None, state))  # fmt: skip
    findings = [found for row in rows if row[-1] in ("incomplete", "invalid") for found in _findings(row)]
    files = [(f"{row[3]}/{row[0]}_{row[1]}.xlsx", "accepted" if row[-1] == "valid" else "refused", row[0], "")
             for row in rows if row[-1] != "missing"]  # fmt: skip
    data = make(rows, kinds, tuple(findings), files)
    data = replace(data, criteria={one.id: _marks(data.results, one, draw) for one in kinds})
    return _with_past(data, kinds, draw, earlier)


def _findings(row: tuple[str, ...]) -> list[object]:
    code = "missing-input" if row[-1] == "incomplete" else "not-a-number"
    found = problem(code, sheet="评分表", cell="H12", found="85分", expected="0–100", label="投诉处理")
    return [render(found.at(file=f"{row[3]}/{row[0]}_{row[1]}.xlsx", employee_id=row[0]), "zh_CN")]


def _marks(results: pd.DataFrame, one: Scheme, draw: np.random.Generator) -> pd.DataFrame:
    """Return the marks of a scheme's people, which add up to their totals."""
    valid = results[(results["scheme"] == one.id) & (results["state"] == "valid")].reset_index(drop=True)
    points = np.array([criterion.points for criterion in one.criteria])
    parts = points * draw.uniform(0.8, 1.2, (len(valid), len(points)))
    parts *= (valid["total"].to_numpy() / parts.sum(axis=1))[:, None] if len(valid) else 1
    frame = valid[["employee_id", "name", "department"]].copy()
    for index, criterion in enumerate(one.criteria):
        frame[criterion.id] = parts[:, index].round(2)
    return frame.assign(total=valid["total"])


def _with_past(data: SummaryData, kinds: tuple[Scheme, ...], draw: np.random.Generator, earlier: int) -> SummaryData:
    scores: dict[tuple[str, Period], Mapping[str, Score]] = {}
    period = data.period
    for _back in range(earlier):
        period = period.previous()
        for one in kinds:
            mine = data.results[data.results["scheme"] == one.id]
            of = {}
            for row in mine.itertuples():
                total = round(float(np.clip(draw.normal(80, 8), 45, 108)), 2)
                person = Person(row.employee_id, row.name, row.department, "", row.rater)
                of[row.employee_id] = Score(
                    person, period, one.id, one.title, total, grade_of(one, total), 1, len(mine)
                )
            scores[one.id, period] = of
    return replace(data, standing=Standing(scores))


def longer(people: int, schemes: int, name: str, seed: int = 2) -> SummaryData:
    """Return a quarter or a year of a company, rolled up from shorter periods, some of them missing."""
    draw = np.random.default_rng(seed)
    base, period = company(people, schemes, earlier=0, seed=seed), Period.parse(name)
    tables, rows = {}, []
    for one in schemes_of(schemes):
        mine = base.results[base.results["scheme"] == one.id]
        rolled = [_rolled(one, row, period, draw) for row in mine.itertuples()]
        if rolled:
            key = f"{one.id}@rollup"
            tables[key] = RollUpTable(one, tuple(rolled), {}, one.title)
            rows += [made.row(key, one.title) for made in rolled]
    table = result_table(rows)
    ranks = {key: dict(zip(of["employee_id"], of["rank"].fillna(0).astype(int), strict=True))
             for key, of in table.groupby("scheme")}  # fmt: skip
    return replace(
        base, period=period, results=table[list(base.results.columns)], criteria={}, problems=(), schemes={},
        rollups={key: replace(of, ranks={n: r for n, r in ranks[key].items() if r}) for key, of in tables.items()},
        counts=dict.fromkeys(base.counts, 0), file_counts=dict.fromkeys(base.file_counts, 0),
        missing=base.missing.iloc[:0], files=base.files.iloc[:0], standing=Standing(),
    )  # fmt: skip


def _rolled(one: Scheme, row: object, period: Period, draw: np.random.Generator) -> Rolled:
    below = tuple(
        Below(inner, None, (inner,)) if draw.random() < 0.04 else Below(inner, round(float(draw.normal(81, 8)), 2))
        for inner in period.below()
    )
    values = [part.value for part in below if part.value is not None]
    total = round_number(sum(values) / len(values)) if values else None
    person = Person(row.employee_id, row.name, row.department, "", row.rater)  # type: ignore[attr-defined]
    return Rolled(one, person, period, total, None if total is None else grade_of(one, total), below)

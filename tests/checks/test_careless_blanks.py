"""A count that only the person appraised entered, a “none” that costs, points added without a remark."""

from __future__ import annotations

from typing import Any

import pytest

from tests.checks.fabricated import Fabricated, findings
from tests.checks.test_plausibility import asks_in_both_languages, told, worked
from tests.shipped import LIBRARY
from xlsappraise.returned.checks.plausibility import PLAUSIBILITY

AFTERSALES, VIRTUE, POOL, WAREHOUSE = (
    "after-sales-monthly", "de-qin-neng-ji", "composite-bonus-pool", "warehouse-service-monthly",
)  # fmt: skip


def noticed(form: Fabricated, code: str) -> list[tuple[str | None, str | None]]:
    for note in findings(form, PLAUSIBILITY):
        asks_in_both_languages(note)
    return [(cell, expected or found) for of, cell, found, expected in told(form) if of == code]


# --- what the person appraised counted


def own(theirs: float | None, mine: float | None, remark: str | None = None) -> Fabricated:
    scheme = LIBRARY[AFTERSALES]
    (judged,) = (rater for rater in scheme.raters if rater.weight == 0)
    names = {scheme.slot("complaints.unsolved", scheme.lead): mine, scheme.slot("complaints.unsolved", judged): theirs}
    others = {f"complaints.{name}@{rater.id}": None for name in ("answer", "deadline") for rater in scheme.raters}
    values = {**others, **names, "complaints.remark": remark}
    return worked(AFTERSALES, **{name.replace(".", "__"): value for name, value in values.items()})


def test_a_count_that_the_self_assessment_alone_has() -> None:
    form = own(1, None, "两件没有结果")
    cell = form.cell(LIBRARY[AFTERSALES].slot("complaints.unsolved", LIBRARY[AFTERSALES].lead))
    assert noticed(form, "own-count-blank") == [(cell, "1")]


@pytest.mark.parametrize(
    ("theirs", "mine", "remark"),
    [
        (1, 1, None), (1, 0, None), (None, None, None), (0, None, None), (None, 1, None),
        (1, None, "经核实后不属责任投诉"), (1, None, "次日已解决，不计"),
    ],
)  # fmt: skip
def test_counts_that_were_looked_at(theirs: float | None, mine: float | None, remark: str | None) -> None:
    assert noticed(own(theirs, mine, remark), "own-count-blank") == []


# --- a none that costs


@pytest.mark.parametrize(
    "said", ["没有", "否", "/", "—", "N/A", "无处罚", "本月无", "没有受过处罚", "none", "无。", "——"]
)
def test_a_none_in_a_cell_that_must_stay_blank(said: str) -> None:
    name = next(n for n in worked(VIRTUE).entries if n.endswith(".penalty"))
    form = worked(VIRTUE, **{name.replace(".", "__"): said})
    assert noticed(form, "none-costs-points") == [(form.cell(name), said)]


@pytest.mark.parametrize("said", [None, "警告一次", "通报批评", "无故旷工，记过一次", "没有请假，罚款 50 元"])
def test_an_act_that_was_written_down(said: str | None) -> None:
    name = next(n for n in worked(VIRTUE).entries if n.endswith(".penalty"))
    assert noticed(worked(VIRTUE, **{name.replace(".", "__"): said}), "none-costs-points") == []


def test_a_none_in_a_remark_costs_nothing() -> None:
    remark = next(n for n in worked(VIRTUE).entries if n.endswith(".remark"))
    assert noticed(worked(VIRTUE, **{remark.replace(".", "__"): "无"}), "none-costs-points") == []


# --- additions without a remark


def added(scheme: str, **values: Any) -> list[str | None]:
    return [cell for cell, _found in noticed(worked(scheme, **values), "remark-blank")]


def test_points_added_without_a_remark() -> None:
    pool = worked(POOL)
    extra = {"additions__exam": 1, "additions__remark": None}
    assert added(POOL, **extra) == [pool.cell("additions.remark")]
    assert added(POOL, **{**extra, "additions__remark": "11 月 20 日业务考试满分"}) == []
    nothing = {
        f"additions__{item}": None for item in ("best", "exam", "stand_in", "extra_task", "no_complaint", "suggestion")
    }
    assert added(POOL, **nothing, additions__remark=None) == []


@pytest.mark.parametrize(("points", "asked"), [(2, True), (0, False)])
def test_a_rating_that_adds_points(points: float, asked: bool) -> None:
    raters = LIBRARY[WAREHOUSE].scoring_raters
    marks = {f"bonus_conduct__rating@{rater.id}": points for rater in raters}
    cells = [worked(WAREHOUSE).cell("bonus_conduct.remark")] if asked else []
    assert added(WAREHOUSE, **marks, bonus_conduct__remark=None) == cells


def test_where_no_note_asks_what_an_addition_is_for() -> None:
    assert added("service-head-standards", successor__level="已培养出接班人", successor__remark=None) == []

"""Totals of other kinds: capped by a failed item, a mean of sections, adjustments without a net bound; places."""

from __future__ import annotations

import pytest

from tests.rules.cases import checklist, tally
from tests.schemes.build import chosen, column, criterion, scheme, section, table
from tests.scoring.forms import scored, totals, wide
from xlsappraise.scoring.engine import score

FINE = {"kind": "rating", "step": 0.01}
YES, NO, NONE = "是", "否", "不适用"
RED = criterion("red", 50, [checklist(2, fail_cap=80, all_na="excluded")])


def zones(first: str, second: str, rating: float = 50) -> dict[str, object]:
    return {"red.item0": first, "red.item1": second, "work.rating": rating}


def test_a_failed_item_caps_the_total() -> None:
    made = scheme(section(RED), section(criterion("work", 50, [FINE])))
    rows = [zones(YES, YES), zones(YES, NO), zones(YES, NO, 20), zones(NO, NONE), zones(NONE, NONE, 45)]
    assert totals(made, *rows) == [100.0, 75.0, 45.0, 50.0, 90.0]


def test_the_cap_holds_for_everything_that_is_added() -> None:
    parts = (section(RED), section(criterion("work", 50, [FINE])), section(criterion("more", 20, [FINE]), bonus=True))
    made = scheme(*parts, total={"points": 100, "max": 110}, adjustments={"rows": 2, "min": -10, "max": 10})
    inputs = {"more.rating": 20, "adjustment.1.points": 5}
    found = totals(made, {**zones(YES, NO), **inputs}, {**zones(YES, YES), **inputs}, {**zones(None, NO), **inputs})
    assert found == [80.0, 110.0, None]
    found = scored(made, {**zones(YES, NO), **inputs})
    assert (found["section.1"], found["adjustment"], found["grade"]) == (25.0, 5.0, "良好")


def test_the_least_of_several_caps_holds() -> None:
    yellow = criterion("yellow", 50, [checklist(1, fail_cap=60)])
    made = scheme(section(RED, yellow), adjustments={"rows": 1, "min": 0, "max": 100})
    rows = [{"red.item0": a, "red.item1": YES, "yellow.item0": b, "adjustment.1.points": 99} for a, b in (
        (YES, YES), (NO, YES), (YES, NO), (NO, NO))]  # fmt: skip
    assert totals(made, *rows) == [199.0, 80.0, 60.0, 60.0]


@pytest.mark.parametrize(("weight", "total"), [(0.3, 80.0), (0.0, 100.0)])
def test_the_no_of_any_rater_who_counts_caps_the_total(weight: float, total: float) -> None:
    raters = [{"id": "a", "title": "甲", "weight": 1 - weight}, {"id": "b", "title": "乙", "weight": weight}]
    red = criterion("red", 10, [checklist(1, fail_cap=80)])
    made = scheme(section(red, criterion("work", 90, [FINE])), raters=raters)
    inputs = {"red.item0@a": YES, "red.item0@b": NO, "work.rating@a": 90, "work.rating@b": 90}
    assert totals(made, inputs) == [total]


def test_a_mean_total_is_the_mean_of_the_subtotals() -> None:
    parts = [section(criterion(f"part_{n}", 100, [FINE])) for n in range(3)]
    made = scheme(*parts, total={"points": 100, "mean": True})
    found = scored(made, {"part_0.rating": 80, "part_1.rating": 90, "part_2.rating": 90.01})
    assert (found["section.3"], found["total"], found["grade"]) == (90.01, 86.67, "良好")  # 260.01 ÷ 3
    assert totals(made, {"part_0.rating": 80, "part_1.rating": 90}) == [None]


def test_bonus_and_adjustments_are_added_to_the_mean() -> None:
    parts = [section(criterion(f"part_{n}", 100, [FINE])) for n in range(2)]
    extra = section(criterion("extra", 0, [tally(("swap", 5, None))]), bonus=True)
    made = scheme(*parts, extra, total={"points": 100, "mean": True}, adjustments={"rows": 1, "min": -10, "max": 10})
    inputs = {"part_0.rating": 80, "part_1.rating": 91, "extra.swap": 2, "adjustment.1.points": -1.5}
    assert totals(made, inputs) == [94.0]  # 85.5 + 10 − 1.5


@pytest.mark.parametrize(("net", "adjustment", "total"), [(True, 10.0, 60.0), (False, 25.0, 75.0)])
def test_without_a_net_bound_each_row_counts_in_full(*, net: bool, adjustment: float, total: float) -> None:
    made = scheme(section(criterion("work", 100, [FINE])), adjustments={"rows": 4, "min": -10, "max": 10, "net": net})
    rows = {f"adjustment.{n}.points": value for n, value in enumerate((10, 10, None, 5), 1)}
    found = scored(made, {"work.rating": 50, **rows})
    assert (found["adjustment"], found["total"]) == (adjustment, total)


def test_without_a_net_bound_the_total_still_ends_at_nothing_and_at_its_cap() -> None:
    bounds = {"rows": 3, "min": -10, "max": 10, "net": False}
    made = scheme(section(criterion("work", 100, [FINE])), total={"points": 100, "max": 120}, adjustments=bounds)
    low, high = ({f"adjustment.{n}.points": value for n in (1, 2, 3)} for value in (-10, 10))
    assert totals(made, {"work.rating": 20, **low}, {"work.rating": 100, **high}) == [0.0, 120.0]


SAMPLED = table(
    chosen("polite", (YES, 1), (NO, 0)),
    chosen("answered", ("30秒内", 1), ("60秒内", 0.5), ("更久", 0)),
    chosen("kept", (YES, 1), (NO, 0), (NONE, None)),
    column("right", min=1, max=5),
    id="chats",
    rows=5,
)


def test_sampled_conversations_and_a_full_count_of_complaints() -> None:
    """online-behaviour: 20/30/20/30 × the mean of each column, minus 5 per complaint."""
    parts = [
        criterion(name, points, [{"kind": "survey", "table": "chats", "columns": [name]}])
        for name, points in (("polite", 20), ("answered", 30), ("kept", 20), ("right", 30))
    ]
    wrong = section(criterion("wrong", 0, [tally(("complaint", -5, None))]), bonus=True)
    made = scheme(section(*parts), wrong, table=[SAMPLED])
    rows = ((YES, "30秒内", NONE, 5), (YES, "60秒内", YES, 4), (NO, "更久", NO, 4))
    names = ("polite", "answered", "kept", "right")
    inputs: dict[str, object] = {
        f"chats.{n}.{name}": value for n, row in enumerate(rows, 1) for name, value in zip(names, row, strict=True)
    }
    found = scored(made, {**inputs, "wrong.complaint": 2})
    assert [found[name] for name in (*names, "wrong")] == [13.33, 15.0, 10.0, 26.0, -10.0]
    assert (found["section.1"], found["total"], found["grade"]) == (64.33, 54.33, "差")
    nothing_to_keep = {name: NONE if name.endswith("kept") else value for name, value in inputs.items()}
    assert totals(made, nothing_to_keep) == [67.91]  # 54.33 × 100 ÷ 80 = 67.9125


def test_places_of_four_factors_are_taken_one_by_one_with_ties() -> None:
    """pk-ranking: each factor ranked on its own."""
    factors = [
        criterion(name, 25, [{"kind": "rank", "label": name, "places": [25, 15, 5], "lower": lower}])
        for name, lower in (("orders", False), ("conversion", False), ("response", True), ("customers", False))
    ]
    made = scheme(section(*factors))
    people = [(9, 0.3, 20, 50), (9, 0.1 + 0.2, 35, 40), (7, 0.2, 20, 60), (1, 0.1, 50, None)]
    names = ("orders", "conversion", "response", "customers")
    forms = [{f"{n}.value": x for n, x in zip(names, row, strict=True)} for row in people]
    found = score(made, wide(*forms))
    assert found["orders"].tolist() == [25, 25, 5, 0]
    assert found["conversion"].tolist() == [25, 25, 5, 0]
    assert found["response"].tolist() == [25, 5, 25, 0]
    assert found["customers"].fillna(-1).tolist() == [15, 5, 25, -1]
    assert found["total"].fillna(-1).tolist() == [90, 60, 60, -1]

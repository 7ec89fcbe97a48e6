"""five-grades-actions: what runs of grades of a supervisor bring; it applies by itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from tests.outcomes.cases import Month, codes, held, moves, only, paid, people, proposed, score, shipped
from xlsappraise.plans.engine import PlanOutcome

PLAN, SCHEME = "five-grades-actions", "supervisor-five-grades"
MONTHS = [f"2026-{n:02d}" for n in range(11, 0, -1)]
POOR = ("E1", "poor", "down", "", "按情况降薪或降职")
WANTING = ("E1", "wanting", "interview", "", "上级面谈、分析原因，改进方法，或接受培训")
EXCELLENT = ("E1", "excellent", "up", "", "列为晋职重点考虑对象")


def graded(grades: Sequence[str | None], **more: Any) -> PlanOutcome:
    """Return what is proposed in November, with the grades of the months before it, the newest first."""
    scores = [
        score("E1", month, 50, scheme=SCHEME, grade=grade)
        for month, grade in zip(MONTHS, grades, strict=False)
        if grade is not None
    ]
    return proposed(PLAN, people(1), scores, **more)


def test_it_applies_to_everybody_with_the_scheme() -> None:
    assert (shipped(PLAN).automatic, shipped(PLAN).scheme) == (True, SCHEME)


@pytest.mark.parametrize(
    ("grades", "found"),
    [
        (["差"] * 3, [POOR]),
        (["差"] * 2, []),
        (["差", "差", "待提高", "差"], []),
        (["差", None, "差", "差"], []),
        (["待提高"] * 2, [WANTING]),
        (["待提高"], []),
        (["待提高", "合格", "待提高"], []),
        (["优秀"] * 3, [EXCELLENT]),
        (["优秀"] * 2, []),
        (["优秀"] * 5, [EXCELLENT]),
        (["良好", "优秀", "优秀", "优秀"], []),
        (["待提高", "差", "差", "差"], []),
        (["良好"] * 6, []),
    ],
)
def test_which_runs_bring_what(grades: Sequence[str | None], found: list[tuple[str, ...]]) -> None:
    outcome = graded(grades)
    assert (moves(outcome), codes(outcome)) == (found, [])


def test_the_evidence_names_every_month_of_the_run() -> None:
    assert only(graded(["优秀"] * 4 + ["良好"])).evidence == (
        "连续三个月优秀：已连续 4 期",
        "2026-11：总分 50.00，优秀，第 1 名（共 1 人）",
        "2026-10：总分 50.00，优秀，第 1 名（共 1 人）",
        "2026-09：总分 50.00，优秀，第 1 名（共 1 人）",
        "2026-08：总分 50.00，优秀，第 1 名（共 1 人）",
    )


def test_a_month_on_leave_is_passed_over() -> None:
    assert moves(graded(["差", None, "差", "差"], months={"2026-10": Month(leave=["E1"])})) == [POOR]


def test_three_months_of_the_lowest_grade_are_a_cut_or_a_demotion() -> None:
    one = only(graded(["差"] * 3))
    assert (one.action, one.after) == ("down", "按情况降薪或降职")


def test_a_supervisor_who_is_wanting_is_interviewed_and_then_one_of_two_things_follows() -> None:
    assert only(graded(["待提高"] * 2)).after.endswith("改进方法，或接受培训")


def test_it_pays_nothing() -> None:
    outcome = paid(PLAN, people(1))
    assert (outcome.lines, held(outcome), codes(outcome)) == ([], {}, [])

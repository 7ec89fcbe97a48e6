"""agent-grades: four grades by months of service and a checklist of what a person can do."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.conftest import text_of
from tests.outcomes.cases import codes, held, member, moves, only, paid, proposed
from xlsappraise.plans.engine import PlanOutcome

PLAN = "agent-grades"
STEPS: dict[str, tuple[str, date, date, tuple[str, str, str]]] = {
    # grade: the next one, the last day to have joined by, the day after, what is confirmed
    "初级": ("中级", date(2026, 9, 1), date(2026, 9, 2), ("answers_alone", "knows_rules", "keeps_records")),
    "中级": ("高级", date(2025, 12, 1), date(2025, 12, 2), ("solves_complaints", "coaches", "reads_figures")),
    "高级": ("首席", date(2024, 12, 1), date(2024, 12, 2), ("sets_standards", "trains", "leads_projects")),
}


def asked(level: str, hired: date | None, can: dict[str, Any]) -> PlanOutcome:
    return proposed(PLAN, [member("E1", level=level, hired=hired)], facts={"E1": can})


@pytest.mark.parametrize("level", STEPS)
def test_service_and_the_whole_checklist_bring_the_next_grade(level: str) -> None:
    goal, hired, late, list_ = STEPS[level]
    everything = dict.fromkeys(list_, True)
    outcome = asked(level, hired, everything)
    assert moves(outcome) == [("E1", "grades", "up", level, goal)]
    assert codes(outcome) == []
    assert moves(asked(level, late, everything)) == []
    assert moves(asked(level, None, everything)) == []


@pytest.mark.parametrize("level", STEPS)
@pytest.mark.parametrize("index", range(3))
@pytest.mark.parametrize("value", [False, None])
def test_each_entry_of_the_checklist_is_needed(level: str, index: int, value: bool | None) -> None:
    _goal, hired, _late, list_ = STEPS[level]
    can = {name: True for n, name in enumerate(list_) if n != index}
    outcome = asked(level, hired, can if value is None else can | {list_[index]: value})
    assert (moves(outcome), codes(outcome)) == ([], []), "a blank is not yes, and no fault"


def test_the_evidence_names_service_and_each_entry() -> None:
    outcome = asked("初级", date(2026, 9, 1), dict.fromkeys(STEPS["初级"][3], True))
    assert only(outcome).evidence == (
        "2026-09-01 入职，已满 3 个月",
        "常见问题独立答复：是（2026-11）",
        "熟悉商品和平台规则：是（2026-11）",
        "记录完整、交接清楚：是（2026-11）",
    )


@pytest.mark.parametrize("level", ["初级", "中级"])
def test_no_grade_is_skipped(level: str) -> None:
    everything = {name: True for _goal, _hired, _late, list_ in STEPS.values() for name in list_}
    assert moves(asked(level, date(2010, 1, 1), everything)) == [("E1", "grades", "up", level, STEPS[level][0])]


def test_the_highest_grade_stays_and_an_unknown_one_is_told() -> None:
    everything = {name: True for _goal, _hired, _late, list_ in STEPS.values() for name in list_}
    assert moves(asked("首席", date(2010, 1, 1), everything)) == []
    unknown = asked("储备主管", date(2010, 1, 1), everything)
    assert (moves(unknown), codes(unknown)) == ([], [("level-unknown", "E1")])
    assert text_of(unknown.problems[0].expected) == "初级、中级、高级、首席"


def test_it_pays_nothing_and_withholds_nothing() -> None:
    outcome = paid(PLAN, [member("E1", level="初级")])
    assert (outcome.lines, held(outcome), codes(outcome)) == ([], {}, [])

"""marketing-assistant-pay: base × score ÷ 100, every quarter."""

from __future__ import annotations

import pytest

from tests.outcomes.cases import D, amounts, codes, held, member, paid, score

PLAN, SCHEME = "marketing-assistant-pay", "marketing-quarterly-assistant"


@pytest.mark.parametrize("quarter", ["2026-Q3", "2026-Q4"])
def test_base_times_score_over_100(quarter: str) -> None:
    # 1,234.56 × 87.5 ÷ 100 = 1,080.24
    who, scores = [member("E1", position="经理助理")], [score("E1", quarter, 87.5, scheme=SCHEME)]
    outcome = paid(PLAN, who, scores, period=quarter, facts={"E1": {"base": "1234.56"}})
    assert amounts(outcome) == [("E1", "bonus", D("1080.24"))]
    assert (held(outcome), codes(outcome)) == ({}, [])


def test_nothing_is_printed_about_probation_of_assistants() -> None:
    scores = [score("E1", "2026-Q4", 80, scheme=SCHEME)]
    outcome = paid(PLAN, [member("E1", status="试用")], scores, period="2026-Q4", facts={"E1": {"base": 1000}})
    assert amounts(outcome) == [("E1", "bonus", D("800.00"))]  # 1,000 × 80 ÷ 100


def test_without_a_result_or_a_base_nothing_is_guessed() -> None:
    outcome = paid(PLAN, [member("E1")], period="2026-Q4")
    assert amounts(outcome) == []
    assert codes(outcome) == [("plan-fact-nowhere", "E1"), ("plan-no-result", "E1")]
    assert held(outcome) == {
        ("E1", "bonus"): "“季度奖基数（元）”空白\n2026-Q4 没有“marketing-quarterly-assistant”的有效成绩"
    }

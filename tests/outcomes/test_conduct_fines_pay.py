"""conduct-fines-pay: what the form counts is deducted, each time."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from typing import Any

from tests.outcomes.cases import D, codes, held, member, paid, people, score, sums, why
from tests.schemes.worked_examples import example
from xlsappraise.plans.engine import PlanOutcome
from xlsappraise.results.standing import Score, Source
from xlsappraise.schemes import Library
from xlsappraise.schemes.fines import fines_of, total_fine

PLAN, SCHEME = "conduct-fines-pay", "conduct-fines"
CONDUCT = Library()[SCHEME]


def counted(inputs: dict[str, Any], number: str = "E1", source: Source = "form") -> Score:
    """Return the result of a form with these counts."""
    return replace(
        score(number, "2026-11", 90, scheme=SCHEME), fines=fines_of(CONDUCT, inputs), source=source
    )  # fmt: skip


def fined(**counts: int) -> PlanOutcome:
    """Return November of E1, whose form counts these lapses (``__`` for the dot)."""
    return paid(PLAN, people(1), [counted({name.replace("__", "."): n for name, n in counts.items()})])


def test_every_time_costs_ten_yuan_or_twenty() -> None:
    # face 1 × 10 + make-up 3 × 10 + canteen 2 × 20 = 10 + 30 + 40 = 80
    outcome = fined(appearance__face=1, appearance__makeup=3, dress__canteen=2)
    assert sums(outcome, "fines") == {"E1": D("-80.00")}
    assert why(outcome, "E1", "fines") == "面、手不清洁，梳理不整：10；没有化淡妆：3 × 10；穿工作服进食堂：2 × 20"
    assert outcome.lines[0].inputs == {"count": 6}
    assert (held(outcome), codes(outcome)) == ({}, [])


def test_the_worked_form() -> None:
    # face 1 × 10 + make-up 3 × 10 + badge 2 × 10 + canteen 1 × 20 = 80
    assert total_fine(fines_of(CONDUCT, example(SCHEME)["inputs"])) == D(80)


def test_each_rule_of_the_first_section_costs_ten() -> None:
    lapses = next(c for c in CONDUCT.criteria if c.id == "appearance").rules[0].lapses
    assert len(lapses) == 9
    for lapse in lapses:
        assert sums(fined(**{f"appearance__{lapse.id}": 2}), "fines") == {"E1": D("-20.00")}


def test_the_other_rules_cost_points_and_no_money() -> None:
    outcome = fined(dress__stockings=4, bearing__smoking=1, speech__mandarin=9, shifts__late=2, leave__papers=1)
    assert (outcome.lines, held(outcome), codes(outcome)) == ([], {}, [])


def test_there_is_no_most() -> None:
    assert sums(fined(appearance__nails=100), "fines") == {"E1": D("-1000.00")}, "though the points end at 0"


def test_a_form_that_is_not_back_keeps_its_fines_waiting() -> None:
    outcome = paid(PLAN, [member("E1"), member("E2")], [counted({"dress.outside": 1})])
    assert sums(outcome, "fines") == {"E1": D("-20.00")}
    assert held(outcome) == {("E2", "fines"): "2026-11 没有“conduct-fines”的有效成绩"}
    assert codes(outcome) == [("plan-no-result", "E2")]


def test_an_imported_result_has_no_counts() -> None:
    outcome = paid(PLAN, people(1), [counted({}, source="history")])
    assert outcome.lines == []
    assert held(outcome) == {("E1", "fines"): "2026-11 的成绩不是来自表格，没有罚款次数"}


# --- the fines of any form


SHARED = """
id = "shared"
title = "共评表"
role = "客服"
period = "month"
source = "test"
forms = "shared"
raters = [{ id = "lead", title = "组长", weight = 0.5 }, { id = "manager", title = "经理", weight = 0.5 }]
total = { points = 10 }

[[section]]
title = "行为"

[[section.criterion]]
id = "conduct"
title = "行为"
standard = "按标准"
points = 10
rules = [
  { kind = "checklist", all_na = "full", points = 5, items = [{ id = "hair", label = "头发", fine = 7.5 }] },
  { kind = "deduction", lapses = [{ id = "late", label = "迟到", points = 1, fine = 5 }] },
]
"""


def test_what_two_raters_saw_is_fined_once_by_the_larger_count() -> None:
    from xlsappraise.schemes import Scheme

    scheme = Scheme.model_validate(tomllib.loads(SHARED))
    inputs = {
        "conduct.hair@lead": "否", "conduct.hair@manager": "否", "conduct.late@lead": 1.0, "conduct.late@manager": 3.0,
    }  # fmt: skip
    found = fines_of(scheme, inputs)
    assert [(fine.text, fine.amount) for fine in found] == [("头发", D("7.5")), ("迟到 × 3", D(15))]
    assert fines_of(scheme, {"conduct.hair@lead": "是", "conduct.late@lead": 0.0}) == ()

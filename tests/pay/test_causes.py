"""Is what forty people lack one line, with the number, the first names and every cell?"""

from __future__ import annotations

import pytest

from tests.facts.desk import PEOPLE
from tests.pay.till import Till, errors, hand
from xlsappraise.base.problems import Problem, say

NUMBERS = [f"E{n:03}" for n in range(1, 41)]


def told(problems: tuple[Problem, ...], code: str) -> list[tuple[str | None, str | None, str, str]]:
    """Return employee, cell and both texts of the problems of a code."""
    return [(p.employee_id, p.cell, say(p, "en"), say(p, "zh_CN")) for p in problems if p.code == code]


@pytest.fixture
def forty(blank: Till) -> Till:
    """The shop with thirty-seven people more, whose forms have not come back and of whom nothing is filled in."""
    blank.staff(*(hand(number) for number in NUMBERS))
    blank.write()
    return blank


def test_facts_that_forty_people_lack_are_a_line_a_column(forty: Till) -> None:
    paid = forty.pay()
    blank = {(p.employee_id, p.sheet, p.cell) for p in paid.problems if p.code == "plan-fact-blank"}
    assert blank == {(None, PEOPLE, "F4:F43"), (None, PEOPLE, "G4:G43")}
    for _who, _cell, english, chinese in told(paid.problems, "plan-fact-blank"):
        assert "40: E001 王小燕, E002 李梅, E003 赵强 and others" in english and "of these people is blank" in english
        assert "共 40 个：E001 王小燕、E002 李梅、E003 赵强 等" in chinese and "这些人" in chinese
    assert len({one.employee_id for one in paid.withheld}) == 40


def test_forms_that_have_not_come_back_are_one_line(forty: Till) -> None:
    ((who, cell, english, chinese),) = told(forty.pay().problems, "plan-no-result")
    assert (who, cell) == (None, None) and "for these people" in english
    assert "37: E004 E004" in english and "共 37 个：E004 E004" in chinese


def test_a_plan_misspelled_in_a_whole_column_is_one_line(forty: Till) -> None:
    forty.staff(*(hand(number, "team-pay" if number < "E004" else "teem-pay") for number in NUMBERS))
    ((who, cell, english, _chinese),) = told(forty.pay().problems, "plan-unknown")
    assert who is None and cell is not None and cell.endswith("41") and ":" in cell and "37: E004" in english


def test_sums_that_changed_are_one_line_from_the_fourth_person_on(till: Till) -> None:
    till.pay()
    till.set(pool=20000)
    assert {p.employee_id for p in till.pay().problems if p.code == "pay-changed"} == {"E001", "E002", "E003"}


def test_one_person_is_named_as_ever(till: Till) -> None:
    cell = till.enter(PEOPLE, "E002", 销售额=None)
    paid = till.pay()
    assert errors(paid.problems) == [("plan-fact-blank", "E002", PEOPLE, cell)]
    assert "“销售额” of 李梅 is blank" in say(paid.problems[0], "en")

"""Supervisors who are not in the list, and those whose name is one letter off a name in it."""

from __future__ import annotations

from typing import Any

import pytest

from xlsappraise.base.person import Person
from xlsappraise.base.problems import say
from xlsappraise.roster import Employee
from xlsappraise.roster.supervisors import doubtful_names


def staff(*pairs: tuple[str, str], status: str = "正式", **more: Any) -> list[Employee]:
    """Return people with these names and supervisors."""
    return [
        Employee(Person(f"E{number}", name, supervisor=supervisor), status, **more)
        for number, (name, supervisor) in enumerate(pairs)
    ]


def found(people: list[Employee]) -> list[tuple[str, Any]]:
    return [(one.code, one.found) for one in doubtful_names("花名册.xlsx", people)]


def test_supervisors_of_the_list_are_no_doubt() -> None:
    assert found(staff(("王小燕", "李建国"), ("李建国", "李建国"))) == []


@pytest.mark.parametrize("slip", ["李健国", "李建", "李建国国", "黎建国", "李 建图"])
def test_one_letter_off_is_named_with_whom_was_likely_meant(slip: str) -> None:
    people = staff(("王小燕", slip), ("李建国", "赵总"), ("李梅", "李建国"), ("李兰", "赵总"))
    assert found(people) == [
        ("roster-supervisor-alike", (f"{slip} → 李建国",)), ("roster-supervisor-unlisted", ("赵总",))
    ]  # fmt: skip


@pytest.mark.parametrize("other", ["王健伟", "国建李", "李", "李建国国国", "李总"])
def test_another_name_is_only_not_in_the_list(other: str) -> None:
    people = staff(("王小燕", other), ("李建国", "李建国"))
    assert found(people) == [("roster-supervisor-unlisted", (other,))]


def test_the_name_that_fewer_people_have_is_the_slip() -> None:
    people = staff(("甲一", "赵建国"), ("乙二", "赵建国"), ("丙三", "赵健国"))
    assert found(people) == [
        ("roster-supervisor-alike", ("赵健国 → 赵建国",)), ("roster-supervisor-unlisted", ("赵建国",))
    ]  # fmt: skip


def test_a_hundred_are_one_line_and_those_of_people_who_left_none() -> None:
    codes = found(staff(*((f"员工{n:03d}号", f"{chr(0x4E00 + 37 * n)}{chr(0x5E00 + 53 * n)}总") for n in range(100))))
    assert [(code, len(names)) for code, names in codes] == [("roster-supervisor-unlisted", 7)]
    assert found(staff(("王小燕", "李健国"), ("李建国", "李建国"), status="离职")) == []


def test_what_is_said() -> None:
    (alike,) = doubtful_names("花名册.xlsx", staff(("王小燕", "李健国"), ("李建国", "李建国")))
    assert alike.severity == "note"
    assert (
        say(alike, "zh_CN")
        == "主管不在名单里，但与名单中某人只差一个字（1 个）：李健国 → 李建国。写错了请更正，没写错不用管。"
    )

"""A first run that could pay nobody: it says what to fill in first, writes nothing and fixes no list of people."""

from __future__ import annotations

import pytest

from tests.cli.test_help import Done, run
from tests.facts.desk import PEOPLE
from tests.pay.till import NAMES, SALES, Till, hand, sums
from xlsappraise.base.problems import Refusal
from xlsappraise.base.text import tidy

PLAN = """
id = "sales-only"
title = "销售提成"
source = "test"
scheme = "furniture-callback"

[[fact]]
id = "sales"
title = "销售额"
type = "money"

[[rule]]
kind = "tiers"
id = "commission"
title = "提成"
sales = "sales"
tiers = [{ from = 0, rate = 0.01 }]

[[rule]]
kind = "award"
id = "attendance"
title = "全勤奖"
amount = 100
yes = ["attended"]

[[fact]]
id = "attended"
title = "全勤"
type = "yesno"
"""


def at(till: Till, *arguments: str) -> Done:
    return run(*arguments, language="zh_CN", cwd=till.workspace.root)


@pytest.fixture
def fresh(blank: Till) -> Till:
    """The shop, all paid by sales alone, with a facts workbook that nobody has filled in."""
    blank.plan(PLAN)
    blank.staff(*(hand(number, "sales-only") for number in NAMES))
    blank.write()
    return blank


def kept(till: Till) -> tuple[object, ...]:
    """Return what is kept of a run: its basis, its lines, its book, and whether the workbook is there."""
    with till.bench.open() as office:
        ledger, written = office.ledger, office.workspace.pay(till.period).exists()
        return dict(ledger.basis("2026-11", "pay")), ledger.payments(), ledger.book("pay", "2026-11"), written


def test_one_line_says_what_to_fill_in_first_and_nothing_is_kept(fresh: Till) -> None:
    done = at(fresh, "pay", "2026-11")
    (line,) = [line for line in done.stderr.splitlines() if tidy(line)]
    assert (done.returncode, done.stdout) == (1, "")
    assert "[pay-fill-in-first]" in line and "销售额" in line and "全勤" in line
    assert "请先填好 2026-11/facts.xlsx，保存并关闭，再运行“xlsappraise pay 2026-11”" in line
    assert kept(fresh) == ({}, [], None, False)


def test_the_list_of_people_is_that_of_the_first_run_that_pays(fresh: Till) -> None:
    assert at(fresh, "pay", "2026-11").returncode == 1
    fresh.staff(
        hand("E001", "sales-only"), {**hand("E002", "sales-only"), "name": "李梅梅"}, hand("E003", "sales-only")
    )
    for number in NAMES:
        fresh.enter(PEOPLE, number, 销售额=SALES[number], 全勤="是")
    paid = fresh.pay()
    assert (paid.people["E002"].name, sums(paid)) == ("李梅梅", {"E001": "280.00", "E002": "190.00", "E003": "100.00"})
    assert "roster-kept-differs" not in {p.code for p in paid.problems}
    fresh.staff(*(hand(number, "sales-only") for number in NAMES))
    assert fresh.pay().people["E002"].name == "李梅梅"


def test_without_a_facts_workbook_the_command_that_makes_it_is_named(fresh: Till) -> None:
    fresh.path.unlink()
    done = at(fresh, "pay", "2026-11")
    assert done.returncode == 1 and "[pay-facts-first]" in done.stderr
    assert "请先运行“xlsappraise facts 2026-11”" in done.stderr and len(done.stderr.splitlines()) == 1
    assert kept(fresh) == ({}, [], None, False)


def test_what_else_is_wrong_is_listed_too(fresh: Till) -> None:
    cell = fresh.enter(PEOPLE, "E001", 销售额="很多")
    with pytest.raises(Refusal) as refusal:
        fresh.pay()
    found = refusal.value.problems
    assert [(p.code, p.employee_id, p.cell) for p in found] == [
        ("not-a-number", "E001", cell), ("pay-fill-in-first", None, None),
    ]  # fmt: skip


def test_where_one_is_paid_the_run_is_as_ever(fresh: Till) -> None:
    fresh.enter(PEOPLE, "E001", 销售额=SALES["E001"])
    done = at(fresh, "pay", "2026-11")
    assert done.returncode == 1 and "[plan-fact-blank]" in done.stderr
    _basis, payments, book, there = kept(fresh)
    assert there and book is not None and payments


def test_a_later_run_that_would_pay_nobody_asks_as_ever(fresh: Till) -> None:
    for number in NAMES:
        fresh.enter(PEOPLE, number, 销售额=1000, 全勤="是")
    fresh.pay()
    for number in NAMES:
        fresh.enter(PEOPLE, number, 销售额=None, 全勤=None)
    with pytest.raises(Refusal) as refusal:
        fresh.pay()
    assert {p.code for p in refusal.value.problems if p.severity == "error"} >= {"book-less"}
    assert fresh.pay(yes=True).lines == ()

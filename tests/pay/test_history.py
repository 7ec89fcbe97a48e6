"""Does any command change a published figure or a payment without a line in the history?"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from tests.facts.desk import PEOPLE
from tests.pay.test_kept import december
from tests.pay.till import LADDER, STAFF, TOTALS, Till, called, hand, marks, sheet_of
from xlsappraise.base.period import Period
from xlsappraise.base.problems import Refusal
from xlsappraise.issuing.generate import Order, generate
from xlsappraise.report.rollup import rollup
from xlsappraise.report.summarize import summarize
from xlsappraise.returned.accept import accept
from xlsappraise.returned.withdraw import Withdrawal, withdraw
from xlsappraise.roster import PLANS

QUARTER = Period.parse("2026-Q4")
Figures = dict[tuple[str, str, str, str], str]
"""Values by book, period, employee and title"""
Act = Callable[[Till, random.Random], object]


def published(till: Till) -> Figures:
    """Return the figures that the ledger holds, after comparing those of the payroll with lines and workbook."""
    with till.bench.open() as office:
        books = office.ledger.latest_books()
    figures = {(b.kind, b.period, f.employee_id, f.title): f.value for b in books for f in b.figures}
    lines: dict[tuple[str, str], Decimal] = {}
    for one in till.recorded():
        key = (one.employee_id, f"{one.plan}/{one.rule}")
        lines[key] = lines.get(key, Decimal(0)) + Decimal(one.amount)
    mine = {(f.employee_id, f.item): Decimal(f.value) for b in books for f in b.figures if b.kind == "pay"}
    assert mine == lines
    if till.workspace.pay(till.period).exists():
        written: dict[tuple[str, str], Decimal] = {}
        for row in sheet_of(till.workspace.pay(till.period), "明细")[1:]:
            if row[0] is not None:
                title = (row[0], f"{row[3]} · {row[4]}")
                written[title] = written.get(title, Decimal(0)) + Decimal(str(row[5]))
        assert written == {(who, title): Decimal(v) for (kind, _p, who, title), v in figures.items() if kind == "pay"}
    return figures


def recorded(till: Till, after: int) -> dict[tuple[str, str, str, str], tuple[str | None, str | None]]:
    """Return the lines of the history after a number: old and new by book, period, employee and title."""
    found = {}
    with till.bench.open() as office:
        for book in office.ledger.latest_books():
            for _book, one in office.ledger.corrections(book.kind, book.period, after):
                assert one.why or one.added
                found[book.kind, book.period, one.employee_id, one.title] = (one.old, one.new)
    return found


def number(till: Till) -> int:
    """Return the number of the last published book."""
    with till.bench.open() as office:
        return office.ledger.last_book()


def sell(till: Till, dice: random.Random) -> object:
    return till.enter(PEOPLE, dice.choice(list(TOTALS)), 销售额=dice.choice([None, 100, 20000, "很多"]))


def call(till: Till, dice: random.Random) -> object:
    return till.happened(called(dice.choice(list(TOTALS)), dice.randint(1, 30)))


def staff(till: Till, dice: random.Random) -> object:
    rows = [{**row, PLANS: dice.choice(["team-pay", "team-pay,steps", "", "team-pey"])} for row in STAFF]
    return till.staff(*dice.sample(rows, dice.randint(1, 3)), hand("E009"))


def version(till: Till, dice: random.Random) -> object:
    who = dice.choice(list(TOTALS))
    path = till.bench.fill(marks(dice.randint(70, 100)), who, f"{dice.random()}.xlsx")
    with till.bench.open() as office:
        return accept(office, path, "改正")


def out(till: Till, dice: random.Random) -> object:
    with till.bench.open() as office:
        return withdraw(office, Withdrawal([dice.choice(list(TOTALS))], till.period, "误发", yes=True))


def issue(till: Till, dice: random.Random) -> object:
    workspace = till.workspace
    with till.bench.open() as office:
        again = dice.choice([[], ["E001"]])
        return generate(office, Order(till.period, workspace.outbox(till.period), (), again, yes=True))


def summed(till: Till, _dice: random.Random) -> object:
    with till.bench.open() as office:
        return summarize(office, till.period)


def quarter(till: Till, _dice: random.Random) -> object:
    with till.bench.open() as office:
        return rollup(office, QUARTER)


ACTS: tuple[Act, ...] = (
    sell, call, staff, version, out, issue, summed, quarter,
    lambda till, _dice: till.write(),
    lambda till, _dice: december(till),
    lambda till, _dice: till.pay(),
    lambda till, _dice: till.pay(),
    lambda till, _dice: till.today().pay(),
    lambda till, _dice: till.today().pay(yes=True),
    lambda till, _dice: till.promote(),
)  # fmt: skip


@pytest.mark.parametrize("seed", range(5))
def test_every_change_is_in_the_history(till: Till, seed: int) -> None:
    dice = random.Random(seed)
    till.plan(LADDER)
    till.pay()
    before = published(till)
    for _step in range(14):
        last = number(till)
        known = {(key[0], key[1]) for key in before}
        try:
            dice.choice(ACTS)(till, dice)
        except Refusal:
            assert published(till) == before  # what is refused changes nothing
        now = published(till)
        changed = {
            key: (before.get(key), now.get(key))
            for key in {*before, *now}
            if before.get(key) != now.get(key) and (key[0], key[1]) in known
        }
        assert recorded(till, last) == changed
        before = now


def test_the_history_outlives_the_period(till: Till) -> None:
    till.pay()
    till.enter(PEOPLE, "E001", 销售额=20000)
    till.pay()
    december(till)
    later = replace(till, period=Period.parse("2026-12"))
    later.write()
    later.enter(PEOPLE, "E002", 到岗="是")
    later.pay()
    assert {(one[2], pair) for one, pair in recorded(till, 0).items()} == {("E001", ("260.00", "300.00"))}

"""Queries over the results of the generated year, and totals computed from the entered values."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from python_calamine import CalamineWorkbook

from samples.year.people import AFTERSALES, FLOOR, GRADES, PEOPLE, POOL, PRESALES, VIRTUE
from samples.year.run import INCOMPLETE, Year
from tests.year.expected import TOTALS, cents, mean, number

MONTHS = [f"2026-{n:02d}" for n in range(1, 13)]
MONTHLY = (PRESALES, POOL, AFTERSALES, FLOOR, GRADES, VIRTUE)
QUARTERS = [f"2026-Q{n}" for n in range(1, 5)]


def total(year: Year, employee: str, scheme: str, period: str) -> Decimal | None:
    """Compute a total from the entered values; None if no complete form was returned."""
    values = year.entered.get((employee, scheme, period))
    return None if values is None or (employee, period) == INCOMPLETE else cents(TOTALS[scheme](values))


def totals(year: Year, scheme: str, period: str) -> dict[str, Decimal]:
    found = {person.number: total(year, person.number, scheme, period) for person in PEOPLE}
    return {employee: value for employee, value in found.items() if value is not None}


def quarter_mean(year: Year, employee: str, scheme: str, quarter: int) -> Decimal:
    months = [total(year, employee, scheme, f"2026-{n:02d}") for n in range(3 * quarter - 2, 3 * quarter + 1)]
    return mean([value for value in months if value is not None])


def year_mean(year: Year, employee: str, scheme: str) -> Decimal:
    """The mean of the quarters, each the unrounded mean of its months, rounded once."""
    quarters = []
    for n in range(0, 12, 3):
        months = [value for m in MONTHS[n : n + 3] if (value := total(year, employee, scheme, m)) is not None]
        if months:
            quarters.append(sum(months) / Decimal(len(months)))
    return mean(quarters)


def rolled(year: Year, period: str) -> dict[tuple[str, str], dict[str, Any]]:
    return {(r["employee_id"], r["scheme"]): r for r in year.results["rollup", period]["results"]}


def lines(year: Year, period: str, *, plan: str = "", rule: str = "", employee: str = "") -> list[dict[str, Any]]:
    return [
        line
        for line in year.results["pay", period]["lines"]
        if plan in ("", line["plan"]) and rule in ("", line["rule"]) and employee in ("", line["employee_id"])
    ]


def sum_of(found: list[dict[str, Any]]) -> Decimal:
    return sum((number(line["amount"]) for line in found), Decimal(0))


def paid(year: Year, employee: str, period: str) -> Decimal | None:
    found = {one["employee_id"]: number(one["amount"]) for one in year.results["pay", period]["totals"]}
    return found.get(employee)


def proposed(year: Year, period: str) -> set[tuple[str, str, str, str]]:
    return {(p["employee_id"], p["action"], p["from"], p["to"]) for p in year.results["promote", period]["proposals"]}


def evidence(year: Year, period: str, employee: str, action: str) -> str:
    found = [
        p for p in year.results["promote", period]["proposals"] if (p["employee_id"], p["action"]) == (employee, action)
    ]
    assert len(found) == 1, (period, employee, action, found)
    return "\n".join(found[0]["evidence"])


def sheet(year: Year, file: str, name: str) -> list[list[Any]]:
    return CalamineWorkbook.from_path(str(year.root / file)).get_sheet_by_name(name).to_python(skip_empty_area=False)


def table(year: Year, file: str, name: str) -> list[dict[str, Any]]:
    headings, *rows = sheet(year, file, name)
    return [dict(zip(headings, row, strict=True)) for row in rows]


def withheld(year: Year, period: str) -> set[tuple[str, str]]:
    """Return (employee number, rule as shown) of what the payroll workbook withholds."""
    return {(row["工号"], row["规则"]) for row in table(year, f"{period}/pay.xlsx", "暂缓")}

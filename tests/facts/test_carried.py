"""Settings filled in for a month are in the next month's workbook, and it is said."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from tests.conftest import text_of
from tests.facts.desk import SALES_PLAN, Desk, sold
from xlsappraise.base.period import Period
from xlsappraise.base.problems import Problem
from xlsappraise.factbook import Prepared

DECEMBER = Period.parse("2026-12")
LASTING = SALES_PLAN.replace("per_period = true\n", "")
"""The plan whose pool is the same in every period"""


def begun(desk: Desk, plan: str = LASTING) -> None:
    """Write November's workbook."""
    desk.plan(plan)
    desk.staff(sold())
    desk.write()


def notes(done: Prepared) -> list[Problem]:
    assert done.written is not None
    return [p for p in done.written.problems if p.code.startswith("facts-settings")]


def values(desk: Desk) -> dict[str, object]:
    return {key: value for (_plan, key), value in desk.read().settings.items()}


def test_settings_of_a_month_are_carried_to_the_next(desk: Desk) -> None:
    begun(desk)
    desk.settings(pool=10000, parts_1=0.5, parts_2=0.25, parts_3=0.25)
    before = values(desk)
    later = replace(desk, period=DECEMBER)
    [note] = notes(later.write())
    assert (note.code, note.severity) == ("facts-settings-carried", "note")
    assert "2026-11" in (text_of(note.expected) or "") and "2026-12" in (note.file or "")
    assert values(later) == before and before["pool"] == Decimal(10000)
    assert notes(later.write()) == []


def test_what_was_changed_in_the_next_month_stays(desk: Desk) -> None:
    begun(desk)
    desk.settings(pool=10000)
    later = replace(desk, period=DECEMBER)
    later.write()
    later.settings(pool=12000)
    later.write()
    assert values(later)["pool"] == Decimal(12000)
    assert values(desk)["pool"] == Decimal(10000)


def test_what_differs_from_period_to_period_is_filled_in_anew(desk: Desk) -> None:
    begun(desk, SALES_PLAN)
    assert "per_period" in SALES_PLAN
    desk.settings(pool=10000, target=90)
    later = replace(desk, period=DECEMBER)
    [note] = notes(later.write())
    assert "pool" not in values(later) and "target" in values(later)
    assert note.code == "facts-settings-carried"


def test_nothing_filled_in_is_nothing_said(desk: Desk) -> None:
    begun(desk)
    assert notes(replace(desk, period=DECEMBER).write()) == []


def test_a_month_in_between_without_a_workbook_does_not_matter(desk: Desk) -> None:
    begun(desk)
    desk.settings(pool=10000)
    later = replace(desk, period=Period.parse("2027-02"))
    assert [p.code for p in notes(later.write())] == ["facts-settings-carried"]
    assert values(later)["pool"] == Decimal(10000)


def test_a_quarter_takes_nothing_of_a_month(desk: Desk) -> None:
    begun(desk)
    desk.settings(pool=10000)
    assert notes(replace(desk, period=Period.parse("2026-Q4")).write()) == []


def test_an_earlier_workbook_that_cannot_be_read_is_named(desk: Desk) -> None:
    begun(desk)
    desk.path.write_bytes(b"")
    [note] = notes(replace(desk, period=DECEMBER).write())
    assert (note.code, note.severity) == ("facts-settings-unread", "warning")

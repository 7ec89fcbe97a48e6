"""Fixtures of what stands beside an entry, in the rest of its area or the format of a text; each with an honest one."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from tests.spots import WORKED
from tests.trust.changes import set_number_format
from tests.trust.disguises import both
from tests.trust.fixture import SCORECARD, Case, Fixture, Found
from tests.trust.shown import honest, warn
from tests.trust.structure import Make, put, sheet, unmerge

REMARK, DAY = "ability.remark", "signoff.date"


def last(name: str) -> str:
    """Return the last cell of the area of a named one."""
    return WORKED.area(name).partition(":")[2]


def beside(name: str, value: object) -> Make:
    """Return a change that takes an entry apart and writes into the last of its cells."""
    return sheet(unmerge(name), put({last(name): value}))


def remark(value: object, code: str = "General") -> Make:
    """Return a change that writes a remark and shows it through a format."""
    return both(sheet(put({REMARK: value})), set_number_format(REMARK, code))


def speaking(name: str, title: str, value: float, code: str) -> Fixture:
    """Return a fixture of a number in a text whose format says something."""
    due = Found("entry-shown-differs", REMARK, f"a value in the format {code}")
    return warn(f"text-format-{name}", title, due, remark(value, code))


def hollow(case: Case) -> None:
    """Leave a list of limits that has none."""

    def change(xml: str) -> str:
        begin, _mark, rest = xml.partition("<dataValidations")
        return f'{begin}<dataValidations count="0"/>{rest.partition("</dataValidations>")[2]}'

    case.xml(change, SCORECARD)


def named(name: str) -> Make:
    """Return a change that adds a sheet of the name of another."""

    def change(xml: str) -> str:
        return xml.replace("总分另页", name)

    def add(card: Any) -> None:
        card.parent.create_sheet("总分另页")["A1"] = "总分 91"

    return both(sheet(add), lambda case: case.xml(change, "xl/workbook.xml"))


BESIDE = (
    *(warn(f"sheet-twice-{number}", f"a second sheet that is called {name}", Found("sheet-added", None, name),
           named(name)) for number, name in enumerate(("考核表", "_xlsappraise"))),
    warn("entry-rest-remark", "a remark that is taken apart, and a text in its last cell",
         Found("cell-added", last(REMARK), "（此项作废）"),
         both(sheet(put({REMARK: "进步很大"})), beside(REMARK, "（此项作废）"))),
    warn("entry-rest-date", "a date that is taken apart, and another one in its last cell",
         Found("cell-added", last(DAY), "46000"), beside(DAY, 46000)),
    warn("entry-rest-number", "a number in the last cell of a remark", Found("cell-added", last(REMARK), "10"),
         both(sheet(put({REMARK: "进步很大"})), beside(REMARK, 10))),
    honest("entry-apart", "a remark that is taken apart", sheet(put({REMARK: "进步很大"}), unmerge(REMARK))),
    honest("entry-apart-blank", "a remark that is taken apart, a blank in its last cell",
           both(sheet(put({REMARK: "进步很大"})), beside(REMARK, " "))),
    speaking("month", "1 in a remark that its format shows as a sentence", 1, '"总分改为 91，已批准 "m'),
    speaking("hour", "1 in a remark that its format shows as a name", 1, '"王总经理 "h'),
    speaking("word", "1 in a remark that its format shows as a word", 1, '"不合格"m'),
    honest("remark-date", "a date in a remark", remark(date(2026, 11, 30), "yyyy-mm-dd")),
    honest("text-date-words", "a date in a remark, in words", remark(date(2026, 11, 30), 'yyyy"年"m"月"d"日";@')),
    honest("text-time", "a time in a remark", remark(time(8, 30), "h:mm")),
    honest("text-time-words", "a time in a remark, in words", remark(time(8, 30), 'h"时"mm"分"')),
    Fixture("limits-hollow", "a list of limits that holds none", "W", (Found("validation-removed"),), hollow),
)  # fmt: skip
"""All of them"""

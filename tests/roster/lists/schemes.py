"""Schemes: several in a cell, of a position, of the settings, and none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tests.roster.lists.fixture import (
    DEMEANOUR,
    FURNITURE,
    HEADINGS,
    MARKED_TITLE,
    PRESALES,
    Found,
    ListFixture,
    Who,
    renamed,
    someone,
)
from xlsappraise.base.own_words import OwnWords

BOTH = (FURNITURE, PRESALES)


def positions(*rows: Sequence[Any], title: str = "岗位方案", headings: Sequence[str] = ("岗位", "考核方案")) -> Any:
    """Return a change that adds a sheet with the schemes of positions."""

    def change(book: Any) -> None:
        sheet = book.create_sheet(title)
        for row in (headings, *rows):
            sheet.append(list(row))

    return change


def _separated(mark: str, name: str) -> ListFixture:
    return ListFixture(
        f"two schemes with {name} between them", rows=(someone(schemes=f"{FURNITURE}{mark}{PRESALES}"),),
        people=(Who(schemes=BOTH),),
    )  # fmt: skip


NAMES = (
    _separated("/", "a slash"),
    _separated("／", "a full-width slash"),
    _separated("、", "、"),
    _separated(",", "a comma"),
    _separated("，", "a full-width comma"),
    _separated("；", "a full-width semicolon"),
    _separated(";", "a semicolon"),
    _separated("\n", "a line break"),
    _separated(" 、\n", "a mark and a line break"),
    ListFixture(
        "a title with marks inside stays whole beside another scheme",
        rows=(someone(schemes=f"{MARKED_TITLE}、{PRESALES}"), someone("E2", schemes=f"{PRESALES}/{MARKED_TITLE}")),
        people=(Who(schemes=(DEMEANOUR, PRESALES)), Who("E2", schemes=(PRESALES, DEMEANOUR))),
    ),
    ListFixture(
        "a scheme written twice is one",
        rows=(someone(schemes=f"{FURNITURE}、家具客服回访专员月度考核表"),),
    ),
    ListFixture(
        "a title with full-width letters and blanks",
        rows=(someone(schemes=" 家具客服　回访专员 月度考核表 "),),
    ),
    ListFixture(
        "four hundred unknown schemes in one cell are one line",
        rows=(someone(schemes="、".join(f"方案{n}" for n in range(400))),),
        people=(Who(schemes=(), wrong=True),),
        found=(Found("roster-unknown-scheme", "E2"),),
    ),
    ListFixture(
        "thirty people with the same unknown scheme are one line",
        rows=tuple(someone(f"E{n:02d}", schemes="家具回访考核") for n in range(30)),
        people=tuple(Who(f"E{n:02d}", schemes=(), wrong=True) for n in range(30)),
        found=(Found("roster-unknown-scheme", "E2:E31"),),
    ),
    ListFixture(
        "an unknown scheme beside a good one holds the person back",
        rows=(someone("E1", schemes=f"{PRESALES}、没有这个"), someone("E2")),
        people=(Who("E1", schemes=(PRESALES,), wrong=True), Who("E2")),
        found=(Found("roster-unknown-scheme", "E2"),),
    ),
    ListFixture(
        "no column of schemes and no positions",
        headings=renamed(schemes=""),
        rows=(someone(schemes=None),),
        people=(),
        found=(Found("roster-missing-column", "1:1"),),
    ),
    ListFixture(
        "a blank scheme where there are no positions",
        rows=(someone("E1", schemes=None), someone("E2")),
        people=(Who("E1", schemes=(), wrong=True), Who("E2")),
        found=(Found("roster-blank", "E2"),),
    ),
)

POSITIONS = (
    ListFixture(
        "a sheet of positions instead of a column",
        headings=renamed(schemes=""),
        rows=(someone("E1", schemes=None), someone("E2", schemes=None, position="售前客服")),
        change=positions(("客服回访专员", FURNITURE), ("售前客服", PRESALES)),
        people=(Who("E1"), Who("E2", schemes=(PRESALES,))),
    ),
    ListFixture(
        "a pattern fits 资深售前客服",
        rows=(someone("E1", schemes=None, position="资深售前客服"), someone("E2", schemes=None, position="售前客服")),
        change=positions(
            ("*售前客服", PRESALES),
        ),
        people=(Who("E1", schemes=(PRESALES,)), Who("E2", schemes=(PRESALES,))),
    ),
    ListFixture(
        "the exact position comes before a pattern, a longer pattern before a shorter one",
        rows=(
            someone("E1", schemes=None, position="售前客服"),
            someone("E2", schemes=None, position="资深售前客服"),
            someone("E3", schemes=None, position="客服"),
        ),
        change=positions(("*客服", FURNITURE), ("*售前客服", PRESALES), ("售前客服", DEMEANOUR)),
        people=(Who("E1", schemes=(DEMEANOUR,)), Who("E2", schemes=(PRESALES,)), Who("E3", schemes=(FURNITURE,))),
    ),
    ListFixture(
        "two rows of one position give both schemes, and a cell may hold two",
        rows=(someone("E1", schemes=None), someone("E2", schemes=None, position="组长")),
        change=positions(("客服回访专员", FURNITURE), ("客服回访专员", PRESALES), ("组长", f"{FURNITURE}/{PRESALES}")),
        people=(Who("E1", schemes=BOTH), Who("E2", schemes=BOTH)),
    ),
    ListFixture(
        "a position named twice with one scheme has it once",
        rows=(someone(schemes=None),),
        change=positions(("客服回访专员", FURNITURE), ("客服*", PRESALES), ("客服回访专员", FURNITURE)),
    ),
    ListFixture(
        "several positions in one cell",
        rows=(
            someone("E1", schemes=None),
            someone("E2", schemes=None, position="售前客服"),
            someone("E3", schemes=None, position="客服/质检"),
        ),
        change=positions(("客服回访专员、*售前客服", FURNITURE), ("客服/质检", PRESALES)),
        people=(Who("E1"), Who("E2"), Who("E3", schemes=(PRESALES,))),
    ),
    ListFixture(
        "the person's own column wins",
        rows=(someone("E1", schemes=PRESALES), someone("E2", schemes=None)),
        change=positions(("客服回访专员", FURNITURE)),
        people=(Who("E1", schemes=(PRESALES,)), Who("E2")),
    ),
    ListFixture(
        "whoever has no scheme is named, and is no mistake",
        rows=(
            someone("E1", schemes=None),
            someone("E2", schemes=None, position="出纳", name="李梅"),
            someone("E3", schemes=None, position=None, name="赵强"),
        ),
        change=positions(("客服回访专员", FURNITURE)),
        people=(Who("E1"), Who("E2", "李梅", schemes=()), Who("E3", "赵强", schemes=())),
        found=(Found("roster-no-scheme"),),
    ),
    ListFixture(
        "positions in full-width letters and other case",
        rows=(someone(schemes=None, position="ＶＩＰ 客服"),),
        change=positions(("vip客服", PRESALES)),
        people=(Who(schemes=(PRESALES,)),),
    ),
    ListFixture(
        "positions in the settings",
        headings=renamed(schemes=""),
        rows=(someone(schemes=None, position="资深售前客服"),),
        own=OwnWords(positions=(("*售前客服", "售前客服月度考核表"),)),
        people=(Who(schemes=(PRESALES,)),),
    ),
    ListFixture(
        "an unknown scheme in the settings is one line, whoever has the position",
        rows=(someone("E1", schemes=None), someone("E2", schemes=None), someone("E3")),
        own=OwnWords(positions=(("客服*", "没有这个"),)),
        people=(Who("E1", schemes=()), Who("E2", schemes=()), Who("E3")),
        found=(Found("settings-unknown-scheme"), Found("roster-no-scheme")),
    ),
    ListFixture(
        "an unknown scheme in the sheet of positions is one line",
        rows=(someone("E1", schemes=None), someone("E2", schemes=None)),
        change=positions(("客服回访专员", "家具客服回访专员考核")),
        people=(Who("E1", schemes=()), Who("E2", schemes=())),
        found=(Found("roster-unknown-scheme", "B2"), Found("roster-no-scheme")),
    ),
    ListFixture(
        "a sheet of positions without its headings",
        change=positions(("客服回访专员", FURNITURE), headings=("岗", "表")),
        found=(Found("roster-missing-column", "1:1"), Found("roster-missing-column", "1:1")),
    ),
    ListFixture(
        "a formula in the sheet of positions",
        change=positions(("客服回访专员", "=A1")),
        found=(Found("roster-formula", "B2"),),
    ),
    ListFixture(
        "English headings in the sheet of positions",
        rows=(someone(schemes=None),),
        change=positions(("客服回访专员", FURNITURE), headings=("Position", "Scheme")),
    ),
    ListFixture(
        "a hidden sheet of positions does not count",
        rows=(someone("E1", schemes=None),),
        change=lambda book: (
            positions(("客服回访专员", FURNITURE))(book),
            setattr(book["岗位方案"], "sheet_state", "hidden"),
        ),
        people=(Who("E1", schemes=(), wrong=True),),
        found=(Found("roster-blank", "E2"),),
    ),
    ListFixture(
        "pay plans beside the schemes are not schemes",
        headings={**HEADINGS, "plans": "薪酬方案"},
        rows=({**someone(), "plans": "composite-bonus-pool"},),
    ),
)
FIXTURES = (*NAMES, *POSITIONS)

"""The roster of a scene."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import openpyxl

from xlsappraise.roster import COLUMNS, PLANS
from xlsappraise.roster.people import PEERS as PEER_LIST

HEADINGS = (*COLUMNS.values(), PLANS, PEER_LIST)
NAMES = ["王小燕", "张伟", "刘洋", "陈静", "杨帆", "赵敏", "黄丽", "吴强", "徐娜", "孙浩", "马丽", "朱婷"]
PEERS = 3
"""The number of people who have peer raters"""


def number(index: int) -> str:
    return f"E{index:03d}"


def rows(scheme: str, *, plans: str = "", peers: bool = False) -> list[Mapping[str, object]]:
    """Return twelve people under two supervisors in two departments; the last one is on leave."""
    found: list[Mapping[str, object]] = []
    for index, name in enumerate(NAMES, 1):
        first = index <= len(NAMES) // 2
        row = {
            "工号": number(index), "姓名": name, "部门": "客服一部" if first else "客服二部",
            "岗位": "客服回访专员", "考核方案": scheme, "直接主管": "李建国" if first else "周敏",
            "主管邮箱": "li@example.com", "间接主管": "何总监", "入职日期": date(2020 + index % 5, index, 15),
            "转正日期": date(2021 + index % 5, index, 15), "状态": "休假" if index == len(NAMES) else "正式",
            "职级": "中级", "奖金方案": plans,
        }  # fmt: skip
        if peers and index <= PEERS:
            row["同级评价人"] = "、".join(number(other) for other in range(1, PEERS + 3) if other != index)
        found.append(row)
    return found


def write_roster(path: Path, people: Sequence[Mapping[str, object]]) -> None:
    """Write the roster."""
    write_list(path, HEADINGS, people)


def write_list(path: Path, headings: Sequence[str], people: Sequence[Mapping[str, object]]) -> None:
    """Write a workbook with one sheet: headings and rows."""
    book = openpyxl.Workbook()
    book.active.append(list(headings))
    for row in people:
        book.active.append([row.get(title) for title in headings])
    book.save(path)

"""The sheet that is filled in as on paper, written blank and filled in as HR does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl

from xlsappraise.base.i18n import words
from xlsappraise.schemebook import write_paper
from xlsappraise.schemebook.paper.sheet import SETTINGS
from xlsappraise.schemebook.paper.ways import WAYS

Book = Any
Row = Sequence[str | float | None]
FIRST = 12
"""The row of the first criterion, below the worked example, as a spreadsheet program counts"""
EXAMPLE_ROW = 11
COLUMNS = "ABCDEF"
TITLES = {setting.id: index for index, setting in enumerate(SETTINGS)}


def sentence(way: str, language: str = "zh_CN") -> str:
    """Return the sentence of a way of scoring."""
    return words(language)(next(w.sentence for w in WAYS if w.id == way))


EIGHT: tuple[Row, ...] = (
    ("工作业绩", "客户回访率", "每月应回访的客户全部回访", 20, sentence("attainment"), "已回访数 ÷ 应回访数"),
    (
        None,
        "客户满意度",
        "电话回访的满意度",
        20,
        sentence("bands"),
        "95%以上 20分\n90%～95% 15分\n80%～90% 10分\n80%以下 0分",
    ),
    (None, "投诉处理", "24小时内回复", 10, sentence("deduction"), "超时未回复 每例扣2分\n处理不当 每例扣5分"),
    (None, "接通率", None, 10, sentence("shortfall"), "接通率 目标95% 每低1个百分点扣1分"),
    ("工作能力", "业务知识", "熟悉产品和流程", 15, sentence("levels"), "优秀 15分\n良好 12分\n合格 9分\n不合格 0分"),
    (None, "沟通能力", None, 10, sentence("rating"), None),
    ("工作态度", "出勤", "按时上下班", 10, sentence("deduction"), "1、迟到一次扣1分；2、旷工每天扣五分，扣完为止"),
    (None, "5S检查", "工位整洁", 5, sentence("checklist"), "工牌佩戴\n工装整洁\n台面整洁"),
)
"""Eight criteria of an after-sales agent"""


def blank(folder: Path, language: str = "zh_CN", name: str = "客服考核.xlsx") -> Path:
    """Write the blank workbook."""
    path = folder / name
    write_paper(path, language)
    return path


def fill(
    path: Path,
    rows: Sequence[Row] = EIGHT,
    settings: Mapping[str, str | float | None] | None = None,
    *,
    example: bool = False,
) -> Path:
    """Fill a blank workbook in and save it; ``example``: whether the worked example stays."""
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    for name, value in {"title": "本店售后客服考核表", "role": "售后客服", **(settings or {})}.items():
        page.cell(2 + TITLES[name], 2).value = value
    for number, row in enumerate(rows):
        for letter, value in zip(COLUMNS, row, strict=False):
            page[f"{letter}{FIRST + number}"] = value
    if not example:
        for letter in COLUMNS:
            page[f"{letter}{EXAMPLE_ROW}"] = None
    book.save(path)
    return path

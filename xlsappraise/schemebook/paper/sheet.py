"""Declare the sheet that is filled in as on paper: settings above, a table of criteria below."""

from __future__ import annotations

from dataclasses import dataclass

from xlsappraise.base.i18n import LANGUAGES, N_, words
from xlsappraise.typed import Codes, Column, HeadedSheet
from xlsappraise.typed.words import key

SHEET = N_("Scheme to fill in")
WAYS_SHEET = N_("Ways of scoring")
ROWS = 40
"""The rows that are made ready to be filled in"""


@dataclass(frozen=True, slots=True)
class PaperSetting:
    """A setting above the table: its name, an explanation, and what the blank workbook has there."""

    id: str
    title: str
    help: str
    initial: str = ""
    aliases: tuple[str, ...] = ()


SETTINGS = (
    PaperSetting("title", N_("Title of the form"),
                 N_("Stands at the top of the form; write it into the roster too."),
            aliases=("方案名称", "考核表名称", "标题", "名称")),
    PaperSetting("role", N_("Role"), N_("Whom the form is for, such as after-sales agents."),
                 aliases=("岗位", "考核岗位")),
    PaperSetting("period", N_("Period"), N_("How often it is filled in: week, month, quarter or year."), N_("month"),
            aliases=("周期", "考核频率")),
    PaperSetting("points", N_("Full points"), N_("What all criteria must add up to."), "100", aliases=("总分",)),
    PaperSetting("raters", N_("Raters"),
                 N_("Who gives the marks; several with weights, such as supervisor 70%, self 30%."),
            N_("Direct supervisor"), aliases=("评分人",)),
    PaperSetting("grades", N_("Grades and from which total on"),
                 N_("From the best to the worst; the last one from 0 on."),
            N_("excellent 90, good 80, fair 70, poor 60, very poor 0"), aliases=("等级", "等级划分")),
    PaperSetting("adjustments", N_("Additions and deductions with a reason"),
            N_("Blank: none. Such as: at most +10, at most −10."), aliases=("加减分", "另外加减分")),
)  # fmt: skip

CODES = Codes(
    twice="scheme-book-duplicate-heading", formula="scheme-book-formula", error="scheme-book-error-value",
    date="scheme-book-date",
)  # fmt: skip
COLUMNS = (
    Column("number", N_("No."), shown=True, offered=False, aliases=("序号", "编号")),
    Column("section", N_("Kind of criterion"), width=15,
           aliases=("Section", "部分", "类别", "维度", "考核维度", "考核类别", "指标类别", "一级指标", "大类"),
           help=N_("Such as performance or attitude. Blank: as above.")),
    Column("title", N_("Criterion"), width=17,
           aliases=("项目", "指标", "考核指标", "指标名称", "二级指标", "考核内容", "Item"),
           help=N_("One a row.")),
    Column("standard", N_("Standard"), width=30,
           aliases=("标准", "评分标准", "考核要求", "要求"),
           help=N_("What is expected, as it is printed on the form. May stay blank.")),
    Column("points", N_("Points"), width=7, aliases=("分数", "满分", "配分", "权重", "标准分"),
           help=N_("A number.")),
    Column("way", N_("How it is scored"), width=29,
           aliases=("评分方式", "计分方式", "评分办法", "怎么评分", "考核方式", "计分办法"),
           help=N_("Click a cell and choose a sentence from the list.")),
    Column("details", N_("Details of the scoring"), width=30, aliases=("评分细则", "细则", "计分细则", "扣分标准"),
           help=N_("One a line (Alt+Enter). The column on the right shows how.")),
    Column("pattern", N_("Write the details like this"), width=27, shown=True,
           help=N_("Appears when a sentence is chosen.")),
    Column("remark", N_("Remark"), shown=True, offered=False, aliases=("备注", "说明", "Remarks")),
    Column("origin", N_("Data source"), shown=True, offered=False, aliases=("数据来源", "考核部门", "信息来源")),
)  # fmt: skip
PAPER = HeadedSheet(
    COLUMNS, CODES, id="paper", title=SHEET, anchors=("title", "points", "way"), crowded=True, by_id=True
)


@dataclass(frozen=True, slots=True)
class Example:
    """The worked example of the blank workbook."""

    section: str
    title: str
    standard: str
    points: float
    way: str
    details: tuple[str, ...]


EXAMPLE = Example(
    N_("Example (delete this row)"), N_("Punctuality"), N_("Comes on time; leave is asked for beforehand."), 10,
    "deduction", (N_("late −2 each"), N_("absent −5 each")),
)  # fmt: skip


def in_every_language(*lines: str) -> frozenset[str]:
    """Return what a text may be written as, folded."""
    return frozenset(key("".join(map(words(language), lines))) for language in LANGUAGES)

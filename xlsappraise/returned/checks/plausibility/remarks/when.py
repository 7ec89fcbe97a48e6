"""Notice remarks that explain points by days of another month alone, or by a festival that is not in the period."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from xlsappraise.base.period import Period
from xlsappraise.base.problems import Problem, problem
from xlsappraise.base.text import fold
from xlsappraise.returned.returned_form import Answers, Returned

MONTHS = 12
_DAY = re.compile(r"(?<!\d)(1[0-2]|0?[1-9])月(?:份)?(?:(?:3[01]|[12]\d|0?[1-9])(?:[日号]|(?=[、和至到\-~–—])))")
_MONTH = re.compile(r"(?<!\d)(1[0-2]|0?[1-9])月")
FESTIVALS = {
    "元旦(?!路|街)": (12, 1), "春节|除夕|大年|年三十": (1, 2), "元宵": (2, 3), "清明(?:节|假|期间|前|后)": (3, 4),
    "五一(?:节|假|长假|黄金周|小长假|期间|劳动节|当天|大促)|劳动节": (4, 5), "端午": (5, 6), "中秋": (9, 10),
    "国庆(?:节|假|长假|黄金周|期间|当天|当日|值班|加班|大促)|十一(?:黄金周|长假)": (9, 10),
    "双十一|双11|双十1": (10, 11), "双十二|双12": (11, 12), "圣诞": (12,),
}  # fmt: skip
"""Festivals with the months in which they are, or are prepared"""
ELSE = re.compile(
    "本[月期季周]|当月|至今|现在|仍|才|结转|遗留|以来|之后|[事节]后|起|续|改约|约[到在好]|预[约计定]|将|拟|计划|方案|准备|推迟|延[期到至]|拖|下[月周季]|上[月周季]|去年|累计"
)
"""What else in a remark may make another month one to tell of: what was begun then, or is to come"""
CUMULATIVE = re.compile("累计|全年|年度|季度|本季|连续|上月|上个月|上季|滚动|迄今")
"""What a criterion or its inputs say that look at more than the period"""


def days_of_other_month(returned: Returned) -> Iterator[Problem]:
    """Yield a note per remark beside points lost or added whose days are all of other months than the form's."""
    period = Period.parse(returned.issued.issue.period)
    months = _months(period)
    for name, found in groupby(returned.answers, key=lambda one: one.criterion.id):
        marked, remark = list(found), returned.entries.get(f"{name}.remark")
        if remark is None or not isinstance(remark.value, str) or not any(map(_explained, marked)):
            continue
        said = fold(remark.value)
        if ELSE.search(said) or any(map(_cumulative, marked)):
            continue
        word = _elsewhere(said, months)
        if word is not None:
            label = f"{marked[0].criterion.title}·{remark.slot.label}"
            yield problem(
                "date-far-from-period", sheet=returned.name, cell=remark.cell, label=label, found=word,
                expected=str(period),
            )  # fmt: skip


def _elsewhere(said: str, months: set[int]) -> str | None:
    """Return a day or festival of another month, where nothing in the text is of these."""
    if {int(month) for month in _MONTH.findall(said)} & months:
        return None
    festivals = [(match[0], held) for words, held in FESTIVALS.items() for match in re.finditer(words, said)]
    if any(months & set(held) for _word, held in festivals):
        return None
    if festivals:
        return festivals[0][0]
    day = _DAY.search(said)
    return day[0] if day else None


def _months(period: Period) -> set[int]:
    """Return the months of a period."""
    first, last = period.first_day, period.last_day
    many = (last.year - first.year) * MONTHS + last.month - first.month + 1
    return {(first.month - 1 + step) % MONTHS + 1 for step in range(many)}


def _explained(one: Answers) -> bool:
    """Return whether points are lost or added, which a remark explains."""
    points, marks = one.criterion.points, [(one.number(name), one.entries.get(name)) for name in one.rule.marks()]
    return (
        one.rule.falls_short(one.values, points)
        or one.rule.takes_off(one.values)
        or one.rule.adds(one.values, points)
        or any(mark is not None and e is not None and e.slot.max and mark < e.slot.max for mark, e in marks)
    )


def _cumulative(one: Answers) -> bool:
    """Return whether a criterion looks at more than the period."""
    texts = (one.criterion.title, one.criterion.standard or "", *(e.slot.label for e in one.entries.values()))
    return any(CUMULATIVE.search(fold(text)) for text in texts)

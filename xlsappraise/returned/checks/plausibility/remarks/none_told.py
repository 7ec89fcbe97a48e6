"""Notice a yes to a line that says that there was none of something, where the form tells of some."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from xlsappraise.base.problems import Problem, problem
from xlsappraise.base.text import fold
from xlsappraise.returned.checks.plausibility.remarks.answers import yes_or_no
from xlsappraise.returned.checks.plausibility.remarks.told import remark_said
from xlsappraise.returned.returned_form import Returned

_WHAT = "投诉|丢失|破损|遗漏|差错|事故|违规|违纪|曝光|纠纷|缺勤|迟到|脱岗|误报|漏报|删除|返工"
_WHICH = "有效|责任|重大|严重|升级|外部|私自|重复|再次|媒体|集体"
NONE_OF = re.compile(rf"(?:零|无|没有|未发生|未出现|未接到|未收到)({_WHICH})?({_WHAT})")
"""A line that says that there was none, perhaps of one sort"""
AGAIN = re.compile("不再|再次|重复|又")
"""What a line says of something that was there before"""
TIMES = re.compile(r"\d|[一二两三四五六七八九十][次起件单人户处份]|再次|多次|又|屡次")
"""What else a clause has that tells of some"""
DENIED = re.compile("[没无未零不非]|上[月周季年]|去年|误|避免|杜绝|防止|处理|减少|下降|同比|环比")
"""What else in a clause may take it back"""
ELSEWHERE = re.compile("当面|前台|微信|现场投|口头|来访|上门|书面|邮件|群|网上|来信|小程序")
"""Where a complaint may come in that a telephone line has not"""
CLAUSE = re.compile("[,。;:!?]")


def none_told_otherwise(returned: Returned) -> Iterator[Problem]:
    """Yield a note per such yes that a no beside it, or a clause of the remark, contradicts."""
    for name, found in groupby(returned.answers, key=lambda one: one.criterion.id):
        said, lines = remark_said(returned, name), [line for one in found for line in yes_or_no(one)]
        refused = [fold(entry.slot.label) for entry, no in lines if no]
        for entry, no in lines:
            denied = None if no else NONE_OF.search(fold(entry.slot.label))
            word = _told(denied, refused, said, fold(entry.slot.label)) if denied is not None else None
            if word is not None:
                yield problem(
                    "answer-told-otherwise", sheet=returned.name, cell=entry.cell, label=entry.slot.full_label,
                    found=entry.value, expected=word,
                )  # fmt: skip


def _told(denied: re.Match[str], refused: list[str], said: str, label: str) -> str | None:
    """Return the clause that tells of some, in the remark of a line for which more than this may be the reason."""
    sort, what = denied.groups()
    if "电话" in label and ELSEWHERE.search(said):
        return None
    again = any(AGAIN.search(line) and what in line for line in refused) and sort is None
    for clause in CLAUSE.split(said):
        if what in clause and TIMES.search(clause) and not DENIED.search(clause) and (sort is None or sort in clause):
            return clause
    return f"{what}…" if again and not said else None

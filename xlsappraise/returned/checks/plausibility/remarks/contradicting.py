"""Notice remarks that contradict the marks beside them: blame beside the best, praise beside the worst.

Few words are looked for, none that is often said of good and bad work alike; a remark that also denies, qualifies or
looks back is believed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from xlsappraise.base.problems import Problem, problem
from xlsappraise.base.rounding import plain
from xlsappraise.base.text import fold
from xlsappraise.returned.checks.plausibility.remarks.blame import BLAME, blame, undone
from xlsappraise.returned.checks.plausibility.remarks.counts import counts_otherwise, points_entered
from xlsappraise.returned.returned_form import Answers, Returned
from xlsappraise.typed.entries import Entry

PRAISE = re.compile(
    "优秀|优异|良好|较好|很好|非常好|出色|突出|圆满|表扬|超额|满分|认真负责|零差错|无差错|表现好"
    "|(?:按标准|按要求|按时|按期|如期|全部|保质保量)(?:都|均)?完成|达标"
    r"|(?:完成|达成|结案|解决|办结|合格|满意|好评|接起|接通|及时|准时|准确|收缴|业绩|销售|销量)[^,。;:]{0,10},?[^,。;:\d]{0,3}"
    r"(?:超过?|高于|优于|高出)(?!时|期)[^,。;:\d]{0,6}(?:标准|指标|目标|计划|要求)"
    r"|(?:完成|达成)率?[^,。;:\d]{0,3}1\d\d(?:\.\d+)?%"
)
QUALIFIED = re.compile("[不未没无差缺欠需但应少低漏忘迟]|有待|待[改提加]")
"""What else in a remark may take praise back"""
FAULT = re.compile("[不未没无差缺欠迟漏误错晚]|投诉|超时")
"""What nearly every reason for a low mark has in it"""
NOTHING = re.compile(
    "(?:没有|无|未)(?:任何)?(?:不符|扣分|违规|违纪|差错|问题|投诉|迟到|异常)|未发现(?:问题)?|一切正常|(?:全部|均|都)(?:合格|符合|达标)"
)
"""What is said where there was nothing to take off"""
DIGIT = re.compile(r"\d")
PEOPLE = re.compile(r"(\d+)\s*(?:名|人|户|次|起|件|位)")
COUNT = re.compile(r"(?<![\d.])(\d+(?:\.\d+)?)[单名人户次起件位台套个条张份项]")
GIVEN = re.compile(r"(?:按|评|打|得|给|记|计|折)(?:了|为|合|算)*(\d+(?:\.\d+)?)(?:分(?![钟之])|(?=[评,。;)]|$))")
"""The points that a remark says were given"""
LOW = 0.3
"""The share of its scale up to which a mark is among the worst"""


def remark_contradicts(returned: Returned) -> Iterator[Problem]:
    """Yield a note per remark that contradicts what is entered beside it; one that tells of a mark is at that mark."""
    scheme = returned.issued.blueprint.form
    bonus = {criterion.id for section in scheme.sections if section.bonus for criterion in section.criteria}
    for name, found in groupby(returned.answers, key=lambda one: one.criterion.id):
        remark, marked = returned.entries.get(f"{name}.remark"), list(found)
        if remark is None or remark.blank or not isinstance(remark.value, str):
            continue
        said, title = fold(remark.value), marked[0].criterion.title
        mark = _counted(marked, PEOPLE.findall(said)) or _given_otherwise(marked, said)
        if word := None if name in bonus else _blames(marked, said):
            yield problem("remark-blames", sheet=returned.name, cell=remark.cell, criterion=title, found=word)
        elif word := _praises(marked, said):
            yield problem("remark-praises", sheet=returned.name, cell=remark.cell, criterion=title, found=word)
        elif mark is not None:
            yield problem(
                "mark-is-count", sheet=returned.name, cell=mark.cell, label=mark.slot.full_label,
                found=plain(float(str(mark.value))),
            )  # fmt: skip
        elif points := list(points_entered(marked, said)):
            for entry, cost in points:
                yield problem(
                    "count-is-points", sheet=returned.name, cell=entry.cell, label=entry.slot.full_label,
                    found=plain(float(str(entry.value))), points=plain(cost),
                )  # fmt: skip
        elif times := counts_otherwise(marked, said, bonus=name in bonus):
            yield problem(
                "remark-counts-otherwise", sheet=returned.name, cell=remark.cell, criterion=title, found=times[0],
                expected=times[1],
            )  # fmt: skip


def _blames(marked: list[Answers], said: str) -> str | None:
    """Return a word of blame, or for work that was not done, beside nothing that costs points."""
    if not all(map(_best, marked)):
        return None
    return blame(said) or undone(said, marked[0].criterion.standard)


def _praises(marked: list[Answers], said: str) -> str | None:
    """Return a word of praise beside the lowest marks, or beside deductions of which the remark tells nothing."""
    if all(map(_worst, marked)):
        return _found(PRAISE, QUALIFIED, said)
    if any(map(_takes_off, marked)) and not DIGIT.search(said):
        return _found(PRAISE, QUALIFIED, said) or _found(NOTHING, QUALIFIED, said)
    return None


def tells_why(remark: str) -> bool:
    """Return whether a remark tells of anything that a low mark may be given for."""
    return BLAME.search(remark) is not None or FAULT.search(remark) is not None


def _found(looked_for: re.Pattern[str], otherwise: re.Pattern[str], said: str) -> str | None:
    """Return the first word that is looked for, unless anything else in the text turns its meaning."""
    word = looked_for.search(said)
    return word[0] if word and not otherwise.search(looked_for.sub("", said)) else None


def _best(one: Answers) -> bool:
    """Return whether no mark could be higher, and nothing takes points off; figures that are measured are neither."""
    rule, points, shares = one.rule, one.criterion.points, _shares(one)
    if rule.falls_short(one.values, points):
        return False
    if rule.marks():
        return all(share >= 1 for share in shares) if shares else rule.at_an_end(one.values, points)
    return bool(rule.happened()) or bool(one.values.keys() & rule.refusals().keys())


def _worst(one: Answers) -> bool:
    """Return whether all marks are among the lowest of their scale, or the lowest level is chosen."""
    rule, points, shares = one.rule, one.criterion.points, _shares(one)
    if shares:
        return all(share <= LOW for share in shares)
    return bool(rule.marks()) and rule.at_an_end(one.values, points) and rule.falls_short(one.values, points)


def _takes_off(one: Answers) -> bool:
    """Return whether a count of what happened takes points off."""
    return bool(one.rule.happened()) and one.rule.takes_off(one.values)


def _counted(marked: list[Answers], told: list[str]) -> Entry | None:
    """Return a low mark that is the only number of people or times in the remark: a count entered for a mark."""
    for one in marked:
        for name in one.rule.marks():
            entry, mark = one.entries.get(name), one.number(name)
            low = mark is not None and entry is not None and entry.slot.max and mark <= LOW * entry.slot.max
            if low and mark and [float(number) for number in told] == [mark]:
                return entry
    return None


def _given_otherwise(marked: list[Answers], said: str) -> Entry | None:
    """Return a mark that the remark tells as a count of something, where it gives points that are no mark at all."""
    given, counted = ({float(number) for number in pattern.findall(said)} for pattern in (GIVEN, COUNT))
    entries = [entry for one in marked for name in one.rule.marks() if (entry := one.entries.get(name)) is not None]
    marks = {entry.value for entry in entries}
    if not given - marks:
        return None
    return next((e for e in entries if e.value in counted and e.value not in given), None)


def _shares(one: Answers) -> list[float]:
    """Return the marks that are numbers, as shares of their scales."""
    found = ((one.number(name), one.entries[name].slot) for name in one.rule.marks() if name in one.entries)
    return [value / slot.max for value, slot in found if value is not None and slot.max]

"""Notice counts that a remark tells otherwise: another number of times, other days, points in place of a count."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from xlsappraise.base.rounding import plain
from xlsappraise.returned.checks.plausibility.remarks.told import days, listed_days, numbers, without_days
from xlsappraise.returned.returned_form import Answers
from xlsappraise.typed.entries import Entry

_NUMERALS = {numeral: number for number, numeral in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
_NUMERAL = f"[{''.join(_NUMERALS)}]"
_DID = "(?<![没未漏少有能])"
TIMES = re.compile(
    rf"(?P<done>只做了?|仅做了?|只有|仅有|仅|只|{_DID}(?:完成|做|开)了?|(?<!\d)第|上|这|再|前)?(?<![\d.])(\d+|{_NUMERAL}+)[次起处]"
)
"""A number of times; behind a word for what was done, or which time, it is none of what happened"""
WHOLE = re.compile("[抽查共总累其满每各均和]|分别")
"""What else in a remark may make a number one of something else, such as of samples, or of each of several days"""
EACH = re.compile("[每各]")
OF_EACH_DAY = re.compile(r"各[^,。;:、每各]{0,6}$")
"""What stands directly before a number that is one of each of the days listed before it"""
MORE = re.compile("[抽查共总累其满每均另免因至起]|分别|除外|[不未]计|连续")
"""What else in a remark may make the days times the number of each another count"""
LEAST_DAYS = 2
UNCOUNTED = re.compile("[至起免另其]|(?<!迟)到|[不未]计|除外|因|连续")
"""What else may make days of a remark more or fewer than what is counted"""
COUNTED = re.compile(rf"{_NUMERAL}+[次起处单件条份户人天个张项回名例批]|半")
POINTS = re.compile(r"(?<![每各])扣[了除去掉减]?(\d+(?:\.\d+)?)分")


def counts_otherwise(marked: Sequence[Answers], said: str, *, bonus: bool = False) -> tuple[str, str] | None:
    """Return what a folded remark counts, and the sum of the counts beside it, where the two do not agree."""
    counts = [count for one in marked for count in _counts(one)]
    if not counts:
        return None
    whole = sum(counts)
    told = _times(said)
    if (much := None if bonus else _doubled(counts, told, said)) is not None:
        return plain(sum(told)), plain(much)
    if (product := _of_each_day(said)) is not None:
        return None if product in {*counts, whole} else (plain(product), plain(whole))
    if WHOLE.search(said) or (bonus and "、" in said):
        return None
    named = days(said)
    if len(told) == 1:
        others = {named, told[0] + named - 1} if named > 1 else set()
        return None if {told[0], *others} & {*counts, whole} else (plain(told[0]), plain(whole))
    listed = listed_days(said)
    happened = any(one.rule.happened() for one in marked)
    if told or len(listed) != named or not listed or not happened or numbers(said) or COUNTED.search(said):
        return None
    fewer = whole < len(listed) and _follow(listed)
    if not whole or fewer or UNCOUNTED.search(said) or len(listed) in {*counts, whole}:
        return None
    return plain(len(listed)), plain(whole)


def points_entered(marked: Sequence[Answers], said: str) -> Iterator[tuple[Entry, float]]:
    """Yield the counts that are the points which a folded remark takes off, each with the points that one costs."""
    taken, told = {float(points) for points in POINTS.findall(said)}, _times(said)
    for one in marked:
        for name, cost in one.rule.costs_each().items():
            entry, count = one.entries.get(name), one.number(name)
            if entry is None or not count or count not in taken or cost <= 1 or count in told or EACH.search(said):
                continue
            if count != cost or told:
                yield entry, cost


def _doubled(counts: Sequence[float], told: Sequence[float], said: str) -> float | None:
    """Return a count of two equal digits of which the remark knows fewer: a digit was typed twice."""
    known = {number.value for number in numbers(said)} | {sum(told)}
    for count in counts:
        twice = 10 < count < 100 and count % 11 == 0
        if twice and told and not EACH.search(said) and count not in known and sum(told) + days(said) < count:
            return count
    return None


def _of_each_day(said: str) -> float | None:
    """Return the days of a remark times the number of times of each, as in 11月4日、18日各迟到一次; None without."""
    text = without_days(said)
    times = [match for match in TIMES.finditer(text) if match["done"] is None]
    if len(times) != 1 or MORE.search(said) or text.count("各") != 1:
        return None
    before, behind = text[: times[0].start()], text[times[0].end() :]
    many = days(said)
    if many < LEAST_DAYS or "…" in behind or not OF_EACH_DAY.search(before) or "," in before or ";" in before:
        return None
    return many * _number(times[0][2])


def _times(said: str) -> list[float]:
    """Return the numbers of times in a remark that may be such of what happened."""
    found = TIMES.finditer(without_days(said))
    return [_number(match[2]) for match in found if match["done"] is None]


def _number(text: str) -> float:
    """Return a number in digits, or in Chinese up to 99."""
    if text.isdecimal():
        return float(text)
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return float(_NUMERALS[text[-1]])
    return float(10 * _NUMERALS.get(tens, 1) + _NUMERALS.get(ones, 0))


def _follow(listed: Sequence[int]) -> bool:
    """Return whether days follow each other: they may be one occurrence."""
    return all(later - first == 1 for first, later in pairwise(listed))


def _counts(one: Answers) -> list[float]:
    """Return the counts of what happened, or of what must not be too many; a blank is nothing."""
    others = {pair.actual for pair in one.rule.compared()} | {pair.target for pair in one.rule.compared()}
    bounded = (name for name, entry in one.entries.items() if entry.slot.type == "integer" and name not in others)
    names = one.rule.happened() or (() if one.rule.marks() else tuple(bounded))
    return [one.number(name) or 0.0 for name in names]

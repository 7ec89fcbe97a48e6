"""Notice figures that a remark tells otherwise: a target for the actual figure, a sample for the whole, a false share.

A remark is read only where it can hardly mean anything else: a number behind the word for it, or two counts of a kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from xlsappraise.base.problems import Problem, problem
from xlsappraise.base.rounding import plain
from xlsappraise.base.text import fold
from xlsappraise.returned.checks.plausibility.figures import shown
from xlsappraise.returned.checks.plausibility.remarks.told import Told, numbers, without_days
from xlsappraise.returned.returned_form import Answers, Returned
from xlsappraise.schemes.rules.base import Compared
from xlsappraise.typed.entries import Entry

_BETWEEN = r"[^\d,.。;:、%不未没无少多超低高差内比率过]{0,4}"
_VALUE = r"(\d+(?:,\d{3}(?!\d))*(?:\.\d+)?%?)"
DUE = re.compile(rf"(?<!上月)(?<!下月)(?:目标|指标|计划|(?<![供响反相适效对])应){_BETWEEN}{_VALUE}")
DONE = re.compile(rf"(?<!未)(?<!没)(?<!没有)(?:实际|(?<![未能没有])完成|(?<![落核事确证如现其充])实){_BETWEEN}{_VALUE}")
WHOLE = re.compile(rf"(?:共计|总计|合计|一共|总共|共有|全部|共|总){_BETWEEN}{_VALUE}")
SAMPLE = re.compile(rf"(?:抽查|抽检|抽问|抽访|抽样|抽取|随机抽?){_BETWEEN}{_VALUE}")
NO_COUNTS = frozenset("分秒元角时级星版栋楼层期季周年月日号倍折点度米")
"""Behind a number: it counts no things of which others are a part"""
ELSE = re.compile("[不未没无差缺欠迟漏误错晚比增减多少另升降堵]|投诉|超时|因|上[月季周]|去年|同期|其余")
"""What else in a remark may make two counts such of failures, of differences or of another time"""
FEWEST = 10
"""Of fewer things two counts are hardly a share"""
POINT = 0.0101
"""A share may be rounded to a whole percentage"""
HALF = 0.5


def remark_figures(returned: Returned) -> Iterator[Problem]:
    """Yield a note per figure that the remark beside it tells otherwise, and per opposite ratio."""
    for one in returned.answers:
        remark = returned.entries.get(f"{one.criterion.id}.remark")
        said = fold(remark.value) if remark is not None and isinstance(remark.value, str) else ""
        yield from _opposite(returned, one, said)
        if said:
            yield from _exchanged(returned, one, said)
            yield from _sampled(returned, one, said)
            yield from _shared(returned, one, said)


def _exchanged(returned: Returned, one: Answers, said: str) -> Iterator[Problem]:
    """Yield a note per pair of which the remark tells a number that is in the other cell."""
    text = without_days(said)
    told = {"actual": _values(DONE, text), "target": _values(DUE, text)}
    for pair in one.rule.compared():
        if not isinstance(pair.target, str):
            continue
        cells = {"actual": one.entries.get(pair.actual), "target": one.entries.get(pair.target)}
        values = {"actual": one.number(pair.actual), "target": one.number(pair.target)}
        if values["actual"] == values["target"] or any(values[which] in told[which] for which in told):
            continue
        for which, other in (("actual", "target"), ("target", "actual")):
            entry, value = cells[which], values[which]
            if entry is not None and value is not None and values[other] in told[which]:
                yield _note(returned, entry, shown(entry.slot, float(str(values[other]))))
                break


def _sampled(returned: Returned, one: Answers, said: str) -> Iterator[Problem]:
    """Yield a note per number of a whole that the remark calls that of a sample, where it tells a larger one in all."""
    text = without_days(said)
    samples, wholes = _values(SAMPLE, text), _values(WHOLE, text)
    for name, entry in one.entries.items():
        value = one.number(name)
        if value is None or value not in samples or value in wholes or entry.slot.type not in ("integer", "number"):
            continue
        larger = [whole for whole in wholes if whole > value]
        if len(larger) == 1 and name not in (*one.rule.marks(), *one.rule.happened()) and "抽" not in entry.slot.label:
            yield _note(returned, entry, plain(larger[0]))


def _shared(returned: Returned, one: Answers, said: str) -> Iterator[Problem]:
    """Yield a note where the remark has two counts of which the only share of the rule is no quotient."""
    counts, entry = _part_and_whole(said), _only_share(one)
    if counts is None or entry is None or not isinstance(entry.value, float):
        return
    part, whole = counts
    if part in _values(SAMPLE, without_days(said)) or {part, whole} & {one.number(name) for name in one.entries}:
        return  # a sample of something, or a number that has a cell of its own
    quotients = (part / whole, 1 - part / whole, part / (part + whole), whole / (part + whole))
    if not any(abs(quotient - entry.value) <= POINT for quotient in quotients):
        yield _note(returned, entry, f"{plain(part)}/{plain(whole)}")


def _opposite(returned: Returned, one: Answers, said: str) -> Iterator[Problem]:
    """Yield a note per share of which less is better, where it and its target are most of the whole or where the
    remark's counts give what is left of it.
    """
    shares, counts = one.rule.shares(), _part_and_whole(said) if said else None
    for pair in one.rule.compared():
        entry, value = one.entries.get(pair.actual), one.number(pair.actual)
        if not pair.lower or pair.actual not in shares or entry is None or value is None or not HALF < value <= 1:
            continue
        target = one.number(pair.target) if isinstance(pair.target, str) else pair.target
        left = counts is not None and abs(1 - counts[0] / counts[1] - value) <= POINT
        if left or (_set(pair) and target is not None and HALF < target <= 1):
            yield problem(
                "opposite-ratio", sheet=returned.name, cell=entry.cell, label=entry.slot.full_label,
                found=shown(entry.slot, value), expected=shown(entry.slot, round(1 - value, 9)),
            )  # fmt: skip


def _set(pair: Compared) -> bool:
    """Return whether the other figure is one that somebody sets; a base may well be large."""
    return not pair.common


def _part_and_whole(said: str) -> tuple[float, float] | None:
    """Return the two counts that are the only numbers of a remark, of the same things; None where there are others."""
    found = numbers(said)
    if len(found) != 2 or not all(one.whole for one in found) or not _alike(*found):
        return None
    part, whole = sorted(one.value for one in found)
    return (part, whole) if whole >= FEWEST and not ELSE.search(said) else None


def _alike(first: Told, second: Told) -> bool:
    """Return whether two numbers count the same, or one of them does not say what."""
    if {first.unit, second.unit} & NO_COUNTS:
        return False
    return first.unit == second.unit or "" in (first.unit, second.unit)


def _only_share(one: Answers) -> Entry | None:
    """Return the only percentage of a rule that is no target."""
    targets = {pair.target for pair in one.rule.compared()}
    found = [e for name, e in one.entries.items() if e.slot.type == "percent" and name not in targets]
    return found[0] if len(found) == 1 else None


def _values(pattern: re.Pattern[str], text: str) -> set[float]:
    """Return the numbers behind a word, percentages as shares."""
    found = (number.replace(",", "") for number in pattern.findall(text))
    return {round(float(n[:-1]) / 100, 9) if n.endswith("%") else float(n) for n in found}


def _note(returned: Returned, entry: Entry, expected: str) -> Problem:
    value = entry.value if isinstance(entry.value, float) else 0.0
    return problem(
        "remark-figure-otherwise", sheet=returned.name, cell=entry.cell, label=entry.slot.full_label,
        found=shown(entry.slot, value), expected=expected,
    )  # fmt: skip

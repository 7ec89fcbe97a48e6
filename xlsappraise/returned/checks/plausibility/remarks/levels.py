"""Notice a level that says that all was done beside a remark that says that something was not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xlsappraise.base.problems import Problem, problem
from xlsappraise.base.text import fold
from xlsappraise.returned.checks.plausibility.remarks.told import remark_said
from xlsappraise.returned.returned_form import Answers, Returned

_DONE = "完成|达标|达成|达到|办结|合格|解决|做到|落实"
_NUMERALS = {numeral: number for number, numeral in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
_NUMBER = rf"(\d+|[{''.join(_NUMERALS)}])"
ALL = re.compile(rf"(?:全部|全都|全数|全|都|均|皆)(?:已经?|能|按[时期要求]+)*(?:{_DONE})")
"""What a level says that nothing may be missing from"""
NOT_ALL = re.compile(rf"(?<![没无有不])(?:没有?|未能?|不)(?:全部?|都|均|按[时期])*(?:{_DONE})")
SOME = re.compile(
    rf"{_NUMBER}[个项条件户次份][^,。;:\d]{{0,6}}?(?:{_DONE})了?{_NUMBER}[个项条件户次份]?(?![月天日周小])"
)
"""So many things, of which so many were done"""
ELSE = re.compile("上[月周季年次]|去年|[原曾]|后来|补[上齐完]|已补|之前|起初|年初|不[算计]")
"""What else in a clause may make it one of another time, or of something mended"""
CLAUSE = re.compile("[,。;:!?]")


def level_told_otherwise(returned: Returned) -> Iterator[Problem]:
    """Yield a note per level or word for everything done, where a clause of the remark says that not all was."""
    for one in returned.answers:
        clause = None if _all_but(one) else _missing(remark_said(returned, one.criterion.id))
        for entry in one.entries.values() if clause is not None else ():
            if entry.slot.type == "choice" and isinstance(entry.value, str) and ALL.search(fold(entry.value)):
                yield problem(
                    "answer-told-otherwise", sheet=returned.name, cell=entry.cell, label=entry.slot.full_label,
                    found=entry.value, expected=clause,
                )  # fmt: skip


def _all_but(one: Answers) -> bool:
    """Return whether a criterion has several words, of which a remark may explain another."""
    return sum(entry.slot.type == "choice" for entry in one.entries.values()) > 1


def _missing(said: str) -> str | None:
    """Return the clause that says that something was not done."""
    for clause in CLAUSE.split(said):
        if ELSE.search(clause):
            continue
        if NOT_ALL.search(clause) or any(_number(done) < _number(of) for of, done in SOME.findall(clause)):
            return clause
    return None


def _number(told: str) -> int:
    return int(told) if told.isdigit() else _NUMERALS[told]

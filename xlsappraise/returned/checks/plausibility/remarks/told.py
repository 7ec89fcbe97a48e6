"""What a remark says, folded, so that no blank is in it, and the numbers that it tells, without days and times."""

from __future__ import annotations

import re
from dataclasses import dataclass

from xlsappraise.base.text import fold
from xlsappraise.returned.returned_form import Returned

_DAYS = re.compile(
    r"(?:\d{2,4}年)?\d{1,2}月(?:(?:第[一二三四五六1-6]周)|\d{1,2}[日号]?)?|\d{2,4}年|\d{1,2}[日号]|\d{1,2}[:：]\d{2}"
    r"|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|(?<!\d)\d{1,2}点(?:\d{1,2}分|半)?"
)
_LISTED = re.compile(r"(?<![\d.])\d{1,2}(?=、(?:\d{1,2}月)?\d{1,2}[日号、])")
"""A day in a list of days of which only the last is called one, such as 3、8 日"""
_LIST = re.compile(r"(?<![\d.])(?:(?:\d{1,2}月)?\d{1,2}[日号]?、)+(?:\d{1,2}月)?\d{1,2}[日号]")
_DAY = re.compile(r"(?<!\d)(?:\d{1,2}月)?\d{1,2}[日号](?!常)")
_NUMBER = re.compile(r"(?<![A-Za-z\d.])(\d+(?:,\d{3}(?!\d))*(?:\.\d+)?)(%|[\u4e00-\u9fff]?)")


@dataclass(frozen=True, slots=True)
class Told:
    """A number in a remark, the sign or character behind it, and where it stands in the text without its days."""

    value: float
    unit: str
    start: int

    @property
    def whole(self) -> bool:
        """Return whether it may be a count."""
        return self.unit != "%" and self.value == int(self.value)


def remark_said(returned: Returned, criterion: str) -> str:
    """Return the folded remark on a criterion; no text where there is none."""
    remark = returned.entries.get(f"{criterion}.remark")
    return fold(remark.value) if remark is not None and isinstance(remark.value, str) else ""


def without_days(said: str) -> str:
    """Return a folded remark in which days and times are left out."""
    return _DAYS.sub("…", _LISTED.sub("…", said))


def numbers(said: str) -> list[Told]:
    """Return the numbers of a folded remark that are no days or times; percentages as shares."""
    found = []
    for match in _NUMBER.finditer(without_days(said)):
        value = float(match[1].replace(",", ""))
        found.append(Told(value / 100 if match[2] == "%" else value, match[2], match.start()))
    return found


def days(said: str) -> int:
    """Return how many days of a month a folded remark names."""
    return len(_DAY.findall(_LISTED.sub(lambda day: f"{day[0]}日", said)))


def listed_days(said: str) -> list[int]:
    """Return the days of a list such as 11月6日、19日, where a folded remark has one such list."""
    found = _LIST.findall(said)
    return [int(re.sub(r".*月|[日号]", "", day)) for day in found[0].split("、")] if len(found) == 1 else []

"""Names of colleagues in the texts of a form that is about somebody else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator

from xlsappraise.base.text import fold

_START = re.compile(r"^|[,。;:!?]|[日号](?:[早中晚夜白]班|上午|下午|晚上?)?")
"""Where the subject of a clause may begin"""
_LONGEST = 4
_FULL, _GIVEN = 3, 2
"""The least characters of a full name with a given name of two, and of such a given name"""
_COMPOUND = frozenset(
    ("欧阳", "司马", "上官", "诸葛", "司徒", "夏侯", "皇甫", "尉迟", "公孙", "慕容", "令狐", "东方", "西门")
)
_ELSE = re.compile(
    "[、和与及替代帮对向给跟同]|反[映馈]|投诉|提[出醒]|表[示扬]|说|称|要求|来电|协助|请|来|评|建议|认为|负责|先生|女士|小姐|[路街]|小区|花园"
    "|[组店部队班]|的客户|处"
)
"""What behind a name says that somebody else's work is told of, or that it is no person's"""


def given_name(name: str) -> str | None:
    """Return the given name of two characters of a Chinese full name; None where there is none."""
    if not re.fullmatch(r"[\u4e00-\u9fff]{3,4}", name):
        return None
    given = name[2:] if name[:2] in _COMPOUND else name[1:]
    return given if len(given) == _GIVEN else None


def calls(people: Collection[str]) -> dict[str, str]:
    """Return how each of some people may be called: by full name, and by a given name that nobody else's name has."""
    given = Counter(short for name in people if (short := given_name(name)) is not None)
    parts = Counter(name[at : at + _GIVEN] for name in people for at in range(len(name) - _GIVEN + 1))
    found = {name: name for name in people}
    for name in people:
        short = given_name(name)
        if short is not None and given[short] == 1 and parts[short] == 1 and short not in found:
            found[short] = name
    return found


_AWAY = re.compile(
    "调[走岗离任]|离[职开岗]|辞职|请假|休假|产假|病假|不在|期间|走后|缺[岗勤]|一起|共同|之间|交接|退休|生病|在岗时"
    "|本人|该员工|带教|指导|带领|配合|帮助"
)
"""What else in a comment says that somebody is not there, or that it is about two people"""
_ADJECTIVES = frozenset(
    ("安静", "周全", "周到", "高效", "高明", "严格", "严谨", "温和", "成熟", "从容", "平安", "方正")
)
"""Names of two characters that are also words"""


def judged(text: str, called: dict[str, str]) -> str | None:
    """Return whom a comment is about: it begins with the full name, and tells of no absence and of nobody else.

    Given names alone are too often words.
    """
    said = fold(text)
    first = next(subjects(said, called), None)
    begins = first is not None and said.startswith(first) and first not in _ADJECTIVES
    return first if begins and not _AWAY.search(said) else None


def subjects(text: str, called: dict[str, str]) -> Iterator[str]:
    """Yield the full names of those whom the clauses of a text begin with."""
    said = fold(text)
    for start in _START.finditer(said):
        for size in range(_LONGEST, _GIVEN - 1, -1):
            word = said[start.end() : start.end() + size]
            if len(word) == size and word in called and not _ELSE.match(said, start.end() + size):
                yield called[word]
                break

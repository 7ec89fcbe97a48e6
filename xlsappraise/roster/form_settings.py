"""Read what the settings say of forms, from the sheet 设置 of the list or from ``appraise.toml``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from xlsappraise.base.form_rules import SIGNERS, FormRules
from xlsappraise.base.i18n import N_, Phrase, phrase
from xlsappraise.base.text import fold, tidy
from xlsappraise.roster.lists import split
from xlsappraise.typed.days import as_compact, as_day
from xlsappraise.typed.words import key, understood

_DAY = re.compile(
    r"(?:次月|下月|下个月|每月|day|the)?第?(\d{1,2})(?:日|号|st|nd|rd|th)?(?:前|之前|以前)?", re.IGNORECASE
)
_DAYS = re.compile(r"(\d{1,3})(?:个?自然日|天|日|days?)?", re.IGNORECASE)
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
LONGEST_VALUE = 120
_MOST_DAYS = 366
TARGETS = {"full": N_("targets unchanged"), "scaled": N_("targets by days")}
"""What may stand for the targets of people who joined or left within a period"""
_TARGET_WORDS = understood(
    TARGETS,
    [
        *((word, "full") for word in ("full", "全额", "全额目标", "整期目标", "不折算", "目标不折算", "不变")),
        *((word, "scaled") for word in (
            "scaled", "by days", "折算", "按天折算", "按天数折算", "目标按天折算", "按比例折算", "按在岗天数折算")),
    ],
)  # fmt: skip
_SIGNER_WORDS = understood(
    dict(SIGNERS),
    [
        *((word, "ratee") for word in ("ratee", "employee", "self", "person", "本人", "被考核人", "员工", "员工本人")),
        *((word, "supervisor") for word in (
            "supervisor", "direct supervisor", "manager", "line manager", "直接主管", "主管", "直接上级", "直属上级",
            "上级")),
        *((word, "indirect") for word in ("indirect", "间接主管", "间接上级", "部门负责人", "部门经理")),
        *((word, "hr") for word in ("hr", "human resources", "人事", "人事部", "人力资源", "人力资源部", "人力")),
    ],
)  # fmt: skip
_NOBODY = frozenset(map(key, ("无", "不签", "不签字", "不用签字", "没有", "none", "nobody", "no")))


@dataclass(frozen=True, slots=True)
class FormFault:
    """A setting that cannot be read: its name in ``appraise.toml``, what is written, what may be written."""

    name: str
    text: str
    expected: Phrase


def _deadline(text: str) -> int | date | None:
    match = _DAY.fullmatch(fold(text))
    if match:
        return int(match[1]) if 1 <= int(match[1]) <= 31 else None
    return as_day(text) or as_compact(text)


def _return_to(text: str) -> str | None:
    written = " ".join(tidy(text).split())
    return None if len(written) > LONGEST_VALUE or ("@" in written and not _ADDRESS.search(written)) else written


def _signers(text: str) -> tuple[str, ...] | None:
    if key(text) in _NOBODY:
        return ()
    found = [_SIGNER_WORDS.get(key(part)) for part in split(text)]
    return None if None in found else tuple(name for name in SIGNERS if name in found)


def _targets(text: str) -> str | None:
    return _TARGET_WORDS.get(key(text))


def _least_days(text: str) -> int | None:
    match = _DAYS.fullmatch(fold(text))
    return int(match[1]) if match and int(match[1]) <= _MOST_DAYS else None


@dataclass(frozen=True, slots=True)
class _Reader:
    """How a setting is read: the field of ``FormRules``, its reader (None: not understood), what it accepts."""

    field: str
    read: Callable[[str], Any]
    expected: Phrase


_READERS: Mapping[str, _Reader] = {
    "deadline": _Reader(
        "deadline", _deadline, phrase("a day of the month after the period, such as 5, or a date, such as 2026-12-05")
    ),
    "return_to": _Reader("return_to", _return_to, phrase("an e-mail address or a place, of at most 120 characters")),
    "signers": _Reader(
        "signers", _signers, phrase("one or several of {names}, with 、 between them, or “none”",
                                    names=tuple(phrase(word) for word in SIGNERS.values())),
    ),
    "part_period": _Reader(
        "targets", _targets, phrase("“{full}” or “{scaled}”",
                                    full=phrase(TARGETS["full"]), scaled=phrase(TARGETS["scaled"])),
    ),
    "least_days": _Reader("least_days", _least_days, phrase("a number of days, such as 10")),
}  # fmt: skip
FORM_SETTINGS = tuple(_READERS)
"""The names of these settings in ``appraise.toml``"""


def with_settings(rules: FormRules, texts: Mapping[str, str]) -> tuple[FormRules, tuple[FormFault, ...]]:
    """Return rules with what is written for them in place of what they were, and what cannot be read."""
    faults: list[FormFault] = []
    read = dict(_read(texts, faults))
    return replace(rules, **read), tuple(faults)


def _read(texts: Mapping[str, str], faults: list[FormFault]) -> Iterator[tuple[str, Any]]:
    for name, text in texts.items():
        reader = _READERS[name]
        value = reader.read(text)
        if value is None:
            faults.append(FormFault(name, text, reader.expected))
        else:
            yield reader.field, value

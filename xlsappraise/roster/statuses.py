"""What people write for a status."""

from __future__ import annotations

from collections.abc import Mapping

from xlsappraise.roster.people import LEFT, PROBATION, STATUSES
from xlsappraise.typed.words import key

EMPLOYED, _PROBATION, ON_LEAVE, _LEFT = STATUSES
ALIASES: Mapping[str, tuple[str, ...]] = {
    EMPLOYED: (
        "在职", "在岗", "正式员工", "正式工", "已转正", "在编", "正常", "在职员工", "在职在岗",
        "Active", "Employed", "Regular", "Permanent", "Confirmed", "In service",
    ),
    PROBATION: ("试用期", "试用员工", "试用中", "试用期员工", "未转正", "Probation", "On probation", "Trial"),
    ON_LEAVE: (
        "产假", "病假", "停薪留职", "长病假", "长期病假", "事假", "哺乳假", "陪产假", "婚假", "工伤", "工伤假",
        "年假", "请假", "休假中", "待岗",
        "On leave", "Leave", "Maternity leave", "Sick leave", "Unpaid leave", "Suspended",
    ),
    LEFT: (
        "已离职", "离职员工", "辞职", "已辞职", "辞退", "已辞退", "解除", "解除合同", "退休", "已退休", "自离", "开除",
        "Left", "Resigned", "Terminated", "Retired", "Dismissed", "Inactive",
    ),
}  # fmt: skip
_KNOWN = {key(word): status for status, words in ALIASES.items() for word in (status, *words)}


def status_of(text: str, own: Mapping[str, str]) -> str | None:
    """Return the status that a text means, or None; ``own``: what an organisation writes besides, folded."""
    word = key(text)
    return own.get(word) or _KNOWN.get(word)


def in_english() -> tuple[str, ...]:
    """Return the statuses as a blank list in English offers them."""
    return tuple(next(word for word in words if word.isascii()) for words in ALIASES.values())

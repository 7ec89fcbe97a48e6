"""Words of blame in a folded remark, and what takes them back: a denial before or behind them, or another time."""

from __future__ import annotations

import re

_SOME = "[1-9一二三两]"
BLAME = re.compile(
    "迟到|早退|旷工|差错|出错|失误|混乱|未完成|没完成|没有完成|未办结|没办结|没有办结|未达到|未达标|不达标|不合格|不及格"
    "|不满意|较差|很差|太差|差评"
    "|拖延|遗漏|推诿|敷衍|顶撞|争吵|争执|违规|违纪|被投诉|批评|警告|不好|不力|不足|不到位|不及时|不认真|不主动|不配合|粗心|马虎"
    rf"|投诉\s*{_SOME}\d*\s*[次起件]|{_SOME}\d*\s*[次起件](?:有效|责任|客户|业主)*投诉"
)
_BLAMES = rf"(?:{BLAME.pattern})"
_AND = "[、和或及与/]?"
_BEFORE = (
    rf"(?!{_BLAMES})(?:[没无未不零免防避]|杜绝|减少|降低|控制|克服)"
    "(?:有|出现|发生|发现|存在|产生|收到|受到|造成|任何|一[次起例件]|明显|重大|责任|客户|业主|因|被)*"
    rf"[^,。;:!?、]{{0,3}}{_BLAMES}(?:{_AND}{_BLAMES})*"
)
"""A denial directly before a word of blame, and before others that are listed behind it"""
_BEHIND = (
    rf"{_BLAMES}(?:{_AND}{_BLAMES})*(?:等)?(?:情况|现象|行为|记录)?:?(?:均|都|全|一次)*"
    "(?:为零|未(?:发生|出现|发现)|没有(?:发生|出现|发现)|(?:无|没有|零)(?=[,。;!、]|$))"
)
"""A denial behind it that ends the clause, such as 迟到、早退均无"""
_TAKEN_BACK = re.compile(f"{_BEFORE}|{_BEHIND}")
ELSE = re.compile(
    "[前改已]|上[月周次季年期半个]|处理|解决|化解|纠正|更正|回访|跟进|办结|(?<!\\d)0(?!\\d)|[不未没]计|不[算属扣罚是]|未造成|没有?造成|无责|免责"
)
"""What else in a remark may turn blame into something good, such as a mistake mended, or tell of another time"""


def blame(said: str) -> str | None:
    """Return the first word of blame that nothing takes back."""
    left = _TAKEN_BACK.sub("", said)
    word = BLAME.search(left)
    return word[0] if word and not ELSE.search(BLAME.sub("", left)) else None

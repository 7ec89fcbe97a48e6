"""Remarks that say nothing: stock phrases alone, which stand for a blank where facts are asked for."""

from __future__ import annotations

import re

from xlsappraise.base.text import fold
from xlsappraise.typed.entries import Entry

_STOCK = re.compile(
    "(?:情况)?(?:均|都|已经?)?(?:知悉|知晓|知道了?|知情|悉知|阅|收到|了解|属实|核实)"
    "|(?:[下本次]个?[月周次期季]|今后|以后|后续|继续|持续|尽快|立即|限期|有待|需要?|应|待|将|会|争取|注意|加以|再|还需|仍需|要)*"
    "(?:改进|改善|改正|整改|提高|提升|完善|努力|注意|加油|跟进|跟踪|处理|关注|落实)(?:了|中|一下)?"
    "|(?:正?在|已|持续)?(?:跟进|跟踪|处理|整改|协调|沟通|解决|落实|进行|改进)中?"
    "|[同如](?:上|前|左|右|下|上述)|(?:详?见|参见)(?:上|下|前|后|附件|附表|记录|台账|相关记录|系统|后台|表|备注|有关记录)"
    "|(?:进一步|继续|需要?|应|要|再|今后|持续)?(?:加强|强化)(?:日常)?(?:管理|学习|监督|培训|沟通|责任心|改进)?"
    "|再接再厉|继续保持|保持|无|没有|暂无|个别|少数|偶尔|一般|正常|还可以|可以|还行|尚可|良好|好|不错|略|有|是|对|按规定|按实际|实际情况|如实|其他"
    "|ok|yes|none|n/a|nil|noted|同意|认可|none"
)
_APART = re.compile("[,。;:、!?.…—/~\\-()]+")


def says_nothing(entry: Entry) -> bool:
    """Return whether a text is blank or of stock phrases alone."""
    if entry.blank:
        return True
    if not isinstance(entry.value, str):
        return False
    parts = [part for part in _APART.split(fold(entry.value).casefold()) if part]
    return all(_STOCK.fullmatch(part) for part in parts)

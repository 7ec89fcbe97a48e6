"""Words of blame in a folded remark, work that was not done, and what takes them back: a denial, or another time."""

from __future__ import annotations

import re

from xlsappraise.base.text import fold

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


_NOT = "(?<![有不无没未])(?:没有|没能|没|未能|未曾|未(?!来)|不(?!止|仅|但|光|能|会|可|用|需|必|影))"
_DID = "解释|说明|讲解|交代|交接|填写|填报|归档|佩戴|穿戴|核对|核实|告知|通知|汇报|上报|签字|签收"
_THINGS = "记录|登记|反馈|巡查|巡视|检查|培训|回复|答复"
"""What may be done, and may be something of which there was none"""
_WELL = "清楚|清|明白|完整|齐全|全|规范|准确|到位|详细|仔细|按时|及时"
_DULY = "及时|按时|按期|按规定|按要求|按标准|主动|认真"
_TIMES = r"(?:[一二两三四五1-9]\d?[次起件处份户])?(?=[,。;:!?、]|$)"
NOT_DONE = re.compile(
    rf"{_NOT}(?:[再向对给把将][^,。;:!?、]{{0,6}})?(?:(?:{_DID})了?(?:{_WELL})?|(?:{_THINGS})了?(?:{_WELL})){_TIMES}"
    rf"|{_NOT}(?:{_DULY})(?:[向对给把将]?[^,。;:!?、]{{0,6}})(?:{_DID}|{_THINGS}){_TIMES}"
    rf"|(?:{_DID}|{_THINGS})(?:得不|不|未|欠)(?:够|太)?(?:{_WELL})"
)
"""Work that a clause says was not done, or not done well"""
_THEIRS = re.compile("业主|住户|客户|顾客|买家|用户|对方|来访者|访客|客人|[他她]人?")
_TOLD_BY = re.compile("投诉|反映|反馈|来电|抱怨|指出|提出|认为")
"""What somebody says behind which a clause tells of what was done to them"""
_HOW = "按及准如照主严认提随当每逐全定预做完佩穿戴填记登督追解向办"
"""With what words of a standard begin that tell what is to be done, and not what there is or may happen"""
_LEAST = 4
"""So many characters of a standard tell that a remark is about it"""
_IF = re.compile("^[^、,按及准]{0,2}[时后的前]")
_CLAUSE = re.compile("[,。;:!?、]")


def undone(said: str, standard: str) -> str | None:
    """Return the words of a folded remark for work of the one appraised that was not done, or was but badly.

    These are usual words for such work, or those of the criterion's own standard behind a denial. What somebody else
    did not do is no fault; nor is what a clause denies twice, puts into another time, or tells as mended.
    """
    if ELSE.search(_TOLD_BY.sub("", said)) or BLAME.search(said):
        return None
    for clause in _CLAUSE.split(said):
        match = NOT_DONE.search(clause)
        found = match[0] if match else _of_standard(clause, fold(standard))
        if found is None or re.search("的(?:情况|现象|行为|事)", clause):
            continue
        before = clause[: clause.index(found)]
        whose = _THEIRS.search(before)
        if not re.search("[没无未不零]|[应须需]$", before) and (whose is None or _TOLD_BY.search(before, whose.end())):
            return found
    return None


def _of_standard(clause: str, standard: str) -> str | None:
    """Return a denial and words of what a standard asks to be done, behind it in a clause."""
    for match in re.finditer(_NOT, clause):
        behind, size = clause[match.end() :], 0
        while size < len(behind) and behind[: size + 1] in standard:
            size += 1
        words = behind[:size]
        if size < _LEAST or words[0] not in _HOW:
            continue
        before, _words, after = standard.partition(words)
        if not re.search("[没无未不扣]", _CLAUSE.split(before)[-1]) and not _IF.match(after):
            return match[0] + words
    return None


def blame(said: str) -> str | None:
    """Return the first word of blame that nothing takes back."""
    left = _TAKEN_BACK.sub("", said)
    word = BLAME.search(left)
    return word[0] if word and not ELSE.search(BLAME.sub("", left)) else None

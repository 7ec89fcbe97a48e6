"""Details of what is divided by something: target attainment, shares, growth."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from xlsappraise.schemebook.paper.details.entry import NUMBER, ScoredItem, UnderstoodDetails, trimmed
from xlsappraise.schemebook.paper.ids import Ids

_DIVIDED = re.compile(
    r"^(?P<first>.+?)\s*(?:÷|/|除以| divided by )\s*(?P<second>.+?)(?:\s*[×x*]\s*(?:100%|分值|本项分值|满分).*)?$"
)
_FIXED = re.compile(rf"^(?P<number>{NUMBER})\s*(?P<unit>%)?\s*(?P<of>次|例|单|个|件|元|万元|分|分钟|小时|天)?$")
_ACTUAL = re.compile(r"^(?:实际|实绩|完成|actual)(?:值|数|情况)?\s*[:=]\s*(?P<text>.+)$", re.IGNORECASE)
_TARGET = re.compile(r"^(?:目标|计划|应完成|target)(?:值|数)?\s*[:=]\s*(?P<text>.+)$", re.IGNORECASE)
_CAP = re.compile(rf"^(?:封顶|最高|上限|最多(?:按)?|cap)\s*[:=]?\s*(?P<cap>{NUMBER})\s*%$", re.IGNORECASE)
_FULL = re.compile(
    rf"^(?:完成(?:率)?|达到|达)\s*(?:到|达到|≥)?\s*(?P<share>{NUMBER})\s*%\s*(?:以上|及以上)?\s*(?:即|就)?\s*(?:得|给|算)?\s*满分$"
)
_NONE = re.compile(
    r"^(?:目标|总数|target|total)\s*(?:为|是|=|:)?\s*0\s*(?:时|的)?\s*[,:]?\s*(?:"
    r"(?P<full>(?:得|给|按|算)?满分|all points|full)"
    r"|(?P<zero>(?:得|给|按|算)?\s*0\s*分|零分|不得分|no points)|(?P<excluded>不计|不考核|不算|剔除|left out))$",
    re.IGNORECASE,
)
_NONE_WORDS = ("full", "zero", "excluded")
DEFAULT_ACTUAL, DEFAULT_TARGET = "实际完成", "目标"


def _none_of(line: str) -> str | None:
    """Return what a target of 0 is worth, where a line says so."""
    match = _NONE.match(line.replace("零", "0"))
    return None if match is None else next(word for word in _NONE_WORDS if match[word])


@dataclass(frozen=True, slots=True)
class _Side:
    """A side of a ratio: a number that the scheme fixes, or a label to be asked for; its unit."""

    value: str | float
    unit: str


def _side(text: str) -> _Side:
    match = _FIXED.match(trimmed(text))
    if match is None:
        return _Side(trimmed(text), "%" if "%" in text else "")
    value = float(match["number"])
    return _Side(round(value / 100, 9) if match["unit"] else value, match["unit"] or match["of"] or "")


def attainment(lines: Sequence[str], _item: ScoredItem) -> UnderstoodDetails:
    """Read “actual ÷ target”; nothing written means just that."""
    return _attained(lines, lower=False)


def attainment_lower(lines: Sequence[str], _item: ScoredItem) -> UnderstoodDetails:
    """Read “target ÷ actual”, where less is better."""
    return _attained(lines, lower=True)


def _attained(lines: Sequence[str], *, lower: bool) -> UnderstoodDetails:
    rule: dict[str, Any] = {"lower": True} if lower else {}
    actual, target = _Side(DEFAULT_ACTUAL, ""), _Side(DEFAULT_TARGET, "")
    unread = []
    for line in lines:
        none, cap, full, ratio = _none_of(line), _CAP.match(line), _FULL.match(line), _DIVIDED.match(line)
        named = _ACTUAL.match(line) or _TARGET.match(line)
        if none is not None:
            rule["no_target"] = none
        elif cap is not None:
            rule["cap"] = round(float(cap["cap"]) / 100, 9)
        elif full is not None:
            rule["required"] = round(float(full["share"]) / 100, 9)
        elif named is not None:
            side = _side(named["text"])
            actual, target = (side, target) if _ACTUAL.match(line) else (actual, side)
        elif ratio is not None:
            sides = [_side(ratio[name]) for name in ("first", "second")]
            actual, target = reversed(sides) if lower else sides
        else:
            unread.append(line)
    if not isinstance(actual.value, str):
        return UnderstoodDetails(rule, tuple(lines))
    kind = {"type": "percent"} if "%" in (actual.unit, target.unit) else {}
    asked = actual.value
    if target.unit not in ("", "%") and not isinstance(target.value, str):
        asked += f"（{target.unit}）"  # a target in thousands of yuan is compared with a figure in the same unit
    return UnderstoodDetails({"actual": asked, "target": target.value, **kind, **rule}, tuple(unread))


def shares(lines: Sequence[str], _item: ScoredItem) -> UnderstoodDetails:
    """Read “part ÷ whole”."""
    rule: dict[str, Any] = {}
    unread = []
    for line in lines:
        none, ratio = _none_of(line), _DIVIDED.match(line)
        if none is not None:
            rule["no_count"] = none
        elif ratio is not None and "counts" not in rule:
            ids = Ids()
            labels = [trimmed(ratio[name]) for name in ("second", "first")]
            rule["counts"] = [{"id": ids.make(label), "label": label} for label in labels]
        else:
            unread.append(line)
    return UnderstoodDetails(rule, tuple(unread))


_GROWTH = re.compile(
    rf"^(?:(?P<current>.+?)\s*(?:比|较)\s*(?P<base>.+?))?\s*[,:]?\s*"
    rf"(?:(?P<up>增长|提高|提升|上升|增加|up by|up)|(?P<down>下降|降低|减少|down by|down))"
    rf"\s*(?:达到|达|了)?\s*(?P<share>{NUMBER})\s*%\s*(?:以上|及以上)?\s*(?:得|为|给|算)?\s*(?:满分|all points)?$",
    re.IGNORECASE,
)
_THAN = re.compile(r"^(?P<current>.+?) (?:than|against) (?P<base>.+?) (?P<rest>(?:up|down).*)$", re.IGNORECASE)


def growth(lines: Sequence[str], item: ScoredItem) -> UnderstoodDetails:
    """Read what grows or falls, against what, and by how much for all points."""
    rule: dict[str, Any] = {}
    unread = []
    for line in lines:
        than = _THAN.match(line)
        match = _GROWTH.match(than["rest"] if than else line)
        if match is None or rule:
            unread.append(line)
            continue
        source = than or match
        rule = {
            "current": trimmed(source["current"] or "") or f"{item.title}（本期）",
            "base": trimmed(source["base"] or "") or f"{item.title}（上期）",
            "required": round(float(match["share"]) / 100, 9),
            **({"lower": True} if match["down"] else {}),
        }
    return UnderstoodDetails(rule, tuple(unread))

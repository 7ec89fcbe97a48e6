"""Details of what is counted: lapses, additions, percentage points below a target."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xlsappraise.base.i18n import phrase
from xlsappraise.schemebook.paper.details.entry import (
    NUMBER,
    PLAIN_UNITS,
    UNITS,
    ScoredItem,
    UnderstoodDetails,
    pieces,
    trimmed,
)
from xlsappraise.schemebook.paper.ids import Ids

_LESS = r"扣除|扣减|扣|减去|减|罚|[-]|minus"
_MORE = r"加|奖励|奖|[+]|plus"
_EACH = rf"(?:(?:每|/|per |a )?\s*(?:[1一]|(?P<{{0}}_number>\d{{{{1,15}}}}))?\s*(?P<{{0}}>{UNITS})|each(?: time)?)"
_COST = re.compile(
    rf"^(?P<label>.*?)\s*[,:]?\s*{_EACH.format('before')}?\s*[,:]?\s*(?P<sign>{_LESS}|{_MORE})?\s*(?P<points>{NUMBER})\s*"
    rf"(?:分|points?|pts?)?\s*{_EACH.format('after')}?\s*(?:[,(]?\s*扣完为止\)?)?$",
    re.IGNORECASE,
)
_AROUND = re.compile(r"^(?:凡|每次|每)|(?:每出现|每发现|每发生|出现|发现|发生|每|each)$", re.IGNORECASE)
_NO_MORE = re.compile(r"^(?:扣完为止|上不封顶|不设上限)$")
_TWO = re.compile(rf"(?:{_LESS}|{_MORE})\s*{NUMBER}|{NUMBER}\s*(?:分(?!钟)|points?|pts?)", re.IGNORECASE)
"""An amount inside a label: two entries that were not told apart"""
_MORE_SIGN = re.compile(rf"^(?:{_MORE})$", re.IGNORECASE)
_LESS_SIGN = re.compile(rf"^(?:{_LESS})$", re.IGNORECASE)


def _label(found: re.Match[str], item: ScoredItem) -> str:
    """Return what is counted; a unit that is more than “times” stays with it."""
    label = trimmed(found["label"])
    while (shorter := trimmed(_AROUND.sub("", label))) != label:
        label = shorter
    end = "before" if found["before"] else "after"
    unit, number = found[end] or "", found[f"{end}_number"]
    label = label or item.title
    if number:
        return f"{label}（每{number}{unit}）"
    return label if not unit or unit.lower() in PLAIN_UNITS or unit in label else f"{label}（{unit}）"


def lapses(lines: Sequence[str], item: ScoredItem) -> UnderstoodDetails:
    """Read what costs points each time."""
    ids, found, unread = Ids(), [], []
    for entry in pieces([line for line in lines if not _NO_MORE.match(line)], _COST):
        match = _COST.match(entry)
        if match is None or _TWO.search(match["label"]) or _MORE_SIGN.match(match["sign"] or ""):
            unread.append(entry)
            continue
        label = _label(match, item)
        found.append({"id": ids.make(label), "label": label, "points": float(match["points"])})
    return UnderstoodDetails({"lapses": found}, tuple(unread))


def occasions(lines: Sequence[str], item: ScoredItem) -> UnderstoodDetails:
    """Read what adds or takes points each time; the sign must be written."""
    ids, found, unread = Ids(), [], []
    for entry in pieces([line for line in lines if not _NO_MORE.match(line)], _COST):
        match = _COST.match(entry)
        sign = match["sign"] if match is not None else None
        if match is None or not sign or _TWO.search(match["label"]):
            unread.append(entry)
            continue
        points = float(match["points"]) * (-1 if _LESS_SIGN.match(sign) else 1)
        label = _label(match, item)
        found.append({"id": ids.make(label), "label": label, "points": points})
    return UnderstoodDetails({"items": found}, tuple(unread))


_TARGET = re.compile(
    rf"^(?P<label>.*?)\s*(?:目标(?:值)?(?:为|是)?|达到|低于|不低于|≥|>=|target|below)?\s*[:]?\s*(?P<target>{NUMBER})\s*%"
    rf"(?P<rest>.*?)(?:扣除|扣减|扣|减|-|minus)?\s*(?P<points>{NUMBER})\s*(?:分|points?|pts?)?(?:\s*(?:/|per|each).*)?$",
    re.IGNORECASE,
)
_STEP = re.compile(rf"每\s*(?:低|少|降|下降|降低)?\s*(?P<step>{NUMBER})\s*(?:个?百分点|%|个点)")
_ASIDE = re.compile(r"[,:]?\s*(?:目标(?:值)?(?:为|是)?|达到|低于|不低于|≥|>=|target|below)$", re.IGNORECASE)


def shortfalls(lines: Sequence[str], item: ScoredItem) -> UnderstoodDetails:
    """Read targets in per cent and what a percentage point below costs."""
    ids, found, unread, faults = Ids(), [], [], []
    for entry in (line for line in lines if not _NO_MORE.match(line)):
        match = _TARGET.match(entry.removesuffix("扣完为止").rstrip(" ,"))
        if match is None:
            unread.append(entry)
            continue
        step = _STEP.search(match["rest"])
        each = float(step["step"]) if step else 1.0
        if each == 0:
            faults.append(phrase("must be above 0"))
            continue
        label = trimmed(_ASIDE.sub("", trimmed(match["label"]))) or item.title
        target = round(float(match["target"]) / 100, 9)
        found.append(
            {"id": ids.make(label), "label": label, "target": target, "points": round(float(match["points"]) / each, 9)}
        )
    return UnderstoodDetails({"measures": found}, tuple(unread), tuple(faults))

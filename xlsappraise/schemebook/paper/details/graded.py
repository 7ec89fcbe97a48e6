"""Details of what is chosen or ranked: marks, grades with points, places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from xlsappraise.base.i18n import phrase
from xlsappraise.schemebook.paper.details.entry import NUMBER, ScoredItem, UnderstoodDetails, figured, pieces, trimmed

_STEP = re.compile(
    rf"^(?:按|以|步长|每档|精确到|打分到|steps? of)\s*[:]?\s*(?P<step>{NUMBER})\s*(?:分|points?)?\s*"
    rf"(?:1档|为1档|一档|为一档|为单位|打分)?$",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"^(?:按|打)?\s*(?:整数|整分)\s*(?:打分|分)?$|^whole (?:marks|numbers)$", re.IGNORECASE)
_RANGE = re.compile(
    rf"^(?P<before>.*?)\s*[:=(]?\s*(?P<low>{NUMBER})\s*分?\s*(?:-|~|至|到|to)\s*(?P<high>{NUMBER})\s*(?:分|points?)?\s*\)?"
    rf"\s*[:=,]?\s*(?P<after>.*)$",
    re.IGNORECASE,
)


def marks(lines: Sequence[str], _item: ScoredItem) -> UnderstoodDetails:
    """Read the step of the marks and what ranges of them mean; nothing needs to be written."""
    parameters: dict[str, Any] = {}
    anchors: list[dict[str, Any]] = []
    unread = []
    for line in lines:
        step, span = _STEP.match(line), _RANGE.match(line)
        if step is not None:
            parameters["step"] = float(step["step"])
        elif _WHOLE.match(line):
            parameters["step"] = 1.0
        elif span is not None and trimmed(span["before"] + span["after"]):
            label = " ".join(filter(None, (trimmed(span["before"]), trimmed(span["after"]))))
            anchors.append({"from": float(span["low"]), "to": float(span["high"]), "label": label})
        else:
            unread.append(line)
    if anchors:
        parameters["anchors"] = sorted(anchors, key=lambda anchor: float(anchor["from"]))
        whole = all(float(bound).is_integer() for a in anchors for bound in (a["from"], a["to"]))
        parameters.setdefault("step", 1.0 if whole else 0.5)
    return UnderstoodDetails(parameters, tuple(unread))


_LEVEL = re.compile(
    rf"^(?P<label>.*?[^\d\s.,:=(-])\s*[:=(,]?\s*(?:得|计|给|为)?\s*(?P<sign>-|扣)?\s*(?P<points>{NUMBER})\s*(?P<unit>分|%|points?|pts?)?\s*\)?$",
    re.IGNORECASE,
)


def levels(lines: Sequence[str], item: ScoredItem) -> UnderstoodDetails:
    """Read grades with their points, or with their share of the criterion's points."""
    found, unread = [], []
    for entry in pieces([figured(line, item) for line in lines], _LEVEL):
        match = _LEVEL.match(entry)
        if match is None or _spans(entry) or _TWO.search(match["label"]):
            unread.append(entry)
            continue
        value = float(match["points"]) * (-1 if match["sign"] else 1)
        worth = {"factor": round(value / 100, 9)} if match["unit"] == "%" else {"points": value}
        found.append({"label": trimmed(match["label"].removesuffix("得")), **worth})
    return UnderstoodDetails({"levels": found}, tuple(unread))


_TWO = re.compile(r"\d\s*分(?!钟)|\s\d+(?:\s|$)")
"""An amount inside a label: two entries that were not told apart"""


def _spans(entry: str) -> bool:
    return re.search(rf"{NUMBER}\s*分?\s*(?:-|~|至|到)\s*{NUMBER}", entry) is not None


_PLACE = re.compile(
    rf"^(?:第|No\. ?|place )?\s*(?P<first>\d+)\s*(?:名|位|st|nd|rd|th)?\s*"
    rf"(?:(?:-|~|至|到)\s*(?:第)?\s*(?P<last>\d+)\s*(?:名|位)?)?"
    rf"\s*[:=,]?\s*(?:得|计|给)?\s*(?P<points>{NUMBER})\s*(?:分|points?|pts?)?$",
    re.IGNORECASE,
)
_PLACED = re.compile(r"^(?:第|No\.|place)|名|位|\d(?:st|nd|rd|th)\b|[:=]", re.IGNORECASE)
_OTHERS = re.compile(
    rf"^(?:其他|其它|其余|others?|the rest)(?:人|名次|人员)?\s*[:=,]?\s*(?:得|计|给)?\s*"
    rf"(?P<points>{NUMBER})\s*(?:分|points?)?$",
    re.IGNORECASE,
)
_LOWEST = re.compile(r"越[少低小短]越[好前]|lowest first", re.IGNORECASE)


def places(lines: Sequence[str], item: ScoredItem) -> UnderstoodDetails:
    """Read the points of places, of the others, and whether the lowest value comes first."""
    parameters: dict[str, Any] = {"label": item.title}
    worth: dict[int, float] = {}
    unread, faults = [], []
    for entry in pieces(
        [figured(line, item) for line in lines],
        re.compile(f"(?:{_PLACE.pattern})|(?:{_OTHERS.pattern.replace('points', 'more')})"),
    ):
        place, others = _PLACE.match(entry), _OTHERS.match(entry)
        if _LOWEST.search(entry):
            parameters["lower"] = True
        elif others is not None:
            parameters["others"] = float(others["points"])
        elif place is not None and _PLACED.search(entry):
            for number in range(int(place["first"]), min(int(place["last"] or place["first"]), 999) + 1):
                worth[number] = float(place["points"])
        else:
            unread.append(entry)
    if sorted(worth) != list(range(1, len(worth) + 1)):
        faults.append(phrase("the places must begin with the first and leave none out"))
    parameters["places"] = [worth[number] for number in sorted(worth)]
    return UnderstoodDetails(parameters, tuple(unread), tuple(faults))

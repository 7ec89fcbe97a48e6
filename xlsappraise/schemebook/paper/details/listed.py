"""Details that only list things: items to check, parts to rate, conditions to meet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from xlsappraise.base.i18n import phrase
from xlsappraise.schemebook.paper.details.entry import NUMBER, UNITS, ScoredItem, UnderstoodDetails, trimmed
from xlsappraise.schemebook.paper.ids import Ids


def _things(lines: Sequence[str]) -> list[dict[str, Any]]:
    """Return the things listed; a single line lists them with commas."""
    if len(lines) == 1:
        lines = [part for part in re.split(r"[、,/]", lines[0]) if part.strip()]
    ids = Ids()
    labels = [trimmed(line) for line in lines]
    return [{"id": ids.make(label), "label": label} for label in labels if label]


def checks(lines: Sequence[str], _item: ScoredItem) -> UnderstoodDetails:
    """Read the items that are answered by yes or no."""
    return UnderstoodDetails({"items": _things(lines)})


def parts(lines: Sequence[str], _item: ScoredItem) -> UnderstoodDetails:
    """Read the parts whose ratings are averaged."""
    found = _things(lines)
    faults = (phrase("list at least two"),) if len(found) < 2 else ()
    return UnderstoodDetails({"items": found}, (), faults)


def pairs(lines: Sequence[str], _item: ScoredItem) -> UnderstoodDetails:
    """Read the items that count plus, neutral or minus."""
    return UnderstoodDetails({"items": _things(lines)})


_AT_MOST = r"≤|<=|不超过|不高于|不多于|至多|最多|at most|no more than"
_AT_LEAST = r"≥|>=|不低于|不少于|达到|至少|最少|at least"
_CONDITION = re.compile(
    rf"^(?P<label>.*?)\s*(?:(?P<most>{_AT_MOST})|(?P<least>{_AT_LEAST}))\s*(?P<value>{NUMBER})\s*(?P<unit>%|{UNITS}|分|元)?$",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    rf"^(?P<label>.*?)\s*(?P<value>{NUMBER})\s*(?P<unit>%|{UNITS}|分|元)?\s*(?:(?P<most>(?:及|\(含\))?以[下内])|(?P<least>(?:及|\(含\))?以上))$"
)


def conditions(lines: Sequence[str], item: ScoredItem) -> UnderstoodDetails:
    """Read what must be met: bounds, or plain things that are a yes."""
    ids, unread = Ids(), []
    found: list[dict[str, Any]] = []
    for line in lines:
        match = _CONDITION.match(line) or _BEHIND.match(line)
        if match is None and re.search(r"[<>≤≥=]|\d\s*%", line):
            unread.append(line)
            continue
        if match is None:
            label = trimmed(line)
            found.append({"id": ids.make(label), "label": label, "type": "yes"})
            continue
        label = trimmed(match["label"]) or item.title
        share = match["unit"] == "%"
        value = float(match["value"])
        counted = match["unit"] is not None and re.fullmatch(UNITS, match["unit"]) is not None
        kind = "percent" if share else "integer" if counted and value.is_integer() else "number"
        bound = "at_most" if match["most"] else "at_least"
        limit = round(value / 100, 9) if share else value
        found.append({"id": ids.make(label), "label": label, "type": kind, bound: limit})
    return UnderstoodDetails({"measures": found}, tuple(unread))

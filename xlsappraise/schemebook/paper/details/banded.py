"""Details of bands: which values earn which points, whichever way their bounds are written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from xlsappraise.base.i18n import N_, Phrase, phrase
from xlsappraise.base.rounding import plain
from xlsappraise.schemebook.paper.details.entry import NUMBER, UNITS, ScoredItem, UnderstoodDetails, figured, trimmed

_UNIT = rf"(?:%|{UNITS}|分钟|小时|秒|元|万元|分)?"
_COUNTED = re.compile("人次|[次例单起个项条件笔处回户份名]|times?")
_POINTS = re.compile(
    rf"^(?P<bound>.*?\S)\s*(?:[:,=]|\s|得|计|给)\s*(?:得|计|给)?\s*(?P<points>-?{NUMBER})\s*(?:分|points?|pts?)?$",
    re.IGNORECASE,
)
_STUCK = re.compile(rf"^(?P<bound>.*?(?:%|[上下内]|\)|其[他它余]|{UNITS}))\s*(?P<points>-?{NUMBER})\s*分$")
_MOST, _LEAST = r"≤|<=|不超过|不高于|不多于|至多|最多|at most", r"≥|>=|不低于|不少于|达到|至少|at least|from"
_UNDER, _OVER = r"<|低于|少于|小于|不足|不满|不到|below|under", r">|高于|多于|大于|超过|above|over"
_BETWEEN = re.compile(
    rf"^(?P<label>.*?)\s*(?P<low>-?{NUMBER})\s*(?P<lunit>{_UNIT})\s*(?P<lin>\(含\)|\(不含\))?\s*(?:-|~|至|到|to)\s*"
    rf"(?P<high>{NUMBER})\s*(?P<unit>{_UNIT})\s*(?P<hin>\(含\)|\(不含\)|以[下内])?(?:之间)?$",
    re.IGNORECASE,
)
_CHAIN = re.compile(
    rf"^(?P<low>-?{NUMBER})\s*(?P<lunit>{_UNIT})\s*(?P<lsign>≤|<=|<)\s*(?P<label>.*?)\s*(?P<hsign>≤|<=|<)\s*(?P<high>{NUMBER})\s*(?P<unit>{_UNIT})$"
)
_BEFORE = re.compile(
    rf"^(?P<label>.*?)\s*(?:(?P<most>{_MOST})|(?P<least>{_LEAST})|(?P<under>{_UNDER})|(?P<over>{_OVER}))\s*(?P<value>-?{NUMBER})\s*(?P<unit>{_UNIT})\s*(?:以[上下内])?$",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    rf"^(?P<label>.*?)\s*(?P<value>-?{NUMBER})\s*(?P<unit>{_UNIT})\s*(?P<with>\(含\)|及|含|\(不含\))?\s*"
    rf"(?:(?P<up>以上|and (?:above|more))|(?P<down>以下|以内|and (?:below|less)))$",
    re.IGNORECASE,
)
_EXACT = re.compile(rf"^(?P<label>.*?)\s*(?P<value>{NUMBER})\s*(?P<unit>{_UNIT})$")
_REST = re.compile(r"^(?:其他|其它|其余|others?|otherwise|the rest)(?:情况)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Band:
    """The values between two bounds; ``low_in``/``high_in``: whether a bound belongs, None where the text is silent."""

    text: str
    label: str
    unit: str
    low: float | None
    high: float | None
    low_in: bool | None
    high_in: bool | None
    points: float


def bands(lines: Sequence[str], item: ScoredItem) -> UnderstoodDetails:
    """Read bands in any order; a gap between two, or a value in both, is a fault."""
    found: list[_Band] = []
    unread: list[str] = []
    rest: float | None = None
    for entry in _entries(lines, item):
        match = _POINTS.match(entry) or _STUCK.match(entry)
        if match is None:
            unread.append(entry)
            continue
        bound, points = trimmed(match["bound"]).removesuffix("得").strip(), float(match["points"])
        band = _band(bound, points)
        if _REST.match(bound) and rest is None:
            rest = points
        elif band is None:
            unread.append(entry)
        else:
            found.append(band)
    faults = [] if unread else list(_mixed(found))
    rule = _rule(found, rest, item, faults) if not unread and not faults else {}
    return UnderstoodDetails(rule, tuple(unread), tuple(faults))


def _entries(lines: Sequence[str], item: ScoredItem) -> list[str]:
    """Split lines at commas behind points."""
    return [figured(part, item) for line in lines for part in re.split(r"(?<=分)\s*[,、]", line) if part.strip()]


def _band(bound: str, points: float) -> _Band | None:
    """Return the band that a text describes."""
    between, chain = _BETWEEN.match(bound), _CHAIN.match(bound)
    if chain is not None:
        ends = (chain["lsign"] != "<", chain["hsign"] != "<")
        return _made(chain, bound, points, chain["low"], chain["high"], *ends)
    if between is not None:
        low_in, high_in = _belongs(between["lin"]), _belongs(between["hin"])
        return _made(between, bound, points, between["low"], between["high"], low_in, high_in)
    before, behind, exact = _BEFORE.match(bound), _BEHIND.match(bound), _EXACT.match(bound)
    if before is not None:
        up = before["least"] or before["over"]
        belongs = bool(before["least"] or before["most"])
        low, high = (before["value"], None) if up else (None, before["value"])
        return _made(before, bound, points, low, high, belongs if up else None, None if up else belongs)
    if behind is not None:
        said = _belongs(behind["with"])
        low, high = (behind["value"], None) if behind["up"] else (None, behind["value"])
        inside = said if said is not None or "以内" not in (behind["down"] or "") else True
        return _made(behind, bound, points, low, high, said if behind["up"] else None, None if behind["up"] else inside)
    if exact is not None:
        return _made(exact, bound, points, exact["value"], exact["value"], True, True)
    return None


def _belongs(text: str | None) -> bool | None:
    """Return whether a mark such as 含 or 及 says that the bound belongs to the band; None without a mark."""
    return None if not text else "不" not in text


def _made(
    match: re.Match[str],
    text: str,
    points: float,
    low: str | None,
    high: str | None,
    low_in: bool | None,
    high_in: bool | None,
) -> _Band:
    ends = [None if end is None else float(end) for end in (low, high)]
    return _Band(text, trimmed(match["label"]), match["unit"] or "", ends[0], ends[1], low_in, high_in, points)


def _mixed(found: Sequence[_Band]) -> list[Phrase]:
    """Return what is wrong when bands measure different things."""
    if len({band.label for band in found if band.label}) > 1:
        labels = tuple(dict.fromkeys(band.label for band in found if band.label))
        return [phrase("only one thing can be measured here, not several: {labels}", labels=labels)]
    if len({band.unit == "%" for band in found if band.high is None or band.high or band.low}) > 1:
        return [phrase("write every bound with %, or none")]
    return []


def _rule(found: Sequence[_Band], rest: float | None, item: ScoredItem, faults: list[Phrase]) -> dict[str, Any]:
    """Return the parameters; append to ``faults`` what keeps the bands from covering every value once."""
    share = any(band.unit == "%" for band in found)
    whole = not share and all(
        float(end).is_integer() for band in found for end in (band.low, band.high) if end is not None
    )
    counted = whole and any(_COUNTED.fullmatch(band.unit) for band in found)
    ordered = sorted(found, key=lambda band: (-(band.low or 0.0 if band.low is not None else float("-inf")), 0))
    if not ordered:
        return {}
    top = ordered[0]
    limit = {"max": top.high} if top.high == 100 and not share else {}
    if top.high is not None and top.high != 100:
        faults.append(phrase("nothing says what more than {bound} earns", bound=_shown(top.high, share)))
    rows = [{"from": band.low, "points": band.points} for band in ordered]
    stepped = counted or (whole and all(_steps(upper, lower) for upper, lower in pairwise(ordered)))
    for row, (upper, lower) in zip(rows, pairwise(ordered), strict=False):
        above = _joint(upper, lower, share, stepped, faults)
        row["from"] = upper.low if upper.low is not None else lower.high
        if above:
            row["above"] = True
    lowest = ordered[-1]
    if rest is not None and lowest.low is not None:
        if lowest.low_in is False:
            rows[-1]["above"] = True
        rows.append({"from": 0.0, "points": rest})
    elif lowest.low is not None and lowest.low > 0:
        faults.append(phrase("nothing says what less than {bound} earns", bound=_shown(lowest.low, share)))
    else:
        rows[-1]["from"] = 0.0
    for row in rows if share else ():
        row["from"] = round(float(row["from"] or 0.0) / 100, 9)
    kind = "percent" if share else "integer" if stepped and whole else "number"
    label = next((band.label for band in found if band.label), item.title)
    return {"label": label, "type": kind, **limit, "bands": rows}


def _steps(upper: _Band, lower: _Band) -> bool:
    """Return whether two bands of whole numbers follow each other without a common bound."""
    return upper.low is not None and lower.high is not None and upper.low == lower.high + 1


def _joint(upper: _Band, lower: _Band, share: bool, whole: bool, faults: list[Phrase]) -> bool:
    """Check how two neighbours meet; return whether the bound itself is left to the lower one."""
    low, high = upper.low, lower.high
    if low is None or high is None or (whole and low == high + 1 and upper.low_in is not False):
        if low is None and high is None:
            faults.append(
                phrase("two lines for the lowest values: {first}, {second}", first=upper.text, second=lower.text)
            )
        return upper.low_in is False
    if low != high:
        text = N_("“{first}” and “{second}” leave a gap") if low > high else N_("“{first}” and “{second}” overlap")
        faults.append(phrase(text, first=upper.text, second=lower.text))
        return False
    both = upper.low_in is True and lower.high_in is True
    neither = upper.low_in is False and lower.high_in is False
    unsure = whole and upper.low_in is None and lower.high_in is None
    if both or neither or unsure:
        faults.append(
            phrase("to which of “{first}” and “{second}” does {bound} belong? Write it with ≥ or >",
                   first=upper.text, second=lower.text, bound=_shown(low, share))
        )  # fmt: skip
    return upper.low_in is False or lower.high_in is True


def _shown(bound: float, share: bool) -> str:
    return f"{plain(bound)}%" if share else plain(bound)

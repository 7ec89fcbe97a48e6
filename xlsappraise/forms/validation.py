"""The data validation of each input: the hint that Excel shows and the entries that it refuses."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from xlsappraise.base.days import day
from xlsappraise.base.i18n import Words, written
from xlsappraise.forms.layout.gaps import bounds
from xlsappraise.typed.slot import Slot, allowed
from xlsappraise.xlsx.address import address

TITLE_LIMIT = 32
MESSAGE_LIMIT = 255
FIRST_DAY = date(2000, 1, 1)
LAST_DAY = date(2099, 12, 31)


def validation(slot: Slot, say: Words, *, meaning: Sequence[str] = (), own: bool = False) -> dict[str, Any]:
    """Return the XlsxWriter options of the slot's data validation.

    ``meaning``: what its values stand for; ``own``: the person appraised fills it in, for comparison.
    """
    scale = slot.max is not None and slot.max > 1 and (own or slot.criterion is None)
    takes = written(allowed(slot), say)
    if slot.required:
        advice = say("Required. Enter {takes}.")
    elif slot.type == "text" and meaning:
        advice = say("Enter {takes}.")
    elif slot.type == "integer" and not slot.min and not scale:
        advice = say("Enter {takes}; blank means none.")
    else:
        advice = say("Optional. Enter {takes}.")
    refusal = say("This cell takes {takes}. Press Esc and enter it again.")
    return {
        **_rule(slot),
        "ignore_blank": True,
        "input_title": _cut(slot.label, TITLE_LIMIT),
        "input_message": _cut(_prompt(slot, advice, takes, meaning, say), MESSAGE_LIMIT),
        "error_title": _cut(slot.label, TITLE_LIMIT),
        "error_message": _cut(refusal.format(takes=takes), MESSAGE_LIMIT),
        "error_type": "stop",
    }


def _prompt(slot: Slot, advice: str, takes: str, meaning: Sequence[str], say: Words) -> str:
    """Return what is shown while a cell is filled in; the meanings of a list's words stand in for the words."""
    if slot.type == "choice" and meaning:
        return advice.format(takes=say(", ").join(meaning))
    return "\n".join((advice.format(takes=takes), *meaning))


def _rule(slot: Slot) -> dict[str, Any]:
    if slot.type == "choice":
        return {"validate": "list", "source": list(slot.choices or ())}
    if slot.type == "text":
        return {"validate": "length", "criteria": "<=", "value": int(slot.max or 0)}
    if slot.type == "date":
        low = FIRST_DAY if slot.min is None else day(slot.min)
        high = LAST_DAY if slot.max is None else day(slot.max)
        return {"validate": "date", "criteria": "between", "minimum": low, "maximum": high}
    if slot.step not in (None, 1):
        cell = address(slot.place)
        return {"validate": "custom", "value": f"=AND(ISNUMBER({cell}),{','.join(bounds(slot, cell))})"}
    kind = "integer" if slot.type == "integer" else "decimal"
    if slot.max is None:
        return {"validate": kind, "criteria": ">=", "value": slot.min}
    return {"validate": kind, "criteria": "between", "minimum": slot.min, "maximum": slot.max}


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"

"""Fixtures of figures that a form shows wrongly: notes, since not every program recalculates."""

from __future__ import annotations

from typing import Any

from tests.trust.changes import combined, set_cell, set_shown_value
from tests.trust.fixture import Fixture, Found

RIGHT = {
    "I7": 33, "I8": 18, "I10": 15, "I15": 10, "I18": 3, "I20": 7, "I22": 13, "I23": 8, "I14": 20, "I21": 21, "I27": 2,
    "I31": 76, "I32": "合格", "F4": 76, "H4": "合格", "C4": "6 / 6", "E4": "已填完",
}  # fmt: skip
"""What a program shows that recalculates"""

MOVED = ("I31", "F4", "I8", "I7", "I32", "H4")
"""The figures that other points of the first criterion move"""


def figure(name: str, title: str, cell: str, value: Any, code: str, expected: str) -> Fixture:
    """Return a fixture of one figure that is shown wrongly."""
    others = [set_shown_value(at, right) for at, right in RIGHT.items() if at != cell]
    due = Found(code, cell, str(value), expected)
    return Fixture(f"figure-{name}", title, "A", (due,), combined(*others, set_shown_value(cell, value)), notes=True)


def shown(**cells: Any) -> Any:
    """Return a change of cached values."""
    return combined(*(set_shown_value(cell, value) for cell, value in cells.items()))


FIGURES: tuple[Fixture, ...] = (
    figure("grade", "a grade that is not the recomputed one", "I32", "优秀", "shown-grade-differs", "合格"),
    figure("grade-top", "the box at the top shows another grade", "H4", "优秀", "shown-grade-differs", "合格"),
    figure("grade-number", "a number in place of the grade", "I32", 1, "shown-grade-differs", "合格"),
    figure("total-top", "the box at the top shows another total", "F4", 91, "shown-total-differs", "76.00"),
    figure("total-word", "a text in place of the total", "I31", "九十一", "shown-total-differs", "76.00"),
    figure("score", "a score that is not the recomputed one", "I8", 20, "shown-score-differs", "18.00"),
    figure("score-text", "a score as a text", "I20", "10 分", "shown-score-differs", "7.00"),
    figure("subtotal", "a subtotal that is not the recomputed one", "I14", 25, "shown-score-differs", "20.00"),
    figure("adjustments", "other adjustments than those entered", "I27", 9, "shown-score-differs", "2.00"),
    figure("progress", "a progress that the form does not have", "C4", "总分 91", "shown-progress-differs", "6 / 6"),
    figure("missing", "another word where nothing is missing", "E4", "优秀", "shown-progress-differs", "已填完"),
    Fixture("figure-grade-and-score", "a grade and a score that are shown wrongly", "A",
            (Found("shown-grade-differs", "I32", "优秀", "合格"), Found("shown-score-differs", "I8", "20", "18.00")),
            shown(I8=20, I32="优秀"), notes=True),
    Fixture("figures-right", "figures of a program that recalculates", "A", (), shown(**RIGHT), notes=True),
    Fixture("figures-noise", "figures with the noise of binary arithmetic", "A", (),
            shown(**RIGHT | {"I8": 17.999999999999996, "I31": 76.00000000000001}), notes=True),
    Fixture("figures-as-issued", "figures of a program that does not recalculate", "A", (),
            shown(C4="0 / 6", E4="1、4、5、6、评分完成", F4="未完成", H4="—", I27=0), notes=True),
    Fixture("figures-none", "figures of a program that drops them", "A", (), shown(**dict.fromkeys(RIGHT)), notes=True),
    Fixture("figure-explained", "a total that a changed cell explains", "T",
            (Found("locked-cell-changed", "F8", "35", "20"),), combined(set_cell("F8", 35),
            *(set_shown_value(at, right) for at, right in RIGHT.items() if at not in MOVED),
            set_shown_value("I8", 31.5), set_shown_value("I7", 46.5), set_shown_value("I31", 89.5),
            set_shown_value("F4", 89.5), set_shown_value("I32", "良好"), set_shown_value("H4", "良好")), notes=True),
)  # fmt: skip
